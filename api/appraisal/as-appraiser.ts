/** Whoever adds to an appraisal that is under way, as one who appraises: nobody else acts on it meanwhile. */
import type { Call } from '../route.ts';
import type { Queryable } from '../transaction.ts';
import { loadAppraisal, unitsFor } from './appraisals.ts';
import { checkState } from './check-state.ts';
import { capacityFor, type Capacity } from './persons.ts';
import { loadSettings } from './settings.ts';
import { duties } from './transitions.ts';

export interface AsAppraiser {
  readonly about: { readonly draftId: string; readonly appraisalId: string };
  readonly round: number;
  readonly capacity: Capacity;
}

/** Throws UNKNOWN_APPRAISAL, FORBIDDEN, DUTIES_NOT_SEPARATE, APPRAISAL_STATE. */
export async function asAppraiser(db: Queryable, { service, identity }: Call, appraisalId: string): Promise<AsAppraiser> {
  // an act that is under way is over before; the next one waits for us
  await db.query('select from appraisals where id = $1::bigint for update', [appraisalId]);
  const { draftId, state, round } = await loadAppraisal(db, service, identity, appraisalId);
  const { settings } = await loadSettings(db);
  const about = { draftId, appraisalId };
  const capacity = await capacityFor(db, identity, service.engine.organisation(), {
    permission: 'appraisals:review',
    neverAs: duties.pass.neverAs,
    units: unitsFor('pass', settings),
    ...about,
  });
  checkState(state, ['underAppraisal']);
  return { about, round, capacity };
}
