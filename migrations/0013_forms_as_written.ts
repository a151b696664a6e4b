/** Forms keep the order in which their fields were written: people fill them in from top to bottom, and jsonb sorts keys by length. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table process_versions alter column forms drop default;
    alter table process_versions alter column forms type json using forms::json;
    alter table process_versions alter column forms set default '{}'::json;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table process_versions alter column forms drop default;
    alter table process_versions alter column forms type jsonb using forms::jsonb;
    alter table process_versions alter column forms set default '{}'::jsonb;
  `);
}
