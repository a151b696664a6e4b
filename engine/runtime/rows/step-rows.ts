/** Rows of steps, open and finished. */
import type { Organisation } from '../../deadlines/organisation.ts';
import type { FlowNode, ProcessModel } from '../../model/types.ts';
import { stepFigures } from '../../semantics/step-figures.ts';
import type { ActiveElement, State, StepRecord, StepState } from '../../semantics/state.ts';
import type { RowOf } from '../store/tables.ts';
import { whole } from './whole.ts';

export function openStepRow(id: string, model: ProcessModel, state: State, key: string): RowOf<'steps'> {
  const element = state.elements[key]!;
  const epochNow = state.clock?.epoch ?? 0;
  const step: Partial<StepState> = element.step ?? {};
  const { unit, department, holder, arrivedAt = element.activatedAt, dueAt, workingDueAt, epoch = epochNow } = step;
  const node = model.nodes.get(element.elementId)!;
  return {
    dossier_id: id,
    element_key: key,
    element_id: element.elementId,
    type: node.type,
    unit,
    department,
    desk: node.step?.desk,
    role: node.step?.role,
    holder,
    arrived_at: arrivedAt,
    due_at: dueAt,
    working_due_at: workingDueAt,
    epoch,
    flag: flagOfStep(state, key, epoch),
    waits_for_sender: Object.values(state.corrections).some(({ handOffKey }) => state.handOffs[handOffKey]?.elementKey === key),
  };
}

export type Activated = Pick<ActiveElement, 'key' | 'elementId' | 'activatedAt' | 'rounds' | 'step'>;

/** A task of a person without unit and budget: nothing is measured, but somebody has to find it. */
export function isBareTask({ type }: FlowNode, { rounds }: Pick<Activated, 'rounds'>): boolean {
  return !rounds && (type === 'userTask' || type === 'manualTask');
}

export function finishedTaskRow(
  id: string,
  { type, step }: FlowNode,
  { clock }: State,
  { key, elementId, activatedAt }: Activated,
  { type: how }: { readonly type: 'elementCompleted' | 'elementInterrupted' },
  leftMs: number,
): RowOf<'steps'> {
  return {
    dossier_id: id,
    element_key: key,
    element_id: elementId,
    type,
    desk: step?.desk,
    role: step?.role,
    arrived_at: activatedAt,
    epoch: clock?.epoch ?? 0,
    left_at: leftMs,
    outcome: how === 'elementCompleted' ? 'completed' : 'interrupted',
    waits_for_sender: false,
  };
}

/** Gravest first. */
const stepFlags = ['stepOverBudget', 'handOffUnclaimed', 'stepAtRisk'] as const;

function flagOfStep({ flags }: State, key: string, epoch: number): string | undefined {
  return stepFlags.find((flag) => {
    const raised = flags[`${flag}|${key}|${epoch}`];
    return raised && raised.withdrawnAt === undefined;
  });
}

export function finishedStepRow(
  id: string,
  { type, step }: FlowNode,
  state: State,
  record: StepRecord,
  organisation: Organisation,
): RowOf<'steps'> {
  const { elementKey, elementId, unit, department, holder, arrivedAt, dueAt, workingDueAt, epoch, leftAt, outcome } = record;
  const time = stepFigures(state, organisation, record);
  return {
    dossier_id: id,
    element_key: elementKey,
    element_id: elementId,
    type,
    unit,
    department,
    desk: step?.desk,
    role: step?.role,
    holder,
    arrived_at: arrivedAt,
    due_at: dueAt,
    working_due_at: workingDueAt,
    epoch,
    left_at: leftAt,
    outcome,
    flag: flagOfStep(state, elementKey, epoch),
    waits_for_sender: false,
    budget_minutes: whole(time.budgetMinutes),
    used_minutes: whole(time.usedMinutes),
    over_by_minutes: whole(time.overByMinutes),
  };
}
