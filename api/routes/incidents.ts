/** Incidents: dossiers that cannot go on, seen, and set going again one by one or many at a time. */
import { Type } from 'typebox';
import type { Variables as Values } from '../../engine/semantics/state.ts';
import { auditLine } from '../auth/audit.ts';
import { actorOf, unitsSeen } from '../auth/identity.ts';
import { Problem, problemBody, problemOf } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Accepted, dossierPath, ElementKey, Id, Instant, object, page, paging, ProblemShape, Reason, Text, Variables } from '../schemas.ts';
import { checkSees } from '../see.ts';

const tag = 'incidents';

const IncidentItem = Type.Object({
  dossierId: Id,
  dossierCode: Type.Optional(Type.String()),
  versionId: Id,
  processKey: Type.Optional(Type.String()),
  key: Type.Optional(Type.String({ description: 'absent for ENGINE_FAILED, which the engine tries again by itself' })),
  code: Type.String(),
  elementId: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  message: Type.String(),
  messageEn: Type.String(),
  raisedAt: Instant,
  attempts: Type.Optional(Type.Integer()),
  error: Type.Optional(Type.String()),
});

const Key = Type.String({ minLength: 1, maxLength: 320, pattern: '^[^\\u0000-\\u001f\\u007f]+$' });

interface Named {
  readonly dossierId: string;
  readonly key: string;
}

/** What made the incident is put right first, if it was a variable; then its work is tried again. */
async function resolve(
  call: Pick<Call, 'service' | 'identity' | 'address'>,
  { dossierId, key }: Named,
  { variables, scope, reason }: { readonly variables?: Values; readonly scope?: string; readonly reason?: string },
  idempotencyKey: string | undefined,
) {
  const { service, identity } = call;
  await checkSees(service, identity, dossierId, 'incidents:resolve');
  const about = (part: string) => ({
    ...(idempotencyKey !== undefined && { idempotencyKey: `${idempotencyKey}${part}` }),
    ...(reason !== undefined && { reason }),
  });
  const details = { key, ...(reason !== undefined && { reason }), ...(variables && { variableNames: Object.keys(variables) }) };
  // only where something stands still: this is no way to write into any other dossier. A repeated request finds no incident, and its first answer below
  if (variables && (await isOpen(service, dossierId, key))) {
    const command = { type: 'setVariables', variables, ...(scope !== undefined && { scope }) } as const;
    await service.engine.execute(dossierId, command, actorOf(identity), {
      ...about('/variables'),
      auditLine: auditLine(call, 'incident.variables', dossierId, details),
    });
  }
  return service.engine.execute(dossierId, { type: 'resolveIncident', incidentKey: key }, actorOf(identity), {
    ...about(''),
    auditLine: auditLine(call, 'incident.resolved', dossierId, details),
  });
}

async function isOpen({ engine }: Call['service'], dossierId: string, key: string): Promise<boolean> {
  const { state } = await engine.dossier(dossierId);
  return Object.hasOwn(state.incidents, key);
}

export const incidentRoutes = [
  route({
    method: 'get',
    path: '/incidents',
    tag,
    summary: ['Sự cố chưa xử lý, cũ nhất đứng trước', 'Incidents that are not resolved, oldest first'],
    allow: 'incidents:read',
    query: object({
      code: Type.Optional(Text(60)),
      elementId: Type.Optional(Text(300)),
      processKey: Type.Optional(Text(200)),
      versionIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
      ...paging,
    }),
    answer: page(IncidentItem),
    async handle({ service, identity, query }): Promise<Result> {
      const units = unitsSeen(identity, service.engine.organisation(), 'incidents:read');
      const { items, next } = await service.engine.incidents({ ...(query as object), ...(units !== 'all' && { seenBy: units }) });
      // what the program said is for who keeps the house
      const shown = identity.permissions.has('incidents:resolve') ? items : items.map(({ error: _error, ...item }) => item);
      return { body: { items: shown, ...(next !== undefined && { next }) } };
    },
  }),
  route({
    method: 'post',
    path: '/incidents/bulk',
    tag,
    summary: ['Cho nhiều hồ sơ chạy tiếp; mỗi sự cố một kết quả', 'Resolve several incidents; an answer for each'],
    allow: 'incidents:resolve',
    body: object({ items: Type.Array(object({ dossierId: Id, key: Key }), { minItems: 1, maxItems: 100 }), reason: Type.Optional(Reason) }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          dossierId: Id,
          key: Type.String(),
          status: Type.Integer(),
          revision: Type.Optional(Type.Integer()),
          problem: Type.Optional(ProblemShape),
        }),
      ),
    }),
    idempotent: true,
    async handle(call): Promise<Result> {
      const { items, reason } = call.body as { items: readonly Named[]; reason?: string };
      const one = async ({ dossierId, key }: Named) => {
        try {
          const own = call.idempotencyKey && `${call.idempotencyKey}/${dossierId} ${key}`;
          const { revision } = await resolve(call, { dossierId, key }, { ...(reason !== undefined && { reason }) }, own);
          return { dossierId, key, status: 200, revision };
        } catch (error) {
          const problem = problemOf(error);
          if (problem.status >= 500) call.service.log(`bulk ${dossierId} ${key} ${call.requestId}`, error);
          const instance = `/api/v1/incidents/${dossierId}/${encodeURIComponent(key)}`;
          return { dossierId, key, status: problem.status, problem: problemBody(problem, call.language, instance, call.requestId) };
        }
      };
      return { body: { items: await Promise.all(items.map(one)) } };
    },
  }),
  route({
    method: 'post',
    path: '/incidents/:dossierId/:key/resolution',
    tag,
    summary: ['Cho chạy tiếp; có thể sửa biến trước', 'Try again what stood still, with variables put right before'],
    allow: 'incidents:resolve',
    params: object({ dossierId: Id, key: Key }),
    body: object({
      reason: Type.Optional(Reason),
      variables: Type.Optional(Variables),
      scope: Type.Optional({ ...ElementKey, description: 'whose variables; absent: those of the first process' }),
    }),
    answer: Accepted,
    idempotent: true,
    problems: ['UNKNOWN_DOSSIER', 'NO_INCIDENT', 'NOT_WAITING'],
    async handle(call): Promise<Result> {
      const answer = await resolve(call, call.params as Named, call.body as object, call.idempotencyKey);
      return { body: answer, headers: { ETag: `"${answer.revision}"` } };
    },
  }),
  route({
    method: 'post',
    path: '/incidents/:dossierId/retry',
    tag,
    summary: ['Thử lại ngay việc hệ thống chưa làm được', 'ENGINE_FAILED: try the due work now rather than later'],
    allow: 'incidents:resolve',
    params: dossierPath,
    body: object({}),
    answer: Type.Object({ dossierId: Id }),
    status: 202,
    problems: ['UNKNOWN_DOSSIER', 'NO_INCIDENT'],
    async handle({ service, identity, params }): Promise<Result> {
      const { dossierId } = params as { dossierId: string };
      await checkSees(service, identity, dossierId, 'incidents:resolve');
      if (await service.engine.tryAgain(dossierId)) return { status: 202, body: { dossierId } };
      throw new Problem(
        404,
        'NO_INCIDENT',
        `Hồ sơ ${dossierId} không có việc nào hệ thống chưa làm được`,
        `The engine failed on nothing of dossier ${dossierId}`,
      );
    },
  }),
];
