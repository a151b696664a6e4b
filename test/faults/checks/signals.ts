/**
 * Each signal reached each of its receivers once. Who they are was noted when it was thrown; that none was left out is asked of those who had waited
 * long before and went on waiting long after.
 */
import { signalName } from '../procedures.ts';
import { replayedDossiers } from '../../support/replayed-dossiers.ts';
import type { Check } from '../evidence.ts';

/** A transaction may commit long after the instant of its facts, when its process was stopped in between; in ms. */
const surelyMs = 15_000;

export const signals: Check = async ({ client, lines, version }) => {
  const findings: string[] = [];
  const { rows: fixed } = await client.query<{ id: string; dossier_id: string | null; storm: string }>(
    `select id::text, dossier_id::text, coalesce(command->'variables'->>'storm', '') as storm from campaign.receivers`,
  );
  const receivers = new Map<string, number>();
  const started = new Map<string, number>();
  for (const { dossier_id, storm } of fixed)
    if (dossier_id === null) started.set(storm, (started.get(storm) ?? 0) + 1);
    else receivers.set(`${dossier_id} ${storm}`, (receivers.get(`${dossier_id} ${storm}`) ?? 0) + 1);
  for (const [name, times] of receivers) if (times > 1) findings.push(`signal to ${name} was fixed ${times} times`);

  const thrown = new Map<string, number>();
  const listening: { readonly id: string; readonly fromMs: number; readonly toMs: number }[] = [];
  const begun = new Map<string, number>();
  for await (const { id, version: of, commands, state } of replayedDossiers(client, version)) {
    const heard = new Map<string, number>();
    for (const { command, events, atMs } of commands)
      for (const event of events) {
        if (event.type === 'signalThrown' && event.name === signalName) thrown.set(String(event.variables['storm']), atMs);
        if (event.type === 'variablesSet' && command.type === 'broadcastSignal') {
          const storm = String(event.variables['storm']);
          heard.set(storm, (heard.get(storm) ?? 0) + 1);
        }
        if (event.type === 'scopeOpened' && of.processKey === 'alarm') {
          const storm = String(event.scope.variables['storm']);
          begun.set(storm, (begun.get(storm) ?? 0) + 1);
        }
      }
    for (const [storm, times] of heard)
      if (times > 1 || !receivers.has(`${id} ${storm}`))
        findings.push(`dossier ${id} heard "${storm}" ${times} times, it is a receiver: ${receivers.has(`${id} ${storm}`)}`);
    if (of.processKey !== 'listener') continue;
    const endedMs = state.status === 'ended' ? commands.at(-1)!.atMs : Infinity;
    listening.push({ id, fromMs: commands[0]!.atMs, toMs: endedMs });
    // who went on listening must have heard everything that was meant for it
    if (endedMs === Infinity)
      for (const name of receivers.keys())
        if (name.startsWith(`${id} `) && !heard.has(name.slice(id.length + 1))) findings.push(`signal to ${name} was not heard`);
  }
  for (const [storm, atMs] of thrown)
    for (const { id, fromMs, toMs } of listening)
      if (fromMs + surelyMs < atMs && atMs + surelyMs < toMs && !receivers.has(`${id} ${storm}`))
        findings.push(`dossier ${id} listened when "${storm}" was thrown and is no receiver`);
  const sent = new Set(lines.flatMap((line) => (line.what === 'sent' ? line.key : [])));
  const told = lines.flatMap((line) => (line.what === 'asked' && line.ask.do === 'broadcast' && sent.has(line.key) ? line.ask.storm : []));
  for (const storm of new Set([...thrown.keys(), ...told]))
    if (started.get(storm) !== 1 || begun.get(storm) !== 1)
      findings.push(`signal "${storm}" was to start ${started.get(storm) ?? 0} alarms and started ${begun.get(storm) ?? 0}`);
  const { rows: left } = await client.query<{ id: string }>('select id::text from deferred_commands');
  for (const { id } of left) findings.push(`signal ${id} is still on its way`);
  return findings;
};
