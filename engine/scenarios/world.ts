/**
 * A deployment on a virtual clock: dossiers of one model, messages between them, timers and flags in due order.
 * The pure counterpart of the durable shell; the same routing rules (ADR 0008).
 */
import { openAppointment } from '../deadlines/clocks.ts';
import type { FlowNode, ProcessModel } from '../model/types.ts';
import { advance } from '../semantics/advance.ts';
import type { Command } from '../semantics/commands.ts';
import { CommandRejected } from '../semantics/errors.ts';
import type { Event } from '../semantics/events.ts';
import { comingFlags } from '../semantics/flags.ts';
import { signalCatchers } from '../semantics/messages.ts';
import type { Environment } from '../semantics/run.ts';
import { initialState, type ElementKey, type Json, type State, type Subscription, type Variables } from '../semantics/state.ts';
import { hasIncident, keysAgree, nextOnGrid, planProcessStart } from '../semantics/subscriptions.ts';

export interface Dossier {
  readonly number: number;
  state: State;
  readonly events: Event[];
}

export interface PublishedMessage {
  readonly name: string;
  readonly correlationKey?: Json;
  readonly id?: string;
  readonly variables: Variables;
}

export interface World {
  readonly model: ProcessModel;
  environment: Environment;
  /** Every new dossier starts with these, under what its start brings. */
  readonly variables: Variables;
  nowMs: number;
  readonly dossiers: Dossier[];
  /** Published messages that nobody has taken, in order of publishing. */
  buffered: (PublishedMessage & { readonly expiresMs: number })[];
  readonly messageIds: Set<string>;
  /** Process starts by timer, each with its next instant. */
  readonly timerStarts: { readonly node: FlowNode; dueMs: number | undefined; readonly every?: string; roundsLeft: number }[];
  /** Ranks what waits over all dossiers: `dossier/key` → when it came, counted. */
  readonly arrivals: Map<string, number>;
  /** Everything that happened, over all dossiers in order. */
  readonly log: { readonly dossier: Dossier; readonly event: Event }[];
}

/** Timers and flags of one instant; beyond it the model loops through timers of zero. */
const mostAtOneInstant = 10_000;

/** How long a message that nobody waits for is kept. */
const messageLifeMs = 30 * 86_400_000;

export function openWorld(model: ProcessModel, environment: Environment, nowMs: number, variables: Variables = {}): World {
  const world: World = {
    model,
    environment,
    variables,
    nowMs,
    dossiers: [],
    buffered: [],
    messageIds: new Set(),
    timerStarts: [],
    arrivals: new Map(),
    log: [],
  };
  for (const process of model.processes.values())
    for (const node of process.startEvents) {
      if (node.event?.type !== 'timer') continue;
      const {
        dueAt,
        every,
        roundsLeft = every === undefined ? 1 : Infinity,
      } = planProcessStart(model, node, environment, nowMs, variables);
      world.timerStarts.push({
        node,
        dueMs: dueAt === undefined ? undefined : Date.parse(dueAt),
        roundsLeft,
        ...(every !== undefined && { every }),
      });
    }
  return world;
}

/** A new dossier, started by the command. Refusals are thrown and leave no dossier behind. */
export function startDossier(world: World, command: Extract<Command, { type: 'startInstance' }>): Dossier {
  const dossier: Dossier = { number: world.dossiers.length + 1, state: initialState, events: [] };
  const given = { ...command, variables: { ...world.variables, ...command.variables } };
  const decided = advance(world.model, dossier.state, given, new Date(world.nowMs), world.environment);
  world.dossiers.push(dossier);
  take(world, dossier, decided);
  return dossier;
}

/** One command to one dossier; what it sends to others is delivered after it. */
export function execute(world: World, dossier: Dossier, command: Command): void {
  take(world, dossier, advance(world.model, dossier.state, command, new Date(world.nowMs), world.environment));
}

function take(world: World, dossier: Dossier, { events, state }: { events: readonly Event[]; state: State }): void {
  dossier.state = state;
  for (const event of events) {
    dossier.events.push(event);
    world.log.push({ dossier, event });
    const key = event.type === 'elementActivated' ? event.element.key : event.type === 'subscribed' ? event.subscription.key : undefined;
    if (key !== undefined && !world.arrivals.has(arrivalOf(dossier, key))) world.arrivals.set(arrivalOf(dossier, key), world.arrivals.size);
  }
  for (const event of events) {
    if (event.type === 'messageThrown' && event.delivery === 'outside')
      publish(world, {
        name: event.name,
        variables: event.variables,
        ...(event.correlationKey !== undefined && { correlationKey: event.correlationKey }),
      });
    if (event.type === 'signalThrown') broadcast(world, event.name, event.variables, dossier);
  }
  deliverBuffered(world);
}

function arrivalOf({ number }: Dossier, key: ElementKey): string {
  return `${number}/${key}`;
}

/** Order in which things came to wait over all dossiers. */
export function waitingSince(world: World, dossier: Dossier, key: ElementKey): number {
  return world.arrivals.get(arrivalOf(dossier, key)) ?? Infinity;
}

/** Publishes a message: taken by exactly one catcher, the longest waiting; else it starts a process; else it is kept. The same id counts once. */
export function publish(world: World, message: PublishedMessage): void {
  if (message.id !== undefined) {
    if (world.messageIds.has(message.id)) return;
    world.messageIds.add(message.id);
  }
  world.buffered.push({ ...message, expiresMs: world.nowMs + messageLifeMs });
  deliverBuffered(world);
}

