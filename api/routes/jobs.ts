/** Jobs for workers outside: taken with a lock that runs out, then completed, failed, or ended by a BPMN error. A key of a unit gets the jobs of its unit only. */
import { Type, type Static, type TObject, type TProperties } from 'typebox';
import type { Command } from '../../engine/index.ts';
import type { Job, Request } from '../../engine/runtime/index.ts';
import { actorOf, unitsTouched } from '../auth/identity.ts';
import { findTask, type TaskName } from '../find-tasks.ts';
import { openPlaces } from '../open-places.ts';
import { Problem } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Accepted, ElementKey, Id, Instant, object, page, paging, Text, unitQuery, Variables } from '../schemas.ts';
import { seenUnitsOf, type UnitQuery } from '../seen-units.ts';

const tag = 'jobs';

const JobItem = Type.Object({
  dossierId: Id,
  elementKey: Type.String(),
  elementId: Type.String(),
  type: Type.String(),
  retries: Type.Integer(),
  lockToken: Type.String({ description: 'goes with everything that is done about the job' }),
  lockedUntil: Instant,
  variables: Type.Record(Type.String(), Type.Unknown(), { description: 'what the element sees; personal data are references' }),
});
const JobState = Type.Union(
  (['available', 'locked', 'waiting', 'failed'] as const).map((state) => Type.Literal(state)),
  {
    description:
      'available: the next worker gets it; locked: a worker has it; waiting: after a failure, until its pause is over; failed: no tries are left, the dossier has an incident',
  },
);
const LockToken = Type.String({ format: 'uuid' });
const LockMs = Type.Integer({ minimum: 1_000, maximum: 86_400_000 });
const jobPath = object({ dossierId: Id, elementKey: ElementKey });

/** One look for jobs waits this long, in milliseconds: a worker that has hung up is noticed, and so is the program's end. */
const lookMs = 2_000;

/** Requests that wait for jobs, in one process: each looks into the database once a second. */
const mostWaits = 1_000;
/** Of one account: a worker waits once for each type of job, or once for each of its threads. More is one that does not wait for its answers. */
export const mostWaitsEach = 50;

const takePlace = openPlaces(mostWaitsEach, mostWaits, (of) => {
  const headers = { 'Retry-After': '5' };
  return of === 'all'
    ? new Problem(503, 'TOO_MANY_WAITS', 'Quá nhiều yêu cầu đang chờ việc', 'Too many requests wait for jobs', { headers })
    : new Problem(
        429,
        'TOO_MANY_WAITS_OF_ONE',
        `Mỗi tài khoản hoặc khóa chỉ được có ${mostWaitsEach} yêu cầu chờ việc cùng lúc`,
        `An account or key may have ${mostWaitsEach} requests that wait for jobs at a time`,
        { headers },
      );
});

/** Jobs as soon as there are any, or none after `waitMs`. What was locked for a worker that has hung up is free again at once. */
async function activate(
  { service, identity, http }: Call,
  { waitMs = 0, ...request }: ActivationBody,
): Promise<readonly Job[] | undefined> {
  const units = unitsTouched(identity, service.engine.organisation(), 'jobs:work');
  const until = performance.now() + waitMs;
  const gone = () => http.request.socket.destroyed;
  for (;;) {
    const rest = Math.max(0, Math.min(lookMs, until - performance.now()));
    const jobs = await service.engine.activateJobs({ ...request, waitMs: rest, ...(units !== 'all' && { units }) });
    if (gone()) {
      await Promise.allSettled(jobs.map((job) => service.engine.extendLock(job, 0)));
      return undefined;
    }
    if (jobs.length > 0 || performance.now() >= until || service.stopping()) return jobs;
  }
}

interface ActivationBody {
  readonly type: string;
  readonly worker: string;
  readonly most?: number;
  readonly lockMs?: number;
  readonly waitMs?: number;
}

/** Throws for a job of another unit. A key of the whole organisation needs no look: the lock token says enough. */
async function checkJob({ service, identity }: Pick<Call, 'service' | 'identity'>, name: TaskName): Promise<void> {
  if (unitsTouched(identity, service.engine.organisation(), 'jobs:work') !== 'all') await findTask(service, identity, name);
}

function act<B extends TProperties>(
  path: string,
  summary: readonly [string, string],
  body: B,
  ask: (name: TaskName, body: Static<TObject<B>>) => { readonly command: Command } & Pick<Request, 'backOffMs'>,
) {
  return route({
    method: 'post',
    path: `/jobs/:dossierId/:elementKey/${path}`,
    tag,
    summary,
    allow: 'jobs:work',
    params: jobPath,
    body: object({ lockToken: LockToken, ...body }),
    answer: Accepted,
    idempotent: true,
    problems: ['UNKNOWN_DOSSIER', 'JOB_LOCK_LOST', 'NOT_WAITING'],
    async handle(call): Promise<Result> {
      const { service, identity, idempotencyKey } = call;
      const name = call.params as TaskName;
      await checkJob(call, name);
      const { lockToken, ...given } = call.body as { lockToken: string };
      const { command, ...about } = ask(name, given as never);
      const answer = await service.engine.execute(name.dossierId, command, actorOf(identity), {
        ...about,
        lockToken,
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      });
      return { body: answer, headers: { ETag: `"${answer.revision}"` } };
    },
  });
}

