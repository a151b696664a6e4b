/** Who sits at which desk or counter from when to when, and who stands ready in their place. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table roster_entries (
      id bigint generated always as identity primary key,
      officer text not null,
      unit text not null,
      counter text,
      procedures text[] not null,
      is_reserve boolean not null,
      valid_from date not null,
      valid_to date,
      noted_at timestamptz not null,
      noted_by json not null,
      check (valid_to is null or valid_to >= valid_from)
    );
    comment on table roster_entries is 'who sits at which desk when; what they may do there is said by their positions';
    comment on column roster_entries.officer is 'login of an account, or id of an officer of the organisation';
    comment on column roster_entries.procedures is 'ids of main processes; empty: all that the desk has';
    comment on column roster_entries.valid_to is 'the last day; null: until it is ended';
    create index roster_entries_of_unit on roster_entries (unit, valid_from);
    create index roster_entries_of_officer on roster_entries (officer, valid_from);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table roster_entries');
}
