/** A dossier played by the engine on a clock of its own, one decision of the reader after the other. Values, never changed: going back is taking the one before. */
import {
  advance,
  comingFlags,
  enabledCommands,
  initialState,
  type Command,
  type Event,
  type FlowNode,
  type Organisation,
  type ProcessModel,
  type State,
} from '../../engine/index.ts';
import { isActivityType, waitsIn } from './waits-in.ts';

export type Choices = Readonly<Record<string, readonly string[]>>;

/** What happened, as it is told. */
export interface TrialEntry {
  readonly atMs: number;
  readonly what:
    'started' | 'arrived' | 'done' | 'interrupted' | 'passed' | 'happened' | 'flag' | 'incident' | 'ended' | 'takenBack' | 'cancelled';
  readonly elementId?: string;
  /** Name of the flag, sentence of the incident, outcome of the dossier. */
  readonly detail?: string;
}

export interface Trial {
  readonly model: ProcessModel;
  readonly organisation: Organisation;
  readonly state: State;
  readonly nowMs: number;
  readonly log: readonly TrialEntry[];
}

/** Something the reader can let happen. */
export interface Move {
  readonly command: Command;
  readonly kind: 'done' | 'happens' | 'fails' | 'chosen';
  readonly elementId: string;
  /** By when the step is due. */
  readonly dueAt?: string;
}

/** Timers and flags on the way to one instant; beyond it the model loops. */
const mostOnTheWay = 1_000;

export function openTrial(model: ProcessModel, organisation: Organisation, nowMs: number): Trial {
  return { model, organisation, state: initialState, nowMs, log: [] };
}

/** What can be done now; before the start, the ways to begin. */
export function movesOf({ model, state, nowMs }: Trial): Move[] {
  return enabledCommands(model, state, new Date(nowMs)).flatMap((command): Move[] => {
    switch (command.type) {
      case 'startInstance': {
        const process = command.process === undefined ? undefined : model.processes.get(command.process);
        return [{ command, kind: 'happens', elementId: command.at ?? process?.startEvents[0]?.id ?? process?.id ?? '' }];
      }
      case 'completeTask':
      case 'completeJob': {
        const element = state.elements[command.elementKey]!;
        return [
          { command, kind: 'done', elementId: element.elementId, ...(element.step?.dueAt !== undefined && { dueAt: element.step.dueAt }) },
        ];
      }
      case 'activateActivity':
        return [{ command, kind: 'chosen', elementId: command.activity }];
      case 'throwError':
      case 'throwEscalation': {
        const { elementId } = state.elements[command.elementKey]!;
        const type = command.type === 'throwError' ? 'error' : 'escalation';
        return codesCaught(model.nodes.get(elementId)!, type).map((code) => ({
          command: { ...command, ...(code !== undefined && { code }) },
          kind: 'fails',
          elementId,
        }));
      }
      case 'trigger':
        return [{ command, kind: 'happens', elementId: state.subscriptions[command.elementKey]!.elementId }];
      default:
        return [];
    }
  });
}

/** The codes of errors or escalations of an element that somebody around it waits for; undefined: any. */
function codesCaught(node: FlowNode, type: 'error' | 'escalation'): (string | undefined)[] {
  const catchers: FlowNode[] = [];
  for (let at: FlowNode | undefined = node; at; at = at.container.element) {
    const handlers = at.container.nodes.flatMap(({ contents }) => (contents?.kind === 'eventSubProcess' ? contents.startEvents : []));
    catchers.push(...at.boundaryEvents, ...handlers);
  }
  const codes = catchers.flatMap(({ events }) => events.flatMap((event) => (event.type === type ? [event.code] : [])));
  return [...new Set(codes)];
}

/** Lets time pass until `atMs`, with the timers and flags before it, and then does it: what is done at the instant at which its time is used up is in time. Throws CommandRejected when it is not possible any more. */
export function doInTrial(trial: Trial, command: Command, choices: Choices, atMs: number): Trial {
  const waited = passTime(trial, atMs - 1, choices);
  return run({ ...waited, nowMs: Math.max(trial.nowMs, atMs) }, command, choices);
}

/** Time alone: what falls due on the way happens. */
export function passTime(trial: Trial, untilMs: number, choices: Choices): Trial {
  let at = trial;
  for (let count = 0; count < mostOnTheWay; count++) {
    const next = nextDue(at, untilMs);
    if (!next) return { ...at, nowMs: Math.max(at.nowMs, untilMs) };
    at = run({ ...at, nowMs: Math.max(at.nowMs, next.atMs) }, next.command, choices);
  }
  return at;
}

