/** Reports of punctuality, as raw counts and shares, and the late dossiers with the step where their time was lost; of the units that the identity sees. */
import { Type } from 'typebox';
import type {
  DossierPunctualityFilter,
  HeatFilter,
  LateFilter,
  PunctualityReport,
  StepPunctualityFilter,
} from '../../engine/runtime/index.ts';
import { route, type Result } from '../route.ts';
import { Id, Instant, object, page, paging, Text } from '../schemas.ts';
import { seenUnitsOf } from '../seen-units.ts';
import type { Service } from '../service.ts';

const tag = 'reports';

const period = {
  from: { ...Instant, description: 'this instant or later' },
  to: { ...Instant, description: 'before this instant' },
};
const among = {
  department: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'this unit or one below it' })),
  processKey: Type.Optional(Text(200)),
  versionIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
};

const ofDossiers = {
  early: Type.Integer(),
  onTime: Type.Integer(),
  late: Type.Integer(),
  shares: Type.Object({ early: Type.Number(), onTime: Type.Number(), late: Type.Number() }, { description: 'percent, together 100.0' }),
  withoutAppointment: Type.Integer(),
  cancelled: Type.Integer(),
  withdrawn: Type.Integer(),
};
const ofSteps = {
  within: Type.Integer(),
  over: Type.Integer(),
  shares: Type.Object({ within: Type.Number(), over: Type.Number() }, { description: 'percent, together 100.0' }),
  withoutBudget: Type.Integer(),
  interrupted: Type.Integer(),
};
const row = { key: Type.Optional(Type.String()), name: Type.Optional(Type.String()) };

const LateDossier = Type.Object({
  dossierId: Id,
  code: Type.Optional(Type.String()),
  groupId: Type.Optional(Type.String()),
  versionId: Id,
  processKey: Type.Optional(Type.String()),
  procedureName: Type.Optional(Type.String()),
  status: Type.String(),
  outcome: Type.Optional(Type.String()),
  department: Type.Optional(Type.String()),
  startedAt: Instant,
  lastAt: Instant,
  endedAt: Type.Optional(Instant),
  finishedAt: Type.Optional(Instant),
  lateByMinutes: Type.Optional(
    Type.Integer({ description: 'working minutes from the appointment to when it was finished, its clock stopped, or now' }),
  ),
  appointmentDueAt: Type.Optional(Instant),
  forecastAt: Type.Optional(Instant),
  standsSince: Type.Optional(Instant),
  forecastMisses: Type.Boolean(),
  result: Type.Optional(Type.String()),
  lost: Type.Union([
    Type.Literal('notDecided'),
    Type.Object(
      {
        elementKey: Type.String(),
        elementId: Type.String(),
        name: Type.Optional(Type.String()),
        unit: Type.Optional(Type.String()),
        department: Type.Optional(Type.String()),
        holder: Type.Optional(Type.String()),
        dueAt: Type.Optional(Instant),
        overByMinutes: Type.Integer(),
      },
      { description: 'the step that was over its time the longest' },
    ),
  ]),
});

/** Officers of accounts are named by them; the organisation knows only its own. */
async function named<Counts>({ pool }: Service, report: PunctualityReport<Counts>): Promise<PunctualityReport<Counts>> {
  const { rows } = await pool.query<{ login: string; name: string }>('select login, name from users where login = any($1::text[])', [
    report.items.flatMap(({ key, name }) => (name === undefined ? (key ?? []) : [])),
  ]);
  const names = new Map(rows.map(({ login, name }) => [login, name]));
  return {
    ...report,
    items: report.items.map((item) =>
      item.name === undefined && names.has(item.key ?? '') ? { ...item, name: names.get(item.key!)! } : item,
    ),
  };
}

