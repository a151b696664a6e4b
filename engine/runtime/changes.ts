/** What a batch will write, table by table. */
import type { PoolClient, QueryConfig } from 'pg';
import { bulkStatement, type Row } from './store/bulk.ts';
import { batchTables, removalStatement, type BatchTable, type RemovalTable, type RowOf } from './store/tables.ts';

export interface Changes {
  add<T extends BatchTable>(table: T, row: RowOf<T>): void;
  /** The row of this key goes. */
  remove(table: RemovalTable, dossierId: string, key: string): void;
  /** A statement of its own, for what happens seldom. */
  also(statement: QueryConfig): void;
  has(table: BatchTable): boolean;
  /** Sends everything; the answers come in order. */
  send(client: PoolClient): Promise<unknown>[];
}

export function openChanges(): Changes {
  const rows = new Map<BatchTable, Row[]>();
  const gone = new Map<RemovalTable, { readonly ids: string[]; readonly keys: string[] }>();
  const others: QueryConfig[] = [];
  return {
    add(table, row) {
      const known = rows.get(table);
      if (known) known.push(row as Row);
      else rows.set(table, [row as Row]);
    },
    remove(table, dossierId, key) {
      let known = gone.get(table);
      if (!known) gone.set(table, (known = { ids: [], keys: [] }));
      known.ids.push(dossierId);
      known.keys.push(key);
    },
    also: (statement) => void others.push(statement),
    has: (table) => rows.has(table),
    send(client) {
      const sent: Promise<unknown>[] = [];
      for (const [table, { ids, keys }] of gone)
        sent.push(client.query({ name: `taicho remove ${table}`, text: removalStatement(table), values: [ids, keys] }));
      if (rows.size > 0) sent.push(client.query(bulkStatement(batchTables, rows)));
      for (const statement of others) sent.push(client.query(statement));
      return sent;
    },
  };
}
