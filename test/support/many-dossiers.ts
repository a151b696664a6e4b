/** A province's year of rows, made by the server itself: 1,000,000 dossiers, for tests that read plans. */
import pg from 'pg';

/** The instant at which the year is looked at; everything is laid around it. */
export const lookedAt = '2026-12-14T03:00:00.000Z';

const tables = [
  'dossiers',
  'steps',
  'hand_offs',
  'flags',
  'incidents',
  'history',
  'holdings',
  'corrections',
  'ad_hoc_parts',
  'dossier_units',
  'jobs',
  'messages',
];

/** A number from 0 to 1 that depends on `key` and `salt` alone. */
const chance = (key: string, salt: number) => `((hashint8extended((${key})::bigint, ${salt}) & 1048575) / 1048576.0)`;

/** What most of the rows are computed from: the department is the version's: nineteen large ones, a small one, and none as often as a large one. */
const departmentOf = (version: string) =>
  `case when ${version} > 396 then 'small' when ${version} % 20 = 19 then null else 'd' || ${version} % 20 end`;
/** The ten units of a department have shares of its work from 1 to 19 percent; without department there is no unit. */
const unitOf = (department: string, key: string, salt: number) => `${department} || '-u' || floor(10 * sqrt(${chance(key, salt)}))::int`;

const versionsAndDossiers: readonly string[] = [
  `insert into process_versions (id, process_key, version, hash, bpmn, name, deployed_at, deployed_by) overriding system value
     select v, 'procedure' || v / 2, 1 + v % 2, int4send(v), '', 'Thủ tục ' || v / 2, '2025-12-01', '{}' from generate_series(1, 400) v`,

  // 300,000 open, most of them among the latest, some in every month; procedures from 25,000 dossiers down to 1,250
  `insert into dossiers (id, version_id, revision, status, outcome, code, group_id, department, started_at, last_at, ended_at, appointment_due_at, forecast_at, result, next_due_at)
     select i, v, 10, case when ended then 'ended' when ${chance('i', 4)} < 0.01 then 'suspended' else 'active' end,
       case when ended then (array['completed', 'completed', 'completed', 'completed', 'completed', 'completed', 'completed', 'refused', 'withdrawn', 'cancelled'])[1 + floor(10 * ${chance('i', 5)})::int] end,
       '000.00.01.' || 1000000 + i, case when i % 50 = 0 then 'g' || i / 500 end, ${departmentOf('v')}, started, least(now, started + interval '9 days'),
       case when ended then least(now - i % 1000 * interval '1 second', started + ${chance('i', 6)} * interval '30 days') end,
       case when ${chance('i', 7)} < 0.95 then due end,
       case when not ended and ${chance('i', 7)} < 0.95 then greatest(now, due + (10 * ${chance('i', 8)} - 9.5) * interval '1 day') end,
       case when ${chance('i', 7)} >= 0.95 then null when ended then (array['early', 'early', 'early', 'early', 'early', 'early', 'onTime', 'onTime', 'onTime', 'late'])[1 + floor(10 * ${chance('i', 9)})::int]
            when ${chance('i', 9)} < 0.1 then 'early' end,
       case when not ended then due end
     from (
       select i, v, ended, started, now, date_trunc('hour', case when ended then started + interval '15 days' else now + (25 * ${chance('i', 10)} - 3) * interval '1 day' end) as due
       from (
         select i, 1 + floor(400 * ${chance('i', 2)} * ${chance('i', 2)})::int as v, ${chance('i', 3)} > case when i > 740000 then 0.9 else 0.0892 end as ended,
           '2026-01-01'::timestamptz + i * interval '30 seconds' as started, '${lookedAt}'::timestamptz as now
         from generate_series(1, 1000000) i) a) b`,
];

