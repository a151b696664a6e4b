/** On its way while the frame is drawn: who is signed in, the page of the address, and what it asks first. Whoever needs them asks again and says what failed. */
import { queries } from './data/queries.ts';
import { findSession } from './data/session.ts';
import { organisationQuery } from './dossier/organisation-query.ts';
import { entryOf } from './pages/entry-of.ts';
import { procedureListQuery } from './pages/procedures/procedure-list-query.ts';

findSession().catch(() => undefined);
entryOf(location.pathname)
  ?.load()
  .catch(() => undefined);
if (location.pathname === '/procedures') {
  void queries.prefetchInfiniteQuery(procedureListQuery({}));
  void queries.prefetchQuery(organisationQuery);
}