export const reportRoutes = [
  route({
    method: 'get',
    path: '/reports/dossiers',
    tag,
    summary: ['Hồ sơ trước hạn, đúng hạn, quá hạn', 'Dossiers that ended early, on time, late'],
    allow: 'reports:read',
    query: object({
      by: Type.Union(['procedure', 'department', 'month', 'day'].map((by) => Type.Literal(by))),
      ...period,
      ...among,
      ...paging,
    }),
    answer: Type.Object({
      items: Type.Array(Type.Object({ ...row, ...ofDossiers })),
      next: Type.Optional(Type.String()),
      total: Type.Object(ofDossiers, { description: 'of all rows, on whatever page' }),
    }),
    async handle({ service, identity, query }): Promise<Result> {
      const units = seenUnitsOf(service, identity, 'reports:read', {});
      return { body: await service.engine.punctuality({ ...(query as DossierPunctualityFilter), ...(units && { units }) }) };
    },
  }),
  route({
    method: 'get',
    path: '/reports/steps',
    tag,
    summary: ['Bước trong và quá thời gian giao, theo đơn vị hoặc cán bộ', 'Steps within and over their budgets, by unit or officer'],
    allow: 'reports:read',
    query: object({
      by: Type.Union([Type.Literal('unit'), Type.Literal('officer')]),
      ...period,
      department: among.department,
      holder: Type.Optional(Text(100)),
      ...paging,
    }),
    answer: Type.Object({
      items: Type.Array(Type.Object({ ...row, ...ofSteps })),
      next: Type.Optional(Type.String()),
      total: Type.Object(ofSteps, { description: 'of all rows, on whatever page' }),
    }),
    async handle({ service, identity, query }): Promise<Result> {
      const units = seenUnitsOf(service, identity, 'reports:read', {});
      const filter = query as StepPunctualityFilter;
      const report = await service.engine.punctuality({ ...filter, ...(units && { units }) });
      return { body: filter.by === 'officer' ? await named(service, report) : report };
    },
  }),
  route({
    method: 'get',
    path: '/reports/late-dossiers',
    tag,
    summary: [
      'Hồ sơ trễ và nơi mất thời gian',
      'Late dossiers and where their time was lost: open ones, longest overdue first, then ended ones',
    ],
    allow: 'reports:read',
    query: object({ ...period, ...among, ...paging }),
    answer: page(LateDossier),
    async handle({ service, identity, query }): Promise<Result> {
      const units = seenUnitsOf(service, identity, 'reports:read', {});
      return { body: await service.engine.lateDossiers({ ...(query as LateFilter), ...(units && { units }) }) };
    },
  }),
  route({
    method: 'get',
    path: '/reports/heat',
    tag,
    summary: [
      'Nơi mất thời gian của một phiên bản: từng bước và giữa các sở, qua các hồ sơ kết thúc gần đây',
      'Where the last ended dossiers of a version lost their time: in its steps and between departments',
    ],
    allow: 'reports:read',
    query: object({
      versionId: Id,
      last: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: 'how many dossiers; 200' })),
    }),
    answer: Type.Object({
      versionId: Id,
      dossiers: Type.Integer({ description: 'that it rests on' }),
      from: Type.Optional(Instant),
      to: Type.Optional(Instant),
      late: Type.Integer({ description: 'of them, finished after the appointment' }),
      steps: Type.Array(
        Type.Object({
          elementId: Type.String(),
          name: Type.Optional(Type.String()),
          visits: Type.Integer({ description: 'finished' }),
          over: Type.Integer({ description: 'of them, after the due instant' }),
          medianUsedMinutes: Type.Optional(Type.Integer()),
          p90UsedMinutes: Type.Optional(Type.Integer()),
          budgetMinutes: Type.Optional(Type.Integer()),
          lostMinutes: Type.Integer({ description: 'by which all visits together were over' }),
          lostShare: Type.Number({ description: 'of what all steps lost, 0 to 1' }),
          openNow: Type.Integer(),
          openLate: Type.Integer(),
        }),
        { description: 'where most was lost first' },
      ),
      passages: Type.Array(
        Type.Object({
          fromUnit: Type.String(),
          toUnit: Type.String(),
          count: Type.Integer(),
          medianWaitedMinutes: Type.Integer({ description: 'working minutes between sending and taking up' }),
          p90WaitedMinutes: Type.Integer(),
          returned: Type.Integer(),
        }),
        { description: 'between departments' },
      ),
    }),
    problems: ['UNKNOWN_VERSION'],
    async handle({ service, identity, query }): Promise<Result> {
      const units = seenUnitsOf(service, identity, 'reports:read', {});
      return { body: await service.engine.heat({ ...(query as HeatFilter), ...(units && { seenBy: units }) }) };
    },
  }),
];
