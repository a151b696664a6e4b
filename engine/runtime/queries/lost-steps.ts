/** Of each dossier the step that was over its time the longest. */
import type { QueryContext } from './context.ts';
import { itemOf } from './item-of.ts';
import { modelNames } from './model-names.ts';
import { overBy } from './tasks.ts';

export interface LostStep {
  readonly elementKey: string;
  readonly elementId: string;
  /** Of the activity in the model. */
  readonly name?: string;
  readonly unit?: string;
  readonly department?: string;
  readonly holder?: string;
  readonly dueAt?: string;
  /** Working minutes past `dueAt`, when it ended or now. */
  readonly overByMinutes: number;
}

interface StoredStep extends Omit<LostStep, 'name' | 'overByMinutes'> {
  readonly dossierId: string;
  readonly arrivedAt: string;
  readonly overByMinutes?: number;
  readonly leftAt?: string;
}

/** By dossier id, for those where a step is or was over; of equal ones the earlier. Budgets of subprocesses hold no one and do not count. */
export async function lostSteps(
  context: QueryContext,
  dossiers: readonly { readonly dossierId: string; readonly versionId: string }[],
  now: Date,
): Promise<ReadonlyMap<string, LostStep>> {
  const { rows } = await context.pool.query(
    `select dossier_id::text as "dossierId", element_key as "elementKey", element_id as "elementId", unit, department, holder, arrived_at as "arrivedAt", due_at as "dueAt",
       over_by_minutes as "overByMinutes", left_at as "leftAt"
     from steps where dossier_id = any($1::bigint[]) and type not in ('subProcess', 'adHocSubProcess', 'callActivity')
       and (over_by_minutes > 0 or left_at is null and due_at < $2)
     order by dossier_id, arrived_at, element_key`,
    [dossiers.map(({ dossierId }) => dossierId), now],
  );
  const organisation = context.organisation();
  const most = new Map<string, StoredStep & LostStep>();
  for (const row of rows) {
    const step = itemOf<StoredStep>(row);
    const overByMinutes = step.leftAt === undefined ? overBy(organisation, step, now) : (step.overByMinutes ?? 0);
    if (overByMinutes > (most.get(step.dossierId)?.overByMinutes ?? 0)) most.set(step.dossierId, { ...step, overByMinutes });
  }
  const names = await modelNames(
    context,
    dossiers.map(({ versionId }) => versionId),
  );
  return new Map(
    dossiers.flatMap(({ dossierId, versionId }) => {
      const found = most.get(dossierId);
      if (!found) return [];
      const { dossierId: _id, arrivedAt: _at, leftAt: _left, ...step } = found;
      const name = names(versionId).elementName(step.elementId);
      return [[dossierId, { ...step, ...(name !== undefined && { name }) }]];
    }),
  );
}
