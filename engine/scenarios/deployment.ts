/** What the scenario runner needs of whatever runs its model: acting, which may take a while, and looking, which never does. */
import type { DecisionFiles } from '../model/decision.ts';
import type { Organisation } from '../deadlines/organisation.ts';
import type { ProcessModel } from '../model/types.ts';
import type { Command } from '../semantics/commands.ts';
import type { Event } from '../semantics/events.ts';
import type { PlanIds } from '../semantics/migration/check-migration.ts';
import type { Json, State, Variables } from '../semantics/state.ts';

/** An act is over when it returns, or when its promise is fulfilled. */
export type Done = void | Promise<void>;

export type StartInstance = Extract<Command, { type: 'startInstance' }>;

export interface PublishedMessage {
  readonly name: string;
  readonly correlationKey?: Json;
  /** The same id counts once. */
  readonly id?: string;
  readonly variables: Variables;
}

/** A dossier as it is after the last act. Numbered from 1 in order of starting; the same object for the life of the deployment. */
export interface DeployedDossier {
  readonly number: number;
  readonly state: State;
  readonly events: readonly Event[];
}

/**
 * One model, its dossiers and a virtual clock. Every act carries its consequences to the end: messages, signals and starts that follow from
 * it are delivered before it is over. An act may be refused with CommandRejected; what happened before the refusal can then be seen.
 * Looking is possible after `close` too.
 */
export interface Deployment {
  readonly model: ProcessModel;
  /** The virtual clock, in epoch milliseconds. */
  readonly nowMs: number;
  readonly dossiers: readonly DeployedDossier[];
  /** Everything that happened, over all dossiers in order. */
  readonly log: readonly { readonly dossier: DeployedDossier; readonly event: Event }[];
  /** Ranks what came to wait, over all dossiers: elements, subscriptions, hand-offs, corrections, incidents and scopes by key. Infinity: never seen. */
  waitingSince(dossier: DeployedDossier, key: string): number;

  /** A new dossier; a refused start leaves none behind. */
  start(command: StartInstance): Done;
  execute(dossier: DeployedDossier, command: Command): Done;
  /** From now on `model`, the file `xml`, is the version in force: every open dossier moves to it, or none does. */
  migrate(model: ProcessModel, xml: string, plan: PlanIds): Done;
  publish(message: PublishedMessage): Done;
  broadcast(name: string, variables: Variables): Done;
  /** Facts are told: processes whose start condition has come to hold start with them. */
  evaluateConditions(facts: Variables): Done;
  /** Timers, flags and process starts due by `untilMs` take effect in due order, each at its instant; after each of them `between` runs to its end. */
  passTime(untilMs: number, between: () => Done): Done;
  /** From now on this split takes these flows, whatever its conditions say. */
  choose(elementId: string, flows: readonly string[]): Done;
  /** A step of the scenario is over and everything is at rest: the place to stop and come back. */
  afterStep(): Done;
  close(): Done;
}

/** What a deployment is opened with. */
export interface Opening {
  readonly xml: string;
  readonly decisions: DecisionFiles;
  readonly model: ProcessModel;
  readonly organisation: Organisation;
  /** Element id → flow ids taken without evaluating conditions. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  readonly nowMs: number;
  /** Every new dossier starts with these, under what its start brings. */
  readonly variables: Variables;
}

/** Throws Obstacle when the time of a process start cannot be evaluated: such a version cannot be deployed. */
export type OpenDeployment = (opening: Opening) => Deployment | Promise<Deployment>;