const ListedJob = Type.Object({
  dossierId: Id,
  dossierCode: Type.Optional(Type.String()),
  versionId: Id,
  processKey: Type.Optional(Type.String()),
  elementKey: Type.String(),
  elementId: Type.String(),
  name: Type.Optional(Type.String({ description: 'of the activity' })),
  type: Type.String(),
  state: JobState,
  unit: Type.Optional(Type.String()),
  department: Type.Optional(Type.String()),
  desk: Type.Optional(Type.String()),
  retries: Type.Integer({ description: 'tries left' }),
  availableAt: Instant,
  worker: Type.Optional(Type.String({ description: 'that has it' })),
  lockedUntil: Type.Optional(Instant),
  error: Type.Optional(Type.String({ description: 'what the last worker said that failed' })),
  suspended: Type.Boolean({ description: 'its dossier is suspended: no worker gets it now' }),
});

export const jobRoutes = [
  route({
    method: 'get',
    path: '/jobs',
    tag,
    summary: ['Việc tự động chưa xong, chờ lâu nhất đứng trước', 'Jobs that are not done, those first that have waited longest'],
    allow: 'jobs:read',
    query: object({ type: Type.Optional(Text(200)), state: Type.Optional(JobState), ...unitQuery, ...paging }),
    answer: page(ListedJob),
    async handle({ service, identity, query }): Promise<Result> {
      const { unit, department, ...rest } = query as UnitQuery & object;
      const places = seenUnitsOf(service, identity, 'jobs:read', { unit, department });
      return { body: await service.engine.jobs({ ...rest, ...(places && { places }) }) };
    },
  }),
  route({
    method: 'post',
    path: '/jobs/activation',
    tag,
    summary: ['Lấy việc tự động để làm; có thể chờ', 'Activate jobs of a type; waits for the first when there is none'],
    allow: 'jobs:work',
    body: object({
      type: Text(200),
      worker: Type.String({ minLength: 1, maxLength: 200, description: 'name of the worker, for people to see' }),
      most: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      lockMs: Type.Optional(LockMs),
      waitMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000 })),
    }),
    answer: Type.Object({ jobs: Type.Array(JobItem) }),
    problems: ['TOO_MANY_WAITS', 'TOO_MANY_WAITS_OF_ONE'],
    async handle(call): Promise<Result | undefined> {
      const body = call.body as ActivationBody;
      const leave = (body.waitMs ?? 0) > 0 ? takePlace(call.service, call.identity) : () => undefined;
      try {
        const jobs = await activate(call, body);
        return jobs && { body: { jobs } };
      } finally {
        leave();
      }
    },
  }),
  act(
    'completion',
    ['Việc tự động đã xong', 'The job is done'],
    { variables: Type.Optional(Variables) },
    ({ elementKey }, { variables = {} }) => ({
      command: { type: 'completeJob', elementKey, variables: variables as never },
    }),
  ),
  act(
    'failure',
    ['Việc tự động thất bại', 'The job failed; without retries left the dossier has an incident'],
    {
      retries: Type.Integer({ minimum: 0, maximum: 1_000, description: 'left from now on' }),
      reason: Type.Optional(Text()),
      backOffMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400_000, description: 'nobody gets it before' })),
    },
    ({ elementKey }, { retries, reason, backOffMs }) => ({
      command: { type: 'failJob', elementKey, retries, ...(reason !== undefined && { reason }) },
      ...(backOffMs !== undefined && { backOffMs }),
    }),
  ),
  act(
    'error',
    ['Kết thúc việc bằng lỗi nghiệp vụ (BPMN error)', 'End it by a BPMN error, which the model catches'],
    { code: Type.Optional(Text(200)), variables: Type.Optional(Variables) },
    ({ elementKey }, { code, variables }) => ({
      command: {
        type: 'throwError',
        elementKey,
        ...(code !== undefined && { code }),
        ...(variables !== undefined && { variables: variables as never }),
      },
    }),
  ),
  route({
    method: 'put',
    path: '/jobs/:dossierId/:elementKey/lock',
    tag,
    summary: ['Giữ việc lâu hơn', 'More time for the job'],
    allow: 'jobs:work',
    params: jobPath,
    body: object({ lockToken: LockToken, lockMs: LockMs }),
    answer: Type.Object({ lockedUntil: Instant }),
    problems: ['UNKNOWN_DOSSIER', 'JOB_LOCK_LOST'],
    async handle(call): Promise<Result> {
      const name = call.params as TaskName;
      await checkJob(call, name);
      const { lockToken, lockMs } = call.body as { lockToken: string; lockMs: number };
      return { body: { lockedUntil: await call.service.engine.extendLock({ ...name, lockToken }, lockMs) } };
    },
  }),
];