const steps: readonly string[] = [
  `insert into steps (dossier_id, element_key, element_id, type, unit, department, holder, arrived_at, due_at, budget_minutes, used_minutes, over_by_minutes, left_at, outcome, epoch)
     select id, 'receive#' || n, 'receive', 'userTask', unit, department, unit || '-o' || floor(20 * ${chance('id', 21)})::int, started_at + n * interval '1 day', started_at + n * interval '1 day' + case when late then interval '1 hour' else interval '8 hours' end, 480,
       case when late then 700 else 300 end, case when late then 220 else 0 end, started_at + n * interval '1 day' + interval '5 hours', 'completed', 1
     from (select d.*, n, ${unitOf('department', 'id * 8 + n', 20)} as unit, ${chance('id * 8 + n', 22)} < 0.12 as late
           from dossiers d, generate_series(1, case when id <= 600000 then 3 else 2 end) n) s`,

  // 400,000 open steps: three in five are held, one in eight is flagged, one in ten is a job, one in five waits at a desk
  `insert into steps (dossier_id, element_key, element_id, type, unit, department, desk, holder, arrived_at, due_at, epoch, flag)
     select id, 'appraise#' || n, 'appraise', case when person then 'userTask' else 'serviceTask' end, unit, department,
       case when ${chance('id * 8 + n', 31)} < 0.2 then 'desk' || floor(40 * ${chance('id * 8 + n', 32)})::int end,
       case when person and ${chance('id * 8 + n', 33)} < 0.6 then unit || '-o' || floor(20 * ${chance('id', 34)})::int end,
       started_at + interval '4 days', case when ${chance('id', 35)} < 0.97 then '${lookedAt}'::timestamptz + (20 * ${chance('id * 8 + n', 36)} - 2) * interval '1 day' end, 1,
       case when ${chance('id * 8 + n', 36)} < 0.1 then 'stepOverBudget' when ${chance('id * 8 + n', 36)} < 0.12 then 'stepAtRisk' when ${chance('id * 8 + n', 37)} < 0.005 then 'handOffUnclaimed' end
     from (select d.*, n, ${unitOf('department', 'id * 8 + n', 20)} as unit, ${chance('id * 8 + n', 30)} < 0.9 as person
           from dossiers d, generate_series(1, case when id % 3 = 0 then 2 else 1 end) n where status <> 'ended') s`,

  `insert into hand_offs (dossier_id, key, element_key, from_unit, from_department, to_unit, to_department, to_desk, level, state, sent_at)
     select dossier_id, element_key || '~1', element_key, 'centre', 'centre', coalesce(unit, 'unknown'), department, desk, 'department', 'sent', arrived_at
     from steps where left_at is null and type = 'userTask' and holder is null and ${chance('dossier_id', 41)} < 0.14`,
];

const others: readonly string[] = [
  `insert into hand_offs (dossier_id, key, element_key, from_unit, from_department, to_unit, to_department, level, state, sent_at, accepted_at, accepted_by)
     select id, 'receive#1~1', 'receive#1', 'centre', 'centre', coalesce(${unitOf('department', 'id * 8 + 1', 20)}, 'unknown'), department, case when id % 4 = 0 then 'unit' else 'department' end, 'accepted', started_at, started_at, 'o'
     from dossiers where id % 25 in (0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22)`,
  // all year, a tenth withdrawn
  `insert into flags (dossier_id, flag, element_key, epoch, at, raised_at, withdrawn_at, unit, department, holder, due_at, budget_minutes, used_minutes, deadline_share, over_by_minutes)
     select id, (array['stepAtRisk', 'stepOverBudget', 'handOffUnclaimed', 'dossierAtRisk', 'apologyDue', 'dossierOverdue'])[n], case when n < 4 then 'appraise#1' else '' end, 1,
       started_at + n * interval '1 day', started_at + n * interval '1 day', case when ${chance('id', 51)} < 0.1 then started_at + interval '9 days' end,
       case when n < 4 then ${unitOf('department', 'id * 8 + 1', 20)} else department end, department, case when n < 4 then 'o' end, started_at + n * interval '1 day', 480, 480, 0.1, 0
     from dossiers, generate_series(1, 6) n where ${chance('id', 50)} < 0.05`,

  `insert into incidents (dossier_id, key, code, element_id, message, message_en, raised_at)
     select id, 'incident#1', (array['CONDITION_FAILED', 'JOB_FAILED', 'STUCK'])[1 + id % 3], 'appraise', 'Lỗi', 'Failed', started_at + interval '5 days'
     from dossiers where status <> 'ended' and ${chance('id', 60)} < 0.0335`,
  `insert into engine_failures (dossier_id, at, attempts, error) select id, last_at, 3, 'out of order' from dossiers where id % 100 = 0`,

  `insert into history (dossier_id, revision, at, actor, command, events, generation, xid)
     select i, n, '2026-01-01', '{"user":"o"}', '{"type":"completeTask"}', '[]', 1, pg_current_xact_id()
     from generate_series(1, 10000) i, generate_series(1, case when i = 5000 then 1000 else 10 end) n`,
  `insert into holdings (dossier_id, element_key, number, holder, from_at, to_at)
     select i, 'receive#' || n, 1, 'o', '2026-01-01', '2026-01-02' from generate_series(1, 25000) i, generate_series(1, 4) n`,
];

