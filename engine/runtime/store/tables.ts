/** The tables that a batch writes, in one statement. */
import type { Table } from './bulk.ts';

export const batchTables: readonly Table[] = [
  {
    name: 'dossiers',
    columns: {
      id: 'bigint',
      version_id: 'bigint',
      revision: 'integer',
      status: 'text',
      outcome: 'text',
      state: 'json',
      state_version: 'integer',
      department: 'text',
      started_at: 'timestamptz',
      last_at: 'timestamptz',
      ended_at: 'timestamptz',
      appointment_due_at: 'timestamptz',
      forecast_at: 'timestamptz',
      result: 'text',
      next_due_at: 'timestamptz',
    },
    key: ['id'],
    kept: ['started_at', 'version_id'],
  },
  {
    name: 'history',
    columns: { dossier_id: 'bigint', revision: 'integer', at: 'timestamptz', actor: 'jsonb', command: 'json', events: 'json' },
  },
  {
    name: 'steps',
    columns: {
      dossier_id: 'bigint',
      element_key: 'text',
      element_id: 'text',
      type: 'text',
      unit: 'text',
      department: 'text',
      holder: 'text',
      arrived_at: 'timestamptz',
      due_at: 'timestamptz',
      budget_minutes: 'integer',
      used_minutes: 'integer',
      over_by_minutes: 'integer',
      left_at: 'timestamptz',
      outcome: 'text',
      epoch: 'integer',
    },
    key: ['dossier_id', 'element_key'],
  },
  {
    name: 'hand_offs',
    columns: {
      dossier_id: 'bigint',
      key: 'text',
      from_unit: 'text',
      to_unit: 'text',
      level: 'text',
      state: 'text',
      sent_at: 'timestamptz',
      accepted_at: 'timestamptz',
      accepted_by: 'text',
      returned_at: 'timestamptz',
      reason: 'text',
    },
    key: ['dossier_id', 'key'],
  },
  {
    name: 'waits',
    columns: { dossier_id: 'bigint', key: 'text', type: 'text', name: 'text', correlation_key: 'text' },
    key: ['dossier_id', 'key'],
  },
  {
    name: 'flags',
    columns: {
      dossier_id: 'bigint',
      flag: 'text',
      element_key: 'text',
      epoch: 'integer',
      at: 'timestamptz',
      raised_at: 'timestamptz',
      unit: 'text',
      department: 'text',
      holder: 'text',
      due_at: 'timestamptz',
      budget_minutes: 'integer',
      used_minutes: 'integer',
    },
    key: ['dossier_id', 'flag', 'element_key', 'epoch'],
  },
  {
    name: 'incidents',
    columns: {
      dossier_id: 'bigint',
      key: 'text',
      code: 'text',
      element_id: 'text',
      message: 'text',
      message_en: 'text',
      raised_at: 'timestamptz',
    },
    key: ['dossier_id', 'key'],
  },
  { name: 'idempotency', columns: { caller: 'text', key: 'text', request_hash: 'bytea', answer: 'json', at: 'timestamptz' } },
];

/** Rows that go, by dossier and key. */
export const removals: Readonly<Record<string, string>> = {
  waits:
    'delete from waits w using unnest($1::bigint[], $2::text[]) as k(dossier_id, key) where w.dossier_id = k.dossier_id and w.key = k.key',
  incidents:
    'delete from incidents i using unnest($1::bigint[], $2::text[]) as k(dossier_id, key) where i.dossier_id = k.dossier_id and i.key = k.key',
};
