-- Written by "npm run schema" from the migrations, to be read and compared; do not edit.

set check_function_bodies = off;
CREATE OR REPLACE FUNCTION public.appraisal_trail_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin raise exception 'the trail of appraisals is append-only'; end $function$
;
CREATE OR REPLACE FUNCTION public.audit_log_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin raise exception 'the audit log is append-only'; end $function$
;

create table ad_hoc_parts (
  dossier_id bigint not null,
  element_key text not null,
  element_id text not null,
  unit text,
  department text,
  desk text,
  opened_at timestamp with time zone not null,
  constraint ad_hoc_parts_pkey PRIMARY KEY (dossier_id, element_key)
);
comment on table ad_hoc_parts is 'ad-hoc subprocesses under way: people choose what is done in them; gone when they are over';
CREATE INDEX ad_hoc_parts_of_desk ON public.ad_hoc_parts USING btree (desk, opened_at, dossier_id, element_key) WHERE (desk IS NOT NULL);
CREATE INDEX ad_hoc_parts_of_unit ON public.ad_hoc_parts USING btree (unit, opened_at, dossier_id, element_key);

create table api_keys (
  id bigint generated always as identity not null,
  name text not null,
  hash bytea not null,
  scopes text[] not null,
  unit text,
  created_at timestamp with time zone not null,
  created_by text not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  used_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_hash_key UNIQUE (hash)
);
comment on column api_keys.hash is 'SHA-256 of 256 random bits: nothing to guess, so nothing to slow down';
comment on column api_keys.unit is 'null: the whole organisation';

create table appraisal_checks (
  appraisal_id bigint not null,
  round integer not null,
  test text not null,
  outcome text not null,
  remark text,
  at timestamp with time zone not null,
  by json not null,
  constraint appraisal_checks_pkey PRIMARY KEY (appraisal_id, round, test),
  constraint appraisal_checks_outcome_check CHECK ((outcome = ANY (ARRAY['pass'::text, 'fail'::text, 'notApplicable'::text])))
);
comment on table appraisal_checks is 'the answer in force to each legal test of a submission; how it came to be is in the trail';
comment on column appraisal_checks.round is 'another submission is looked at anew';

create table appraisal_persons (
  id bigint generated always as identity not null,
  draft_id bigint not null,
  appraisal_id bigint,
  part text not null,
  login text not null,
  issuer text,
  subject text,
  at timestamp with time zone not null,
  constraint appraisal_persons_pkey PRIMARY KEY (id),
  constraint appraisal_persons_part_check CHECK ((part = ANY (ARRAY['designer'::text, 'appraiser'::text, 'overrider'::text, 'approver'::text])))
);
comment on table appraisal_persons is 'who had which part: the duties are kept apart by person, whatever account or position somebody acts by';
CREATE UNIQUE INDEX appraisal_persons_once ON public.appraisal_persons USING btree (draft_id, COALESCE(appraisal_id, (0)::bigint), part, login, COALESCE(issuer, ''::text), COALESCE(subject, ''::text));

create table appraisal_settings (
  id bigint generated always as identity not null,
  content json not null,
  at timestamp with time zone not null,
  by json not null,
  constraint appraisal_settings_pkey PRIMARY KEY (id)
);
comment on table appraisal_settings is 'the latest row is in force';

create table appraisal_submissions (
  appraisal_id bigint not null,
  round integer not null,
  bpmn text not null,
  forms json not null,
  procedure json not null,
  bindings json not null,
  hash bytea not null,
  report json not null,
  submitted_at timestamp with time zone not null,
  submitted_by json not null,
  decisions jsonb default '{}'::jsonb not null,
  constraint appraisal_submissions_pkey PRIMARY KEY (appraisal_id, round)
);
comment on table appraisal_submissions is 'what was appraised, as it was that day, with the report of the analysis';
comment on column appraisal_submissions.bindings is 'called element → the version it is pinned to';

create table appraisal_trail (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  actor json not null,
  act text not null,
  draft_id bigint not null,
  appraisal_id bigint,
  finding_id bigint,
  from_state text,
  to_state text,
  text text,
  details json default '{}'::json not null,
  caller text not null,
  idempotency_key text,
  request_hash bytea not null,
  constraint appraisal_trail_pkey PRIMARY KEY (id)
);
comment on table appraisal_trail is 'every change: who, when, why; also the discussion of findings, and what a repeated request is known by';
CREATE INDEX appraisal_trail_of ON public.appraisal_trail USING btree (appraisal_id, id);
CREATE INDEX appraisal_trail_of_draft ON public.appraisal_trail USING btree (draft_id, id);
CREATE INDEX appraisal_trail_of_finding ON public.appraisal_trail USING btree (finding_id, id) WHERE (finding_id IS NOT NULL);
CREATE UNIQUE INDEX appraisal_trail_once ON public.appraisal_trail USING btree (caller, idempotency_key) WHERE (idempotency_key IS NOT NULL);

