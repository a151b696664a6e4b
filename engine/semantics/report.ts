/** What a state says at an instant: steps against their budgets, flags to come, the forecast, the control slip. */
import type { Punctuality } from '../deadlines/clock-measures.ts';
import { classify, finishOf, legalUsed, scoreUsed } from '../deadlines/clock-measures.ts';
import { openAppointment } from '../deadlines/clocks.ts';
import { controlSlip, type ClassifiedSlipRow, type SlipRow } from '../deadlines/control-slip.ts';
import type { PlannedFlag } from '../deadlines/flags.ts';
import { forecast, stepTime, stepTimes, type Forecast, type StepTime } from '../deadlines/forecast.ts';
import { calendarOf, type Organisation } from '../deadlines/organisation.ts';
import type { ProcessModel } from '../model/types.ts';
import { comingFlags, deadlineView, endedView } from './flags.ts';
import type { ElementKey, HandOff, State } from './state.ts';

export interface DossierReport {
  /** Active steps: holder, budget, used, share, due, by how much over. */
  readonly active: readonly StepTime[];
  /** Finished visits of steps, the same figures; overruns stay with their holder. */
  readonly finished: readonly (StepTime & { readonly leftAt: string; readonly result?: Punctuality })[];
  readonly comingFlags: readonly PlannedFlag[];
  readonly forecast: Forecast;
  /** Rows of form 06: one per unit's time with the dossier. */
  readonly controlSlip: readonly ClassifiedSlipRow[];
  /** The dossier against its appointment: by day once finished (QĐ 766 finish preference). */
  readonly result?: Punctuality;
  readonly legal?: ReturnType<typeof legalUsed>;
  readonly score?: ReturnType<typeof scoreUsed>;
}

/** Everything that people ask of a dossier's time at `now`. Computed from the state alone. */
export function dossierReport(model: ProcessModel, state: State, organisation: Organisation, now: Date): DossierReport {
  const nowMs = now.getTime();
  const view = deadlineView(model, state);
  const calendar = calendarOf(organisation, view.unit);
  const finished = Object.values(state.steps)
    .sort((a, b) => compare(a.leftAt, b.leftAt) || compare(a.elementKey, b.elementKey))
    .map((record) => {
      const leftMs = Date.parse(record.leftAt);
      const time = stepTime(view, organisation, endedView(state, record), leftMs);
      // the due instant as it stood when the step ended, not as later changes would have it
      const { dueAt, workingDueAt } = record;
      return {
        ...time,
        ...(workingDueAt !== undefined && { workingDueAt }),
        ...(dueAt !== undefined && {
          dueAt,
          result: record.leftAt > dueAt ? ('late' as const) : classify(calendarOf(organisation, record.unit), Date.parse(dueAt), leftMs),
        }),
        leftAt: record.leftAt,
      };
    });
  const { clock } = state;
  const finishedMs = clock && finishOf(clock);
  const appointment = clock && (openAppointment(clock) ?? clock.appointments.at(-1));
  return {
    active: state.status === 'ended' ? [] : stepTimes(view, organisation, nowMs).map((time) => withWorkingDue(state, time)),
    finished,
    comingFlags: comingFlags(model, state, organisation),
    forecast: forecast(view, organisation, nowMs),
    controlSlip: controlSlip(slipRows(state), organisation, nowMs),
    ...(clock && { legal: legalUsed(calendar, clock, nowMs), score: scoreUsed(calendar, clock, nowMs) }),
    ...(appointment && finishedMs !== undefined && { result: classify(calendar, Date.parse(appointment.dueAt), finishedMs) }),
  };
}

function withWorkingDue(state: State, time: StepTime): StepTime {
  const { workingDueAt } = state.elements[time.elementKey]?.step ?? {};
  return workingDueAt === undefined ? time : { ...time, workingDueAt };
}

interface Visit {
  readonly elementKey: ElementKey;
  readonly unit: string;
  readonly department?: string;
  readonly holder?: string;
  readonly arrivedAt: string;
  readonly leftAt?: string;
  readonly dueAt?: string;
}

/** A unit has the dossier from a hand-off (or the start) until its last step before the next hand-off to it has ended. */
function slipRows(state: State): SlipRow[] {
  const steps: Visit[] = [];
  for (const { unit, ...record } of Object.values(state.steps)) if (unit !== undefined) steps.push({ ...record, unit });
  for (const { key, step } of Object.values(state.elements))
    if (step?.unit !== undefined)
      steps.push({
        elementKey: key,
        unit: step.unit,
        ...(step.department !== undefined && { department: step.department }),
        ...(step.holder !== undefined && { holder: step.holder }),
        arrivedAt: step.arrivedAt,
        ...(step.dueAt !== undefined && { dueAt: step.dueAt }),
      });
  const rows: SlipRow[] = [];
  for (const unit of new Set(steps.map((step) => step.unit))) {
    const own = steps
      .filter((step) => step.unit === unit)
      .sort((a, b) => compare(a.arrivedAt, b.arrivedAt) || compare(a.elementKey, b.elementKey));
    const sent = Object.values(state.handOffs)
      .filter(({ to }) => to === unit)
      .sort((a, b) => compare(a.sentAt, b.sentAt) || compare(a.key, b.key));
    const starts = [...new Set([...sent.map(({ sentAt }) => sentAt), own[0]!.arrivedAt])].sort();
    for (const [index, start] of starts.entries()) {
      const visit = own.filter(({ arrivedAt }) => arrivedAt >= start && (index + 1 === starts.length || arrivedAt < starts[index + 1]!));
      const senders = sent.filter(({ sentAt }) => sentAt === start);
      for (const handOff of senders.length > 0 ? senders : [undefined]) rows.push(rowOf(unit, start, visit, handOff));
    }
  }
  return rows;
}

function rowOf(unit: string, sentAt: string, visit: readonly Visit[], handOff: HandOff | undefined): SlipRow {
  const last = visit.at(-1);
  const over =
    handOff?.state === 'returned'
      ? handOff.returnedAt
      : visit.length > 0 && visit.every(({ leftAt }) => leftAt !== undefined)
        ? visit
            .map(({ leftAt }) => leftAt!)
            .sort()
            .at(-1)
        : undefined;
  const holder = last?.holder ?? handOff?.acceptedBy;
  const due = visit
    .flatMap(({ dueAt }) => dueAt ?? [])
    .sort()
    .at(-1);
  return {
    unit,
    ...(last?.department !== undefined && { department: last.department }),
    ...(handOff && { from: handOff.from }),
    ...(holder !== undefined && { holder }),
    sentAt,
    ...(handOff?.acceptedAt !== undefined && { acceptedAt: handOff.acceptedAt }),
    ...(over !== undefined && { leftAt: over }),
    ...(due !== undefined && { dueAt: due }),
    ...(handOff?.reason !== undefined && { note: handOff.reason }),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
