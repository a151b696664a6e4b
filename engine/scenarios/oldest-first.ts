/** What waits in the states of dossiers, in the order in which it came. */
import type { State } from '../semantics/state.ts';
import type { DeployedDossier, Deployment } from './deployment.ts';

export interface Waiting<T> {
  readonly dossier: DeployedDossier;
  readonly value: T;
}

/** The records of one kind that are wanted, oldest first over all these dossiers, whatever the order of keys in their states. */
export function oldestFirst<T extends { readonly key: string }>(
  deployment: Deployment,
  dossiers: readonly DeployedDossier[],
  recordsOf: (state: State) => Readonly<Record<string, T>>,
  wanted: (value: T, state: State) => boolean = () => true,
): Waiting<T>[] {
  const found: Waiting<T>[] = [];
  for (const dossier of dossiers) {
    const records = recordsOf(dossier.state);
    for (const key in records) if (wanted(records[key]!, dossier.state)) found.push({ dossier, value: records[key]! });
  }
  if (found.length < 2) return found;
  return found
    .map((waiting) => ({ ...waiting, since: deployment.waitingSince(waiting.dossier, waiting.value.key) }))
    .sort((a, b) => a.since - b.since);
}
