/** The key of a message from outside that names none: what the newest version that reads it finds in it (ADR 0063). */
import type { Pool } from 'pg';
import { withKey } from '../semantics/correlation.ts';
import type { PublishedMessage } from './messages.ts';
import type { Versions } from './versions.ts';

/** The message with its key, if any deployed file says where it stands. */
export async function readKey<T extends Pick<PublishedMessage, 'name' | 'correlationKey' | 'variables'>>(
  pool: Pool,
  versions: Versions,
  message: T,
  now: Date,
): Promise<T> {
  if (message.correlationKey !== undefined) return message;
  const { rows } = await pool.query<{ id: string }>(
    'select id::text from process_versions where keyed_messages @> array[$1::text] order by id desc limit 1',
    [message.name],
  );
  const [newest] = rows;
  return newest ? withKey((await versions.get(newest.id)).model, message, now.getTime()) : message;
}