create table appraisals (
  id bigint generated always as identity not null,
  draft_id bigint not null,
  state text not null,
  revision integer not null,
  round integer default 0 not null,
  registered_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  due_at timestamp with time zone,
  due_provisional boolean default false not null,
  appraiser text,
  process_key text,
  hash bytea,
  version_id bigint,
  effective_date date,
  updated_at timestamp with time zone not null,
  constraint appraisals_pkey PRIMARY KEY (id),
  constraint appraisals_state_check CHECK ((state = ANY (ARRAY['registered'::text, 'submitted'::text, 'underAppraisal'::text, 'returned'::text, 'passed'::text, 'approved'::text, 'published'::text, 'repealed'::text, 'withdrawn'::text])))
);
comment on column appraisals.round is 'submissions so far; a return leads to another';
comment on column appraisals.due_at is 'of the appraisal, by the working calendar; counted anew at every submission';
comment on column appraisals.due_provisional is 'a notice of holidays was not known yet';
comment on column appraisals.hash is 'of the last submission, the versions it calls included: what is approved and published';
CREATE INDEX appraisals_due ON public.appraisals USING btree (due_at, id);
CREATE UNIQUE INDEX appraisals_open ON public.appraisals USING btree (draft_id) WHERE (state = ANY (ARRAY['registered'::text, 'submitted'::text, 'underAppraisal'::text, 'returned'::text, 'passed'::text, 'approved'::text]));
CREATE INDEX appraisals_version ON public.appraisals USING btree (version_id) WHERE (version_id IS NOT NULL);

create table audit_log (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  actor json not null,
  action text not null,
  subject text,
  details json default '{}'::json not null,
  address text,
  constraint audit_log_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_log_at ON public.audit_log USING btree (at, id);

create table bulk_items (
  run_id bigint not null,
  dossier_id bigint not null,
  key text default ''::text not null,
  state text not null,
  problem json,
  at timestamp with time zone,
  constraint bulk_items_pkey PRIMARY KEY (run_id, dossier_id, key),
  constraint bulk_items_state_check CHECK ((state = ANY (ARRAY['left'::text, 'done'::text, 'failed'::text])))
);
comment on table bulk_items is 'fixed when the run begins; one that is left when the program dies is done by whoever comes next, once';
comment on column bulk_items.key is 'of an incident; empty: the dossier as a whole';
CREATE INDEX bulk_items_failed ON public.bulk_items USING btree (run_id, dossier_id, key) WHERE (state = 'failed'::text);
CREATE INDEX bulk_items_left ON public.bulk_items USING btree (run_id, dossier_id, key) WHERE (state = 'left'::text);

create table bulk_runs (
  id bigint generated always as identity not null,
  kind text not null,
  terms json not null,
  reason text not null,
  state text not null,
  started_at timestamp with time zone not null,
  started_by json not null,
  ended_at timestamp with time zone,
  constraint bulk_runs_pkey PRIMARY KEY (id),
  constraint bulk_runs_check CHECK (((ended_at IS NULL) = (state = 'running'::text))),
  constraint bulk_runs_kind_check CHECK ((kind = ANY (ARRAY['migrate'::text, 'resolveIncidents'::text]))),
  constraint bulk_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text])))
);
comment on column bulk_runs.terms is 'what is done to each: the version to move to and the plan, or which incidents were meant';
CREATE INDEX bulk_runs_running ON public.bulk_runs USING btree (id) WHERE (state = 'running'::text);

create table catalogue (
  code text not null,
  name text not null,
  department text not null,
  field text,
  mandatory boolean not null,
  excluded_reason text,
  excluded_decision text,
  updated_at timestamp with time zone not null,
  updated_by json not null,
  constraint catalogue_pkey PRIMARY KEY (code)
);
comment on table catalogue is 'procedures that the departments have by law, whether or not they are drawn yet';
comment on column catalogue.excluded_reason is 'why it does not count toward the coverage; null: it counts';
CREATE INDEX catalogue_of_department ON public.catalogue USING btree (department, code);

create table corrections (
  dossier_id bigint not null,
  key text not null,
  hand_off_key text not null,
  unit text not null,
  holder text,
  reason text not null,
  opened_at timestamp with time zone not null,
  desk text,
  constraint corrections_pkey PRIMARY KEY (dossier_id, key)
);
comment on table corrections is 'what was returned to the unit it came from and not sent again yet; while it is there the receiver waits';
comment on column corrections.desk is 'of the step that sent it';
CREATE INDEX corrections_of_desk ON public.corrections USING btree (desk, opened_at, dossier_id, key) WHERE (desk IS NOT NULL);
CREATE INDEX corrections_of_unit ON public.corrections USING btree (unit, opened_at, dossier_id, key);

create table decisions (
  id bigint generated always as identity not null,
  kind text not null,
  appraisal_id bigint,
  version_id bigint,
  number text,
  date date,
  note text,
  at timestamp with time zone not null,
  by json not null,
  constraint decisions_pkey PRIMARY KEY (id),
  constraint decisions_check CHECK (((kind <> ALL (ARRAY['approval'::text, 'repeal'::text])) OR ((number IS NOT NULL) AND (date IS NOT NULL)))),
  constraint decisions_kind_check CHECK ((kind = ANY (ARRAY['approval'::text, 'repeal'::text, 'installed'::text, 'direct'::text, 'earlier'::text])))
);
comment on column decisions.kind is 'approval and repeal are decisions of an authority; the others say how a version came into use without one';
CREATE INDEX decisions_of_appraisal ON public.decisions USING btree (appraisal_id);
CREATE INDEX decisions_of_version ON public.decisions USING btree (version_id);

