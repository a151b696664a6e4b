/**
 * Indexes for what people look for, so that a list reads about a page of index entries however many dossiers there are.
 * An index costs every write of a row it holds, and every command writes the dossier's row; so open steps are parted among indexes rather than put into more
 * of them, and what is written once (ended dossiers, finished steps, flags) gets the more generous ones. Measured with 1,000,000 dossiers, 300,000 of them open,
 * in batches of 200: each index on open dossiers adds a fifth to the server's work of writing that one row, and about 150 bytes of WAL. There are three of them
 * here (by appointment, by start, by version), and one less on holdings.
 */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- an open step lies in one of three by unit: what nobody holds, what somebody holds, what no person does. Claiming moves it from the first to the second,
    -- which costs no more than staying in one; with them nobody looks through held tasks for free ones
    drop index steps_open;
    create index steps_unclaimed on steps (unit, due_at, dossier_id, element_key)
      where left_at is null and holder is null and type in ('userTask', 'manualTask');
    create index steps_claimed on steps (unit, due_at, dossier_id, element_key)
      where left_at is null and holder is not null and type in ('userTask', 'manualTask');
    create index steps_automatic on steps (unit, due_at, dossier_id, element_key)
      where left_at is null and type not in ('userTask', 'manualTask');

    -- the unit first: several flags of a unit are asked for together; what a desk has is filtered by who holds it
    drop index steps_flagged;
    create index steps_flagged on steps (unit, flag, due_at, dossier_id, element_key) include (type, holder) where left_at is null and flag is not null;
    drop index steps_of_desk;
    create index steps_of_desk on steps (desk, due_at, dossier_id, element_key) include (type, holder, unit, flag)
      where left_at is null and desk is not null;

    -- for the punctuality of units and officers; narrower than the one it replaces
    drop index steps_finished;
    create index steps_finished on steps (unit, left_at) include (holder, due_at, outcome) where left_at is not null and unit is not null;

    -- nothing looks for holdings by holder
    drop index holdings_of_holder;

    -- by appointment. A dossier that is finished in time and waits to be fetched lies apart: nobody can be late with it, and many wait for months
    create index dossiers_unfinished on dossiers (department, appointment_due_at, id) where status <> 'ended' and (result is null or result = 'late');
    create index dossiers_finished on dossiers (department, appointment_due_at, id) where status <> 'ended' and result in ('early', 'onTime');
    -- the latest first
    create index dossiers_started on dossiers (department, id) where status <> 'ended';
    -- open dossiers of a procedure, which has nothing to do with the department's order; the forecast is there so that they can be sorted by it
    create index dossiers_of_version on dossiers (version_id, appointment_due_at, id) include (forecast_at) where status <> 'ended';
    -- few dossiers are in these two at a time
    drop index dossiers_missing;
    create index dossiers_missing on dossiers (department, appointment_due_at, id) include (forecast_at)
      where status <> 'ended' and forecast_at > appointment_due_at and result is null;
    create index dossiers_suspended on dossiers (department, appointment_due_at, id) include (forecast_at) where status = 'suspended';

    -- written once, when a dossier ends
    drop index dossiers_ended, dossiers_late;
    create index dossiers_ended on dossiers (department, ended_at, id) include (version_id, result, outcome) where status = 'ended';
    create index dossiers_ended_of_version on dossiers (version_id, ended_at, id) include (result, outcome) where status = 'ended';
    create index dossiers_late on dossiers (department, ended_at, id)
      where status = 'ended' and result = 'late' and outcome in ('completed', 'refused');

    -- a step that was interrupted leaves its hand-off untaken for ever: such rows must not be looked through for those that wait
    alter table hand_offs add column lapsed_at timestamptz;
    comment on column hand_offs.lapsed_at is 'when the step it came with ended without anybody taking it up';
    drop index hand_offs_waiting;
    create index hand_offs_waiting on hand_offs (to_unit, sent_at, dossier_id, key)
      where state = 'sent' and level = 'department' and lapsed_at is null;

    -- seldom flags among frequent ones; the whole primary key, so that a page ends between two flags of one instant
    drop index flags_raised, flags_of_unit;
    create index flags_raised on flags (flag, raised_at, dossier_id, element_key, epoch) where withdrawn_at is null;
    create index flags_of_unit on flags (unit, flag, raised_at, dossier_id, element_key, epoch) where withdrawn_at is null;

    drop index incidents_raised;
    create index incidents_raised on incidents (code, raised_at, dossier_id, key);
    create index engine_failures_at on engine_failures (at, dossier_id);
  `);
}

export async function down(): Promise<void> {
  throw new Error('the indexes cannot be turned back one by one; restore a backup');
}
