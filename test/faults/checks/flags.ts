/** Each flag was raised once for its key and epoch, not before its instant; no command overtook one that was due; none is left that was due. */
import { flagKey } from '../../../engine/deadlines/flags.ts';
import { comingFlags } from '../../../engine/semantics/flags.ts';
import type { State } from '../../../engine/index.ts';
import { replayedDossiers, type ReplayedCommand } from '../../support/replayed-dossiers.ts';
import type { Check } from '../evidence.ts';

/** A timer has its place at its planned instant, with flags of the same instant before it; any other command at the instant it is done. */
function placeMs({ type, elementKey = '' }: ReplayedCommand['command'], { subscriptions }: State, atMs: number): number {
  return type === 'fireTimer' ? Date.parse(subscriptions[elementKey]?.dueAt ?? '') : atMs;
}

export const flags: Check = async ({ client, version, organisation, untilMs }) => {
  const findings: string[] = [];
  for await (const { id, row, version: of, commands, state } of replayedDossiers(client, version)) {
    const standing = new Set<string>();
    let raised = 0;
    for (const { events, before, command, atMs, revision } of commands) {
      for (const event of events)
        if (event.type === 'flagRaised') {
          raised++;
          const key = flagKey(event);
          if (standing.has(key)) findings.push(`dossier ${id}: flag ${key} was raised twice`);
          standing.add(key);
          if (event.raisedAt < event.at) findings.push(`dossier ${id}: flag ${key} was raised before ${event.at}`);
        } else if (event.type === 'flagWithdrawn') standing.delete(event.key);
      const [overtaken] = command.type === 'raiseFlags' ? [] : comingFlags(of.model, before, organisation, placeMs(command, before, atMs));
      if (overtaken)
        findings.push(`dossier ${id}: ${command.type} of revision ${revision} overtook flag ${flagKey(overtaken)} of ${overtaken.at}`);
    }
    const { rows } = await client.query<{ rows: number }>({
      name: 'count flags',
      text: 'select count(*)::integer as rows from flags where dossier_id = $1::bigint',
      values: [id],
    });
    // a flag that was withdrawn and raised again is one row and two events
    if (rows[0]!.rows !== Object.keys(state.flags).length || raised < rows[0]!.rows)
      findings.push(`dossier ${id}: ${rows[0]!.rows} rows of flags, ${Object.keys(state.flags).length} flags, raised ${raised} times`);
    const [missing] = comingFlags(of.model, state, organisation, untilMs);
    if (missing) findings.push(`dossier ${id}: flag ${flagKey(missing)} of ${missing.at} was not raised`);
    const nextDueAt = row['next_due_at'] as Date | null;
    if (nextDueAt !== null && nextDueAt.getTime() <= untilMs)
      findings.push(`dossier ${id}: something is due since ${nextDueAt.toISOString()}`);
  }
  return findings;
};
