/** For people's lists: which units a dossier has come by, what was returned to whom for correction, and when a dossier counted as finished. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table dossier_units (
      dossier_id bigint not null,
      unit text not null,
      ended_at timestamptz,
      primary key (dossier_id, unit)
    );
    comment on table dossier_units is 'units and desks that have or had a step or hand-off of the dossier, and its agency: their people see it';
    comment on column dossier_units.ended_at is 'of the dossier: what a unit still has open is found beside years of what is over';
    create index dossier_units_open on dossier_units (unit, dossier_id) where ended_at is null;
    create index dossier_units_ended on dossier_units (unit, ended_at, dossier_id) where ended_at is not null;

    insert into dossier_units
    select seen.dossier_id, seen.unit, d.ended_at from (
      select id as dossier_id, department as unit from dossiers
      union select dossier_id, unit from steps union select dossier_id, department from steps union select dossier_id, desk from steps
      union select dossier_id, from_unit from hand_offs union select dossier_id, to_unit from hand_offs
      union select dossier_id, from_department from hand_offs union select dossier_id, to_department from hand_offs
    ) seen join dossiers d on d.id = seen.dossier_id where seen.unit is not null;

    create table corrections (
      dossier_id bigint not null,
      key text not null,
      hand_off_key text not null,
      unit text not null,
      holder text,
      reason text not null,
      opened_at timestamptz not null,
      primary key (dossier_id, key)
    );
    comment on table corrections is 'what was returned to the unit it came from and not sent again yet; while it is there the receiver waits';
    create index corrections_of_unit on corrections (unit, opened_at, dossier_id, key);

    alter table dossiers add column finished_at timestamptz;
    comment on column dossiers.finished_at is 'when it counted as finished against its appointment, which may be before its end';

    -- a dossier without a code needs no entry
    alter table dossiers drop constraint dossiers_code_key;
    create unique index dossiers_code_key on dossiers (code) where code is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index dossiers_code_key;
    alter table dossiers add constraint dossiers_code_key unique (code);
    alter table dossiers drop column finished_at;
    drop table corrections, dossier_units;
  `);
}