/** A flag is a fact about the time before: it comes before the timer of its instant. */
function nextDue({ model, state, organisation }: Trial, untilMs: number): { readonly atMs: number; readonly command: Command } | undefined {
  if (state.status !== 'active') return undefined;
  const [flag] = comingFlags(model, state, organisation, untilMs);
  const [timer] = Object.values(state.subscriptions)
    .filter(({ type, dueAt }) => type === 'timer' && dueAt !== undefined && Date.parse(dueAt) <= untilMs)
    .sort((one, other) => Date.parse(one.dueAt!) - Date.parse(other.dueAt!) || one.sequence - other.sequence);
  const flagMs = flag ? Date.parse(flag.at) : Infinity;
  const timerMs = timer ? Date.parse(timer.dueAt!) : Infinity;
  if (flag && flagMs <= timerMs) return { atMs: flagMs, command: { type: 'raiseFlags' } };
  return timer && { atMs: timerMs, command: { type: 'fireTimer', elementKey: timer.key } };
}

function run(trial: Trial, command: Command, choices: Choices): Trial {
  const { model, organisation, state, nowMs, log } = trial;
  const { events, state: after } = advance(model, state, command, new Date(nowMs), { organisation, choices });
  return { ...trial, state: after, log: [...log, ...events.flatMap((event) => entryOf(event, nowMs, model))] };
}

function entryOf(event: Event, atMs: number, model: ProcessModel): TrialEntry[] {
  switch (event.type) {
    case 'dossierStarted':
      return [{ atMs, what: 'started' }];
    case 'dossierEnded':
      return [{ atMs, what: 'ended', detail: event.outcome }];
    case 'elementActivated':
      return [{ atMs, what: 'arrived', elementId: event.element.elementId }];
    case 'elementCompleted':
      return [{ atMs, what: 'done', elementId: event.elementId }];
    case 'elementInterrupted':
      return [{ atMs, what: 'interrupted', elementId: event.elementId }];
    case 'elementPassed':
      return model.nodes.get(event.elementId)?.type === 'endEvent' ? [{ atMs, what: 'passed', elementId: event.elementId }] : [];
    case 'triggered':
      return [{ atMs, what: 'happened', elementId: event.elementId }];
    case 'compensationThrown':
      return [{ atMs, what: 'takenBack', elementId: event.elementId }];
    case 'transactionCancelled':
      return [{ atMs, what: 'cancelled', elementId: event.elementId }];
    case 'flagRaised': {
      const elementId = event.elementKey?.replace(/#\d+$/, '');
      return [{ atMs, what: 'flag', detail: event.flag, ...(elementId !== undefined && model.nodes.has(elementId) && { elementId }) }];
    }
    case 'incidentRaised':
      return [{ atMs, what: 'incident', elementId: event.incident.elementId, detail: event.incident.message }];
    default:
      return [];
  }
}

/** Tokens by sequence flow and active element. */
export function tokensOf({ state }: Trial): Map<string, number> {
  const tokens = new Map<string, number>();
  const add = (id: string, count: number) => tokens.set(id, (tokens.get(id) ?? 0) + count);
  for (const scope of Object.values(state.scopes)) for (const flow in scope.tokens) add(flow, scope.tokens[flow]!.length);
  for (const { elementId, roundOf } of Object.values(state.elements)) if (roundOf === undefined) add(elementId, 1);
  return tokens;
}

/** A place where the way divides before the dossier waits again. */
export interface SplitAhead {
  readonly elementId: string;
  readonly isOne: boolean;
  readonly flows: readonly { readonly id: string; readonly isDefault: boolean }[];
}

/** The decisions between this element and the next ones that wait. */
export function splitsAhead({ model }: Trial, elementId: string): SplitAhead[] {
  const first = model.nodes.get(elementId);
  const seen = new Set(first ? [first] : []);
  const splits: SplitAhead[] = [];
  for (const node of seen) {
    const isDecided =
      node.type === 'exclusiveGateway' || node.type === 'inclusiveGateway' || node.type === 'complexGateway' || isActivityType(node.type)
        ? node.outgoing.length > 1 && (node.type.endsWith('Gateway') || node.outgoing.some(({ condition }) => condition !== undefined))
        : false;
    if (isDecided)
      splits.push({
        elementId: node.id,
        isOne: node.type === 'exclusiveGateway',
        flows: node.outgoing.map(({ id, isDefault }) => ({ id, isDefault })),
      });
    if (node !== first && waitsIn(node)) continue;
    for (const { target } of node.outgoing) seen.add(target);
    if (node.linkTarget) seen.add(node.linkTarget);
    // a subprocess goes on inside, and its start events are no decision
    if (node !== first) for (const start of node.contents?.starts ?? []) seen.add(start);
  }
  return splits;
}
