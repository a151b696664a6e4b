/** Standing in for somebody for a time: given by the holder of the position, or by an administrator. */
import { Type } from 'typebox';
import { audit } from '../auth/audit.ts';
import { createDelegation, endDelegation } from '../auth/delegations.ts';
import type { Identity } from '../auth/identity.ts';
import { forbidden, notFound } from '../problem.ts';
import { route, type Result } from '../route.ts';
import { Id, Instant, object, Reason, Text } from '../schemas.ts';
import { inTransaction } from '../transaction.ts';

const tag = 'users';

const Delegation = Type.Object({
  delegationId: Id,
  positionId: Id,
  role: Type.String(),
  unit: Type.Optional(Type.String()),
  from: Type.String({ description: 'login of the holder' }),
  to: Type.String({ description: 'login of who stands in' }),
  reason: Type.String(),
  validFrom: Instant,
  validTo: Instant,
});

/** Undefined: an administrator, for everybody's positions. A program holds no position. */
function holderOf({ permissions, userId }: Identity): string | undefined {
  if (permissions.has('users:manage')) return undefined;
  if (userId === undefined) throw forbidden('users:manage');
  return userId;
}

export const delegationRoutes = [
  route({
    method: 'get',
    path: '/delegations',
    tag,
    summary: ['Ủy quyền của tôi và cho tôi; quản trị viên thấy tất cả', 'Delegations by and to me; an administrator sees all'],
    allow: 'signedIn',
    answer: Type.Object({ items: Type.Array(Delegation, { description: 'running and to come, the first to end first; at most 500' }) }),
    async handle({ service, identity }): Promise<Result> {
      const { rows } = await service.pool.query<{ unit: string | null }>(
        `select d.id::text as "delegationId", p.id::text as "positionId", p.role, p.unit, f.login as "from", t.login as "to", d.reason,
           d.valid_from as "validFrom", d.valid_to as "validTo"
         from delegations d join positions p on p.id = d.position_id join users f on f.id = p.user_id join users t on t.id = d.to_user
         where d.valid_to > $1 and ($2::bigint is null or $2::bigint in (p.user_id, d.to_user)) order by d.valid_to, d.id limit 500`,
        [new Date(), holderOf(identity) ?? null],
      );
      return { body: { items: rows.map(({ unit, ...row }) => ({ ...row, ...(unit !== null && { unit }) })) } };
    },
  }),
  route({
    method: 'post',
    path: '/delegations',
    tag,
    summary: ['Ủy quyền một chức vụ có thời hạn', 'Let somebody stand in for a time'],
    allow: 'signedIn',
    body: object({ positionId: Id, to: Text(100), reason: Reason, validFrom: Type.Optional(Instant), validTo: Instant }),
    answer: Type.Object({ delegationId: Id }),
    status: 201,
    problems: ['UNKNOWN_POSITION', 'UNKNOWN_USER', 'NOT_DELEGABLE'],
    async handle({ service, identity, body, address }): Promise<Result> {
      const now = new Date();
      const holder = holderOf(identity);
      const delegationId = await inTransaction(service.pool, async (db) => {
        const id = await createDelegation(
          db,
          { ...body, validFrom: body.validFrom === undefined ? now : new Date(body.validFrom), validTo: new Date(body.validTo) },
          holder,
          now,
        );
        await audit(db, { actor: identity, action: 'delegation.given', subject: body.to, details: { delegationId: id, ...body }, address });
        return id;
      });
      return { status: 201, body: { delegationId } };
    },
  }),
  route({
    method: 'delete',
    path: '/delegations/:delegationId',
    tag,
    summary: ['Chấm dứt ủy quyền', 'End a delegation now'],
    allow: 'signedIn',
    params: object({ delegationId: Id }),
    async handle({ service, identity, params: { delegationId }, address }): Promise<Result> {
      const holder = holderOf(identity);
      await inTransaction(service.pool, async (db) => {
        if (!(await endDelegation(db, delegationId, holder, new Date()))) throw notFound();
        await audit(db, { actor: identity, action: 'delegation.ended', subject: delegationId, address });
      });
      return {};
    },
  }),
];