create table deferred_commands (
  id bigint generated always as identity not null,
  dossier_id bigint,
  version_id bigint,
  command json not null,
  due_at timestamp with time zone not null,
  attempts integer default 0 not null,
  error text,
  constraint deferred_commands_pkey PRIMARY KEY (id),
  constraint deferred_commands_check CHECK (((dossier_id IS NULL) <> (version_id IS NULL)))
);
comment on table deferred_commands is 'signals on their way: who receives one is fixed by the transaction that throws it, each receives it in its own';
CREATE INDEX deferred_commands_due ON public.deferred_commands USING btree (due_at, id);

create table delegations (
  id bigint generated always as identity not null,
  position_id bigint not null,
  to_user bigint not null,
  reason text not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone not null,
  constraint delegations_pkey PRIMARY KEY (id),
  constraint delegations_check CHECK ((valid_to > valid_from))
);
comment on table delegations is 'somebody acts in the position of another for a time; the history says on whose behalf';
CREATE INDEX delegations_to ON public.delegations USING btree (to_user, valid_to);

create table delivery_targets (
  id text not null,
  event_types text[] not null,
  created_at timestamp with time zone not null,
  constraint delivery_targets_pkey PRIMARY KEY (id)
);
comment on table delivery_targets is 'who is told of which events; empty: of all';

create table documents (
  dossier_id bigint not null,
  id bigint generated always as identity not null,
  sha256 bytea not null,
  size_bytes integer not null,
  media_type text not null,
  name text not null,
  kind text not null,
  number text,
  number_key text,
  issuer text,
  issuer_key text,
  issued_date date,
  uploaded_at timestamp with time zone not null,
  uploaded_by json not null,
  content bytea not null,
  constraint documents_pkey PRIMARY KEY (dossier_id, id),
  constraint documents_dossier_id_kind_sha256_key UNIQUE (dossier_id, kind, sha256)
);
alter table documents alter column content set storage external;
comment on table documents is 'personal data, erasable: goes with dossier_data';
comment on column documents.number_key is 'as compared: letters and digits, in capitals';
CREATE INDEX documents_content ON public.documents USING btree (sha256);
CREATE INDEX documents_number ON public.documents USING btree (number_key, issuer_key) WHERE (number_key IS NOT NULL);

create table dossier_data (
  dossier_id bigint not null,
  name text not null,
  number integer not null,
  value json not null,
  salt bytea not null,
  recorded_at timestamp with time zone not null,
  constraint dossier_data_pkey PRIMARY KEY (dossier_id, name, number)
);
comment on table dossier_data is 'personal data, erasable; events carry the name, the number and a salted hash, and the salt goes with the value';

create table dossier_states (
  dossier_id bigint not null,
  revision integer not null,
  state_version integer not null,
  state json not null,
  constraint dossier_states_pkey PRIMARY KEY (dossier_id)
) with (fillfactor=60, toast_tuple_target=8160, autovacuum_vacuum_scale_factor=0.02);
comment on table dossier_states is 'snapshots that spare reading a long history; what came after one is applied from the history';

create table dossier_units (
  dossier_id bigint not null,
  unit text not null,
  ended_at timestamp with time zone,
  constraint dossier_units_pkey PRIMARY KEY (dossier_id, unit)
);
comment on table dossier_units is 'units and desks that have or had a step or hand-off of the dossier, and its agency: their people see it';
comment on column dossier_units.ended_at is 'of the dossier: what a unit still has open is found beside years of what is over';
CREATE INDEX dossier_units_ended ON public.dossier_units USING btree (unit, ended_at, dossier_id) WHERE (ended_at IS NOT NULL);
CREATE INDEX dossier_units_open ON public.dossier_units USING btree (unit, dossier_id) WHERE (ended_at IS NULL);

