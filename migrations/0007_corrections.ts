/** What was returned to its sender, so that the sender finds it. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- few steps wait for their sender at a time, and only returning and sending again moves one in and out
    create index steps_returned on steps (dossier_id, element_key) where left_at is null and waits_for_sender;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index steps_returned');
}
