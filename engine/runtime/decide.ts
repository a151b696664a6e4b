/** One command on one dossier of a batch: checked, decided by the core, and put down to be written. */
import { advance } from '../semantics/advance.ts';
import type { Command } from '../semantics/commands.ts';
import { CommandRejected } from '../semantics/errors.ts';
import { auditStatement, lineOfCommand } from './audit-line.ts';
import { isPassing } from './database-errors.ts';
import { nextDue } from './due.ts';
import type { Simulation } from './engine.ts';
import { noteFailure } from './engine-failures.ts';
import { historyRow } from './history-row.ts';
import { checkJobLock } from './job-locks.ts';
import type { LockedDossier } from './lock-dossiers.ts';
import { migrationTarget } from './migration-target.ts';
import { splitPersonal } from './personal-data.ts';
import type { Change } from './projection.ts';
import { EngineRefused, EngineTrouble, system, type Answer, type Request } from './requests.ts';
import { throwOn } from './thrown.ts';
import type { Version } from './versions.ts';
import type { Work } from './work.ts';

/** Steps that time brings to one dossier in one batch; the rest comes with the next, so that one dossier does not hold up the others. */
export const dueSteps = 20;

export async function decide(work: Work, dossier: LockedDossier, request: Request): Promise<Answer> {
  const { context, locked, changes } = work;
  checkReadable(dossier);
  const version = await context.versions.get(dossier.versionId);
  // facts of one dossier are in order even if the database's clock was set back
  const nowMs = Math.max(work.nowMs, dossier.lastMs);
  checkRequest(request, dossier);
  checkJobLock(work.jobs, request, nowMs);
  const { command } = withStartVariables(request, context.simulation);
  const revision = dossier.revision + 1;
  const split =
    'variables' in command && command.variables && version.personal.size > 0
      ? splitPersonal(version.personal, command.variables, dossier.id, revision, nowMs)
      : undefined;
  const given = split ? ({ ...command, variables: split.variables } as Command) : command;
  const target = await migrationTarget(context.versions, version, command);
  const { events, state } = guarded(dossier.id, () =>
    advance(version.model, dossier.state, given, new Date(nowMs), {
      organisation: context.organisation(),
      ...(context.simulation?.choices && { choices: context.simulation.choices() }),
      ...(context.simulation?.mostMoves !== undefined && { mostMoves: context.simulation.mostMoves }),
      ...(target && { migrateTo: { versionId: target.id, model: target.model } }),
    }),
  );
  for (const row of split?.rows ?? []) changes.add('dossier_data', row);
  const change = changeOf(work, dossier, version);
  change.commands.push({ request, revision, events, atMs: nowMs });
  if (target) {
    change.versionBefore ??= change.version;
    change.version = target;
    dossier.versionId = target.id;
  }
  Object.assign(dossier, { state, revision, lastMs: nowMs });
  changes.add('history', historyRow(dossier, request, events, nowMs, locked));
  throwOn(work, dossier, events, nowMs);
  const answer = { dossierId: dossier.id, revision, at: new Date(nowMs).toISOString(), events };
  if (request.auditLine) changes.also(auditStatement(lineOfCommand(request.auditLine, request.dossierId === undefined, answer)));
  return answer;
}

function withStartVariables(request: Request, simulation: Simulation | undefined): Request {
  const { command } = request;
  if (command.type !== 'startInstance' || !simulation?.variables) return request;
  return { ...request, command: { ...command, variables: { ...simulation.variables, ...command.variables } } };
}

function changeOf({ changed }: Work, dossier: LockedDossier, version: Version): Change {
  let change = changed.get(dossier.id);
  if (!change)
    changed.set(dossier.id, (change = { dossier, version, before: dossier.state, beforeRevision: dossier.revision, commands: [] }));
  return change;
}

function checkReadable({ id, unreadable }: LockedDossier): void {
  if (unreadable !== undefined) throw engineFailed(id, unreadable);
}

function engineFailed(dossierId: string, cause: unknown): EngineTrouble {
  return new EngineTrouble('ENGINE_FAILED', `Lỗi của hệ thống ở hồ sơ ${dossierId}`, `The engine failed on dossier ${dossierId}`, cause);
}

function checkRequest({ command, reason, ifRevision }: Request, { revision }: LockedDossier): void {
  if (
    'occurredAt' in command &&
    command.occurredAt !== undefined &&
    !(reason ?? ('reason' in command ? command.reason : undefined))?.trim()
  )
    throw new EngineRefused('REASON_MISSING', 'Nhập lùi thời điểm phải nêu lý do', 'A fact entered late needs a reason');
  if (ifRevision !== undefined && ifRevision !== revision)
    throw new EngineRefused(
      'REVISION_CHANGED',
      `Hồ sơ đã thay đổi: lần ${revision}, không phải ${ifRevision}`,
      `The dossier has changed: revision ${revision}, not ${ifRevision}`,
      { revision },
    );
}

/** A bug in the core harms this request alone; the state before it is whole, for the core changes nothing in place. */
function guarded<T>(dossierId: string, decision: () => T): T {
  try {
    return decision();
  } catch (error) {
    if (error instanceof CommandRejected) throw error;
    throw engineFailed(dossierId, error);
  }
}

/** What was due before a command comes before it, though the worker has not come to it: a step that ends late leaves its flags behind. */
export async function runOverdue(work: Work, dossier: LockedDossier): Promise<void> {
  const { dueMs = Infinity } = dossier;
  if (dueMs > work.nowMs) return;
  delete dossier.dueMs;
  await runDue(work, dossier, dueSteps);
}

export async function runDue(work: Work, dossier: LockedDossier, mostSteps: number): Promise<void> {
  const { context } = work;
  try {
    checkReadable(dossier);
    const version = await context.versions.get(dossier.versionId);
    for (let steps = 0; steps < mostSteps; steps++) {
      const nowMs = Math.max(work.nowMs, dossier.lastMs);
      const command = guarded(dossier.id, () => nextDue(version.model, dossier.state, context.organisation(), nowMs));
      // the row said that something is due; it is planned anew even if nothing was
      if (command) await decide(work, dossier, { dossierId: dossier.id, command, actor: system });
      else changeOf(work, dossier, version);
      if (!command) return void work.cured.push(dossier.id);
    }
  } catch (error) {
    // no fault of the dossier: the version could not be read
    if (isPassing(error)) throw error;
    context.log(`due work of dossier ${dossier.id}`, error);
    noteFailure(work.changes, dossier.id, error, work.nowMs);
  }
}
