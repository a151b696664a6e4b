/** Whose rights a webhook has; at which desk a hand-off or a correction waits; which jobs have failed. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table webhooks add column owner text;
    update webhooks set owner = created_by;
    alter table webhooks alter column owner set not null;
    comment on column webhooks.owner is 'login, or key:id: it is told what its owner may have told now, and nothing once they may not; whoever enables it becomes its owner';

    alter table hand_offs add column to_desk text;
    update hand_offs h set to_desk = s.desk from steps s where s.dossier_id = h.dossier_id and s.element_key = h.element_key and s.desk is not null;
    comment on column hand_offs.to_desk is 'of the step that came with it: who sits there finds it though they are not of the whole unit';
    create index hand_offs_waiting_at_desk on hand_offs (to_desk, sent_at, dossier_id, key)
      where state = 'sent' and level = 'department' and lapsed_at is null and to_desk is not null;

    alter table corrections add column desk text;
    update corrections c set desk = (
      select s.desk from steps s where s.dossier_id = c.dossier_id and s.unit = c.unit and s.desk is not null and s.left_at is not null
      order by s.left_at desc, s.element_key limit 1);
    comment on column corrections.desk is 'of the step that sent it';
    create index corrections_of_desk on corrections (desk, opened_at, dossier_id, key) where desk is not null;

    create index jobs_failed on jobs (job_type, available_at, dossier_id, element_key) where retries = 0;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index jobs_failed;
    alter table corrections drop column desk;
    alter table hand_offs drop column to_desk;
    alter table webhooks drop column owner;
  `);
}
