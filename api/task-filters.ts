/** What lists of tasks can be asked for: a simple query for people, a grammar like Camunda 8's for programs; both become one filter of what the identity sees. */
import { Type, type Static, type TSchema } from 'typebox';
import type { Organisation } from '../engine/index.ts';
import { unitsBelow, type Paging, type TaskFilter } from '../engine/runtime/index.ts';
import { unitsSeen, type Identity } from './auth/identity.ts';
import { Id, Instant, object, paging, Text } from './schemas.ts';

const several = (description: string) =>
  Type.Optional(Type.Array(Text(200), { minItems: 1, maxItems: 200, description: `${description}; several: any of them` }));
const Flag = Type.Union(['stepAtRisk', 'stepOverBudget', 'handOffUnclaimed'].map((flag) => Type.Literal(flag)));
const Kind = Type.Union(['userTask', 'manualTask', 'serviceTask', 'sendTask', 'receiveTask'].map((type) => Type.Literal(type)));

export const TaskQuery = object({
  unit: several('unit of the task'),
  department: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'this unit or one below it' })),
  desk: several('desk of the task'),
  holder: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'login; `me`: the one who asks' })),
  unclaimed: Type.Optional(Type.Boolean({ description: 'only what nobody holds' })),
  flag: Type.Optional(Type.Array(Flag, { minItems: 1, maxItems: 3 })),
  dueBefore: Type.Optional(Instant),
  dueAfter: Type.Optional(Instant),
  dossierId: Type.Optional(Id),
  type: Type.Optional(Type.Array(Kind, { minItems: 1, maxItems: 5, description: 'absent: userTask and manualTask' })),
  ...paging,
});

const some = (item: TSchema = Text(200)) =>
  Type.Optional(Type.Union([item, object({ $eq: item }), object({ $in: Type.Array(item, { minItems: 1, maxItems: 200 }) })]));

/** A plain value means `$eq`. */
export const TaskSearchFilter = object({
  unit: some(),
  department: Type.Optional(Type.Union([Text(200), object({ $eq: Text(200) })])),
  desk: some(),
  holder: Type.Optional(Type.Union([Text(100), object({ $eq: Text(100) }), object({ $exists: Type.Literal(false) })])),
  flag: some(Flag),
  type: some(Kind),
  dueAt: Type.Optional(object({ $lt: Type.Optional(Instant), $gte: Type.Optional(Instant) })),
  dossierId: Type.Optional(Type.Union([Id, object({ $eq: Id })])),
});

export const TaskSearch = object({
  filter: Type.Optional(TaskSearchFilter),
  sort: Type.Optional(
    Type.Array(object({ field: Type.Literal('dueAt'), order: Type.Optional(Type.Literal('asc')) }), {
      maxItems: 1,
      description: 'the one order there is: first due first, without due instant last',
    }),
  ),
  page: Type.Optional(object({ limit: paging.limit, after: paging.cursor })),
});

type Operators = { readonly $eq?: string; readonly $in?: readonly string[]; readonly $exists?: false };
type Criterion = string | Operators | undefined;

/** The query that a search means. */
export function queryOf(filter: Readonly<Record<string, unknown>> = {}): Static<typeof TaskQuery> {
  const criterion = (name: string) => filter[name] as Criterion;
  const list = (name: string) => {
    const given = criterion(name);
    return given === undefined ? undefined : typeof given === 'string' ? [given] : [...(given.$in ?? [given.$eq!])];
  };
  const holder = criterion('holder');
  const { $lt: dueBefore, $gte: dueAfter } = (filter['dueAt'] ?? {}) as { $lt?: string; $gte?: string };
  return present({
    unit: list('unit'),
    department: list('department')?.[0],
    desk: list('desk'),
    holder: typeof holder === 'string' ? holder : holder?.$eq,
    unclaimed: typeof holder === 'object' && holder.$exists === false ? true : undefined,
    flag: list('flag'),
    type: list('type'),
    dueBefore,
    dueAfter,
    dossierId: list('dossierId')?.[0],
  }) as Static<typeof TaskQuery>;
}

/**
 * The filter of a query, narrowed to what the identity sees: tasks of its units and desks, and all that it holds itself. Undefined: it can see none of these.
 * With `dossierId` whoever sees the dossier sees its tasks; the caller has checked that.
 */
export function filterOf(
  { unit, department, desk, holder, unclaimed, flag, dueBefore, dueAfter, dossierId, type, cursor, limit }: Static<typeof TaskQuery>,
  identity: Identity,
  organisation: Organisation,
): (TaskFilter & Paging) | undefined {
  const below = department === undefined ? undefined : unitsBelow(organisation, department);
  const units = below ? (unit ? below.filter((each) => unit.includes(each)) : below) : unit;
  const login = holder === 'me' ? identity.login : holder;
  const seen = unitsSeen(identity, organisation, 'tasks:read');
  const everything = seen === 'all' || dossierId !== undefined || login === identity.login;
  // a unit that is not seen is left out here rather than read and thrown away
  const seenUnits = everything ? units : units?.filter((each) => seen.includes(each));
  if (seenUnits?.length === 0) return undefined;
  return present({
    units: seenUnits,
    desks: desk,
    places: everything || seenUnits ? undefined : seen,
    holder: login,
    unclaimed,
    flags: flag,
    dueBefore,
    dueAfter,
    dossierId,
    types: type,
    cursor,
    limit,
  }) as TaskFilter & Paging;
}

function present(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
