/**
 * The state of a dossier under the ids of another version of its procedure. Every field of every record has its entry here, so that a forgotten one does not
 * compile. Keys stay: they name what happened in this dossier, whatever the drawing calls it now.
 */
import type {
  ActiveElement,
  BufferedMessage,
  CameTrigger,
  Compensable,
  Compensation,
  Incident,
  Scope,
  State,
  Subscription,
  ThrownMessage,
  Work,
} from './state.ts';

/** Id of an element, flow or process → its id in the other version; those that are not named keep theirs. */
export type Ids = Readonly<Record<string, string>>;

/** True: the field says nothing of the drawing. */
type Moves<T> = { readonly [K in keyof Required<T>]: true | ((value: NonNullable<T[K]>, ids: Ids) => T[K]) };

const idIn = (id: string, ids: Ids) => (Object.hasOwn(ids, id) ? ids[id]! : id);

/** The record itself when nothing in it is renamed: those who compare records see no change then. */
function movedBy<T extends object>(record: T, moves: Moves<T>, ids: Ids): T {
  let moved: T | undefined;
  for (const name in moves) {
    const move = moves[name as keyof typeof moves] as true | ((value: unknown, ids: Ids) => unknown);
    const value: unknown = record[name as unknown as keyof T];
    if (move === true || value === undefined) continue;
    const is = move(value, ids);
    if (is === value) continue;
    moved ??= { ...record };
    (moved as Record<string, unknown>)[name] = is;
  }
  return moved ?? record;
}

function each<T extends object>(moves: () => Moves<T>) {
  return (records: Record<string, T>, ids: Ids): Record<string, T> =>
    Object.fromEntries(Object.entries(records).map(([key, record]) => [key, movedBy(record, moves(), ids)]));
}

const keys = <T>(record: Record<string, T>, ids: Ids): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [idIn(id, ids), value]));

const compensableMoves: Moves<Compensable> = {
  key: true,
  elementId: idIn,
  sequence: true,
  variables: true,
  inside: compensables,
  unfinished: true,
};

function compensables<T extends Compensable>(kept: readonly T[], ids: Ids): readonly T[] {
  return kept.map((one) => movedBy<Compensable>(one, compensableMoves, ids) as T);
}

const compensationMoves: Moves<Compensation> = { left: compensables, waits: true, boundary: idIn };

const scopeMoves: Moves<Scope> = {
  key: true,
  containerId: idIn,
  parent: true,
  isolated: true,
  variables: true,
  tokens: keys,
  children: true,
  live: true,
  armed: true,
  origins: true,
  startedAt: true,
  outputs: true,
  isClosing: true,
  awaitingReset: (waiting, ids) =>
    Object.fromEntries(Object.entries(waiting).map(([id, flows]) => [idIn(id, ids), flows.map((flow) => idIn(flow, ids))])),
  compensable: compensables,
};

const elementMoves: Moves<ActiveElement> = {
  key: true,
  elementId: idIn,
  scope: true,
  origins: true,
  activatedAt: true,
  rounds: true,
  roundOf: true,
  round: true,
  armed: true,
  step: true,
  compensates: true,
  thrownBy: true,
  compensation: (compensation, ids) => movedBy(compensation, compensationMoves, ids),
};

const subscriptionMoves: Moves<Subscription> = {
  key: true,
  elementId: idIn,
  owner: true,
  scope: true,
  definition: true,
  type: true,
  name: true,
  correlationKey: true,
  dueAt: true,
  dueAtOnce: true,
  every: true,
  roundsLeft: true,
  holds: true,
  came: cameBefore,
  sequence: true,
};

function cameBefore(came: readonly CameTrigger[], ids: Ids): readonly CameTrigger[] {
  return came.map((one) => ({ ...one, subscription: movedBy<Subscription>(one.subscription, subscriptionMoves, ids) }));
}

const thrownMoves: Moves<ThrownMessage> = { name: true, correlationKey: true, target: idIn, pool: idIn };
const messageMoves: Moves<BufferedMessage> = { key: true, sequence: true, variables: true, origins: true, ...thrownMoves };

/** What an incident tries again. */
const workMoves: { readonly [K in Work['do']]: Moves<Extract<Work, { do: K }>> } = {
  arrive: { do: true, scope: true, flow: idIn, came: true },
  start: { do: true, scope: true, node: idIn, origins: true, came: true },
  begin: { do: true, key: true },
  round: { do: true, key: true, round: true },
  afterRound: { do: true, key: true, round: true, hasThrown: true },
  roundEvent: { do: true, key: true, index: true, variables: true },
  finish: { do: true, key: true, variables: true },
  throw: { do: true, key: true, code: true, variables: true },
  trigger: {
    do: true,
    key: true,
    variables: true,
    correlationKey: true,
    origins: true,
    message: true,
    thrown: (thrown, ids) => movedBy(thrown, thrownMoves, ids),
  },
  startProcess: { do: true, process: idIn, at: idIn, definition: true, correlationKey: true, variables: true, origins: true },
  check: { do: true, scope: true },
  compensate: { do: true, key: true, origins: true },
  activate: { do: true, scope: true, node: idIn },
  judge: { do: true, key: true },
  ask: { do: true, key: true },
  endAdHoc: { do: true, key: true, variables: true },
};

const incidentMoves: Moves<Incident> = {
  key: true,
  code: true,
  elementId: idIn,
  scope: true,
  elementKey: true,
  message: true,
  messageEn: true,
  raisedAt: true,
  retry: (retry, ids) => retry.map((work) => movedBy(work, workMoves[work.do] as Moves<Work>, ids)),
};

const moves: Moves<State> = {
  stateVersion: true,
  status: true,
  suspendedAt: true,
  ending: true,
  outcome: true,
  result: true,
  sequence: true,
  // counted on, so that no key is given twice
  counters: true,
  scopes: each(() => scopeMoves),
  elements: each(() => elementMoves),
  subscriptions: each(() => subscriptionMoves),
  messages: each(() => messageMoves),
  incidents: each(() => incidentMoves),
  troubled: true,
  handOffs: true,
  corrections: true,
  // what is over is told by the drawing of its time
  steps: true,
  visits: keys,
  flags: true,
  clock: true,
  participants: true,
};

/** Renames in a draft that the caller owns. */
export function moveState(draft: State, ids: Ids): void {
  Object.assign(draft, movedBy(draft, moves, ids));
}