function deliverBuffered(world: World): void {
  for (;;) {
    world.buffered = world.buffered.filter(({ expiresMs }) => expiresMs > world.nowMs);
    const index = world.buffered.findIndex((message) => catcher(world, message) ?? messageStart(world, message));
    if (index < 0) return;
    const [message] = world.buffered.splice(index, 1);
    const waiting = catcher(world, message!);
    const { name, correlationKey, variables } = message!;
    if (waiting)
      execute(world, waiting.dossier, {
        type: 'deliverMessage',
        name,
        variables,
        elementKey: waiting.subscription.key,
        ...(correlationKey !== undefined && { correlationKey }),
      });
    else startDossier(world, { type: 'startInstance', at: messageStart(world, message!)!.id, variables });
  }
}

function catcher(world: World, { name, correlationKey }: PublishedMessage): { dossier: Dossier; subscription: Subscription } | undefined {
  let best: { dossier: Dossier; subscription: Subscription; since: number } | undefined;
  for (const dossier of world.dossiers) {
    if (dossier.state.status !== 'active') continue;
    for (const subscription of Object.values(dossier.state.subscriptions)) {
      if (subscription.type !== 'message' || subscription.name !== name || !keysAgree(correlationKey, subscription.correlationKey))
        continue;
      if (hasIncident(dossier.state, subscription.key)) continue;
      const since = waitingSince(world, dossier, subscription.key);
      if (!best || since < best.since) best = { dossier, subscription, since };
    }
  }
  return best;
}

function messageStart(world: World, { name }: PublishedMessage): FlowNode | undefined {
  for (const process of world.model.processes.values())
    for (const node of process.startEvents) if (node.event?.type === 'message' && node.event.messageName === name) return node;
  return undefined;
}

/** A signal reaches everyone who waits at this instant, and starts processes; the thrower's own catchers had it already. */
export function broadcast(world: World, name: string, variables: Variables, thrower?: Dossier): void {
  const receivers = world.dossiers.filter(
    (dossier) => dossier !== thrower && dossier.state.status === 'active' && signalCatchers(dossier.state, name).length > 0,
  );
  const starts = [...world.model.processes.values()].flatMap(({ startEvents }) =>
    startEvents.filter(({ event }) => event?.type === 'signal' && event.signalName === name),
  );
  for (const dossier of receivers)
    if (signalCatchers(dossier.state, name).length > 0) execute(world, dossier, { type: 'broadcastSignal', name, variables });
  for (const { id } of starts) startDossier(world, { type: 'startInstance', at: id, variables });
}

/** The next thing that time will bring, if any by `untilMs`. */
export function nextDue(world: World, untilMs: number): { atMs: number; act: () => void } | undefined {
  let best: { atMs: number; act: () => void } | undefined;
  const offer = (atMs: number, act: () => void) => {
    if (atMs <= untilMs && (!best || atMs < best.atMs)) best = { atMs, act };
  };
  for (const start of world.timerStarts)
    if (start.dueMs !== undefined && start.roundsLeft > 0) offer(start.dueMs, () => fireStart(world, start));
  for (const dossier of world.dossiers) {
    if (dossier.state.status !== 'active') continue;
    let first: Subscription | undefined;
    for (const subscription of Object.values(dossier.state.subscriptions))
      if (
        subscription.type === 'timer' &&
        !hasIncident(dossier.state, subscription.key) &&
        subscription.dueAt !== undefined &&
        (!first || subscription.dueAt < first.dueAt! || (subscription.dueAt === first.dueAt && subscription.sequence < first.sequence))
      )
        first = subscription;
    const timer = first;
    // a flag and a timer of the same instant: the flag is a fact about the time before
    const [flag] = comingFlags(world.model, dossier.state, world.environment.organisation, untilMs);
    if (flag) offer(Math.max(Date.parse(flag.at), world.nowMs), () => execute(world, dossier, { type: 'raiseFlags' }));
    if (timer)
      offer(Math.max(Date.parse(timer.dueAt!), world.nowMs), () => execute(world, dossier, { type: 'fireTimer', elementKey: timer.key }));
  }
  return best;
}

function fireStart(world: World, start: World['timerStarts'][number]): void {
  const due = start.dueMs!;
  start.roundsLeft--;
  start.dueMs = start.every === undefined ? undefined : nextOnGrid(due, start.every, Math.max(due, world.nowMs));
  startDossier(world, { type: 'startInstance', at: start.node.id });
}

/** Lets time pass: due timers and flags fire in due order on the way. `between` runs after each. */
export function passTime(world: World, untilMs: number, between: () => void = () => {}): void {
  let atOneInstant = 0;
  for (let due = nextDue(world, untilMs); due; due = nextDue(world, untilMs)) {
    if (due.atMs > world.nowMs) atOneInstant = 0;
    if (++atOneInstant > mostAtOneInstant)
      throw new CommandRejected(
        'NOT_APPLICABLE',
        'Thời gian không trôi: vòng lặp qua các hẹn giờ bằng không',
        'Time stands still: a loop through timers of zero',
      );
    world.nowMs = Math.max(world.nowMs, due.atMs);
    due.act();
    between();
  }
  world.nowMs = Math.max(world.nowMs, untilMs);
}

/** The appointment the applicant holds: the running one, else the last. */
export function appointmentOf({ state: { clock } }: Dossier): string | undefined {
  return clock && (openAppointment(clock)?.dueAt ?? clock.appointments.at(-1)?.dueAt);
}
