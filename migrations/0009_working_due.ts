/** By when the dossier needs a step, beside when its approved budget is used up. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table steps add column working_due_at timestamptz;
    comment on column steps.working_due_at is 'by when the way forward needs the step; flags and punctuality follow due_at, which the approved budget gives';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table steps drop column working_due_at');
}
