/** Ad-hoc subprocesses under way, for the lists of those who choose what is done in them. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table ad_hoc_parts (
      dossier_id bigint not null,
      element_key text not null,
      element_id text not null,
      unit text,
      department text,
      desk text,
      opened_at timestamptz not null,
      primary key (dossier_id, element_key)
    );
    comment on table ad_hoc_parts is 'ad-hoc subprocesses under way: people choose what is done in them; gone when they are over';
    create index ad_hoc_parts_of_unit on ad_hoc_parts (unit, opened_at, dossier_id, element_key);
    create index ad_hoc_parts_of_desk on ad_hoc_parts (desk, opened_at, dossier_id, element_key) where desk is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table ad_hoc_parts');
}
