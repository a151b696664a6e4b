/** By when the dossier needs a step, beside when its approved budget is used up: for the appointment that the applicant holds. */
import { openAppointment } from '../deadlines/clocks.ts';
import { countingStart } from '../deadlines/count.ts';
import { instantOf } from '../deadlines/local-date.ts';
import { plannedReserve, workingDue, type Reserve } from '../deadlines/working-due.ts';
import type { ClockState, RunningAppointment } from '../deadlines/clock-state.ts';
import type { MeasuredStep } from '../deadlines/deadline-view.ts';
import type { Container, Duration, FlowNode } from '../model/types.ts';
import { dossierCalendar } from './dossier-calendar.ts';
import { forwardSteps } from './forward-path.ts';
import { mainProcess } from './main-process.ts';
import type { Run } from './run.ts';

/** Epoch milliseconds; undefined without an appointment. `measured`: the step's running time and when its budget is used up. */
export function workingDueOf(
  run: Run,
  node: FlowNode,
  budget: Duration,
  measured: Pick<MeasuredStep, 'calendar' | 'ran' | 'end'>,
): number | undefined {
  const { model, state, environment } = run;
  const { clock } = state;
  const appointment = clock && openAppointment(clock);
  if (!appointment) return undefined;
  const process = mainProcess(model, state);
  const until = process?.procedure?.appointments.find(({ order }) => order === appointment.order)?.until;
  const forward = forwardSteps(node, until, state.participants);
  const { calendar, ran, end } = measured;
  return workingDue(environment.organisation, { step: { budget, forward }, calendar, ran, end }, instantOf(appointment.dueAt), () =>
    process ? reserveOf(run, process, clock, appointment, until) : undefined,
  );
}

/** Kept with the clock, which is replaced whenever one of its dates or waits changes. */
const reserves = new WeakMap<ClockState, Reserve>();

function reserveOf(
  run: Run,
  process: Container,
  clock: ClockState,
  { order, startedAt, dueAt }: RunningAppointment,
  until: string | undefined,
): Reserve | undefined {
  const known = reserves.get(clock);
  if (known) return known;
  const begins = process.procedure?.appointments.find((appointment) => appointment.order === order)?.from;
  const first = begins === undefined ? process.starts[0] : run.model.nodes.get(begins);
  if (!first) return undefined;
  const { organisation } = run.environment;
  const way = forwardSteps(first, until, run.state.participants);
  const from = countingStart(dossierCalendar(run, process.procedure?.department), instantOf(startedAt), clock.after15);
  const reserve = plannedReserve(organisation, clock, { from, dueAt: instantOf(dueAt), way });
  reserves.set(clock, reserve);
  return reserve;
}
