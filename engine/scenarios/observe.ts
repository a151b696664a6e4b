/** Compares what happened with what a scenario expects (see docs/scenarios.md for the meaning of each key). */
import { openAppointment } from '../deadlines/clocks.ts';
import { flagKey } from '../deadlines/flags.ts';
import { visibleVariables } from '../semantics/run.ts';
import type { CommandRejected } from '../semantics/errors.ts';
import { sameJson } from '../semantics/same-json.ts';
import type { Json } from '../semantics/state.ts';
import type { Expectation, Failure } from './scenario.ts';
import type { DeployedDossier, Deployment } from './deployment.ts';
import { oldestFirst } from './oldest-first.ts';

/** What did not hold of one expectation. */
export function observe(deployment: Deployment, expectation: Expectation, refusal: CommandRejected | undefined): Failure[] {
  const { after } = expectation;
  const failures: Failure[] = [];
  const check = (what: string, expected: unknown, actual: unknown, holds = JSON.stringify(expected) === JSON.stringify(actual)) => {
    if (!holds) failures.push({ after, what, expected, actual });
  };
  const incidents = deployment.dossiers.flatMap(({ state }) => Object.values(state.incidents));
  if (expectation.refused !== undefined) check('refused', expectation.refused, refusal !== undefined);
  if (expectation.code !== undefined) check('code', expectation.code, refusal?.code);
  if (expectation.fails) check('fails', true, refusal !== undefined || incidents.length > 0);
  if (expectation.active) check('active', expectation.active.toSorted(), activeIds(deployment));
  if (expectation.ended !== undefined)
    check('ended', expectation.ended, deployment.dossiers.length > 0 && deployment.dossiers.every(({ state }) => state.status === 'ended'));
  if (expectation.stuck !== undefined)
    check(
      'stuck',
      expectation.stuck,
      incidents.some(({ code }) => code === 'STUCK'),
    );
  const completed = expectation.completed || expectation.order ? completedIds(deployment) : [];
  if (expectation.completed) {
    const counts = (ids: readonly string[]) =>
      Object.fromEntries([...new Set(expectation.completed)].toSorted().map((id) => [id, ids.filter((each) => each === id).length]));
    check('completed', counts(expectation.completed), counts(completed));
  }
  for (const [first, second] of expectation.order ?? [])
    check(
      'order',
      [first, second],
      completed,
      completed.includes(first) && completed.includes(second) && completed.indexOf(first) < completed.indexOf(second),
    );
  if (expectation.notReached)
    check(
      'notReached',
      [],
      expectation.notReached.filter((id) => isReached(deployment, id)),
    );
  if (expectation.incidents) check('incidents', expectation.incidents.toSorted(), incidents.map(({ elementId }) => elementId).toSorted());
  for (const [name, value] of Object.entries(expectation.variables ?? {})) {
    const found = deployment.dossiers.map((dossier) => variableOf(deployment, dossier, name)).find((each) => each !== undefined);
    check(`variables.${name}`, value, found, sameJson(value, found ?? null));
  }
  if (expectation.flags) checkFlags(deployment, expectation.flags, check);
  if (expectation.appointment !== undefined) {
    const due = deployment.dossiers.map(appointmentOf).find((each) => each !== undefined);
    check(
      'appointment',
      expectation.appointment,
      due,
      (due === undefined) === (expectation.appointment === null) &&
        (due === undefined || Date.parse(due) === Date.parse(expectation.appointment!)),
    );
  }
  if (expectation.handOffs) {
    const all = oldestFirst(deployment, deployment.dossiers, ({ handOffs }) => handOffs).map(({ value }) => value);
    if (expectation.handOffs.length === 0)
      check(
        'handOffs',
        [],
        all.map(({ from, to, state }) => ({ from, to, state })),
      );
    for (const wanted of expectation.handOffs) {
      const index = all.findIndex((one) =>
        (['from', 'to', 'state'] as const).every((key) => wanted[key] === undefined || wanted[key] === one[key]),
      );
      if (index < 0)
        check(
          'handOffs',
          wanted,
          all.map(({ from, to, state }) => ({ from, to, state })),
          false,
        );
      else all.splice(index, 1);
    }
  }
  return failures;
}

type Check = (what: string, expected: unknown, actual: unknown, holds?: boolean) => void;

function checkFlags(deployment: Deployment, wanted: NonNullable<Expectation['flags']>, check: Check): void {
  const raised = deployment.dossiers.flatMap((dossier) =>
    Object.values(dossier.state.flags)
      .filter(({ withdrawnAt }) => withdrawnAt === undefined)
      .sort((a, b) => (a.at + flagKey(a) < b.at + flagKey(b) ? -1 : 1))
      .map(({ flag, elementKey, at }) => ({ flag, at: elementKey?.slice(0, elementKey.lastIndexOf('#')), instant: at })),
  );
  if (wanted.length === 0) check('flags', [], raised);
  for (const one of wanted)
    check(
      'flags',
      one,
      raised,
      raised.some(
        ({ flag, at, instant }) =>
          flag === one.flag &&
          (one.at === undefined || one.at === at) &&
          (one.instant === undefined || Date.parse(one.instant) === Date.parse(instant)),
      ),
    );
}

/** Tasks, jobs, receive tasks and catch events that hold a token; an event-based gateway by itself. Not the activities around them, nor the throw whose handlers are at work. */
function activeIds(deployment: Deployment): string[] {
  return deployment.dossiers
    .flatMap(({ state }) => Object.values(state.elements))
    .filter(
      ({ elementId, rounds, compensation }) =>
        !rounds &&
        !compensation &&
        !['subProcess', 'adHocSubProcess', 'callActivity'].includes(deployment.model.nodes.get(elementId)!.type),
    )
    .map(({ elementId }) => elementId)
    .toSorted();
}

/** Every completion since the start, in order. */
function completedIds(deployment: Deployment): string[] {
  return deployment.log.flatMap(({ event }) =>
    event.type === 'elementCompleted' || event.type === 'elementPassed' ? [event.elementId] : [],
  );
}

function isReached(deployment: Deployment, id: string): boolean {
  return deployment.log.some(({ event }) =>
    event.type === 'elementActivated' ? event.element.elementId === id : event.type === 'elementPassed' && event.elementId === id,
  );
}

function variableOf(deployment: Deployment, dossier: DeployedDossier, name: string): Json | undefined {
  const { state } = dossier;
  for (const { value } of oldestFirst(deployment, [dossier], ({ scopes }) => scopes)) {
    const variables = value.parent === undefined ? visibleVariables(state, value.key) : {};
    if (Object.hasOwn(variables, name)) return variables[name];
  }
  return state.result && Object.hasOwn(state.result, name) ? state.result[name] : undefined;
}

/** The appointment the applicant holds: the running one, else the last. */
function appointmentOf({ state: { clock } }: DeployedDossier): string | undefined {
  return clock && (openAppointment(clock)?.dueAt ?? clock.appointments.at(-1)?.dueAt);
}
