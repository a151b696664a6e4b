/** Keys of messages: of any length among what waits; and which messages a version reads a key in. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index waits_by_name;
    create index waits_by_name on waits (type, name, md5(correlation_key), since);
    alter table process_versions add column keyed_messages text[] not null default '{}';
    comment on column process_versions.keyed_messages is 'names of the messages that somebody in it may wait for and whose key is read in what they carry';
    create index process_versions_keyed_messages on process_versions using gin (keyed_messages) where keyed_messages <> '{}';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table process_versions drop column keyed_messages;
    drop index waits_by_name;
    create index waits_by_name on waits (type, name, correlation_key, since);
  `);
}
