/** One command for many dossiers, worked off by the engine; and which dossier another one was begun again from. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table bulk_runs (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('migrate', 'resolveIncidents')),
      terms json not null,
      reason text not null,
      state text not null check (state in ('running', 'done', 'cancelled')),
      started_at timestamptz not null,
      started_by json not null,
      ended_at timestamptz,
      check ((ended_at is null) = (state = 'running'))
    );
    comment on column bulk_runs.terms is 'what is done to each: the version to move to and the plan, or which incidents were meant';
    create index bulk_runs_running on bulk_runs (id) where state = 'running';

    create table bulk_items (
      run_id bigint not null,
      dossier_id bigint not null,
      key text not null default '',
      state text not null check (state in ('left', 'done', 'failed')),
      problem json,
      at timestamptz,
      primary key (run_id, dossier_id, key)
    );
    comment on table bulk_items is 'fixed when the run begins; one that is left when the program dies is done by whoever comes next, once';
    comment on column bulk_items.key is 'of an incident; empty: the dossier as a whole';
    create index bulk_items_left on bulk_items (run_id, dossier_id, key) where state = 'left';
    create index bulk_items_failed on bulk_items (run_id, dossier_id, key) where state = 'failed';

    alter table dossiers add column restart_of bigint;
    comment on column dossiers.restart_of is 'the ended dossier that this one does again from its beginning';
    create index dossiers_restart_of on dossiers (restart_of) where restart_of is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table dossiers drop column restart_of; drop table bulk_items; drop table bulk_runs');
}
