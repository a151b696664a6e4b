/** An ended dossier is done again by one dossier at a time. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index dossiers_restart_of;
    create unique index dossiers_restart_of on dossiers (restart_of) where restart_of is not null and status <> 'ended';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index dossiers_restart_of;
    create index dossiers_restart_of on dossiers (restart_of) where restart_of is not null;
  `);
}
