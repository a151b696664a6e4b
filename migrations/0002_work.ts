/** What people and workers look for: steps (open and finished), what waits for messages and signals, jobs, hand-offs, flags, incidents, kept messages. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table steps (
      dossier_id bigint not null references dossiers,
      element_key text not null,
      element_id text not null,
      type text not null,
      unit text,
      department text,
      holder text,
      arrived_at timestamptz not null,
      due_at timestamptz,
      budget_minutes integer,
      used_minutes integer,
      over_by_minutes integer,
      left_at timestamptz,
      outcome text check ((outcome is null) = (left_at is null)),
      epoch integer not null,
      primary key (dossier_id, element_key)
    ) with (fillfactor = 80);
    create index steps_open on steps (unit, due_at) where left_at is null;
    create index steps_held on steps (holder, due_at) where left_at is null and holder is not null;
    create index steps_finished on steps (left_at, unit) where left_at is not null;

    create table holdings (
      dossier_id bigint not null references dossiers,
      element_key text not null,
      number integer not null,
      holder text not null,
      from_at timestamptz not null,
      to_at timestamptz,
      primary key (dossier_id, element_key, number)
    );

    create table waits (
      dossier_id bigint not null references dossiers,
      key text not null,
      type text not null check (type in ('message', 'signal')),
      name text not null,
      correlation_key text,
      since bigint generated always as identity,
      primary key (dossier_id, key)
    );
    create index waits_by_name on waits (type, name, correlation_key, since);

    create table jobs (
      dossier_id bigint not null references dossiers,
      element_key text not null,
      job_type text not null,
      retries integer not null,
      available_at timestamptz not null,
      locked_by text,
      lock_token uuid,
      locked_until timestamptz,
      primary key (dossier_id, element_key),
      check ((locked_by is null) = (lock_token is null) and (locked_by is null) = (locked_until is null))
    );
    create index jobs_available on jobs (job_type, available_at);

    create table hand_offs (
      dossier_id bigint not null references dossiers,
      key text not null,
      from_unit text not null,
      to_unit text not null,
      level text not null,
      state text not null,
      sent_at timestamptz not null,
      accepted_at timestamptz,
      accepted_by text,
      returned_at timestamptz,
      reason text,
      primary key (dossier_id, key)
    );
    create index hand_offs_waiting on hand_offs (to_unit, sent_at) where state = 'sent';

    create table flags (
      dossier_id bigint not null references dossiers,
      flag text not null,
      element_key text not null default '',
      epoch integer not null,
      at timestamptz not null,
      raised_at timestamptz not null,
      withdrawn_at timestamptz,
      unit text,
      department text,
      holder text,
      due_at timestamptz,
      budget_minutes integer,
      used_minutes integer,
      primary key (dossier_id, flag, element_key, epoch)
    );
    create index flags_raised on flags (raised_at) where withdrawn_at is null;
    create index flags_of_unit on flags (unit, raised_at) where withdrawn_at is null;

    create table incidents (
      dossier_id bigint not null references dossiers,
      key text not null,
      code text not null,
      element_id text not null,
      message text not null,
      message_en text not null,
      raised_at timestamptz not null,
      primary key (dossier_id, key)
    );
    create index incidents_raised on incidents (raised_at);

    create table messages (
      id bigint generated always as identity primary key,
      message_id text unique,
      name text not null,
      correlation_key text,
      variables json not null,
      published_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index messages_by_name on messages (name, id);
    create index messages_expired on messages (expires_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table messages, incidents, flags, hand_offs, jobs, waits, holdings, steps');
}
