/**
 * The history becomes the truth and the state a snapshot beside it; the feed gets an order that concurrent writers cannot break;
 * and what deployment, messages, signals, jobs, personal data, retention and deliveries need.
 * Foreign keys to `dossiers` go: each cost a row lock and an index probe per written row, and only the engine writes these tables.
 */
import type { Knex } from 'knex';

const dossierTables = ['history', 'steps', 'holdings', 'waits', 'jobs', 'hand_offs', 'flags', 'incidents'];

export async function up(knex: Knex): Promise<void> {
  for (const table of dossierTables) await knex.raw(`alter table ${table} drop constraint ${table}_dossier_id_fkey`);
  await knex.raw(`
    create table installation (
      one boolean primary key default true check (one),
      generation integer not null default 1
    );
    comment on column installation.generation is 'goes up with every restore: transaction numbers of another server mean nothing here';
    insert into installation default values;

    create table organisations (
      id bigint generated always as identity primary key,
      content json not null,
      at timestamptz not null,
      actor jsonb not null
    );
    comment on table organisations is 'units, officers, calendars; the last one is in force, none is ever changed';

    alter table process_versions
      alter column deployed_at drop default,
      add column name text,
      add column process_ids text[] not null default '{}',
      add column bindings jsonb not null default '{}',
      add column deadlines jsonb not null default '[]',
      add column catches text[] not null default '{}',
      add column retention_years integer;
    comment on column process_versions.process_ids is 'processes of the file: what a call activity of another file may call';
    comment on column process_versions.bindings is 'called element → id of the version it is pinned to';
    comment on column process_versions.catches is 'names of the messages that somebody in it may wait for';
    create index process_versions_called on process_versions using gin (process_ids);

    create table start_subscriptions (
      version_id bigint not null references process_versions,
      element_id text not null,
      place integer not null,
      type text not null check (type in ('message', 'signal', 'timer')),
      name text,
      due_at timestamptz,
      every text,
      rounds_left integer,
      primary key (version_id, element_id)
    );
    comment on column start_subscriptions.place is 'among the starts of its file: those of one instant begin in this order';
    comment on table start_subscriptions is 'what starts the newest version of each file without being asked';
    create index start_subscriptions_by_name on start_subscriptions (type, name) where name is not null;
    create index start_subscriptions_due on start_subscriptions (due_at) where due_at is not null;

    alter table dossiers drop column state, drop column state_version,
      add column erase_at timestamptz;
    alter table dossiers set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
    comment on column dossiers.erase_at is 'when its personal data go, once it has ended';
    drop index dossiers_due, dossiers_open, dossiers_ended;
    create index dossiers_due on dossiers (next_due_at, id) where next_due_at is not null;
    create index dossiers_open on dossiers (department, forecast_at, id) where status <> 'ended';
    create index dossiers_missing on dossiers (department, appointment_due_at, id) where status <> 'ended' and forecast_at > appointment_due_at;
    create index dossiers_ended on dossiers (ended_at, id) include (department, version_id, result, outcome) where status = 'ended';
    create index dossiers_late on dossiers (ended_at, id) include (department, version_id) where result = 'late';
    create index dossiers_erase on dossiers (erase_at) where erase_at is not null;

    create table dossier_states (
      dossier_id bigint primary key,
      revision integer not null,
      state_version integer not null,
      state json not null
    ) with (fillfactor = 60, toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.02);
    comment on table dossier_states is 'snapshots that spare reading a long history; what came after one is applied from the history';

    drop index history_position;
    alter table history
      alter column actor type json,
      alter column xid drop default,
      add column generation integer not null default 1,
      add column occurred_at timestamptz,
      add column reason text;
    alter table history alter column generation drop default;
    comment on column history.occurred_at is 'when the fact happened, if it was entered late; then there is a reason';
    create unique index history_feed on history (generation, xid, position);

    alter table steps
      add column desk text,
      add column role text,
      add column flag text,
      add column waits_for_sender boolean not null default false;
    comment on column steps.flag is 'the gravest flag of the open step that was not withdrawn';
    comment on column steps.waits_for_sender is 'returned to the unit it came from; its clock stands';
    drop index steps_open, steps_held, steps_finished;
    create index steps_open on steps (unit, due_at, dossier_id, element_key) where left_at is null;
    create index steps_of_desk on steps (desk, due_at, dossier_id, element_key) where left_at is null and desk is not null;
    create index steps_held on steps (holder, due_at, dossier_id, element_key) where left_at is null and holder is not null;
    create index steps_flagged on steps (flag, unit, due_at, dossier_id, element_key) where left_at is null and flag is not null;
    create index steps_finished on steps (left_at, dossier_id) include (unit, department, holder, due_at, used_minutes, over_by_minutes) where left_at is not null;

    alter table holdings add column used_minutes integer;
    create index holdings_of_holder on holdings (holder, to_at) where to_at is not null;

    alter table jobs add column error text;
    drop index jobs_available;
    create index jobs_available on jobs (job_type, available_at) where retries > 0;

    alter table hand_offs add column element_key text not null default '', add column from_department text, add column to_department text;
    alter table hand_offs alter column element_key drop default;
    drop index hand_offs_waiting;
    create index hand_offs_waiting on hand_offs (to_unit, sent_at, dossier_id, key) where state = 'sent';

    alter table flags
      add column deadline_share real,
      add column over_by_minutes integer;
    comment on column flags.deadline_share is 'budget of the step ÷ deadline of the procedure, both in working minutes';
    drop index flags_raised, flags_of_unit;
    create index flags_raised on flags (raised_at, dossier_id) where withdrawn_at is null;
    create index flags_of_unit on flags (unit, raised_at, dossier_id) where withdrawn_at is null;

    drop index incidents_raised;
    create index incidents_raised on incidents (raised_at, dossier_id, key);

    drop index messages_by_name;
    alter table messages
      add column try_at timestamptz,
      add column tries integer not null default 0,
      add column thrown_by bigint,
      add column taken_by bigint,
      add column taken_at timestamptz;
    comment on column messages.try_at is 'when somebody who takes it is looked for; again at once when somebody new waits for its name';
    comment on column messages.taken_by is 'the dossier that took it, or that it started; the row stays until it expires, so that its id counts once';
    create index messages_kept on messages (name, id) where taken_at is null;
    create index messages_to_try on messages (try_at, id) where taken_at is null and try_at is not null;

    create table deferred_commands (
      id bigint generated always as identity primary key,
      dossier_id bigint,
      version_id bigint,
      command json not null,
      due_at timestamptz not null,
      attempts integer not null default 0,
      error text,
      check ((dossier_id is null) <> (version_id is null))
    );
    comment on table deferred_commands is 'signals on their way: who receives one is fixed by the transaction that throws it, each receives it in its own';
    create index deferred_commands_due on deferred_commands (due_at, id);

    create table dossier_data (
      dossier_id bigint not null,
      name text not null,
      number integer not null,
      value json not null,
      salt bytea not null,
      recorded_at timestamptz not null,
      primary key (dossier_id, name, number)
    );
    comment on table dossier_data is 'personal data, erasable; events carry the name, the number and a salted hash, and the salt goes with the value';

    create table engine_failures (
      dossier_id bigint primary key,
      at timestamptz not null,
      attempts integer not null,
      error text not null
    );
    comment on table engine_failures is 'due work that the engine itself could not do; tried again later, other dossiers go on';

    create table delivery_targets (
      id text primary key,
      event_types text[] not null,
      created_at timestamptz not null
    );
    comment on table delivery_targets is 'who is told of which events; empty: of all';
  `);
}

export async function down(): Promise<void> {
  throw new Error('the history cannot be turned back into the earlier shape; restore a backup');
}
