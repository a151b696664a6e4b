/** Soundness by trying everything in the engine itself, one token at a time: shares no line with the nets, only the model with its halts. */
import { steppedModel } from '../../engine/analysis/stepped-model.ts';
import type { FlowNode, ProcessModel, SequenceFlow } from '../../engine/model/types.ts';
import { advanceDraft, plainEnvironment } from '../../engine/semantics/advance.ts';
import type { Command } from '../../engine/semantics/commands.ts';
import { draftOf, initialState, type State } from '../../engine/semantics/state.ts';

export interface Truth {
  /** From every state the end can be reached. Undefined when the model is not safe. */
  readonly optionToComplete?: boolean;
  readonly safe: boolean;
  /** An end is reached twice in one run; undefined when the model is not safe. */
  readonly properCompletion?: boolean;
  readonly dead: readonly string[];
  readonly states: number;
}

const now = new Date(Date.UTC(2026, 0, 5, 1));

/** Undefined beyond so many states. Event subprocesses that wait for something outside are not triggered: being broken off is no way to end. */
export function bruteSoundness(model: ProcessModel, process: string, most: number): Truth | undefined {
  const stepped = steppedModel(model);
  const seen = new Map<string, number>();
  const states: { state: State; ends: ReadonlySet<string> }[] = [];
  const back: number[][] = [];
  const finals: number[] = [];
  const active = new Set<string>();
  let isSafe = true;
  let isProper = true;
  const add = (state: State, ends: ReadonlySet<string>, from: number) => {
    const name = nameOf(state) + [...ends].sort().join();
    let number = seen.get(name);
    if (number === undefined) {
      seen.set(name, (number = states.length));
      states.push({ state, ends });
      back.push([]);
      if (state.status === 'ended') finals.push(number);
      if (isDoubled(state)) isSafe = false;
    }
    if (from >= 0) back[number]!.push(from);
  };
  const root = model.processes.get(process)!;
  const begins: (string | undefined)[] = root.startEvents.length > 0 ? root.startEvents.map(({ id }) => id) : [undefined];
  for (const at of begins)
    for (const taken of at === undefined ? [undefined] : optionsOf(model.nodes.get(at)!))
      step({ type: 'startInstance', process, ...(at !== undefined && { at }) }, initialState, taken, at, new Set(), -1);
  for (let at = 0; at < states.length; at++) {
    if (!isSafe) break;
    if (states.length > most) return undefined;
    const { state, ends } = states[at]!;
    for (const { command, decider } of commandsOf(model, state))
      for (const taken of decider ? optionsOf(decider) : [undefined]) step(command, state, taken, decider?.id, ends, at);
  }
  const activities = [...root.nodes].filter(({ type }) => type.endsWith('Task') || type === 'task').map(({ id }) => id);
  const dead = activities.filter((id) => !active.has(id));
  if (!isSafe) return { safe: false, dead, states: states.length };
  const can = new Set(finals);
  for (const number of can) for (const source of back[number]!) can.add(source);
  return { safe: true, optionToComplete: can.size === states.length, properCompletion: isProper, dead, states: states.length };

  function step(
    command: Command,
    from: State,
    taken: readonly SequenceFlow[] | undefined,
    decider: string | undefined,
    ends: ReadonlySet<string>,
    at: number,
  ): void {
    const state = draftOf(from);
    const choices = taken && decider !== undefined ? { [decider]: taken.map(({ id }) => id) } : {};
    const events = advanceDraft(stepped, state, command, now, { ...plainEnvironment, choices });
    let reached = ends;
    for (const event of events) {
      if (event.type === 'elementActivated') active.add(event.element.elementId);
      if (event.type !== 'elementPassed') continue;
      active.add(event.elementId);
      // those of a subprocess are reached anew in each run of it
      const node = model.nodes.get(event.elementId);
      if (node?.type !== 'endEvent' || node.container !== root) continue;
      if (reached.has(event.elementId)) isProper = false;
      reached = new Set([...reached, event.elementId]);
    }
    add(state, reached, at);
  }
}

