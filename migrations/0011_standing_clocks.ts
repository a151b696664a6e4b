/** Since when a dossier's clock stands: what was not late by then is not late. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table dossiers add column stands_since timestamptz;
    comment on column dossiers.stands_since is 'since when no time counts against the appointment: the clock waits, or what was promised has been done; null while it runs';
    drop index dossiers_missing;
    create index dossiers_missing on dossiers (department, appointment_due_at, id) include (forecast_at)
      where status <> 'ended' and case when stands_since is null then forecast_at > appointment_due_at else stands_since >= appointment_due_at end and result is null;
    -- only a dossier's state says whether its clock stands: the worker looks at each and writes its row
    update dossiers set next_due_at = last_at where status = 'active' and appointment_due_at is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index dossiers_missing;
    create index dossiers_missing on dossiers (department, appointment_due_at, id) include (forecast_at)
      where status <> 'ended' and forecast_at > appointment_due_at and result is null;
    alter table dossiers drop column stands_since;
  `);
}
