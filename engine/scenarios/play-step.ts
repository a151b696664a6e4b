/** The steps of a scenario, and what each asks of the deployment (see docs/scenarios.md). */
import { afterDuration, instantOf } from '../model/iso-8601.ts';
import { choosable } from '../semantics/ad-hoc.ts';
import { readBpmn } from '../model/read-bpmn.ts';
import type { Command, ModifyInstruction, TargetPlace, TokenPlace } from '../semantics/commands.ts';
import { CommandRejected } from '../semantics/errors.ts';
import { idsOfPlan, planMigration } from '../semantics/migration/plan-migration.ts';
import type { ActiveElement, State } from '../semantics/state.ts';
import { completionOf, doAutomaticWork, type Player } from './automatic-work.ts';
import type { DeployedDossier, Deployment, Done } from './deployment.ts';
import { oldestFirst, type Waiting } from './oldest-first.ts';
import type { Step } from './scenario.ts';

/** Plays one step. Throws CommandRejected when the deployment refuses it, when nothing waits where it should, or for a step the engine has no command for. */
export function playStep(player: Player, step: Step): Done {
  const play = Object.hasOwn(plays, step.do) ? plays[step.do] : undefined;
  if (!play) throw new CommandRejected('UNKNOWN_COMMAND', `Bước "${step.do}" chưa dùng được`, `The step "${step.do}" is not supported yet`);
  return play(player, step);
}

/** The nth of what waits; a refusal when it is not there. */
function nth<T>({ do: what, at, nth: index = 0 }: Step, candidates: readonly T[]): T {
  const found = candidates[index];
  if (found === undefined)
    throw new CommandRejected('NOT_WAITING', `"${at ?? ''}" không chờ "${what}"`, `"${at ?? ''}" does not wait for "${what}"`);
  return found;
}

/** Of one kind of records, the one the step means. */
function waitingAt<T extends { readonly key: string }>(
  deployment: Deployment,
  step: Step,
  recordsOf: (state: State) => Readonly<Record<string, T>>,
  wanted: (value: T, state: State) => boolean,
): Waiting<T> {
  const active = deployment.dossiers.filter(({ state }) => state.status === 'active');
  return nth(step, oldestFirst(deployment, active, recordsOf, wanted));
}

function elementAt(deployment: Deployment, step: Step): Waiting<ActiveElement> {
  return waitingAt(
    deployment,
    step,
    ({ elements }) => elements,
    ({ elementId, rounds }) => !rounds && elementId === step.at,
  );
}

/** The dossiers that are not over; the first is meant where a step names no element. */
function openDossier({ dossiers }: Deployment, step: Step): DeployedDossier {
  return nth(
    { ...step, nth: 0 },
    dossiers.filter(({ state }) => state.status === 'active' || state.status === 'suspended'),
  );
}

type Play = (player: Player, step: Step) => Done;

const taskCommand =
  (command: (element: ActiveElement, step: Step, type: string) => Command): Play =>
  ({ deployment }, step) => {
    const { dossier, value } = elementAt(deployment, step);
    return deployment.execute(dossier, command(value, step, deployment.model.nodes.get(value.elementId)!.type));
  };

const dossierCommand =
  (command: (step: Step) => Command): Play =>
  ({ deployment }, step) =>
    deployment.execute(openDossier(deployment, step), command(step));

const handOffCommand =
  (states: readonly string[], command: (handOffKey: string, step: Step) => Command): Play =>
  ({ deployment }, step) => {
    const { dossier, value } = waitingAt(
      deployment,
      step,
      ({ handOffs }) => handOffs,
      ({ state, elementKey }, { elements }) =>
        states.includes(state) && !!elements[elementKey] && (step.at === undefined || elements[elementKey].elementId === step.at),
    );
    return deployment.execute(dossier, command(value.key, step));
  };

