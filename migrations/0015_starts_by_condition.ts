/** Processes start by conditions too, and by one of several triggers of an element. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table start_subscriptions add column definition integer not null default 0;
    alter table start_subscriptions add column holds boolean;
    alter table start_subscriptions drop constraint start_subscriptions_pkey;
    alter table start_subscriptions add constraint start_subscriptions_pkey primary key (version_id, element_id, definition);
    alter table start_subscriptions drop constraint start_subscriptions_type_check;
    alter table start_subscriptions add constraint start_subscriptions_type_check check (type in ('message', 'signal', 'timer', 'conditional'));
    comment on column start_subscriptions.definition is 'which of the triggers of its element, counted from 0';
    comment on column start_subscriptions.holds is 'of a condition: it held when facts were told last, and starts again only after it did not';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from start_subscriptions where definition > 0 or type = 'conditional';
    alter table start_subscriptions drop constraint start_subscriptions_type_check;
    alter table start_subscriptions add constraint start_subscriptions_type_check check (type in ('message', 'signal', 'timer'));
    alter table start_subscriptions drop constraint start_subscriptions_pkey;
    alter table start_subscriptions add constraint start_subscriptions_pkey primary key (version_id, element_id);
    alter table start_subscriptions drop column holds;
    alter table start_subscriptions drop column definition;
  `);
}