create table dossiers (
  id bigint generated by default as identity not null,
  version_id bigint not null,
  revision integer not null,
  status text not null,
  outcome text,
  code text,
  group_id text,
  department text,
  started_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  appointment_due_at timestamp with time zone,
  forecast_at timestamp with time zone,
  result text,
  next_due_at timestamp with time zone,
  erase_at timestamp with time zone,
  finished_at timestamp with time zone,
  stands_since timestamp with time zone,
  restart_of bigint,
  constraint dossiers_pkey PRIMARY KEY (id),
  constraint dossiers_check CHECK (((outcome IS NULL) = (status <> 'ended'::text))),
  constraint dossiers_result_check CHECK ((result = ANY (ARRAY['early'::text, 'onTime'::text, 'late'::text]))),
  constraint dossiers_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'ended'::text])))
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.02);
comment on column dossiers.next_due_at is 'the next timer or flag; null when time changes nothing';
comment on column dossiers.erase_at is 'when its personal data go, once it has ended';
comment on column dossiers.finished_at is 'when it counted as finished against its appointment, which may be before its end';
comment on column dossiers.stands_since is 'since when no time counts against the appointment: the clock waits, or what was promised has been done; null while it runs';
comment on column dossiers.restart_of is 'the ended dossier that this one does again from its beginning';
CREATE UNIQUE INDEX dossiers_code_key ON public.dossiers USING btree (code) WHERE (code IS NOT NULL);
CREATE INDEX dossiers_due ON public.dossiers USING btree (next_due_at, id) WHERE (next_due_at IS NOT NULL);
CREATE INDEX dossiers_ended ON public.dossiers USING btree (department, ended_at, id) INCLUDE (version_id, result, outcome) WHERE (status = 'ended'::text);
CREATE INDEX dossiers_ended_of_version ON public.dossiers USING btree (version_id, ended_at, id) INCLUDE (result, outcome) WHERE (status = 'ended'::text);
CREATE INDEX dossiers_erase ON public.dossiers USING btree (erase_at) WHERE (erase_at IS NOT NULL);
CREATE INDEX dossiers_finished ON public.dossiers USING btree (department, appointment_due_at, id) WHERE ((status <> 'ended'::text) AND (result = ANY (ARRAY['early'::text, 'onTime'::text])));
CREATE INDEX dossiers_group ON public.dossiers USING btree (group_id) WHERE (group_id IS NOT NULL);
CREATE INDEX dossiers_late ON public.dossiers USING btree (department, ended_at, id) WHERE ((status = 'ended'::text) AND (result = 'late'::text) AND (outcome = ANY (ARRAY['completed'::text, 'refused'::text])));
CREATE INDEX dossiers_missing ON public.dossiers USING btree (department, appointment_due_at, id) INCLUDE (forecast_at) WHERE ((status <> 'ended'::text) AND
CASE
    WHEN (stands_since IS NULL) THEN (forecast_at > appointment_due_at)
    ELSE (stands_since >= appointment_due_at)
END AND (result IS NULL));
CREATE INDEX dossiers_of_version ON public.dossiers USING btree (version_id, appointment_due_at, id) INCLUDE (forecast_at) WHERE (status <> 'ended'::text);
CREATE INDEX dossiers_open ON public.dossiers USING btree (department, forecast_at, id) WHERE (status <> 'ended'::text);
CREATE UNIQUE INDEX dossiers_restart_of ON public.dossiers USING btree (restart_of) WHERE ((restart_of IS NOT NULL) AND (status <> 'ended'::text));
CREATE INDEX dossiers_started ON public.dossiers USING btree (department, id) WHERE (status <> 'ended'::text);
CREATE INDEX dossiers_suspended ON public.dossiers USING btree (department, appointment_due_at, id) INCLUDE (forecast_at) WHERE (status = 'suspended'::text);
CREATE INDEX dossiers_unfinished ON public.dossiers USING btree (department, appointment_due_at, id) WHERE ((status <> 'ended'::text) AND ((result IS NULL) OR (result = 'late'::text)));

create table drafts (
  id bigint generated always as identity not null,
  title text not null,
  department text,
  bpmn text not null,
  forms json not null,
  procedure json not null,
  hash bytea not null,
  revision integer not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  updated_by json not null,
  removed_at timestamp with time zone,
  decisions jsonb default '{}'::jsonb not null,
  constraint drafts_pkey PRIMARY KEY (id)
);
comment on column drafts.department is 'the unit it belongs to; null: the whole organisation';
comment on column drafts.hash is 'SHA-256 over file, forms and description, without the versions it calls';
CREATE INDEX drafts_of_department ON public.drafts USING btree (department, id) WHERE (removed_at IS NULL);

create table engine_failures (
  dossier_id bigint not null,
  at timestamp with time zone not null,
  attempts integer not null,
  error text not null,
  constraint engine_failures_pkey PRIMARY KEY (dossier_id)
);
comment on table engine_failures is 'due work that the engine itself could not do; tried again later, other dossiers go on';
CREATE INDEX engine_failures_at ON public.engine_failures USING btree (at, dossier_id);

create table findings (
  id bigint generated always as identity not null,
  appraisal_id bigint not null,
  round integer not null,
  source text not null,
  rule text not null,
  severity text not null,
  message text not null,
  message_en text not null,
  elements text[] not null,
  law text,
  state text not null,
  opened_at timestamp with time zone not null,
  opened_by text not null,
  updated_at timestamp with time zone not null,
  constraint findings_pkey PRIMARY KEY (id),
  constraint findings_severity_check CHECK ((severity = ANY (ARRAY['error'::text, 'warning'::text, 'info'::text]))),
  constraint findings_source_check CHECK ((source = ANY (ARRAY['analysis'::text, 'appraiser'::text]))),
  constraint findings_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'accepted'::text, 'resolved'::text, 'overridden'::text])))
);
comment on column findings.round is 'the submission that it was found in first';
comment on column findings.law is 'article or clause it rests on';
CREATE INDEX findings_of ON public.findings USING btree (appraisal_id, id);

