/** What was sent to a webhook and how it went: kept for 30 days. */
import type { Pool } from 'pg';

export interface Attempt {
  readonly attemptId: string;
  /** `webhook-id` of the request: the same at every attempt. */
  readonly messageId: string;
  readonly eventType: string;
  readonly dossierId: string;
  readonly at: string;
  readonly durationMs: number;
  readonly outcome: 'delivered' | 'failed' | 'gone';
  readonly answerCode?: number;
  readonly error?: string;
}

export async function keepAttempt(pool: Pool, webhookId: string, attempt: Omit<Attempt, 'attemptId' | 'at'>): Promise<void> {
  const { messageId, eventType, dossierId, durationMs, outcome, answerCode, error } = attempt;
  // nothing is kept of a webhook that was removed meanwhile
  await pool.query({
    name: 'api webhook attempt',
    text: `insert into webhook_attempts (webhook_id, message_id, event_type, dossier_id, at, duration_ms, outcome, answer_code, error)
           select id, $2, $3, $4::bigint, clock_timestamp(), $5, $6, $7, $8 from webhooks where id = $1::bigint for key share`,
    values: [webhookId, messageId, eventType, dossierId, Math.round(durationMs), outcome, answerCode ?? null, error?.slice(0, 500) ?? null],
  });
}

/** The latest first, before an attempt; at most `limit`. */
export async function attemptsOf(
  pool: Pool,
  webhookId: string,
  { before, limit, outcome }: { readonly before?: string; readonly limit: number; readonly outcome?: string },
): Promise<Attempt[]> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `select id::text as "attemptId", message_id as "messageId", event_type as "eventType", dossier_id::text as "dossierId", at, duration_ms as "durationMs",
       outcome, answer_code as "answerCode", error
     from webhook_attempts where webhook_id = $1::bigint and ($2::bigint is null or id < $2::bigint) and ($3::text is null or outcome = $3)
     order by id desc limit $4`,
    [webhookId, before ?? null, outcome ?? null, limit],
  );
  return rows.map(({ at, answerCode, error, ...rest }) => ({
    ...(rest as unknown as Omit<Attempt, 'at'>),
    at: (at as Date).toISOString(),
    ...(answerCode !== null && { answerCode: answerCode as number }),
    ...(error !== null && { error: error as string }),
  }));
}
