/** Tasks: what people have to do, found, taken, done, sent back. A task is named by its dossier and the key of its element (`#` written as %23). */
import { Type, type TObject, type TProperties, type Static } from 'typebox';
import type { Answer, Page, Task } from '../../engine/runtime/index.ts';
import { actorOf } from '../auth/identity.ts';
import { checkTask, findTask, findTasks, nameOf, type FoundTask, type TaskName } from '../find-tasks.ts';
import { cameWith, returnable } from '../hand-off-places.ts';
import { forbidden, Problem, problemBody, problemOf } from '../problem.ts';
import { checkAssignee } from '../assignee.ts';
import { route, type Call, type Result } from '../route.ts';
import { Accepted, ElementKey, Id, object, page, ProblemShape, Reason, Text, Variables } from '../schemas.ts';
import { checkSees, touches } from '../see.ts';
import { filterOf, queryOf, TaskQuery, TaskSearch, TaskSearchFilter } from '../task-filters.ts';
import { TaskCountsShape, TaskDetail, TaskItem } from '../task-shapes.ts';
import { checkTaskForm, taskForm, variablesAt } from '../task-form.ts';

const tag = 'tasks';

const taskPath = object({ dossierId: Id, elementKey: ElementKey });

/** Tasks that the identity sees; a page of none when it can see none of what it asks for. */
async function list({ service, identity }: Pick<Call, 'service' | 'identity'>, query: Static<typeof TaskQuery>): Promise<Page<Task>> {
  if (query.dossierId !== undefined) await checkSees(service, identity, query.dossierId, 'tasks:read');
  const filter = filterOf(query, identity, service.engine.organisation());
  return filter ? service.engine.tasks(filter) : { items: [] };
}

type Act = Pick<Call, 'service' | 'identity' | 'idempotencyKey' | 'ifRevision'>;

const about = ({ idempotencyKey, ifRevision }: Act) => ({
  ...(idempotencyKey !== undefined && { idempotencyKey }),
  ...(ifRevision !== undefined && { ifRevision }),
});

/** What can be done with a task that the identity touches. */
const acts = {
  claim: (act: Act, { dossierId, elementKey, unit }: FoundTask) =>
    act.service.engine.execute(
      dossierId,
      { type: 'claimTask', elementKey, by: act.identity.login },
      actorOf(act.identity, unit),
      about(act),
    ),
  async reassign(act: Act, { dossierId, elementKey, unit }: FoundTask, to: string) {
    await checkAssignee(act.service, act.identity, to);
    return act.service.engine.execute(dossierId, { type: 'reassignTask', elementKey, to }, actorOf(act.identity, unit), about(act));
  },
  async complete(act: Act, task: FoundTask, variables: object) {
    await checkTaskForm(act.service, task, variables);
    const { dossierId, elementKey, unit } = task;
    return act.service.engine.execute(
      dossierId,
      { type: 'completeTask', elementKey, variables: variables as never, by: act.identity.login },
      actorOf(act.identity, unit),
      about(act),
    );
  },
};

/** A command on one task. */
function act<B extends TProperties>(
  path: string,
  summary: readonly [string, string],
  body: B,
  problems: readonly string[],
  run: (call: Act, task: FoundTask, body: Static<TObject<B>>) => Promise<Answer>,
  allow: 'tasks:work' | 'tasks:assign' = 'tasks:work',
) {
  return route({
    method: 'post',
    path: `/tasks/:dossierId/:elementKey/${path}`,
    tag,
    summary,
    allow,
    params: taskPath,
    body: object(body),
    answer: Accepted,
    idempotent: true,
    problems: ['UNKNOWN_TASK', 'NOT_WAITING', 'REVISION_CHANGED', ...problems],
    async handle(call): Promise<Result> {
      const task = await findTask(call.service, call.identity, call.params as TaskName, allow);
      const answer = await run(call, task, call.body as never);
      return { body: answer, headers: { ETag: `"${answer.revision}"` } };
    },
  });
}

const BulkItem = object({
  dossierId: Id,
  elementKey: ElementKey,
  variables: Type.Optional(Variables),
  ifRevision: Type.Optional(Type.Integer({ minimum: 1 })),
});
const Bulk = Type.Union([
  object({ action: Type.Literal('claim'), items: Type.Array(BulkItem, { minItems: 1, maxItems: 100 }) }),
  object({ action: Type.Literal('complete'), items: Type.Array(BulkItem, { minItems: 1, maxItems: 100 }) }),
  object({ action: Type.Literal('reassign'), to: Text(100), items: Type.Array(BulkItem, { minItems: 1, maxItems: 100 }) }),
]);

