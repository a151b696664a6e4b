/** What was acknowledged is in the history, once, as it was acknowledged; what was refused or failed is not; what has no answer is there at most once. */
import type { Check } from '../evidence.ts';
import type { Ask, Line } from '../journal.ts';

interface Row {
  readonly key: string;
  readonly dossier_id: string;
  readonly revision: number;
  readonly type: string;
}

export const acknowledged: Check = async ({ client, lines }) => {
  const { rows } = await client.query<Row>(
    `select actor->>'channel' as key, dossier_id::text, revision, command->>'type' as type from history where actor->>'user' <> 'system'`,
  );
  const findings: string[] = [];
  const done = new Map<string, Row>();
  for (const row of rows) {
    if (done.has(row.key)) findings.push(`"${row.key}" was done twice: ${place(done.get(row.key)!)} and ${place(row)}`);
    done.set(row.key, row);
  }
  const asked = new Map<string, Ask>();
  const openTries = new Map<string, number>();
  const settled = new Map<string, string>();
  const triedInVain = new Set<string>();
  for (const line of lines) {
    if (line.what === 'asked') {
      asked.set(line.key, line.ask);
      openTries.set(line.key, (openTries.get(line.key) ?? 0) + 1);
    } else if ('key' in line) openTries.set(line.key, openTries.get(line.key)! - 1);
    if (line.what === 'odd') findings.push(`"${line.key}" met an error of no known kind: ${line.error}`);
    if (line.what === 'trouble' && line.code !== 'OUTCOME_UNKNOWN') triedInVain.add(line.key);
    if (line.what !== 'done' && line.what !== 'refused') continue;
    const answer = answerText(line);
    const before = settled.get(line.key);
    if (before !== undefined && before !== answer) findings.push(`"${line.key}" was answered twice: ${before}, then ${answer}`);
    settled.set(line.key, answer);
    const row = done.get(line.key);
    if (line.what === 'refused') {
      if (row) findings.push(`"${line.key}" was refused as ${line.code} and is in the history: ${place(row)}`);
    } else if (!row) findings.push(`"${line.key}" was acknowledged as ${answer} and is not in the history`);
    else if (answer !== place(row)) findings.push(`"${line.key}" was acknowledged as ${answer} and is in the history as ${place(row)}`);
    else if (asked.has(line.key) && row.type !== typeOf(asked.get(line.key)!))
      findings.push(`"${line.key}" asked for another command than ${row.type}`);
  }
  for (const [key, row] of done) {
    if (!asked.has(key)) findings.push(`nobody asked for "${key}": ${place(row)}`);
    // every try was answered, and each answer said that nothing was changed
    else if (!settled.has(key) && triedInVain.has(key) && openTries.get(key) === 0 && !unknownOutcome(lines, key))
      findings.push(`"${key}" failed without a change, they said, and is in the history: ${place(row)}`);
  }
  return findings;
};

const place = ({ dossier_id, revision }: Row) => `${dossier_id}/${revision}`;
const answerText = (line: Extract<Line, { what: 'done' | 'refused' }>) =>
  line.what === 'done' ? `${line.dossierId}/${line.revision}` : `refusal ${line.code}`;
const typeOf = (ask: Ask) => (ask.do === 'start' ? 'startInstance' : ask.do === 'execute' ? ask.command.type : ask.do);
const unknownOutcome = (lines: readonly Line[], key: string) =>
  lines.some((line) => line.what === 'trouble' && line.key === key && line.code === 'OUTCOME_UNKNOWN');
