/** People: accounts and the positions they hold, each with its time. Accounts are disabled, never deleted: the history names them. */
import { Type } from 'typebox';
import { cursorOf, placeOf } from '../../engine/runtime/index.ts';
import { keepingAnAdministrator } from '../auth/administrators.ts';
import { audit } from '../auth/audit.ts';
import { roles } from '../auth/roles.ts';
import { closeSessionsOf } from '../auth/sessions.ts';
import { addPosition, checkSubject, createUser, endPosition, oneTimePassword, resetPassword } from '../auth/users.ts';
import { checkUnit } from '../known-unit.ts';
import { Problem } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Id, Instant, object, oneOf, page, paging, Text } from '../schemas.ts';
import { inTransaction, type Queryable } from '../transaction.ts';

const tag = 'users';
const allow = 'users:manage';
const ofUser = object({ userId: Id });
const name = Text(200);
const Role = oneOf(roles.filter((role) => role !== 'system') as Exclude<(typeof roles)[number], 'system'>[]);

const newPosition = {
  role: Role,
  unit: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'id; absent: the whole organisation' })),
  title: Type.Optional(Text(200)),
  validFrom: Type.Optional(Instant),
  validTo: Type.Optional(Instant),
};
const Position = Type.Object({ ...newPosition, positionId: Id, validFrom: Instant });
const User = Type.Object({
  userId: Id,
  login: Type.String(),
  name: Type.String(),
  issuer: Type.Optional(Type.String()),
  subject: Type.Optional(Type.String()),
  hasPassword: Type.Boolean(),
  mustChangePassword: Type.Boolean(),
  createdAt: Instant,
  disabledAt: Type.Optional(Instant),
  lockedUntil: Type.Optional(Instant),
  positions: Type.Array(Position, { description: 'held now or from later on' }),
});
const OneTime = Type.Object({ userId: Id, password: Type.Optional(Type.String({ description: 'for the first time, shown this once' })) });

interface UserRow {
  readonly [column: string]: unknown;
  readonly userId: string;
}

/** Users with their positions, by SQL that says which. */
async function readUsers(db: Queryable, where: string, values: readonly unknown[], now: Date): Promise<object[]> {
  const { rows } = await db.query<UserRow>(
    `select id::text as "userId", login, name, issuer, subject, password_hash is not null as "hasPassword", must_change as "mustChangePassword",
       created_at as "createdAt", disabled_at as "disabledAt", case when locked_until > $1 then locked_until end as "lockedUntil",
       (select coalesce(json_agg(json_build_object('positionId', p.id::text, 'role', role, 'unit', unit, 'title', title, 'validFrom', valid_from, 'validTo', valid_to)
          order by p.id), '[]') from positions p where p.user_id = users.id and (valid_to is null or valid_to > $1)) as positions
     from users where ${where}`,
    [now, ...values],
  );
  return rows.map(({ positions, ...row }) => ({ ...present(row), positions: (positions as object[]).map(present) }));
}

/** Without what has no value. */
const present = (row: object) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

async function findLogin(db: Queryable, userId: string): Promise<string> {
  const { rows } = await db.query<{ login: string }>('select login from users where id = $1::bigint', [userId]);
  if (!rows[0]) throw unknownUser();
  return rows[0].login;
}

const unknownUser = () => new Problem(404, 'UNKNOWN_USER', 'Không có tài khoản này', 'There is no such account');
const unknownPosition = () => new Problem(404, 'UNKNOWN_POSITION', 'Không có chức vụ này', 'There is no such position');
const date = (text: string | undefined) => text && new Date(text);

/** A position as it comes in, its unit known and its time a time. */
function positionOf(
  { service }: Pick<Call, 'service'>,
  given: { unit?: string; title?: string; validFrom?: string; validTo?: string },
  now: Date,
) {
  checkUnit(service.engine, given.unit);
  const { unit, title } = given;
  const validFrom = date(given.validFrom) || now;
  const validTo = date(given.validTo) || undefined;
  if (validTo && validTo <= validFrom)
    throw new Problem(422, 'INVALID_VALUE', 'validTo phải sau validFrom', 'validTo must be after validFrom');
  return { validFrom, ...(validTo && { validTo }), ...(unit !== undefined && { unit }), ...(title !== undefined && { title }) };
}

