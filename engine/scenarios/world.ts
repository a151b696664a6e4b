/**
 * A deployment on a virtual clock: dossiers of one model, messages and signals between them. What time brings is in pass-time.ts.
 * The pure counterpart of the durable shell; the same routing rules (ADR 0008, ADR 0020).
 */
import { catchNames, type CatchNames, type NamedStart } from '../model/catch-names.ts';
import type { FlowNode, ProcessModel } from '../model/types.ts';
import { advance } from '../semantics/advance.ts';
import type { Command } from '../semantics/commands.ts';
import { withKey } from '../semantics/correlation.ts';
import { startHolds } from '../semantics/conditions.ts';
import { CommandRejected, Obstacle } from '../semantics/errors.ts';
import { signalCatchers } from '../semantics/messages.ts';
import type { PlanIds } from '../semantics/migration/check-migration.ts';
import type { Environment } from '../semantics/run.ts';
import { initialState, type ElementKey, type Variables } from '../semantics/state.ts';
import { hasIncident, keysAgree, planProcessStart } from '../semantics/subscriptions.ts';
import type { PublishedMessage, StartInstance } from './deployment.ts';
import { addDossier, emptyMirror, record, waitingSince, type Dossier, type Mirror } from './mirror.ts';

export type { Dossier };

export interface World extends Mirror {
  model: ProcessModel;
  /** What starts its processes. */
  names: CatchNames;
  /** Files deployed so far, refused migrations among them. */
  versions: number;
  environment: Environment;
  /** Every new dossier starts with these, under what its start brings. */
  readonly variables: Variables;
  nowMs: number;
  /** What is on its way, in order of sending. Messages stay until somebody takes them or their life is over. */
  sent: Sent[];
  /** Ids of messages → how long they are known, in epoch milliseconds. */
  readonly messageIds: Map<string, number>;
  /** Starts whose condition held when facts were told last. */
  readonly conditionsHolding: Set<string>;
  /** Process starts by timer, each with its next instant. */
  timerStarts: {
    readonly node: FlowNode;
    readonly definition: number;
    dueMs: number | undefined;
    readonly every?: string;
    roundsLeft: number;
  }[];
}

type Sent =
  | ({ readonly type: 'message'; readonly expiresMs: number; readonly startRefused?: true } & PublishedMessage)
  /** To one dossier, for the catches that were armed at the throw. */
  | {
      readonly type: 'signal';
      readonly to: Dossier;
      readonly keys: readonly ElementKey[];
      readonly name: string;
      readonly variables: Variables;
    }
  | { readonly type: 'start'; readonly at: string; readonly definition: number; readonly variables: Variables };

/** Deliveries that follow from one command; beyond it dossiers call each other for ever. */
const mostDeliveries = 10_000;

/** How long a message that nobody waits for is kept, and its id known. */
const messageLifeMs = 30 * 86_400_000;

export function openWorld(model: ProcessModel, environment: Environment, nowMs: number, variables: Variables = {}): World {
  const names = catchNames(model);
  return {
    ...emptyMirror(),
    model,
    names,
    versions: 1,
    environment,
    variables,
    nowMs,
    sent: [],
    messageIds: new Map(),
    conditionsHolding: new Set(),
    timerStarts: timerStartsOf(names, model, environment, nowMs, variables),
  };
}

function timerStartsOf(
  names: CatchNames,
  model: ProcessModel,
  environment: Environment,
  nowMs: number,
  variables: Variables,
): World['timerStarts'] {
  return names.timerStarts.map((start) => {
    const { dueAt, every, roundsLeft = every === undefined ? 1 : Infinity } = planProcessStart(model, start, environment, nowMs, variables);
    return {
      node: start.node,
      definition: start.definition,
      dueMs: dueAt === undefined ? undefined : Date.parse(dueAt),
      roundsLeft,
      ...(every !== undefined && { every }),
    };
  });
}

