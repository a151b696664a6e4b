/** The key of a message from outside that names none: what the newest version that reads it finds in it (ADR 0063). */
import type { Pool } from 'pg';
import { withKey } from '../semantics/correlation.ts';
import type { PublishedMessage } from './messages.ts';
import type { Versions } from './versions.ts';

/** The message with its key, if any deployed file says where it stands. */
export async function readKey(pool: Pool, versions: Versions, message: PublishedMessage, now: Date): Promise<PublishedMessage> {
  if (message.correlationKey !== undefined) return message;
  const { rows } = await pool.query<{ id: string }>(
    `select id::text from process_versions where catches @> array[$1::text] and bpmn like '%orrelationPropertyRetrievalExpression%' order by id desc limit 10`,
    [message.name],
  );
  for (const { id } of rows) {
    const { model } = await versions.get(id);
    if (!model.messageKeys?.has(message.name)) continue;
    return withKey(model, message, now.getTime());
  }
  return message;
}
