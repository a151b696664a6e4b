/** The tables that a batch writes, in one statement. */
import type { Table } from './bulk.ts';

/** Names are given to columns in the order of these lists. */
export const batchTables = {
  dossiers: {
    columns: {
      id: 'bigint',
      version_id: 'bigint',
      revision: 'integer',
      status: 'text',
      outcome: 'text',
      code: 'text',
      group_id: 'text',
      restart_of: 'bigint',
      department: 'text',
      started_at: 'timestamptz',
      last_at: 'timestamptz',
      ended_at: 'timestamptz',
      appointment_due_at: 'timestamptz',
      forecast_at: 'timestamptz',
      stands_since: 'timestamptz',
      result: 'text',
      finished_at: 'timestamptz',
      next_due_at: 'timestamptz',
      erase_at: 'timestamptz',
    },
    key: ['id'],
    kept: ['code', 'group_id', 'restart_of', 'started_at'],
  },
  dossier_units: {
    columns: { dossier_id: 'bigint', unit: 'text', ended_at: 'timestamptz' },
    key: ['dossier_id', 'unit'],
  },
  dossier_states: {
    columns: { dossier_id: 'bigint', revision: 'integer', state_version: 'integer', state: 'json' },
    key: ['dossier_id'],
  },
  history: {
    columns: {
      dossier_id: 'bigint',
      revision: 'integer',
      at: 'timestamptz',
      occurred_at: 'timestamptz',
      reason: 'text',
      actor: 'json',
      command: 'json',
      events: 'json',
      generation: 'integer',
      xid: 'xid8',
    },
  },
  steps: {
    columns: {
      dossier_id: 'bigint',
      element_key: 'text',
      element_id: 'text',
      type: 'text',
      unit: 'text',
      department: 'text',
      desk: 'text',
      role: 'text',
      holder: 'text',
      arrived_at: 'timestamptz',
      due_at: 'timestamptz',
      working_due_at: 'timestamptz',
      budget_minutes: 'integer',
      used_minutes: 'integer',
      over_by_minutes: 'integer',
      left_at: 'timestamptz',
      outcome: 'text',
      epoch: 'integer',
      flag: 'text',
      waits_for_sender: 'boolean',
    },
    key: ['dossier_id', 'element_key'],
  },
  holdings: {
    columns: {
      dossier_id: 'bigint',
      element_key: 'text',
      number: 'integer',
      holder: 'text',
      from_at: 'timestamptz',
      to_at: 'timestamptz',
      used_minutes: 'integer',
    },
    key: ['dossier_id', 'element_key', 'number'],
  },
  hand_offs: {
    columns: {
      dossier_id: 'bigint',
      key: 'text',
      element_key: 'text',
      from_unit: 'text',
      from_department: 'text',
      to_unit: 'text',
      to_department: 'text',
      to_desk: 'text',
      level: 'text',
      state: 'text',
      sent_at: 'timestamptz',
      accepted_at: 'timestamptz',
      accepted_by: 'text',
      returned_at: 'timestamptz',
      reason: 'text',
      lapsed_at: 'timestamptz',
    },
    key: ['dossier_id', 'key'],
  },
  corrections: {
    columns: {
      dossier_id: 'bigint',
      key: 'text',
      hand_off_key: 'text',
      unit: 'text',
      desk: 'text',
      holder: 'text',
      reason: 'text',
      opened_at: 'timestamptz',
    },
    key: ['dossier_id', 'key'],
  },
  ad_hoc_parts: {
    columns: {
      dossier_id: 'bigint',
      element_key: 'text',
      element_id: 'text',
      unit: 'text',
      department: 'text',
      desk: 'text',
      opened_at: 'timestamptz',
    },
    key: ['dossier_id', 'element_key'],
  },
  waits: {
    columns: { dossier_id: 'bigint', key: 'text', type: 'text', name: 'text', correlation_key: 'text' },
    key: ['dossier_id', 'key'],
  },
  jobs: {
    columns: {
      dossier_id: 'bigint',
      element_key: 'text',
      job_type: 'text',
      retries: 'integer',
      available_at: 'timestamptz',
      error: 'text',
      locked_by: 'text',
      lock_token: 'uuid',
      locked_until: 'timestamptz',
    },
    key: ['dossier_id', 'element_key'],
  },
  flags: {
    columns: {
      dossier_id: 'bigint',
      flag: 'text',
      element_key: 'text',
      epoch: 'integer',
      at: 'timestamptz',
      raised_at: 'timestamptz',
      withdrawn_at: 'timestamptz',
      unit: 'text',
      department: 'text',
      holder: 'text',
      due_at: 'timestamptz',
      budget_minutes: 'integer',
      used_minutes: 'integer',
      deadline_share: 'real',
      over_by_minutes: 'integer',
    },
    key: ['dossier_id', 'flag', 'element_key', 'epoch'],
  },
  incidents: {
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
  dossier_data: {
    columns: { dossier_id: 'bigint', name: 'text', number: 'integer', value: 'json', salt: 'bytea', recorded_at: 'timestamptz' },
  },
  messages: {
    columns: {
      name: 'text',
      correlation_key: 'text',
      variables: 'json',
      published_at: 'timestamptz',
      expires_at: 'timestamptz',
      try_at: 'timestamptz',
      thrown_by: 'bigint',
    },
  },
  deferred_commands: {
    columns: { dossier_id: 'bigint', version_id: 'bigint', command: 'json', due_at: 'timestamptz' },
  },
  idempotency: {
    columns: { caller: 'text', key: 'text', request_hash: 'bytea', answer: 'json', at: 'timestamptz' },
  },
} as const satisfies Record<string, Table>;

export type BatchTable = keyof typeof batchTables;

/** A row of a batch table; a column left out is null. */
export type RowOf<T extends BatchTable> = { readonly [C in keyof (typeof batchTables)[T]['columns']]?: unknown };

/** Rows that go when the batch is written, by dossier and key. */
export const removals = {
  corrections: 'key',
  ad_hoc_parts: 'element_key',
  waits: 'key',
  jobs: 'element_key',
  incidents: 'key',
} as const;

export type RemovalTable = keyof typeof removals;

export const removalStatement = (table: RemovalTable): string =>
  `delete from ${table} as gone using unnest($1::bigint[], $2::text[]) as k(dossier_id, key) where gone.dossier_id = k.dossier_id and gone.${removals[table]} = k.key`;
