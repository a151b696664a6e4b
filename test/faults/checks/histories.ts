/** Every dossier: revisions without a gap, instants of the database's clock in order, and a state that is what the history gives. */
import { canonicalJson } from '../../support/canonical-json.ts';
import { replayedDossiers } from '../../support/replayed-dossiers.ts';
import type { Check } from '../evidence.ts';

export const histories: Check = async ({ client, version, dossier, fromMs, untilMs }) => {
  const findings: string[] = [];
  for await (const { id, row, commands, state, broken } of replayedDossiers(client, version)) {
    if (broken !== undefined) findings.push(`dossier ${id}: its history cannot be replayed: ${broken}`);
    const revisions = commands.map(({ revision }) => revision);
    if (revisions.some((revision, index) => revision !== index + 1))
      findings.push(`dossier ${id}: its revisions are ${revisions.join(', ')}`);
    if (row['revision'] !== commands.length)
      findings.push(`dossier ${id}: its row is at revision ${row['revision']} of ${commands.length}`);
    for (const [index, { atMs, revision }] of commands.entries()) {
      if (atMs < (commands[index - 1]?.atMs ?? fromMs)) findings.push(`dossier ${id}: revision ${revision} goes back in time`);
      if (atMs > untilMs) findings.push(`dossier ${id}: revision ${revision} is of the future`);
    }
    const answer = await dossier(id).catch((error: unknown) => String(error));
    if (typeof answer === 'string') findings.push(`dossier ${id}: the engine does not answer: ${answer}`);
    else if (answer.revision !== commands.length || canonicalJson(answer.state) !== canonicalJson(state))
      findings.push(`dossier ${id}: the engine's state is not what its history gives`);
  }
  return findings;
};
