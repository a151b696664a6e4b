import type { Operations } from '../../../api/client-operations.ts';
import { api } from '../../data/session.ts';

export type User = Operations['getUsers']['answer']['items'][number];

/** Every account, by login; at most 5,000. */
export async function allUsers(): Promise<readonly User[]> {
  const users: User[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await api.getUsers({ query: { limit: 500, ...(cursor !== undefined && { cursor }) } });
    users.push(...items);
    cursor = next;
  } while (cursor !== undefined && users.length < 5_000);
  return users;
}
