/** Documents of dossiers, webhooks with what was sent of them, and the messages for the portal with what it acknowledged. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table documents (
      dossier_id bigint not null,
      id bigint generated always as identity,
      sha256 bytea not null,
      size_bytes integer not null,
      media_type text not null,
      name text not null,
      kind text not null,
      number text,
      number_key text,
      issuer text,
      issuer_key text,
      issued_date date,
      uploaded_at timestamptz not null,
      uploaded_by json not null,
      content bytea not null,
      primary key (dossier_id, id),
      unique (dossier_id, kind, sha256)
    );
    -- what comes is packed already; and only what is not packed again can be read in pieces
    alter table documents alter column content set storage external;
    comment on table documents is 'personal data, erasable: goes with dossier_data';
    comment on column documents.number_key is 'as compared: letters and digits, in capitals';
    create index documents_content on documents (sha256);
    create index documents_number on documents (number_key, issuer_key) where number_key is not null;

    create table webhooks (
      id bigint generated always as identity primary key,
      name text not null,
      url text not null,
      event_types text[] not null,
      unit text,
      created_at timestamptz not null,
      created_by text not null,
      disabled_at timestamptz,
      disabled_reason text
    );
    comment on column webhooks.event_types is 'empty: all';
    comment on column webhooks.unit is 'only events of dossiers that this unit or one below it sees; null: of all';
    comment on column webhooks.disabled_reason is 'byHand, or gone: the receiver answered 410';

    create table webhook_secrets (
      webhook_id bigint not null references webhooks on delete cascade,
      number integer not null,
      secret bytea not null,
      created_at timestamptz not null,
      expires_at timestamptz,
      primary key (webhook_id, number)
    );
    comment on column webhook_secrets.secret is 'the key itself, for a signature needs it';

    create table webhook_attempts (
      id bigint generated always as identity primary key,
      webhook_id bigint not null references webhooks on delete cascade,
      message_id text not null,
      event_type text not null,
      dossier_id bigint not null,
      at timestamptz not null,
      duration_ms integer not null,
      outcome text not null check (outcome in ('delivered', 'failed', 'gone')),
      answer_code integer,
      error text
    );
    create index webhook_attempts_of on webhook_attempts (webhook_id, id);
    create index webhook_attempts_at on webhook_attempts (at);

    create table portal_readers (
      name text primary key,
      cursor text
    );
    comment on table portal_readers is 'how far the feed was read; locked by the process that reads on';

    create table portal_messages (
      id bigint generated always as identity primary key,
      dossier_id bigint not null,
      revision integer not null,
      number integer not null,
      kind text not null check (kind in ('status', 'progress')),
      status integer not null check (status between 1 and 10),
      at timestamptz not null,
      body json not null,
      acknowledged_at timestamptz,
      acknowledged_by text,
      outcome text check (outcome in ('accepted', 'refused')),
      answer json,
      unique (dossier_id, revision, number)
    );
    comment on column portal_messages.number is 'of the messages that one command of the dossier led to';
    create index portal_messages_open on portal_messages (id) where acknowledged_at is null;
  `);
}

export async function down(): Promise<void> {
  throw new Error('documents and acknowledgements are not taken back; restore a backup');
}
