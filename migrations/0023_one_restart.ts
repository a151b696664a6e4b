/** An ended dossier is done again by one dossier at a time. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- of several that are open, the newest stays the one that does it again
    update dossiers d set restart_of = null where restart_of is not null and status <> 'ended'
      and exists (select from dossiers n where n.restart_of = d.restart_of and n.status <> 'ended' and n.id > d.id);
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
