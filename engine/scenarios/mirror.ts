/** The dossiers of a deployment as they were seen last, what happened to them, and since when what waits has waited. */
import type { Event } from '../semantics/events.ts';
import { initialState, type State } from '../semantics/state.ts';

export interface Dossier {
  readonly number: number;
  state: State;
  readonly events: Event[];
}

export interface Mirror {
  readonly dossiers: Dossier[];
  /** Everything that happened, over all dossiers in order. */
  readonly log: { readonly dossier: Dossier; readonly event: Event }[];
  /** `dossier/key` → place in the log where it came to wait; of the first `ranked` entries, for it is not always asked. */
  readonly waiting: Map<string, number>;
  ranked: number;
}

export function emptyMirror(): Mirror {
  return { dossiers: [], log: [], waiting: new Map(), ranked: 0 };
}

/** The next dossier, before its first command; it is seen from now on. */
export function addDossier({ dossiers }: Mirror): Dossier {
  const dossier: Dossier = { number: dossiers.length + 1, state: initialState, events: [] };
  dossiers.push(dossier);
  return dossier;
}

/** What one command did. Commands are recorded in the order in which they took effect. */
export function record(mirror: Mirror, dossier: Dossier, { events, state }: { events: readonly Event[]; state: State }): void {
  dossier.state = state;
  for (const event of events) {
    dossier.events.push(event);
    mirror.log.push({ dossier, event });
  }
}

/** Ranks what came to wait, over all dossiers. Infinity: never seen. */
export function waitingSince(mirror: Mirror, dossier: Pick<Dossier, 'number'>, key: string): number {
  const { log, waiting } = mirror;
  for (; mirror.ranked < log.length; mirror.ranked++) {
    const entry = log[mirror.ranked]!;
    const came = waitingKey(entry.event);
    if (came !== undefined && !waiting.has(placeOf(entry.dossier, came))) waiting.set(placeOf(entry.dossier, came), mirror.ranked);
  }
  return waiting.get(placeOf(dossier, key)) ?? Infinity;
}

function placeOf({ number }: Pick<Dossier, 'number'>, key: string): string {
  return `${number}/${key}`;
}

function waitingKey(event: Event): string | undefined {
  switch (event.type) {
    case 'elementActivated':
      return event.element.key;
    case 'subscribed':
      return event.subscription.key;
    case 'scopeOpened':
      return event.scope.key;
    case 'handOffChanged':
      return event.handOff.key;
    case 'correctionOpened':
      return event.correction.key;
    case 'incidentRaised':
      return event.incident.key;
    default:
      return undefined;
  }
}