function commandsOf(model: ProcessModel, state: State): { command: Command; decider?: FlowNode }[] {
  if (state.status !== 'active') return [];
  const found: { command: Command; decider?: FlowNode }[] = [];
  for (const { key, elementId } of Object.values(state.elements)) {
    const node = model.nodes.get(elementId);
    if (!node) {
      const target = model.flows.get(elementId.replace(/~halt$/, ''))?.target ?? model.nodes.get(elementId.replace(/~halt$/, ''))!;
      found.push({ command: { type: 'completeTask', elementKey: key }, decider: target });
    } else if (node.type === 'userTask' || node.type === 'manualTask')
      found.push({ command: { type: 'completeTask', elementKey: key }, decider: node });
    else if (node.type === 'serviceTask' || node.jobType !== undefined)
      found.push({ command: { type: 'completeJob', elementKey: key }, decider: node });
  }
  for (const { key, elementId, type, name, owner } of Object.values(state.subscriptions)) {
    // whoever works at the host may answer with the error that the event waits for
    const host = model.nodes.get(state.elements[owner]?.elementId ?? '');
    const boundary = model.nodes.get(elementId)!;
    if (
      (type === 'error' || type === 'escalation') &&
      boundary.attachedTo === host &&
      host &&
      /^(user|manual|service)Task$/.test(host.type)
    )
      found.push({
        command: {
          type: type === 'error' ? 'throwError' : 'throwEscalation',
          elementKey: owner,
          ...(name !== undefined && { code: name }),
        },
        decider: boundary,
      });

    const node = model.nodes.get(elementId)!;
    if (type === 'error' || type === 'escalation' || node.type === 'startEvent') continue;
    found.push({ command: { type: 'trigger', elementKey: key }, decider: node });
  }
  return found;
}

function optionsOf({ type, outgoing }: FlowNode): (readonly SequenceFlow[] | undefined)[] {
  if (outgoing.length < 2 || type === 'parallelGateway' || type === 'eventBasedGateway') return [undefined];
  if (type === 'exclusiveGateway') return outgoing.map((flow) => [flow]);
  const [always, maybe, otherwise]: SequenceFlow[][] = [[], [], []];
  const isDraft = type === 'inclusiveGateway' && outgoing.every(({ condition, isDefault }) => condition === undefined && !isDefault);
  for (const flow of outgoing) (flow.isDefault ? otherwise! : flow.condition !== undefined || isDraft ? maybe! : always!).push(flow);
  const sets: SequenceFlow[][] = [];
  for (let bits = 0; bits < 2 ** maybe!.length; bits++) {
    const some = maybe!.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
    const taken = [...always!, ...some, ...(some.length === 0 ? otherwise! : [])];
    if (taken.length > 0) sets.push(taken);
  }
  return sets;
}

function tokensOf(state: State): string[] {
  const path = (key: string): string => {
    const scope = state.scopes[key]!;
    return `${scope.parent === undefined ? '' : path(scope.parent)}/${scope.containerId ?? ''}`;
  };
  const tokens: string[] = [];
  for (const scope of Object.values(state.scopes)) {
    for (const flow in scope.tokens)
      for (let count = scope.tokens[flow]!.length; count > 0; count--) tokens.push(`${path(scope.key)} ${flow}`);
    for (const child in scope.children) {
      const { elementId, armed } = state.elements[child]!;
      tokens.push(`${path(scope.key)} ${elementId} ${armed.map((each) => state.subscriptions[each]!.elementId).join()}`);
    }
  }
  return tokens.sort();
}

function nameOf(state: State): string {
  return tokensOf(state).join('\n');
}

/** Two tokens on one flow, halted or not, or in one element. */
function isDoubled(state: State): boolean {
  const places = tokensOf(state).map((token) =>
    token
      .split(' ')
      .slice(0, 2)
      .join(' ')
      .replace(/~(halt|on)$/, ''),
  );
  return new Set(places).size < places.length;
}
