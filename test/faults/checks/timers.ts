/** Every instant that a timer was planned for took effect once, not before it came; none is left that has come. Starts by timer: one dossier a round. */
import { hasIncident } from '../../../engine/semantics/subscriptions.ts';
import { replayedDossiers } from '../../support/replayed-dossiers.ts';
import type { Check } from '../evidence.ts';

export const timers: Check = async ({ client, version, untilMs }) => {
  const findings: string[] = [];
  for await (const { id, commands, state } of replayedDossiers(client, version)) {
    const fired = new Set<string>();
    for (const { command, atMs, before, after, revision } of commands) {
      if (command.type !== 'fireTimer') continue;
      const key = command.elementKey!;
      const at = `dossier ${id}: timer "${key}" at revision ${revision}`;
      const planned = before.subscriptions[key]?.dueAt;
      if (planned === undefined) {
        findings.push(`${at} was not waiting`);
        continue;
      }
      if (fired.has(`${key} ${planned}`)) findings.push(`${at} took effect twice for ${planned}`);
      fired.add(`${key} ${planned}`);
      if (Date.parse(planned) > atMs) findings.push(`${at} fired before ${planned}`);
      const next = after.subscriptions[key]?.dueAt;
      if (next !== undefined && next <= planned && !hasIncident(after, key)) findings.push(`${at} is planned for ${next} again`);
    }
    if (state.status === 'active')
      for (const { key, type, dueAt } of Object.values(state.subscriptions))
        if (type === 'timer' && dueAt !== undefined && Date.parse(dueAt) <= untilMs && !hasIncident(state, key))
          findings.push(`dossier ${id}: timer "${key}" of ${dueAt} has not fired`);
  }
  const { rows } = await client.query<{ version_id: string; rounds: number; instants: number; started: number }>(
    `select r.version_id::text, count(*)::integer as rounds, count(distinct due_at)::integer as instants,
       (select count(*)::integer from dossiers d where d.version_id = r.version_id) as started
     from campaign.rounds r group by r.version_id`,
  );
  for (const { version_id, rounds, instants, started } of rows)
    if (rounds !== instants || rounds !== started)
      findings.push(`version ${version_id}: ${rounds} rounds of ${instants} instants started ${started} dossiers`);
  return findings;
};
