/** Facts are told to the deployment: procedures whose condition has come to hold start (ADR 0048). */
import type { Pool, PoolClient } from 'pg';
import { startHolds } from '../semantics/conditions.ts';
import { Obstacle } from '../semantics/errors.ts';
import type { Variables } from '../semantics/state.ts';
import { doOnce, type Once } from './do-once.ts';
import type { Versions } from './versions.ts';

/** A condition that could not be evaluated; it counts as not asked. */
export interface FailedCondition {
  readonly versionId: string;
  readonly elementId: string;
  readonly message: string;
  readonly messageEn: string;
}

export interface ToldFacts {
  /** Dossiers that start. */
  readonly starting: number;
  readonly failed: readonly FailedCondition[];
}

/**
 * Asks the condition of every start over the facts; those that hold now and did not when facts were told last start a dossier with them, which is on its
 * way then. Throws IDEMPOTENCY_KEY_REUSED.
 */
export async function evaluateConditions(pool: Pool, versions: Versions, facts: Variables, now: Date, once?: Once): Promise<ToldFacts> {
  const { answer } = await doOnce(pool, { asked: ['evaluateConditions', facts], now, once }, (client) => ask(client, versions, facts, now));
  return answer;
}

async function ask(client: PoolClient, versions: Versions, facts: Variables, now: Date): Promise<ToldFacts> {
  const { rows } = await client.query<{ version_id: string; element_id: string; definition: number; holds: boolean | null }>(
    `select version_id::text, element_id, definition, holds from start_subscriptions where type = 'conditional'
     order by version_id, place for update`,
  );
  const failed: FailedCondition[] = [];
  let starting = 0;
  for (const { version_id: versionId, element_id: elementId, definition, holds: held } of rows) {
    const { model } = await versions.get(versionId);
    let holds: boolean;
    try {
      holds = startHolds({ node: model.nodes.get(elementId)!, definition }, facts, now.toISOString());
    } catch (error) {
      if (!(error instanceof Obstacle)) throw error;
      failed.push({ versionId, elementId, message: error.message, messageEn: error.messageEn });
      continue;
    }
    if (holds === (held === true)) continue;
    await client.query('update start_subscriptions set holds = $4 where version_id = $1::bigint and element_id = $2 and definition = $3', [
      versionId,
      elementId,
      definition,
      holds,
    ]);
    if (!holds) continue;
    await client.query('insert into deferred_commands (version_id, command, due_at) values ($1::bigint, $2, $3)', [
      versionId,
      JSON.stringify({ type: 'startInstance', at: elementId, definition, variables: facts }),
      now,
    ]);
    starting++;
  }
  return { starting, failed };
}
