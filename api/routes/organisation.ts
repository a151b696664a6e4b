/** The organisation: units, officers, calendars, as one document that is read and replaced as a whole. */
import { Type } from 'typebox';
import { auditLine } from '../auth/audit.ts';
import { actorOf } from '../auth/identity.ts';
import { readOrganisation } from '../../engine/index.ts';
import { EngineRefused, wholeText } from '../../engine/runtime/index.ts';
import { organisationPreview } from '../organisation-preview.ts';
import { Problem } from '../problem.ts';
import { route, type Result } from '../route.ts';
import { Id, Instant } from '../schemas.ts';
import { inTransaction, type Queryable } from '../transaction.ts';

const tag = 'organisation';
const Content = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  description: 'organisation.json: id, name, units, officers, calendars, calendar, handOffUnclaimedHours',
});

const MovedFlag = Type.Object({
  flag: Type.String(),
  elementKey: Type.Optional(Type.String()),
  now: Type.Optional(Instant),
  then: Type.Optional(Type.String({ format: 'date-time', description: 'absent: it will not come any more' })),
});
const Preview = Type.Object({
  dossiers: Type.Integer({ description: 'open dossiers looked at, the first to be due' }),
  isComplete: Type.Boolean({ description: 'false: there are more open dossiers than are looked at' }),
  appointments: Type.Integer({ description: 'dossiers whose appointment would be counted otherwise; those promised stay' }),
  flagged: Type.Integer({ description: 'dossiers with flags to come that move' }),
  items: Type.Array(
    Type.Object({
      dossierId: Id,
      code: Type.Optional(Type.String()),
      department: Type.Optional(Type.String()),
      appointmentDueAt: Type.Optional(Type.String({ format: 'date-time', description: 'as promised' })),
      appointment: Type.Optional(
        Type.Object({ order: Type.Integer(), now: Instant, then: Instant }, { description: 'as it would be counted now, and then' }),
      ),
      flags: Type.Array(MovedFlag),
    }),
    { description: 'at most 200' },
  ),
  units: Type.Array(
    Type.Object({
      unit: Type.String(),
      name: Type.String(),
      change: Type.Union([Type.Literal('removed'), Type.Literal('ended')]),
      openDossiers: Type.Integer(),
      positions: Type.Integer({ description: 'held there' }),
    }),
  ),
});

async function inForce(db: Queryable): Promise<{ readonly id: string; readonly content: unknown }> {
  const { rows } = await db.query<{ id: string; content: unknown }>('select id::text, content from organisations order by id desc limit 1');
  return rows[0] ?? { id: '0', content: null };
}

export const organisationRoutes = [
  route({
    method: 'get',
    path: '/organisation',
    tag,
    summary: ['Sơ đồ tổ chức đang có hiệu lực', 'The organisation in force; ETag is its number'],
    allow: 'calendars:read',
    answer: Content,
    async handle({ service }): Promise<Result> {
      const { id, content } = await inForce(service.pool);
      // before one was set: what the engine goes by meanwhile
      const { id: key, name, units, calendar, handOffUnclaimedHours } = service.engine.organisation();
      return {
        body: content ?? { id: key, name, units: [...units.values()], calendar, handOffUnclaimedHours },
        headers: { ETag: `"${id}"` },
      };
    },
  }),
  route({
    method: 'put',
    path: '/organisation',
    tag,
    summary: [
      'Thay sơ đồ tổ chức: cờ báo của hồ sơ đang mở được tính lại, ngày hẹn giữ nguyên',
      'Replace the organisation: flags to come are planned anew, appointments stay',
    ],
    allow: 'organisation:write',
    body: Content,
    problems: ['INVALID_VALUE', 'REVISION_CHANGED'],
    async handle(call): Promise<Result> {
      const { service, identity, body, ifRevision } = call;
      const now = await inTransaction(service.pool, async (db) => {
        // two who replace the same one at once: the second waits, and is told that it has changed
        await db.query(`select pg_advisory_xact_lock(hashtext('taicho organisation'))`);
        const { id } = await inForce(db);
        if (ifRevision !== undefined && id !== String(ifRevision))
          throw new Problem(412, 'REVISION_CHANGED', 'Sơ đồ tổ chức đã thay đổi', 'The organisation has changed', {
            headers: { ETag: `"${id}"` },
          });
        await service.engine.setOrganisation(body, actorOf(identity), auditLine(call, 'organisation.replaced'));
        return inForce(db);
      });
      return { headers: { ETag: `"${now.id}"` } };
    },
  }),
  route({
    method: 'post',
    path: '/organisation/previews',
    tag,
    summary: [
      'Xem trước: sơ đồ tổ chức hoặc lịch mới làm dời gì ở hồ sơ đang mở; không lưu',
      'What another organisation, or its calendars, would move for open dossiers; nothing is kept',
    ],
    allow: 'organisation:write',
    body: Content,
    answer: Preview,
    problems: ['INVALID_VALUE'],
    async handle({ service, body, http }): Promise<Result | undefined> {
      const { organisation, problems } = readOrganisation(wholeText(body));
      if (!organisation)
        throw new EngineRefused('INVALID_VALUE', 'Sơ đồ tổ chức không hợp lệ', 'The organisation is not valid', { problems });
      const preview = await organisationPreview(service, organisation, () => http.response.closed);
      return preview && { body: preview };
    },
  }),
];
