/** Moving a dossier to another version of its procedure (ADR 0058): checked and evaluated before the first event; no token moves. */
import type { Command } from './commands.ts';
import { CommandRejected } from './errors.ts';
import { checkMigration, type MigrationProblem } from './migration/check-migration.ts';
import { planArming } from './migration/plan-arming.ts';
import { emit, type Run } from './run.ts';
import { inside } from './state.ts';
import { arm } from './subscriptions.ts';

/** Refuses with MIGRATION_REFUSED and all problems. The version to move to comes with the environment. */
export function migrate(run: Run, { to, plan, reason }: Extract<Command, { type: 'migrate' }>): void {
  const target = run.environment.migrateTo;
  if (target?.versionId !== to)
    throw new CommandRejected('NOT_APPLICABLE', `Không có phiên bản "${to}" để chuyển đến`, `There is no version "${to}" to move to`);
  const { model } = target;
  const misplaced = checkMigration(run.model, model, run.state, plan);
  if (misplaced.length > 0) throw rejected(misplaced);
  const { disarmed, armed, problems } = planArming(run, model, plan);
  if (problems.length > 0) throw rejected(problems);

  const ids: Record<string, string> = {};
  for (const id of Object.keys(plan).sort()) if (typeof plan[id] === 'string' && plan[id] !== id) ids[id] = plan[id];
  emit(run, { type: 'dossierMigrated', at: run.at, to, ids, ...(reason !== undefined && { reason }) });
  run.model = model;
  for (const key of disarmed) emit(run, { type: 'unsubscribed', key });
  for (const { plan: waited, owner, scope } of armed) arm(run, waited, owner, scope);
  // where a loop without a wait was stopped, joins are asked when that is resolved
  if (run.state.troubled[inside('')]) return;
  for (const key of Object.keys(run.state.scopes).sort()) run.touched.add(key);
}

function rejected(problems: readonly MigrationProblem[]): CommandRejected {
  const [{ message, messageEn }] = problems as readonly [MigrationProblem];
  return new CommandRejected('MIGRATION_REFUSED', message, messageEn, { problems });
}