create table flags (
  dossier_id bigint not null,
  flag text not null,
  element_key text default ''::text not null,
  epoch integer not null,
  at timestamp with time zone not null,
  raised_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  unit text,
  department text,
  holder text,
  due_at timestamp with time zone,
  budget_minutes integer,
  used_minutes integer,
  deadline_share real,
  over_by_minutes integer,
  constraint flags_pkey PRIMARY KEY (dossier_id, flag, element_key, epoch)
);
comment on column flags.deadline_share is 'budget of the step ÷ deadline of the procedure, both in working minutes';
CREATE INDEX flags_of_unit ON public.flags USING btree (unit, flag, raised_at, dossier_id, element_key, epoch) WHERE (withdrawn_at IS NULL);
CREATE INDEX flags_raised ON public.flags USING btree (flag, raised_at, dossier_id, element_key, epoch) WHERE (withdrawn_at IS NULL);

create table hand_offs (
  dossier_id bigint not null,
  key text not null,
  from_unit text not null,
  to_unit text not null,
  level text not null,
  state text not null,
  sent_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  accepted_by text,
  returned_at timestamp with time zone,
  reason text,
  element_key text not null,
  from_department text,
  to_department text,
  lapsed_at timestamp with time zone,
  to_desk text,
  constraint hand_offs_pkey PRIMARY KEY (dossier_id, key)
);
comment on column hand_offs.lapsed_at is 'when the step it came with ended without anybody taking it up';
comment on column hand_offs.to_desk is 'of the step that came with it: who sits there finds it though they are not of the whole unit';
CREATE INDEX hand_offs_waiting ON public.hand_offs USING btree (to_unit, sent_at, dossier_id, key) WHERE ((state = 'sent'::text) AND (level = 'department'::text) AND (lapsed_at IS NULL));
CREATE INDEX hand_offs_waiting_at_desk ON public.hand_offs USING btree (to_desk, sent_at, dossier_id, key) WHERE ((state = 'sent'::text) AND (level = 'department'::text) AND (lapsed_at IS NULL) AND (to_desk IS NOT NULL));

create table history (
  dossier_id bigint not null,
  revision integer not null,
  at timestamp with time zone not null,
  actor json not null,
  command json not null,
  events json not null,
  "position" bigint generated always as identity not null,
  xid xid8 not null,
  generation integer not null,
  occurred_at timestamp with time zone,
  reason text,
  constraint history_pkey PRIMARY KEY (dossier_id, revision)
);
comment on column history.command is 'without its payload; personal data never enters it';
comment on column history.xid is 'readers of the feed stop before the oldest transaction still open, so that no position appears behind them';
comment on column history.occurred_at is 'when the fact happened, if it was entered late; then there is a reason';
CREATE UNIQUE INDEX history_feed ON public.history USING btree (generation, xid, "position");

create table holdings (
  dossier_id bigint not null,
  element_key text not null,
  number integer not null,
  holder text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone,
  used_minutes integer,
  constraint holdings_pkey PRIMARY KEY (dossier_id, element_key, number)
);

create table idempotency (
  caller text not null,
  key text not null,
  request_hash bytea not null,
  answer json not null,
  at timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_at ON public.idempotency USING btree (at);

create table incidents (
  dossier_id bigint not null,
  key text not null,
  code text not null,
  element_id text not null,
  message text not null,
  message_en text not null,
  raised_at timestamp with time zone not null,
  constraint incidents_pkey PRIMARY KEY (dossier_id, key)
);
CREATE INDEX incidents_raised ON public.incidents USING btree (code, raised_at, dossier_id, key);

create table installation (
  one boolean default true not null,
  generation integer default 1 not null,
  constraint installation_pkey PRIMARY KEY (one),
  constraint installation_one_check CHECK (one)
);
comment on column installation.generation is 'goes up with every restore: transaction numbers of another server mean nothing here';

create table jobs (
  dossier_id bigint not null,
  element_key text not null,
  job_type text not null,
  retries integer not null,
  available_at timestamp with time zone not null,
  locked_by text,
  lock_token uuid,
  locked_until timestamp with time zone,
  error text,
  constraint jobs_pkey PRIMARY KEY (dossier_id, element_key),
  constraint jobs_check CHECK ((((locked_by IS NULL) = (lock_token IS NULL)) AND ((locked_by IS NULL) = (locked_until IS NULL))))
);
CREATE INDEX jobs_available ON public.jobs USING btree (job_type, available_at) WHERE (retries > 0);
CREATE INDEX jobs_failed ON public.jobs USING btree (job_type, available_at, dossier_id, element_key) WHERE (retries = 0);

create table messages (
  id bigint generated always as identity not null,
  message_id text,
  name text not null,
  correlation_key text,
  variables json not null,
  published_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  try_at timestamp with time zone,
  tries integer default 0 not null,
  thrown_by bigint,
  taken_by bigint,
  taken_at timestamp with time zone,
  constraint messages_pkey PRIMARY KEY (id),
  constraint messages_message_id_key UNIQUE (message_id)
);
comment on column messages.try_at is 'when somebody who takes it is looked for; again at once when somebody new waits for its name';
comment on column messages.taken_by is 'the dossier that took it, or that it started; the row stays until it expires, so that its id counts once';
CREATE INDEX messages_expired ON public.messages USING btree (expires_at);
CREATE INDEX messages_kept ON public.messages USING btree (name, id) WHERE (taken_at IS NULL);
CREATE INDEX messages_to_try ON public.messages USING btree (try_at, id) WHERE ((taken_at IS NULL) AND (try_at IS NOT NULL));

create table organisations (
  id bigint generated always as identity not null,
  content json not null,
  at timestamp with time zone not null,
  actor jsonb not null,
  constraint organisations_pkey PRIMARY KEY (id)
);
comment on table organisations is 'units, officers, calendars; the last one is in force, none is ever changed';

create table portal_messages (
  id bigint generated always as identity not null,
  dossier_id bigint not null,
  revision integer not null,
  number integer not null,
  kind text not null,
  status integer not null,
  at timestamp with time zone not null,
  body json not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by text,
  outcome text,
  answer json,
  constraint portal_messages_pkey PRIMARY KEY (id),
  constraint portal_messages_dossier_id_revision_number_key UNIQUE (dossier_id, revision, number),
  constraint portal_messages_kind_check CHECK ((kind = ANY (ARRAY['status'::text, 'progress'::text]))),
  constraint portal_messages_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'refused'::text]))),
  constraint portal_messages_status_check CHECK (((status >= 1) AND (status <= 10)))
);
comment on column portal_messages.number is 'of the messages that one command of the dossier led to';
CREATE INDEX portal_messages_open ON public.portal_messages USING btree (id) WHERE (acknowledged_at IS NULL);

