/** What somebody may do with an appraisal and, of what they may not, why: duties that are kept apart are to be seen, not only to be run into. */
import type { Identity } from '../auth/identity.ts';
import type { Service } from '../service.ts';
import type { Queryable } from '../transaction.ts';
import { unitsFor, type Appraisal } from './appraisals.ts';
import { findingActs, findingDuties, type FindingAct } from './finding-transitions.ts';
import { partsOf, personsOf, positionsFor } from './persons.ts';
import { loadSettings } from './settings.ts';
import { actsOf, duties, type AppraisalAct, type Part } from './transitions.ts';

/** `noPermission`: no role of theirs permits it; `otherUnit`: it is for positions of other units; `hadPart`: they did something that excludes it. */
export const hindrances = ['noPermission', 'otherUnit', 'hadPart'] as const;
type Hindrance = (typeof hindrances)[number];

interface Answer {
  readonly may: boolean;
  readonly why?: Hindrance;
  /** Of `hadPart`: which. */
  readonly parts?: readonly Part[];
}

export interface Duties {
  /** Of the acts that its state has. */
  readonly acts: readonly (Answer & { readonly act: AppraisalAct })[];
  /** Whatever the state of a finding is. */
  readonly findingActs: readonly (Answer & { readonly act: FindingAct })[];
  /** Who has had which part. */
  readonly persons: readonly { readonly part: Part; readonly login: string; readonly name?: string; readonly at: Date }[];
}

export async function dutiesOf(
  db: Queryable,
  service: Service,
  identity: Identity,
  { draftId, appraisalId, state }: Appraisal,
): Promise<Duties> {
  const { settings } = await loadSettings(db);
  const organisation = service.engine.organisation();
  const about = { draftId, appraisalId };

  async function answer(permission: (typeof findingDuties)[FindingAct]['permission'], neverAs: readonly Part[], units: readonly string[]) {
    const positions = positionsFor(identity, organisation, { permission, units });
    if (positions.length === 0) return { may: false, why: identity.permissions.has(permission) ? 'otherUnit' : 'noPermission' } as const;
    let had: readonly Part[] = [];
    for (const position of positions) {
      const parts = await partsOf(db, await personsOf(db, identity, position), about);
      const excluding = neverAs.filter((part) => parts.has(part));
      if (excluding.length === 0) return { may: true };
      if (had.length === 0) had = excluding;
    }
    return { may: false, why: 'hadPart', parts: had } as const;
  }

  const acts: Duties['acts'][number][] = [];
  for (const act of actsOf(state)) {
    const { permission, neverAs } = duties[act];
    if (permission !== 'time') acts.push({ act, ...(await answer(permission, neverAs, unitsFor(act, settings))) });
  }
  const ofFindings: Duties['findingActs'][number][] = [];
  for (const act of findingActs) {
    const { permission, neverAs } = findingDuties[act];
    const units =
      permission === 'appraisals:review' ? unitsFor('pass', settings) : act === 'override' ? unitsFor('override', settings) : [];
    ofFindings.push({ act, ...(await answer(permission, neverAs, units)) });
  }
  const { rows } = await db.query<{ part: Part; login: string; name: string | null; at: Date }>(
    `select distinct on (p.part, p.login) p.part, p.login, u.name, p.at from appraisal_persons p left join users u on u.login = p.login
     where p.draft_id = $1::bigint and (p.appraisal_id is null or p.appraisal_id = $2::bigint) order by p.part, p.login, p.at`,
    [draftId, appraisalId],
  );
  const persons = rows.map(({ name, ...row }) => ({ ...row, ...(name !== null && { name }) }));
  return { acts, findingActs: ofFindings, persons };
}