/** Every open dossier moves to another model, or none does; what starts from now on starts by it. */
export function migrateAll(world: World, model: ProcessModel, plan: PlanIds): void {
  const { environment, nowMs, variables } = world;
  const open = world.dossiers.filter(({ state }) => state.status !== 'ended');
  const to = String(++world.versions);
  const command = { type: 'migrate', to, plan } as const;
  const moved = open.map(({ state }) =>
    advance(world.model, state, command, new Date(nowMs), { ...environment, migrateTo: { versionId: to, model } }),
  );
  const names = catchNames(model);
  const timerStarts = timerStartsOf(names, model, environment, nowMs, variables);
  Object.assign(world, { model, names, timerStarts });
  for (const [index, decided] of moved.entries()) take(world, open[index]!, decided);
  deliver(world);
}

/** A new dossier, started by the command. A refused start is thrown and leaves no dossier behind. */
export function startDossier(world: World, command: StartInstance): Dossier {
  const dossier = begin(world, command);
  deliver(world);
  return dossier;
}

/** One command to one dossier; what it sends to others is delivered after it. */
export function execute(world: World, dossier: Dossier, command: Command): void {
  perform(world, dossier, command);
  deliver(world);
}

function begin(world: World, command: StartInstance): Dossier {
  const given = { ...command, variables: { ...world.variables, ...command.variables } };
  const decided = advance(world.model, initialState, given, new Date(world.nowMs), world.environment);
  const dossier = addDossier(world);
  take(world, dossier, decided);
  return dossier;
}

function perform(world: World, dossier: Dossier, command: Command): void {
  take(world, dossier, advance(world.model, dossier.state, command, new Date(world.nowMs), world.environment));
}

/** What a command did becomes visible; what it sent is on its way. */
function take(world: World, dossier: Dossier, decided: ReturnType<typeof advance>): void {
  record(world, dossier, decided);
  for (const event of decided.events) {
    if (event.type === 'messageThrown' && event.delivery === 'outside') {
      const { name, variables, correlationKey } = event;
      send(world, { name, variables, ...(correlationKey !== undefined && { correlationKey }) });
    }
    if (event.type === 'signalThrown') sendSignal(world, event.name, event.variables, dossier);
  }
}

/** Publishes a message: taken by exactly one catcher, the longest waiting; else it starts a process; else it is kept. The same id counts once while it is known. */
export function publish(world: World, message: PublishedMessage): void {
  if (message.id !== undefined) {
    if ((world.messageIds.get(message.id) ?? -Infinity) > world.nowMs) return;
    world.messageIds.set(message.id, world.nowMs + messageLifeMs);
  }
  send(world, message);
  deliver(world);
}

/** Facts are told: processes whose start condition holds now, and did not when facts were told last, start with them (ADR 0048). */
export function evaluateConditions(world: World, facts: Variables): void {
  let refusal: CommandRejected | undefined;
  for (const start of world.names.conditionalStarts) {
    const key = `${start.node.id} ${start.definition}`;
    try {
      const holds = startHolds(start, facts, new Date(world.nowMs).toISOString());
      if (holds && !world.conditionsHolding.has(key))
        world.sent.push({ type: 'start', at: start.node.id, definition: start.definition, variables: facts });
      if (holds) world.conditionsHolding.add(key);
      else world.conditionsHolding.delete(key);
    } catch (error) {
      if (!(error instanceof Obstacle)) throw error;
      refusal ??= new CommandRejected('INVALID_VALUE', error.message, error.messageEn);
    }
  }
  deliver(world);
  if (refusal) throw refusal;
}

/** A signal reaches everyone who waits at this instant, and starts processes. */
export function broadcast(world: World, name: string, variables: Variables): void {
  sendSignal(world, name, variables);
  deliver(world);
}

function send(world: World, message: PublishedMessage): void {
  world.sent.push({ ...withKey(world.model, message, world.nowMs), type: 'message', expiresMs: world.nowMs + messageLifeMs });
}

