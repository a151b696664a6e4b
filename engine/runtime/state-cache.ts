/** States of the dossiers worked on last, so that a step need not read and parse what this process has just written. */
import type { State } from '../semantics/state.ts';

export interface KnownState {
  readonly revision: number;
  readonly state: State;
  /** Revision of the last snapshot; 0 before the first. */
  readonly snapshotRevision: number;
}

export interface StateCache {
  find(dossierId: string): KnownState | undefined;
  /** Only after the commit. */
  keep(dossierId: string, known: KnownState): void;
  forget(dossierIds: Iterable<string>): void;
}

/** Keeps the `most` dossiers used last. A state is valid only for its revision, which the lock compares: other processes write too. */
export function openStateCache(most: number): StateCache {
  const known = new Map<string, KnownState>();
  return {
    find: (dossierId) => known.get(dossierId),
    keep(dossierId, state) {
      // the order of a Map is that of insertion: the first is the one used longest ago
      known.delete(dossierId);
      known.set(dossierId, state);
      if (known.size > most) known.delete(known.keys().next().value!);
    },
    forget(dossierIds) {
      for (const dossierId of dossierIds) known.delete(dossierId);
    },
  };
}
