/** How long steps really took, as the engine measured it, made into what the analyses of time are told. */
import type { ProcessModel, TimeUnit } from '../model/types.ts';
import type { Approximation } from './soundness-report.ts';
import type { Estimate } from './timing.ts';

/** A step over its finished visits. */
export interface MeasuredStep {
  readonly elementId: string;
  /** `workingHour`: minutes are those of its calendar; `calendarDay`: minutes run day and night. */
  readonly unit: Extract<TimeUnit, 'workingHour' | 'calendarDay'>;
  readonly visits: number;
  /** Minutes, shortest first: the middles of forty equal parts of the visits. Only of enough visits. */
  readonly minutes?: readonly number[];
}

/** Visits from which on their spread says something; fewer could be told from each other. */
export const fewestVisits = 30;

const minutesPer = { workingHour: 60, calendarDay: 1_440 } as const;

/** By element id; steps with too few visits are left out. */
export function estimatesOf(steps: readonly MeasuredStep[]): Record<string, Estimate> {
  return Object.fromEntries(
    steps.flatMap(({ elementId, unit, minutes }) =>
      minutes ? [[elementId, { unit, values: minutes.map((value) => value / minutesPer[unit]) }] as const] : [],
    ),
  );
}

/** What a reader has to know of the figures: which steps were measured, and of which not enough was. */
export function measuredNotes(model: ProcessModel, steps: readonly MeasuredStep[]): Approximation[] {
  const own = steps.filter(({ elementId }) => model.nodes.has(elementId));
  const enough = own.filter(({ minutes }) => minutes);
  const few = own.filter(({ minutes }) => !minutes);
  const told = (some: readonly MeasuredStep[]) =>
    some.map(({ elementId, visits }) => `"${model.nodes.get(elementId)!.name ?? elementId}": ${visits}`).join(', ');
  const ids = (some: readonly MeasuredStep[]) => some.map(({ elementId }) => elementId);
  const notes: Approximation[] = [];
  if (enough.length > 0)
    notes.push({
      code: 'MEASURED',
      elements: ids(enough),
      message: `Thời gian thực tế lấy từ các lần làm đã xong (${told(enough)})`,
      messageEn: `Real durations are those of finished visits (${told(enough)})`,
    });
  if (few.length > 0)
    notes.push({
      code: 'MEASURED_TOO_FEW',
      elements: ids(few),
      message: `Chưa đủ số liệu thực tế, cần ${fewestVisits} lần làm đã xong (${told(few)})`,
      messageEn: `Not enough measured, ${fewestVisits} finished visits are needed (${told(few)})`,
    });
  return notes;
}
