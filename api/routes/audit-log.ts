/** What security turns on, as it was written down; nobody can change it. */
import { Type } from 'typebox';
import { cursorOf, placeOf } from '../../engine/runtime/index.ts';
import { route, type Result } from '../route.ts';
import { Id, Instant, object, page, paging, Text } from '../schemas.ts';

const Entry = Type.Object({
  entryId: Id,
  at: Instant,
  actor: Type.Object({ login: Type.String(), name: Type.Optional(Type.String()), apiKeyId: Type.Optional(Type.String()) }),
  action: Type.String({ description: 'session.opened, user.created, key.revoked, personalData.read …' }),
  subject: Type.Optional(Type.String()),
  details: Type.Unknown(),
  address: Type.Optional(Type.String()),
});

export const auditLogRoutes = [
  route({
    method: 'get',
    path: '/audit-log',
    tag: 'audit-log',
    summary: ['Nhật ký bảo mật, mới nhất trước', 'The audit log, the latest first'],
    allow: 'audit:read',
    query: object({
      login: Type.Optional(Text(100)),
      action: Type.Optional(Text(100)),
      subject: Type.Optional(Text(200)),
      from: Type.Optional(Instant),
      to: Type.Optional(Instant),
      ...paging,
    }),
    answer: page(Entry),
    async handle({ service, query: { login, action, subject, from, to, cursor, limit = 50 } }): Promise<Result> {
      const [before] = (placeOf(cursor, ['bigint']) ?? []) as string[];
      const { rows } = await service.pool.query<{ entryId: string; subject: string | null; address: string | null }>(
        `select id::text as "entryId", at, actor, action, subject, details, address from audit_log
         where ($1::bigint is null or id < $1) and ($2::text is null or actor->>'login' = $2) and ($3::text is null or action = $3)
           and ($4::text is null or subject = $4) and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)
         order by id desc limit $7`,
        [before ?? null, login ?? null, action ?? null, subject ?? null, from ?? null, to ?? null, limit + 1],
      );
      const items = rows.slice(0, limit).map(({ subject, address, ...row }) => ({
        ...row,
        ...(subject !== null && { subject }),
        ...(address !== null && { address }),
      }));
      return { body: { items, ...(rows.length > limit && { next: cursorOf([items.at(-1)!.entryId]) }) } };
    },
  }),
];