export const taskRoutes = [
  route({
    method: 'get',
    path: '/tasks',
    tag,
    summary: ['Việc cần làm, việc đến hạn trước đứng trước', 'Tasks, first due first'],
    allow: 'tasks:read',
    query: TaskQuery,
    answer: page(TaskItem),
    handle: async (call) => ({ body: await list(call, call.query) }),
  }),
  route({
    method: 'post',
    path: '/tasks/search',
    tag,
    summary: ['Tìm việc, cú pháp cho phần mềm', 'Search tasks, a grammar for programs'],
    allow: 'tasks:read',
    body: TaskSearch,
    answer: Type.Object({
      items: Type.Array(TaskItem),
      page: Type.Object({ hasMoreItems: Type.Boolean(), endCursor: Type.Optional(Type.String({ description: 'goes back as `after`' })) }),
    }),
    async handle(call) {
      const { filter, page: { after, limit } = {} } = call.body as { filter?: object; page?: { after?: string; limit?: number } };
      const { items, next } = await list(call, {
        ...queryOf(filter as Record<string, unknown>),
        ...(after !== undefined && { cursor: after }),
        ...(limit !== undefined && { limit }),
      });
      return { body: { items, page: { hasMoreItems: next !== undefined, ...(next !== undefined && { endCursor: next }) } } };
    },
  }),
  route({
    method: 'post',
    path: '/tasks/counts',
    tag,
    summary: ['Đếm việc: tổng số, theo cờ, chưa ai nhận, đến hạn hôm nay', 'Counts of tasks: in all, by flag, unclaimed, due today'],
    allow: 'tasks:read',
    body: object({ filter: Type.Optional(TaskSearchFilter) }),
    answer: TaskCountsShape,
    async handle({ service, identity, body }) {
      const query = queryOf((body as { filter?: Record<string, unknown> }).filter);
      if (query.dossierId !== undefined) await checkSees(service, identity, query.dossierId, 'tasks:read');
      const filter = filterOf(query, identity, service.engine.organisation());
      return { body: filter ? await service.engine.taskCounts(filter) : { total: 0, byFlag: {}, unclaimed: 0, dueToday: 0 } };
    },
  }),
  route({
    method: 'post',
    path: '/tasks/bulk',
    tag,
    summary: [
      'Nhận, giao lại hoặc hoàn thành nhiều việc; mỗi việc một kết quả',
      'Claim, reassign or complete several tasks; an answer for each',
    ],
    allow: 'tasks:work',
    body: Bulk,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          dossierId: Id,
          elementKey: Type.String(),
          status: Type.Integer({ description: 'as the single request would have answered' }),
          revision: Type.Optional(Type.Integer()),
          problem: Type.Optional(ProblemShape),
        }),
      ),
    }),
    idempotent: true,
    async handle(call): Promise<Result> {
      const { service, identity, language, requestId } = call;
      const given = call.body as {
        action: keyof typeof acts;
        to?: string;
        items: readonly (TaskName & { variables?: object; ifRevision?: number })[];
      };
      const permission = given.action === 'reassign' ? 'tasks:assign' : 'tasks:work';
      if (!identity.permissions.has(permission)) throw forbidden(permission);
      const found = await findTasks(service, given.items);
      const one = async ({ dossierId, elementKey, variables = {}, ifRevision }: (typeof given.items)[number]) => {
        const name = { dossierId, elementKey };
        try {
          const task = await checkTask(service, identity, name, found.get(nameOf(name)), permission);
          const act: Act = {
            service,
            identity,
            // each has a key of its own, so that a repeated request does what was left undone
            ...(call.idempotencyKey !== undefined && { idempotencyKey: `${call.idempotencyKey}/${nameOf(name)}` }),
            ...(ifRevision !== undefined && { ifRevision }),
          };
          const { revision } = await (given.action === 'claim'
            ? acts.claim(act, task)
            : given.action === 'complete'
              ? acts.complete(act, task, variables)
              : acts.reassign(act, task, given.to!));
          return { ...name, status: 200, revision };
        } catch (error) {
          const problem = problemOf(error);
          if (problem.status >= 500) service.log(`bulk ${dossierId} ${elementKey} ${requestId}`, error);
          const instance = `/api/v1/tasks/${dossierId}/${encodeURIComponent(elementKey)}`;
          return { ...name, status: problem.status, problem: problemBody(problem, language, instance, requestId) };
        }
      };
      return { body: { items: await Promise.all(given.items.map(one)) } };
    },
  }),
  route({
    method: 'get',
    path: '/tasks/:dossierId/:elementKey',
    tag,
    summary: ['Một việc với biểu mẫu và dữ liệu của nó', 'One open task with its form and what it sees'],
    allow: 'tasks:read',
    params: taskPath,
    answer: TaskDetail,
    problems: ['UNKNOWN_DOSSIER', 'UNKNOWN_TASK'],
    async handle({ service, identity, params }): Promise<Result> {
      const { dossierId, elementKey } = params as TaskName;
      await checkSees(service, identity, dossierId, 'tasks:read');
      const [{ items }, { state, revision }] = await Promise.all([
        service.engine.tasks({ dossierId, limit: 500 }),
        service.engine.dossier(dossierId),
      ]);
      const task: Task | undefined = items.find((each) => each.elementKey === elementKey);
      const variables = variablesAt(state, elementKey);
      if (!task || !variables) throw new Problem(404, 'UNKNOWN_TASK', `Không có việc "${elementKey}"`, `No task "${elementKey}"`);
      const form = await taskForm(service, task.versionId, task.elementId);
      const handOffs = Object.values(state.handOffs)
        .filter((handOff) => handOff.elementKey === elementKey)
        .map(({ key, from, to, level, state, sentAt, acceptedAt, acceptedBy, returnedAt, reason }) => ({
          key,
          from,
          to,
          level,
          state,
          sentAt,
          acceptedAt,
          acceptedBy,
          returnedAt,
          reason,
        }));
      return { body: { ...task, revision, ...(form && { form }), variables, handOffs }, headers: { ETag: `"${revision}"` } };
    },
  }),
  act('claim', ['Nhận việc', 'Claim'], {}, ['HELD_BY_ANOTHER'], (call, task) => acts.claim(call, task)),
  act('release', ['Trả việc về chờ nhận', 'Release: nobody holds it then'], {}, ['WRONG_STATUS'], (call, task) => {
    const { service, identity } = call;
    const { dossierId, elementKey, holder, unit } = task;
    const assigns = identity.permissions.has('tasks:assign') && touches(identity, service.engine.organisation(), task, 'tasks:assign');
    if (holder !== undefined && holder !== identity.login && !assigns) throw forbidden('tasks:assign', identity.permissions);
    return service.engine.execute(dossierId, { type: 'releaseTask', elementKey }, actorOf(identity, unit), about(call));
  }),
  act(
    'completion',
    ['Hoàn thành việc', 'Complete; the variables are checked by the form of the task'],
    { variables: Type.Optional(Variables) },
    ['FORM_INVALID', 'HELD_BY_ANOTHER', 'HAND_OFF_STATE'],
    (call, task, { variables = {} }) => acts.complete(call, task, variables),
  ),
  act(
    'return',
    ['Trả lại nơi gửi, nêu lý do', 'Send it back to the unit it came from, with a reason'],
    { reason: Reason, handOffKey: Type.Optional(Text(320)) },
    ['HAND_OFF_STATE', 'NOTHING_TO_RETURN', 'SEVERAL_SENDERS', 'UNKNOWN_HAND_OFF'],
    async (call, task, { reason, handOffKey }) => {
      const { dossierId, unit } = task;
      const key = handOffKey === undefined ? await returnable(call.service, task) : await cameWith(call.service, task, handOffKey);
      const command = { type: 'returnHandOff', handOffKey: key, reason, by: call.identity.login } as const;
      return call.service.engine.execute(dossierId, command, actorOf(call.identity, unit), about(call));
    },
  ),
  act(
    'reassignment',
    ['Giao việc cho người khác', 'Give it to somebody else of one’s units'],
    { to: Type.String({ minLength: 1, maxLength: 100, description: 'login' }) },
    ['UNKNOWN_ASSIGNEE'],
    (call, task, { to }) => acts.reassign(call, task, to),
    'tasks:assign',
  ),
];
