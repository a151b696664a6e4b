/** Which messages the histories say were received, and by whom, and which were thrown outside. */
import { replayedDossiers, type Queryable } from '../../support/replayed-dossiers.ts';
import type { Version } from '../../../engine/runtime/versions.ts';

export interface Receipts {
  /** Message → dossiers, as often as they received it. */
  readonly received: ReadonlyMap<string, readonly string[]>;
  readonly thrown: readonly string[];
}

/** The messages of the campaign carry their own name in the variable `ref`. */
export async function messageReceipts(client: Queryable, version: (versionId: string) => Promise<Version>): Promise<Receipts> {
  const received = new Map<string, string[]>();
  const thrown: string[] = [];
  for await (const { id, commands } of replayedDossiers(client, version))
    for (const { events } of commands)
      for (const event of events) {
        if (event.type === 'messageThrown' && event.delivery === 'outside') thrown.push(String(event.variables['ref']));
        const brought = event.type === 'variablesSet' ? event.variables : event.type === 'scopeOpened' ? event.scope.variables : {};
        const ref = brought['ref'];
        if (typeof ref === 'string') received.set(ref, [...(received.get(ref) ?? []), id]);
      }
  return { received, thrown };
}
