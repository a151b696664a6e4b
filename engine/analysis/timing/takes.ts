/** What an element takes: its budget or share, its rounds, its timer, and by which calendar. */
import { calendarOf, type Organisation } from '../../deadlines/organisation.ts';
import { firstRound } from '../../model/cycle.ts';
import type { Duration, FlowNode, LoopCharacteristics, Procedure, Step, TimerDefinition, TimeUnit } from '../../model/types.ts';
import type { Calendar } from '../../deadlines/calendar.ts';
import type { Amount, Take } from './time-graph.ts';
import type { Notes } from './notes.ts';

/** What is known of the time of a step besides its budget, in `unit`: `values` that were observed, each as likely; else `mean` and `sigma`, normal; else a triangle of min, expected, max. */
export interface Estimate {
  readonly unit: TimeUnit;
  readonly min?: number;
  readonly expected?: number;
  readonly max?: number;
  readonly mean?: number;
  readonly sigma?: number;
  readonly values?: readonly number[];
}

/** What is assumed of a procedure's surroundings. */
export interface Surroundings {
  readonly organisation: Organisation;
  readonly procedure?: Procedure;
  readonly estimates: Readonly<Record<string, Estimate>>;
  /** The unit taken for each kind. */
  readonly participants: Readonly<Record<string, string>>;
  /** Rounds of a multi-instance activity, and officers who do them side by side. */
  readonly instances: Readonly<Record<string, number>>;
  readonly officers: Readonly<Record<string, number>>;
  readonly notes: Notes;
}

/** The calendar of a step or lane; for a kind of unit the one it is assumed to be, which is noted. */
export function calendarFor(surroundings: Surroundings, place: Pick<Step, 'unit' | 'department' | 'kind'> | undefined): Calendar {
  const { organisation, participants, notes } = surroundings;
  const { kind } = place ?? {};
  if (kind === undefined) return calendarOf(organisation, place?.unit ?? place?.department);
  const bound =
    participants[kind] ?? (organisation.units.has(kind) ? kind : [...organisation.units.values()].find((unit) => unit.kind === kind)?.id);
  notes.note(
    'KIND_ASSUMED',
    undefined,
    `Đơn vị loại "${kind}" được tính theo lịch của "${bound ?? organisation.name}"`,
    `Units of the kind "${kind}" are counted by the calendar of "${bound ?? organisation.name}"`,
  );
  return calendarOf(organisation, bound ?? place?.unit);
}

/** The budget of a step; a share is one of the published deadline, else of the legal one. */
export function budgetOf(procedure: Procedure | undefined, step: Step | undefined): Duration | undefined {
  if (step?.budget || step?.budgetShare === undefined) return step?.budget;
  const whole = procedure?.deadlines.filter(({ phase }) => phase === undefined) ?? [];
  const deadline = whole.find(({ kind }) => kind === 'published') ?? whole.find(({ kind }) => kind === 'legal');
  return deadline && { value: deadline.value * step.budgetShare, unit: deadline.unit };
}

/** Does the legal clock run while the element is active? */
export function countsAt({ step, purpose }: FlowNode, procedure: Procedure | undefined): boolean {
  if (step?.counts === false || purpose === 'payment') return false;
  return !(purpose === 'supplementReceipt' && procedure?.onSupplement !== 'none');
}

/** The time of an activity, with what is known of its least. `own`: the procedure whose deadline it has a share of. */
export function takeOf(surroundings: Surroundings, element: FlowNode, own = surroundings.procedure): Take {
  const { procedure, estimates } = surroundings;
  const { step } = element;
  const estimate = estimates[element.id];
  const budget = budgetOf(own, step) ?? (estimate?.max === undefined ? undefined : { value: estimate.max, unit: estimate.unit });
  const shared = step?.budgetPer === 'dossier' && budget ? element.id : undefined;
  return {
    element,
    ...(budget && { most: budget }),
    ...(estimate?.min !== undefined && { least: { value: estimate.min, unit: estimate.unit } }),
    calendar: calendarFor(surroundings, step ?? element.place),
    counts: countsAt(element, procedure),
    ...(shared !== undefined && { shared }),
    rounds: element.loop
      ? (roundsOf(surroundings, element, element.loop, shared !== undefined) ?? unknownRounds(surroundings, element))
      : 1,
  };
}

/** Visits one after the other that are counted; undefined when nobody knows. One budget for all visits is counted once. */
export function roundsOf(
  { instances, officers }: Surroundings,
  { id }: FlowNode,
  loop: LoopCharacteristics,
  shared: boolean,
): number | undefined {
  const known = instances[id] ?? (loop.kind === 'standard' ? loop.maximum : literal(loop.cardinality));
  if (loop.kind === 'multiInstance' && !loop.sequential) {
    const side = officers[id];
    return side === undefined ? 1 : known === undefined ? undefined : Math.ceil(known / side);
  }
  return shared ? 1 : known;
}

function literal(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+\s*$/.test(text) ? Number(text) : undefined;
}

function unknownRounds({ notes }: Surroundings, { id, name }: FlowNode): number {
  notes.unbounded.push({
    what: 'rounds',
    elementId: id,
    elements: [id],
    counts: true,
    message: `Bước "${name ?? id}" làm lần lượt nhiều lượt mà không biết tối đa bao nhiêu lượt`,
    messageEn: `"${name ?? id}" is done round after round, and nobody says how many at most`,
  });
  return 1;
}

/** What a timer waits, from when it is armed; undefined when that depends on data or is a fixed date. */
export function timerAmount(timer: TimerDefinition): Amount | undefined {
  if (timer.kind === 'workingTime') return timer.workingTime;
  if (timer.text.startsWith('=') || timer.kind === 'date') return undefined;
  if (timer.kind === 'duration') return { iso: timer.text };
  const round = firstRound(timer.text, 0);
  return round && /^R\d*\/P/.test(timer.text.trim()) ? { iso: timer.text.trim().split('/')[1]! } : undefined;
}
