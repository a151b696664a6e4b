/** Beginning a bulk run: which dossiers or incidents it means is fixed in the transaction that begins it. */
import type { Pool } from 'pg';
import type { Json } from '../semantics/state.ts';
import { auditStatement, type AuditLine } from './audit-line.ts';
import type { BulkOrder } from './bulk-runs.ts';
import { doOnce } from './do-once.ts';
import { liesAt } from './lies-at.ts';
import type { Actor } from './requests.ts';

export interface BulkTerms {
  /** Only dossiers that one of these units has or had. */
  readonly seenBy?: readonly string[];
  /** Only dossiers that lie at one of these units, were received there, or are held by the actor. */
  readonly touchedBy?: readonly string[];
  /** Written in the same transaction: its subject is the run, its details say how many are meant. */
  readonly auditLine?: AuditLine;
  /** A repeated request begins no second run. */
  readonly idempotencyKey?: string;
}

/** Begins a run over what the order means now; its id. Throws IDEMPOTENCY_KEY_REUSED. */
export async function startBulk(
  pool: Pool,
  { order, reason, actor, now }: { readonly order: BulkOrder; readonly reason: string; readonly actor: Actor; readonly now: Date },
  { seenBy, touchedBy, auditLine, idempotencyKey }: BulkTerms,
): Promise<string> {
  const once = idempotencyKey === undefined ? undefined : { actor, idempotencyKey };
  const asked = ['startBulk', order as unknown as Json, reason];
  const { answer } = await doOnce(pool, { asked, now, once }, async (client) => {
    const { kind, ...terms } = order;
    const begun = await client.query<{ id: string }>(
      `insert into bulk_runs (kind, terms, reason, state, started_at, started_by) values ($1, $2, $3, 'running', $4, $5) returning id::text`,
      [kind, JSON.stringify(terms), reason, now, JSON.stringify(actor)],
    );
    const runId = begun.rows[0]!.id;
    const { text, values } = meant(order);
    const { rowCount: total } = await client.query(
      `insert into bulk_items (run_id, dossier_id, key, state) select $1::bigint, dossier_id, key, 'left' from (${text}) as meant
       where ($2::text[] is null or exists (select from dossier_units u where u.dossier_id = meant.dossier_id and u.unit = any($2)))
         and ($3::text[] is null or ${liesAt('meant.dossier_id', '$3', '$4::text')})`,
      [runId, seenBy ?? null, touchedBy ?? null, actor.user, ...values],
    );
    if (auditLine) await client.query(auditStatement({ ...auditLine, subject: runId, details: { ...auditLine.details, total } }));
    return { runId };
  });
  return answer.runId;
}

/** What an order means: `dossier_id` and `key`, with parameters from $5 on. */
function meant(order: BulkOrder): { readonly text: string; readonly values: readonly unknown[] } {
  if (order.kind === 'migrate')
    return {
      text: `select id as dossier_id, '' as key from dossiers where version_id = $5::bigint and status <> 'ended'`,
      values: [order.fromVersionId],
    };
  return {
    text: `select d.id as dossier_id, i.key from incidents i join dossiers d on d.id = i.dossier_id join process_versions v on v.id = d.version_id
           where ($5::text is null or i.code = $5) and ($6::text is null or i.element_id = $6) and ($7::bigint[] is null or d.version_id = any($7))
             and ($8::text is null or v.process_key = $8)`,
    values: [order.code ?? null, order.elementId ?? null, order.versionIds ?? null, order.processKey ?? null],
  };
}