create table portal_readers (
  name text not null,
  cursor text,
  constraint portal_readers_pkey PRIMARY KEY (name)
);
comment on table portal_readers is 'how far the feed was read; locked by the process that reads on';

create table positions (
  id bigint generated always as identity not null,
  user_id bigint not null,
  role text not null,
  unit text,
  title text,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  constraint positions_pkey PRIMARY KEY (id),
  constraint positions_check CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint positions_role_check CHECK ((role = ANY (ARRAY['designer'::text, 'reviewer'::text, 'approver'::text, 'officer'::text, 'unitHead'::text, 'centreManager'::text, 'inspector'::text, 'administrator'::text])))
);
comment on column positions.unit is 'null: the whole organisation';
CREATE INDEX positions_of_user ON public.positions USING btree (user_id);

create table process_versions (
  id bigint generated always as identity not null,
  process_key text not null,
  version integer not null,
  hash bytea not null,
  bpmn text not null,
  forms json default '{}'::json not null,
  procedure jsonb default '{}'::jsonb not null,
  deployed_at timestamp with time zone not null,
  deployed_by jsonb not null,
  name text,
  process_ids text[] default '{}'::text[] not null,
  bindings jsonb default '{}'::jsonb not null,
  deadlines jsonb default '[]'::jsonb not null,
  catches text[] default '{}'::text[] not null,
  retention_years integer,
  in_force_from timestamp with time zone,
  in_force_until timestamp with time zone,
  starts_pending boolean default false not null,
  decisions jsonb default '{}'::jsonb not null,
  keyed_messages text[] default '{}'::text[] not null,
  constraint process_versions_pkey PRIMARY KEY (id),
  constraint process_versions_process_key_hash_key UNIQUE (process_key, hash),
  constraint process_versions_process_key_version_key UNIQUE (process_key, version)
);
comment on table process_versions is 'one deployed content each; dossiers keep theirs';
comment on column process_versions.hash is 'sha-256 of BPMN, forms and bindings: what was approved';
comment on column process_versions.process_ids is 'processes of the file: what a call activity of another file may call';
comment on column process_versions.bindings is 'called element → id of the version it is pinned to';
comment on column process_versions.catches is 'names of the messages that somebody in it may wait for';
comment on column process_versions.in_force_from is 'dossiers may start on it from then on; null: from the beginning';
comment on column process_versions.in_force_until is 'and no more from then on; those that run keep it; null: no end is known';
comment on column process_versions.starts_pending is 'what it starts by itself is planned when it comes into force';
comment on column process_versions.keyed_messages is 'names of the messages that somebody in it may wait for and whose key is read in what they carry';
CREATE INDEX process_versions_called ON public.process_versions USING gin (process_ids);
CREATE INDEX process_versions_ending ON public.process_versions USING btree (in_force_until) WHERE (in_force_until IS NOT NULL);
CREATE INDEX process_versions_keyed_messages ON public.process_versions USING gin (keyed_messages) WHERE (keyed_messages <> '{}'::text[]);
CREATE INDEX process_versions_pending ON public.process_versions USING btree (in_force_from) WHERE starts_pending;

create table publications (
  id bigint generated always as identity not null,
  version_id bigint not null,
  decision_id bigint not null,
  codes text[] not null,
  effective_date date not null,
  published_at timestamp with time zone not null,
  published_by json not null,
  constraint publications_pkey PRIMARY KEY (id)
);
comment on table publications is 'versions that dossiers of the service may start on, while they are in force';
comment on column publications.codes is 'national codes that the version is for, without their locality';
CREATE INDEX publications_of_version ON public.publications USING btree (version_id);

