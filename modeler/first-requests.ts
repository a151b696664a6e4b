/** On its way while the frame is drawn: who is signed in, and the page of the address. Whoever needs them asks again and says what failed. */
import { findSession } from './data/session.ts';
import { entryOf } from './pages/entry-of.ts';

findSession().catch(() => undefined);
entryOf(location.pathname)
  ?.load()
  .catch(() => undefined);