/** Receivers are fixed at the throw; the thrower's own catches had it already. */
function sendSignal(world: World, name: string, variables: Variables, thrower?: Dossier): void {
  for (const to of world.dossiers) {
    if (to === thrower || to.state.status !== 'active') continue;
    const keys = signalCatchers(to.state, name).map(({ key }) => key);
    if (keys.length > 0) world.sent.push({ type: 'signal', to, keys, name, variables });
  }
  for (const start of world.names.signalStarts)
    if (start.name === name) world.sent.push({ type: 'start', at: start.node.id, definition: start.definition, variables });
}

/**
 * Delivers until nothing that is on its way has anywhere to go: always what was sent first of what can be delivered, so that what a delivery
 * sends comes after what was sent before it. A refused delivery does not keep the others; the first refusal is thrown when all are done.
 */
function deliver(world: World): void {
  let refusal: CommandRejected | undefined;
  let deliveries = 0;
  for (let next = nextDelivery(world); next; next = nextDelivery(world)) {
    if (++deliveries > mostDeliveries)
      throw new CommandRejected('NOT_APPLICABLE', 'Các hồ sơ gọi nhau không dừng', 'The dossiers call each other for ever');
    try {
      next();
    } catch (error) {
      refusal ??= refusalOf(error);
    }
  }
  if (refusal) throw refusal;
}

/** The refusal that was thrown; anything else is a bug and is thrown on. */
export function refusalOf(error: unknown): CommandRejected {
  if (error instanceof CommandRejected) return error;
  throw error;
}

/** Takes the first thing that has somewhere to go off the list; gives what delivers it. */
function nextDelivery(world: World): (() => void) | undefined {
  if (world.sent.length === 0) return undefined;
  world.sent = world.sent.filter((sent) => sent.type !== 'message' || sent.expiresMs > world.nowMs);
  for (const [index, sent] of world.sent.entries()) {
    const delivery = deliveryOf(world, sent, index);
    if (!delivery) continue;
    world.sent.splice(index, 1);
    return delivery;
  }
  return undefined;
}

/** Undefined for a message that nobody takes yet. */
function deliveryOf(world: World, sent: Sent, index: number): (() => void) | undefined {
  if (sent.type === 'start')
    return () => void begin(world, { type: 'startInstance', at: sent.at, definition: sent.definition, variables: sent.variables });
  if (sent.type === 'signal') {
    const { to, keys, name, variables } = sent;
    return () => {
      if (to.state.status === 'active' && signalCatchers(to.state, name).some(({ key }) => keys.includes(key)))
        perform(world, to, { type: 'broadcastSignal', name, variables });
    };
  }
  const { name, variables, correlationKey } = sent;
  const said = correlationKey !== undefined && { correlationKey };
  const waiting = catcher(world, sent);
  if (waiting) return () => perform(world, waiting.dossier, { type: 'deliverMessage', name, variables, elementKey: waiting.key, ...said });
  const start = sent.startRefused ? undefined : messageStart(world, sent);
  return (
    start &&
    (() => {
      try {
        begin(world, { type: 'startInstance', at: start.node.id, definition: start.definition, ...said, variables });
      } catch (error) {
        // kept in its place: somebody may come to wait for it
        world.sent.splice(index, 0, { ...sent, startRefused: true });
        throw error;
      }
    })
  );
}

function catcher(world: World, { name, correlationKey }: PublishedMessage): { dossier: Dossier; key: ElementKey } | undefined {
  let best: { dossier: Dossier; key: ElementKey; since: number } | undefined;
  for (const dossier of world.dossiers) {
    if (dossier.state.status !== 'active') continue;
    for (const subscription of Object.values(dossier.state.subscriptions)) {
      if (subscription.type !== 'message' || subscription.name !== name || !keysAgree(correlationKey, subscription.correlationKey))
        continue;
      const { key } = subscription;
      if (hasIncident(dossier.state, key)) continue;
      const since = waitingSince(world, dossier, key);
      if (!best || since < best.since) best = { dossier, key, since };
    }
  }
  return best;
}

function messageStart(world: World, { name }: PublishedMessage): NamedStart | undefined {
  return world.names.messageStarts.find((start) => start.name === name);
}
