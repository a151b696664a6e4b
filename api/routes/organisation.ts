/** The organisation: units, officers, calendars, as one document that is read and replaced as a whole. */
import { Type } from 'typebox';
import { audit } from '../auth/audit.ts';
import { actorOf } from '../auth/identity.ts';
import { Problem } from '../problem.ts';
import { route, type Result } from '../route.ts';
import { inTransaction, type Queryable } from '../transaction.ts';

const tag = 'organisation';
const Content = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  description: 'organisation.json: id, name, units, officers, calendars, calendar, handOffUnclaimedHours',
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
    async handle({ service, identity, body, ifRevision, address }): Promise<Result> {
      const now = await inTransaction(service.pool, async (db) => {
        // two who replace the same one at once: the second waits, and is told that it has changed
        await db.query(`select pg_advisory_xact_lock(hashtext('taicho organisation'))`);
        const { id } = await inForce(db);
        if (ifRevision !== undefined && id !== String(ifRevision))
          throw new Problem(412, 'REVISION_CHANGED', 'Sơ đồ tổ chức đã thay đổi', 'The organisation has changed', {
            headers: { ETag: `"${id}"` },
          });
        await service.engine.setOrganisation(body, actorOf(identity));
        const replaced = await inForce(db);
        await audit(db, { actor: identity, action: 'organisation.replaced', subject: replaced.id, address });
        return replaced;
      });
      return { headers: { ETag: `"${now.id}"` } };
    },
  }),
];