create table roster_entries (
  id bigint generated always as identity not null,
  officer text not null,
  unit text not null,
  counter text,
  procedures text[] not null,
  is_reserve boolean not null,
  valid_from date not null,
  valid_to date,
  noted_at timestamp with time zone not null,
  noted_by json not null,
  constraint roster_entries_pkey PRIMARY KEY (id),
  constraint roster_entries_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
);
comment on table roster_entries is 'who sits at which desk when; what they may do there is said by their positions';
comment on column roster_entries.officer is 'login of an account, or id of an officer of the organisation';
comment on column roster_entries.procedures is 'ids of main processes; empty: all that the desk has';
comment on column roster_entries.valid_to is 'the last day; null: until it is ended';
CREATE INDEX roster_entries_of_officer ON public.roster_entries USING btree (officer, valid_from);
CREATE INDEX roster_entries_of_unit ON public.roster_entries USING btree (unit, valid_from);

create table sessions (
  token_hash bytea not null,
  user_id bigint not null,
  csrf_token text not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  address text,
  agent text,
  constraint sessions_pkey PRIMARY KEY (token_hash)
);
comment on column sessions.token_hash is 'SHA-256 of the cookie: a copy of this table signs nobody in';
CREATE INDEX sessions_expired ON public.sessions USING btree (expires_at);
CREATE INDEX sessions_of_user ON public.sessions USING btree (user_id);

create table start_subscriptions (
  version_id bigint not null,
  element_id text not null,
  place integer not null,
  type text not null,
  name text,
  due_at timestamp with time zone,
  every text,
  rounds_left integer,
  definition integer default 0 not null,
  holds boolean,
  constraint start_subscriptions_pkey PRIMARY KEY (version_id, element_id, definition),
  constraint start_subscriptions_type_check CHECK ((type = ANY (ARRAY['message'::text, 'signal'::text, 'timer'::text, 'conditional'::text])))
);
comment on table start_subscriptions is 'what starts the newest version of each file without being asked';
comment on column start_subscriptions.place is 'among the starts of its file: those of one instant begin in this order';
comment on column start_subscriptions.definition is 'which of the triggers of its element, counted from 0';
comment on column start_subscriptions.holds is 'of a condition: it held when facts were told last, and starts again only after it did not';
CREATE INDEX start_subscriptions_by_name ON public.start_subscriptions USING btree (type, name) WHERE (name IS NOT NULL);
CREATE INDEX start_subscriptions_due ON public.start_subscriptions USING btree (due_at) WHERE (due_at IS NOT NULL);

create table steps (
  dossier_id bigint not null,
  element_key text not null,
  element_id text not null,
  type text not null,
  unit text,
  department text,
  holder text,
  arrived_at timestamp with time zone not null,
  due_at timestamp with time zone,
  budget_minutes integer,
  used_minutes integer,
  over_by_minutes integer,
  left_at timestamp with time zone,
  outcome text,
  epoch integer not null,
  desk text,
  role text,
  flag text,
  waits_for_sender boolean default false not null,
  working_due_at timestamp with time zone,
  constraint steps_pkey PRIMARY KEY (dossier_id, element_key),
  constraint steps_check CHECK (((outcome IS NULL) = (left_at IS NULL)))
) with (fillfactor=80);
comment on column steps.flag is 'the gravest flag of the open step that was not withdrawn';
comment on column steps.waits_for_sender is 'returned to the unit it came from; its clock stands';
comment on column steps.working_due_at is 'by when the way forward needs the step; flags and punctuality follow due_at, which the approved budget gives';
CREATE INDEX steps_automatic ON public.steps USING btree (unit, due_at, dossier_id, element_key) WHERE ((left_at IS NULL) AND (type <> ALL (ARRAY['userTask'::text, 'manualTask'::text])));
CREATE INDEX steps_claimed ON public.steps USING btree (unit, due_at, dossier_id, element_key) WHERE ((left_at IS NULL) AND (holder IS NOT NULL) AND (type = ANY (ARRAY['userTask'::text, 'manualTask'::text])));
CREATE INDEX steps_finished ON public.steps USING btree (unit, left_at) INCLUDE (holder, due_at, outcome) WHERE ((left_at IS NOT NULL) AND (unit IS NOT NULL));
CREATE INDEX steps_flagged ON public.steps USING btree (unit, flag, due_at, dossier_id, element_key) INCLUDE (type, holder) WHERE ((left_at IS NULL) AND (flag IS NOT NULL));
CREATE INDEX steps_held ON public.steps USING btree (holder, due_at, dossier_id, element_key) WHERE ((left_at IS NULL) AND (holder IS NOT NULL));
CREATE INDEX steps_of_desk ON public.steps USING btree (desk, due_at, dossier_id, element_key) INCLUDE (type, holder, unit, flag) WHERE ((left_at IS NULL) AND (desk IS NOT NULL));
CREATE INDEX steps_unclaimed ON public.steps USING btree (unit, due_at, dossier_id, element_key) WHERE ((left_at IS NULL) AND (holder IS NULL) AND (type = ANY (ARRAY['userTask'::text, 'manualTask'::text])));

