/** On its way while the frame is drawn: who is signed in, the page of the address, and what it asks first. Whoever needs them asks again and says what failed. */
import { queries } from './data/queries.ts';
import { findSession } from './data/session.ts';
import { entryOf } from './pages/entry-of.ts';

findSession().catch(() => undefined);
const entry = entryOf(location.pathname);
entry?.load().catch(() => undefined);
void entry?.ask?.(queries);
