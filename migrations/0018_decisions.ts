/** DMN files travel with a procedure as its forms do: deployed, drafted and submitted. Name of the file → XML. */
import type { Knex } from 'knex';

const tables = ['process_versions', 'drafts', 'appraisal_submissions'];

export async function up(knex: Knex): Promise<void> {
  for (const table of tables) await knex.raw(`alter table ${table} add column decisions jsonb not null default '{}'::jsonb`);
}

export async function down(knex: Knex): Promise<void> {
  for (const table of tables) await knex.raw(`alter table ${table} drop column decisions`);
}