const units: readonly string[] = [
  // one in twenty is under way, one in twenty has failed
  `insert into jobs (dossier_id, element_key, job_type, retries, available_at, locked_by, lock_token, locked_until)
     select dossier_id, element_key, 'type' || dossier_id % 10, case when lot < 0.05 then 0 else 3 end, arrived_at,
       case when lot > 0.95 then 'w' end, case when lot > 0.95 then gen_random_uuid() end, case when lot > 0.95 then '${lookedAt}'::timestamptz + interval '1 minute' end
     from (select s.*, ${chance('dossier_id', 70)} as lot from steps s where left_at is null and type = 'serviceTask') s`,
  `insert into messages (name, variables, published_at, expires_at, taken_at)
     select 'name' || i / 4 % 10, '{}', '${lookedAt}'::timestamptz - i * interval '1 minute', '2099-01-01', case when i % 4 > 0 then '${lookedAt}'::timestamptz end
     from generate_series(1, 100000) i`,
  `insert into dossier_units (dossier_id, unit, ended_at)
     select s.dossier_id, s.unit, d.ended_at from (select distinct dossier_id, unit from steps where unit is not null) s join dossiers d on d.id = s.dossier_id`,
  `insert into corrections (dossier_id, key, hand_off_key, unit, desk, reason, opened_at)
     select dossier_id, key || '!', key, from_unit, 'desk' || dossier_id / 2 % 10, 'Thiếu bản vẽ', sent_at + interval '1 day' from hand_offs where state = 'sent' and dossier_id % 2 = 0`,
  `insert into ad_hoc_parts (dossier_id, element_key, element_id, unit, department, desk, opened_at)
     select dossier_id, element_key || '!', 'box', unit, department, desk, arrived_at from steps where left_at is null and dossier_id % 2 = 0`,
];

/** Fills a migrated, empty database. Keys and indexes are built once the rows are there, on two connections: in a third of the time. */
export async function loadManyDossiers(connectionString: string): Promise<void> {
  // the rows refer to each other by how they are made: foreign keys need not be looked up a million times
  const options = '-c session_replication_role=replica -c synchronous_commit=off -c maintenance_work_mem=256MB -c work_mem=64MB';
  const pool = new pg.Pool({ connectionString, max: 2, options });
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await pool.query(statement);
  };
  try {
    const keys = await statementsOf(
      pool,
      `select conrelid::regclass::text as "table", format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
         format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create
       from pg_constraint where conrelid = any($1::regclass[]) and contype in ('p', 'u')`,
    );
    await run(keys.map((key) => key.drop));
    const indexes = await statementsOf(
      pool,
      `select indrelid::regclass::text as "table", format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as create
       from pg_index where indrelid = any($1::regclass[])`,
    );
    await run(indexes.map((index) => index.drop));
    const finish = (of: readonly string[]) => [
      ...[...keys, ...indexes].filter(({ table }) => of.includes(table)).map((each) => each.create),
      ...of.map((table) => `vacuum analyze ${table}`),
    ];
    await run(versionsAndDossiers);
    await Promise.all([
      run([...steps, ...finish(['steps', 'hand_offs'])]),
      run([
        ...others,
        ...finish(['dossiers', 'flags', 'incidents', 'history', 'holdings']),
        'vacuum analyze engine_failures',
        'vacuum analyze process_versions',
      ]),
    ]);
    await run([...units, ...finish(['corrections', 'ad_hoc_parts', 'dossier_units', 'jobs', 'messages'])]);
  } finally {
    await pool.end();
  }
}

interface DropAndCreate {
  readonly table: string;
  readonly drop: string;
  readonly create: string;
}

async function statementsOf(pool: pg.Pool, text: string): Promise<readonly DropAndCreate[]> {
  return (await pool.query<DropAndCreate>(text, [tables])).rows;
}
