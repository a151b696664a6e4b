/** Procedures before they are used: drafts, their appraisal with findings and discussion, decisions, what is in force from when to when, and the catalogue of what there should be. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table process_versions add column in_force_from timestamptz, add column in_force_until timestamptz, add column starts_pending boolean not null default false;
    comment on column process_versions.in_force_from is 'dossiers may start on it from then on; null: from the beginning';
    comment on column process_versions.in_force_until is 'and no more from then on; those that run keep it; null: no end is known';
    comment on column process_versions.starts_pending is 'what it starts by itself is planned when it comes into force';
    create index process_versions_pending on process_versions (in_force_from) where starts_pending;
    create index process_versions_ending on process_versions (in_force_until) where in_force_until is not null;

    create table drafts (
      id bigint generated always as identity primary key,
      title text not null,
      department text,
      bpmn text not null,
      forms json not null,
      procedure json not null,
      hash bytea not null,
      revision integer not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      updated_by json not null,
      removed_at timestamptz
    );
    comment on column drafts.department is 'the unit it belongs to; null: the whole organisation';
    comment on column drafts.hash is 'SHA-256 over file, forms and description, without the versions it calls';
    create index drafts_of_department on drafts (department, id) where removed_at is null;

    create table appraisals (
      id bigint generated always as identity primary key,
      draft_id bigint not null references drafts,
      state text not null check (state in ('registered', 'submitted', 'underAppraisal', 'returned', 'passed', 'approved', 'published', 'repealed', 'withdrawn')),
      revision integer not null,
      round integer not null default 0,
      registered_at timestamptz not null,
      submitted_at timestamptz,
      due_at timestamptz,
      due_provisional boolean not null default false,
      appraiser text,
      process_key text,
      hash bytea,
      version_id bigint references process_versions,
      effective_date date,
      updated_at timestamptz not null
    );
    comment on column appraisals.round is 'submissions so far; a return leads to another';
    comment on column appraisals.due_at is 'of the appraisal, by the working calendar; counted anew at every submission';
    comment on column appraisals.due_provisional is 'a notice of holidays was not known yet';
    comment on column appraisals.hash is 'of the last submission, the versions it calls included: what is approved and published';
    create unique index appraisals_open on appraisals (draft_id) where state in ('registered', 'submitted', 'underAppraisal', 'returned', 'passed', 'approved');
    create index appraisals_due on appraisals (due_at, id);
    create index appraisals_version on appraisals (version_id) where version_id is not null;

    create table appraisal_submissions (
      appraisal_id bigint not null references appraisals,
      round integer not null,
      bpmn text not null,
      forms json not null,
      procedure json not null,
      bindings json not null,
      hash bytea not null,
      report json not null,
      submitted_at timestamptz not null,
      submitted_by json not null,
      primary key (appraisal_id, round)
    );
    comment on table appraisal_submissions is 'what was appraised, as it was that day, with the report of the analysis';
    comment on column appraisal_submissions.bindings is 'called element → the version it is pinned to';

    create table appraisal_persons (
      id bigint generated always as identity primary key,
      draft_id bigint not null references drafts,
      appraisal_id bigint references appraisals,
      part text not null check (part in ('designer', 'appraiser', 'overrider', 'approver')),
      login text not null,
      issuer text,
      subject text,
      at timestamptz not null
    );
    create unique index appraisal_persons_once on appraisal_persons (draft_id, coalesce(appraisal_id, 0), part, login, coalesce(issuer, ''), coalesce(subject, ''));
    comment on table appraisal_persons is 'who had which part: the duties are kept apart by person, whatever account or position somebody acts by';

    create table findings (
      id bigint generated always as identity primary key,
      appraisal_id bigint not null references appraisals,
      round integer not null,
      source text not null check (source in ('analysis', 'appraiser')),
      rule text not null,
      severity text not null check (severity in ('error', 'warning', 'info')),
      message text not null,
      message_en text not null,
      elements text[] not null,
      law text,
      state text not null check (state in ('open', 'answered', 'accepted', 'resolved', 'overridden')),
      opened_at timestamptz not null,
      opened_by text not null,
      updated_at timestamptz not null
    );
    comment on column findings.round is 'the submission that it was found in first';
    comment on column findings.law is 'article or clause it rests on';
    create index findings_of on findings (appraisal_id, id);

    create table decisions (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('approval', 'repeal', 'installed', 'direct', 'earlier')),
      appraisal_id bigint references appraisals,
      version_id bigint references process_versions,
      number text,
      date date,
      note text,
      at timestamptz not null,
      by json not null,
      check (kind not in ('approval', 'repeal') or (number is not null and date is not null))
    );
    comment on column decisions.kind is 'approval and repeal are decisions of an authority; the others say how a version came into use without one';
    create index decisions_of_appraisal on decisions (appraisal_id);
    create index decisions_of_version on decisions (version_id);

    create table publications (
      id bigint generated always as identity primary key,
      version_id bigint not null references process_versions,
      decision_id bigint not null references decisions,
      codes text[] not null,
      effective_date date not null,
      published_at timestamptz not null,
      published_by json not null
    );
    comment on table publications is 'versions that dossiers of the service may start on, while they are in force';
    comment on column publications.codes is 'national codes that the version is for, without their locality';
    create index publications_of_version on publications (version_id);

    create table appraisal_trail (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      actor json not null,
      act text not null,
      draft_id bigint not null,
      appraisal_id bigint,
      finding_id bigint,
      from_state text,
      to_state text,
      text text,
      details json not null default '{}',
      caller text not null,
      idempotency_key text,
      request_hash bytea not null
    );
    comment on table appraisal_trail is 'every change: who, when, why; also the discussion of findings, and what a repeated request is known by';
    create unique index appraisal_trail_once on appraisal_trail (caller, idempotency_key) where idempotency_key is not null;
    create index appraisal_trail_of on appraisal_trail (appraisal_id, id);
    create index appraisal_trail_of_draft on appraisal_trail (draft_id, id);
    create index appraisal_trail_of_finding on appraisal_trail (finding_id, id) where finding_id is not null;
    create function appraisal_trail_is_append_only() returns trigger language plpgsql as $$ begin raise exception 'the trail of appraisals is append-only'; end $$;
    create trigger appraisal_trail_append_only before update or delete or truncate on appraisal_trail for each statement execute function appraisal_trail_is_append_only();

    create table appraisal_settings (
      id bigint generated always as identity primary key,
      content json not null,
      at timestamptz not null,
      by json not null
    );
    comment on table appraisal_settings is 'the latest row is in force';

    create table catalogue (
      code text primary key,
      name text not null,
      department text not null,
      field text,
      mandatory boolean not null,
      excluded_reason text,
      excluded_decision text,
      updated_at timestamptz not null,
      updated_by json not null
    );
    comment on table catalogue is 'procedures that the departments have by law, whether or not they are drawn yet';
    comment on column catalogue.excluded_reason is 'why it does not count toward the coverage; null: it counts';
    create index catalogue_of_department on catalogue (department, code);

    -- what was in use before there was an appraisal stays in use, and says so
    update process_versions v set in_force_from = deployed_at,
      in_force_until = (select min(n.deployed_at) from process_versions n where n.process_key = v.process_key and n.version > v.version);
    with noted as (
      insert into decisions (kind, version_id, note, at, by)
      select 'earlier', id, 'Triển khai trước khi có bước thẩm định / deployed before there was an appraisal', deployed_at, deployed_by from process_versions order by id
      returning id, version_id, at, by
    )
    insert into publications (version_id, decision_id, codes, effective_date, published_at, published_by)
    select n.version_id, n.id, coalesce(array(select substring(v.procedure->>'code' from '^[0-9][.][0-9]{6}') where v.procedure->>'code' ~ '^[0-9][.][0-9]{6}'), '{}'),
      (n.at at time zone 'Asia/Ho_Chi_Minh')::date, n.at, n.by
    from noted n join process_versions v on v.id = n.version_id;
  `);
}

export async function down(): Promise<void> {
  throw new Error('appraisals and decisions are not taken back; restore a backup');
}
