/** The legal tests of an appraisal: what somebody looked at, with what result, in which submission. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table appraisal_checks (
      appraisal_id bigint not null references appraisals,
      round integer not null,
      test text not null,
      outcome text not null check (outcome in ('pass', 'fail', 'notApplicable')),
      remark text,
      at timestamptz not null,
      by json not null,
      primary key (appraisal_id, round, test)
    );
    comment on table appraisal_checks is 'the answer in force to each legal test of a submission; how it came to be is in the trail';
    comment on column appraisal_checks.round is 'another submission is looked at anew';
  `);
}

export async function down(): Promise<void> {
  throw new Error('what was checked is not taken back; restore a backup');
}