create table users (
  id bigint generated always as identity not null,
  login text not null,
  name text not null,
  password_hash text,
  must_change boolean default false not null,
  failures integer default 0 not null,
  locked_until timestamp with time zone,
  issuer text,
  subject text,
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_issuer_subject_key UNIQUE (issuer, subject),
  constraint users_login_key UNIQUE (login),
  constraint users_check CHECK (((issuer IS NULL) = (subject IS NULL))),
  constraint users_login_check CHECK ((login = lower(login)))
);
comment on column users.login is 'also the holder of tasks; history keeps it with the name of the day';
comment on column users.password_hash is 'scrypt with its parameters and salt; null: signs in by OpenID Connect only';

create table waits (
  dossier_id bigint not null,
  key text not null,
  type text not null,
  name text not null,
  correlation_key text,
  since bigint generated always as identity not null,
  constraint waits_pkey PRIMARY KEY (dossier_id, key),
  constraint waits_type_check CHECK ((type = ANY (ARRAY['message'::text, 'signal'::text])))
);
CREATE INDEX waits_by_name ON public.waits USING btree (type, name, md5(correlation_key), since);

create table webhook_attempts (
  id bigint generated always as identity not null,
  webhook_id bigint not null,
  message_id text not null,
  event_type text not null,
  dossier_id bigint not null,
  at timestamp with time zone not null,
  duration_ms integer not null,
  outcome text not null,
  answer_code integer,
  error text,
  constraint webhook_attempts_pkey PRIMARY KEY (id),
  constraint webhook_attempts_outcome_check CHECK ((outcome = ANY (ARRAY['delivered'::text, 'failed'::text, 'gone'::text])))
);
CREATE INDEX webhook_attempts_at ON public.webhook_attempts USING btree (at);
CREATE INDEX webhook_attempts_of ON public.webhook_attempts USING btree (webhook_id, id);

create table webhook_secrets (
  webhook_id bigint not null,
  number integer not null,
  secret bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  constraint webhook_secrets_pkey PRIMARY KEY (webhook_id, number)
);
comment on column webhook_secrets.secret is 'the key itself, for a signature needs it';

create table webhooks (
  id bigint generated always as identity not null,
  name text not null,
  url text not null,
  event_types text[] not null,
  unit text,
  created_at timestamp with time zone not null,
  created_by text not null,
  disabled_at timestamp with time zone,
  disabled_reason text,
  owner text not null,
  constraint webhooks_pkey PRIMARY KEY (id)
);
comment on column webhooks.event_types is 'empty: all';
comment on column webhooks.unit is 'only events of dossiers that this unit or one below it sees; null: of all';
comment on column webhooks.disabled_reason is 'byHand, or gone: the receiver answered 410';
comment on column webhooks.owner is 'login, or key:id: it is told what its owner may have told now, and nothing once they may not; whoever enables it becomes its owner';

alter table appraisal_checks add constraint appraisal_checks_appraisal_id_fkey FOREIGN KEY (appraisal_id) REFERENCES appraisals(id);
alter table appraisal_persons add constraint appraisal_persons_appraisal_id_fkey FOREIGN KEY (appraisal_id) REFERENCES appraisals(id);
alter table appraisal_persons add constraint appraisal_persons_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafts(id);
alter table appraisal_submissions add constraint appraisal_submissions_appraisal_id_fkey FOREIGN KEY (appraisal_id) REFERENCES appraisals(id);
alter table appraisals add constraint appraisals_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafts(id);
alter table appraisals add constraint appraisals_version_id_fkey FOREIGN KEY (version_id) REFERENCES process_versions(id);
alter table decisions add constraint decisions_appraisal_id_fkey FOREIGN KEY (appraisal_id) REFERENCES appraisals(id);
alter table decisions add constraint decisions_version_id_fkey FOREIGN KEY (version_id) REFERENCES process_versions(id);
alter table delegations add constraint delegations_position_id_fkey FOREIGN KEY (position_id) REFERENCES positions(id);
alter table delegations add constraint delegations_to_user_fkey FOREIGN KEY (to_user) REFERENCES users(id);
alter table dossiers add constraint dossiers_version_id_fkey FOREIGN KEY (version_id) REFERENCES process_versions(id);
alter table findings add constraint findings_appraisal_id_fkey FOREIGN KEY (appraisal_id) REFERENCES appraisals(id);
alter table positions add constraint positions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
alter table publications add constraint publications_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id);
alter table publications add constraint publications_version_id_fkey FOREIGN KEY (version_id) REFERENCES process_versions(id);
alter table sessions add constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
alter table start_subscriptions add constraint start_subscriptions_version_id_fkey FOREIGN KEY (version_id) REFERENCES process_versions(id);
alter table webhook_attempts add constraint webhook_attempts_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks(id) ON DELETE CASCADE;
alter table webhook_secrets add constraint webhook_secrets_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks(id) ON DELETE CASCADE;

CREATE TRIGGER appraisal_trail_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.appraisal_trail FOR EACH STATEMENT EXECUTE FUNCTION appraisal_trail_is_append_only();
CREATE TRIGGER audit_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only();