const optional = <K extends string, V>(key: K, value: V | undefined) => (value === undefined ? {} : ({ [key]: value } as Record<K, V>));

const plays: Readonly<Record<string, Play>> = {
  start({ scenario, deployment }, { at, variables = {}, occurredAt, participants }) {
    const isStart = at !== undefined && deployment.model.nodes.has(at);
    return deployment.start({
      type: 'startInstance',
      ...optional('process', isStart ? undefined : (at ?? scenario.process)),
      ...optional('at', isStart ? at : undefined),
      ...optional('occurredAt', occurredAt),
      ...optional('participants', participants),
      variables,
    });
  },
  complete: taskCommand(({ key: elementKey }, { variables = {}, by }, type) =>
    completionOf(type) === 'completeJob'
      ? { type: 'completeJob', elementKey, variables }
      : { type: 'completeTask', elementKey, variables, ...optional('by', by) },
  ),
  activate({ deployment }, step) {
    const { model } = deployment;
    const { dossier, value } = waitingAt(
      deployment,
      step,
      ({ elements }) => elements,
      (element, state) => choosable(model, state, element).some(({ id }) => id === step.at),
    );
    return deployment.execute(dossier, {
      type: 'activateActivity',
      elementKey: value.key,
      activity: step.at!,
      ...optional('variables', step.variables),
    });
  },
  claim: taskCommand(({ key: elementKey }, { by = '' }) => ({ type: 'claimTask', elementKey, by })),
  release: taskCommand(({ key: elementKey }) => ({ type: 'releaseTask', elementKey })),
  reassign: taskCommand(({ key: elementKey }, { to = '' }) => ({ type: 'reassignTask', elementKey, to })),
  throwError: taskCommand(({ key: elementKey }, { code, variables = {} }) => ({
    type: 'throwError',
    elementKey,
    variables,
    ...optional('code', code),
  })),
  throwEscalation: taskCommand(({ key: elementKey }, { code, variables = {} }) => ({
    type: 'throwEscalation',
    elementKey,
    variables,
    ...optional('code', code),
  })),
  failJob: taskCommand(({ key: elementKey }, { retries = 0, reason }) => ({
    type: 'failJob',
    elementKey,
    retries,
    ...optional('reason', reason),
  })),
  acceptHandOff: handOffCommand(['sent'], (handOffKey, { by }) => ({ type: 'acceptHandOff', handOffKey, ...optional('by', by) })),
  returnHandOff: handOffCommand(['sent', 'accepted'], (handOffKey, { reason = '…', by }) => ({
    type: 'returnHandOff',
    handOffKey,
    reason,
    ...optional('by', by),
  })),
  sendAgain({ deployment }, step) {
    const { dossier, value } = waitingAt(
      deployment,
      step,
      ({ corrections }) => corrections,
      ({ handOffKey }, { handOffs, elements }) =>
        step.at === undefined || elements[handOffs[handOffKey]!.elementKey]?.elementId === step.at,
    );
    return deployment.execute(dossier, { type: 'sendAgain', correctionKey: value.key });
  },
  requestSupplement({ deployment }, step) {
    const waiting = step.at === undefined ? undefined : elementAt(deployment, step);
    return deployment.execute(waiting?.dossier ?? openDossier(deployment, step), {
      type: 'requestSupplement',
      ...optional('elementKey', waiting?.value.key),
      ...optional('reason', step.reason),
      ...optional('occurredAt', step.occurredAt),
    });
  },
  receiveSupplement: dossierCommand(({ variables = {}, occurredAt }) => ({
    type: 'receiveSupplement',
    variables,
    ...optional('occurredAt', occurredAt),
  })),
  reappoint: dossierCommand(({ to = '', reason = '' }) => ({ type: 'reappoint', to, reason })),
  withdraw: dossierCommand(({ reason }) => ({ type: 'withdraw', ...optional('reason', reason) })),
  refuse: dossierCommand(({ reason }) => ({ type: 'refuse', ...optional('reason', reason) })),
  message({ deployment }, { name = '', key, id, variables = {} }) {
    return deployment.publish({ name, variables, ...optional('correlationKey', key), ...optional('id', id) });
  },
  signal({ deployment }, { name = '', variables = {} }) {
    return deployment.broadcast(name, variables);
  },
  advance(player, step) {
    const { deployment } = player;
    const until = step.to === undefined ? afterDuration(deployment.nowMs, step.by ?? '') : instantOf(step.to);
    if (until === undefined || until < deployment.nowMs)
      throw new CommandRejected(
        'INVALID_VALUE',
        `Không thể chuyển tới "${step.to ?? step.by}"`,
        `Cannot advance by or to "${step.to ?? step.by}"`,
      );
    return deployment.passTime(until, () => doAutomaticWork(player));
  },
  setVariables: dossierCommand(({ variables = {} }) => ({ type: 'setVariables', variables })),
  choose({ deployment }, { at = '', flows = [] }) {
    return deployment.choose(at, flows);
  },
  trigger({ deployment }, step) {
    const { variables = {} } = step;
    const node = deployment.model.nodes.get(step.at ?? '');
    if (node?.type === 'startEvent' && node.container.kind === 'process')
      return deployment.start({ type: 'startInstance', at: node.id, variables });
    const { dossier, value } = waitingAt(
      deployment,
      step,
      ({ subscriptions }) => subscriptions,
      ({ elementId }) => elementId === step.at,
    );
    return deployment.execute(dossier, { type: 'trigger', elementKey: value.key, variables });
  },
  resolveIncident({ deployment }, step) {
    const { dossier, value } = waitingAt(
      deployment,
      step,
      ({ incidents }) => incidents,
      ({ elementId }) => step.at === undefined || elementId === step.at,
    );
    return deployment.execute(dossier, { type: 'resolveIncident', incidentKey: value.key });
  },
  move({ deployment }, step) {
    const { from, to } = step;
    const flow = from !== undefined && deployment.model.flows.has(from) ? from : undefined;
    const token =
      from === undefined
        ? undefined
        : flow === undefined
          ? waitingAt(
              deployment,
              { ...step, at: from },
              ({ elements }) => elements,
              ({ elementId, roundOf }) => roundOf === undefined && elementId === from,
            )
          : waitingAt(
              deployment,
              { ...step, at: from },
              ({ scopes }) => scopes,
              ({ tokens }) => Object.hasOwn(tokens, flow),
            );
    const place: TokenPlace | undefined =
      token && (flow === undefined ? { elementKey: token.value.key } : { flow, scope: token.value.key });
    const target: TargetPlace | undefined = to === undefined ? undefined : deployment.model.flows.has(to) ? { onto: to } : { before: to };
    const instruction: ModifyInstruction =
      place && target
        ? { do: 'move', from: place, to: target }
        : place
          ? { do: 'remove', from: place }
          : { do: 'add', to: target ?? { before: '' } };
    return deployment.execute(token?.dossier ?? openDossier(deployment, step), { type: 'modify', instructions: [instruction] });
  },
  async migrate({ deployment }, { xml = '', plan }) {
    const { model, problems } = await readBpmn(xml);
    if (!model) {
      const [wrong] = problems.filter(({ severity }) => severity === 'error');
      throw new CommandRejected(
        'NOT_APPLICABLE',
        wrong?.message ?? 'Không đọc được mô hình',
        wrong?.messageEn ?? 'The model cannot be read',
      );
    }
    await deployment.migrate(model, xml, { ...idsOfPlan(planMigration(deployment.model, model)), ...plan });
  },
  suspend: dossierCommand(() => ({ type: 'suspend' })),
  resume: dossierCommand(() => ({ type: 'resume' })),
  cancel: dossierCommand(({ reason }) => ({ type: 'cancel', ...optional('reason', reason) })),
};