export const userRoutes = [
  route({
    method: 'get',
    path: '/users',
    tag,
    summary: ['Danh sách tài khoản', 'Accounts'],
    allow,
    query: object({ search: Type.Optional(Text(100)), ...paging }),
    answer: page(User),
    async handle({ service, query: { search = '', cursor, limit = 50 } }): Promise<Result> {
      const [after = ''] = (placeOf(cursor, ['text']) ?? []) as string[];
      const users = await readUsers(
        service.pool,
        `login > $2 and (strpos(login, lower($3)) > 0 or strpos(lower(name), lower($3)) > 0) order by login limit $4`,
        [after, search, limit + 1],
        new Date(),
      );
      const items = users.slice(0, limit);
      const next = users.length > limit && { next: cursorOf([(items.at(-1) as { login: string }).login]) };
      return { body: { items, ...next } };
    },
  }),
  route({
    method: 'post',
    path: '/users',
    tag,
    summary: ['Tạo tài khoản', 'Create an account; without issuer and subject it gets a password for the first time'],
    allow,
    body: object({
      login: Text(100),
      name,
      issuer: Type.Optional(Text(500)),
      subject: Type.Optional(Text(500)),
      positions: Type.Optional(Type.Array(object(newPosition), { maxItems: 20 })),
    }),
    answer: OneTime,
    status: 201,
    problems: ['LOGIN_TAKEN', 'LOGIN_INVALID', 'SUBJECT_TAKEN', 'UNKNOWN_UNIT'],
    async handle(call): Promise<Result> {
      const { service, identity, body, address } = call;
      const { login, positions = [], issuer, subject } = body;
      if ((issuer === undefined) !== (subject === undefined))
        throw new Problem(422, 'INVALID_VALUE', 'issuer và subject đi cùng nhau', 'issuer and subject go together');
      const now = new Date();
      const password = issuer === undefined ? oneTimePassword() : undefined;
      const userId = await inTransaction(service.pool, async (db) => {
        const id = await createUser(
          db,
          {
            login,
            name: body.name,
            ...(password !== undefined && { password, mustChange: true }),
            ...(issuer !== undefined && subject !== undefined && { issuer, subject }),
          },
          now,
        );
        for (const each of positions) await addPosition(db, id, { role: each.role, ...positionOf(call, each, now) }, now);
        await audit(db, { actor: identity, action: 'user.created', subject: login.toLowerCase(), details: { positions, issuer }, address });
        return id;
      });
      return {
        status: 201,
        body: { userId, ...(password !== undefined && { password }) },
        headers: { Location: `/api/v1/users/${userId}` },
      };
    },
  }),
  route({
    method: 'get',
    path: '/users/:userId',
    tag,
    summary: ['Một tài khoản', 'One account'],
    allow,
    params: ofUser,
    answer: User,
    problems: ['UNKNOWN_USER'],
    async handle({ service, params }): Promise<Result> {
      const [user] = await readUsers(service.pool, 'id = $2::bigint', [params.userId], new Date());
      if (!user) throw unknownUser();
      return { body: user };
    },
  }),
  route({
    method: 'patch',
    path: '/users/:userId',
    tag,
    summary: ['Sửa, khóa hoặc mở tài khoản', 'Change, disable or enable an account; disabling ends its sessions'],
    allow,
    params: ofUser,
    body: object({
      name: Type.Optional(name),
      disabled: Type.Optional(Type.Boolean()),
      issuer: Type.Optional(Type.Union([Text(500), Type.Null()])),
      subject: Type.Optional(Type.Union([Text(500), Type.Null()])),
    }),
    answer: User,
    problems: ['UNKNOWN_USER', 'SUBJECT_TAKEN', 'LAST_ADMINISTRATOR'],
    async handle({ service, identity, params: { userId }, body, address }): Promise<Result> {
      const now = new Date();
      const { issuer, subject } = body;
      if ((typeof issuer === 'string') !== (typeof subject === 'string') || (issuer === undefined) !== (subject === undefined))
        throw new Problem(422, 'INVALID_VALUE', 'issuer và subject đi cùng nhau', 'issuer and subject go together');
      const [user] = await inTransaction(service.pool, async (db) => {
        const login = await findLogin(db, userId);
        await checkSubject(db, issuer ?? undefined, subject ?? undefined, userId);
        const change = () =>
          db.query(
            `update users set name = coalesce($2, name), disabled_at = case when $3::boolean is null then disabled_at when $3 then coalesce(disabled_at, $4) end,
               issuer = case when $5 then $6 else issuer end, subject = case when $5 then $7 else subject end where id = $1::bigint`,
            [
              userId,
              body.name?.normalize('NFC') ?? null,
              body.disabled ?? null,
              now,
              issuer !== undefined,
              issuer ?? null,
              subject ?? null,
            ],
          );
        if (body.disabled) {
          await keepingAnAdministrator(db, now, change);
          await closeSessionsOf(db, userId);
        } else await change();
        await audit(db, { actor: identity, action: 'user.changed', subject: login, details: body, address });
        return readUsers(db, 'id = $2::bigint', [userId], now);
      });
      return { body: user };
    },
  }),
  route({
    method: 'post',
    path: '/users/:userId/password-reset',
    tag,
    summary: ['Cấp lại mật khẩu dùng lần đầu', 'A new password for the first time; ends all sessions and the lock'],
    allow,
    params: ofUser,
    answer: OneTime,
    problems: ['UNKNOWN_USER'],
    async handle({ service, identity, params: { userId }, address }): Promise<Result> {
      const password = oneTimePassword();
      await inTransaction(service.pool, async (db) => {
        const login = await findLogin(db, userId);
        await resetPassword(db, userId, login, password);
        await closeSessionsOf(db, userId);
        await audit(db, { actor: identity, action: 'password.reset', subject: login, address });
      });
      return { body: { userId, password } };
    },
  }),
  route({
    method: 'post',
    path: '/users/:userId/positions',
    tag,
    summary: ['Giao chức vụ', 'Give a position, for a time or until it is ended'],
    allow,
    params: ofUser,
    body: object(newPosition),
    answer: Type.Object({ positionId: Id }),
    status: 201,
    problems: ['UNKNOWN_USER', 'UNKNOWN_UNIT'],
    async handle(call): Promise<Result> {
      const { service, identity, params, body, address } = call;
      const now = new Date();
      const positionId = await inTransaction(service.pool, async (db) => {
        const login = await findLogin(db, params.userId);
        const id = await addPosition(db, params.userId, { role: body.role, ...positionOf(call, body, now) }, now);
        await audit(db, { actor: identity, action: 'position.given', subject: login, details: { positionId: id, ...body }, address });
        return id;
      });
      return { status: 201, body: { positionId } };
    },
  }),
  route({
    method: 'delete',
    path: '/users/:userId/positions/:positionId',
    tag,
    summary: ['Chấm dứt chức vụ', 'End a position now'],
    allow,
    params: object({ userId: Id, positionId: Id }),
    problems: ['UNKNOWN_POSITION', 'LAST_ADMINISTRATOR'],
    async handle({ service, identity, params: { userId, positionId }, address }): Promise<Result> {
      const now = new Date();
      await inTransaction(service.pool, async (db) => {
        if (!(await keepingAnAdministrator(db, now, () => endPosition(db, userId, positionId, now)))) throw unknownPosition();
        await audit(db, {
          actor: identity,
          action: 'position.ended',
          subject: await findLogin(db, userId),
          details: { positionId },
          address,
        });
      });
      return {};
    },
  }),
];
