/** Keys of programs: what they may do, for which unit, until when. */
import { Type } from 'typebox';
import { createApiKey, revokeApiKey } from '../auth/api-keys.ts';
import { audit } from '../auth/audit.ts';
import { permissionsOf } from '../auth/roles.ts';
import { checkUnit } from '../known-unit.ts';
import { notFound } from '../problem.ts';
import { route, type Result } from '../route.ts';
import { Id, Instant, object, oneOf, Text } from '../schemas.ts';
import { inTransaction } from '../transaction.ts';

const tag = 'api-keys';
const allow = 'keys:manage';
const Scopes = Type.Array(oneOf(permissionsOf.system), { minItems: 1, maxItems: 100, uniqueItems: true });
const unit = Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'id; absent: the whole organisation' }));

const ApiKey = Type.Object({
  keyId: Id,
  name: Type.String(),
  scopes: Scopes,
  unit,
  createdAt: Instant,
  createdBy: Type.String(),
  expiresAt: Type.Optional(Instant),
  revokedAt: Type.Optional(Instant),
  usedAt: Type.Optional(Type.String({ format: 'date-time', description: 'to the minute' })),
});

export const apiKeyRoutes = [
  route({
    method: 'get',
    path: '/api-keys',
    tag,
    summary: ['Danh sách khóa API', 'API keys, revoked ones too, the latest first; at most 500'],
    allow,
    answer: Type.Object({ items: Type.Array(ApiKey) }),
    async handle({ service }): Promise<Result> {
      const { rows } = await service.pool.query<object>(
        `select id::text as "keyId", name, scopes, unit, created_at as "createdAt", created_by as "createdBy", expires_at as "expiresAt",
           revoked_at as "revokedAt", used_at as "usedAt" from api_keys order by id desc limit 500`,
      );
      return { body: { items: rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))) } };
    },
  }),
  route({
    method: 'post',
    path: '/api-keys',
    tag,
    summary: ['Tạo khóa API', 'Create an API key; it is shown this once'],
    allow,
    body: object({ name: Text(200), scopes: Scopes, unit, expiresAt: Type.Optional(Instant) }),
    answer: Type.Object({ keyId: Id, key: Type.String() }),
    status: 201,
    problems: ['UNKNOWN_UNIT'],
    async handle({ service, identity, body, address }): Promise<Result> {
      checkUnit(service.engine, body.unit);
      const { name, scopes, unit, expiresAt } = body;
      const now = new Date();
      const { id, key } = await inTransaction(service.pool, async (db) => {
        const created = await createApiKey(
          db,
          { name, scopes, ...(unit !== undefined && { unit }), ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }) },
          identity.login,
          now,
        );
        await audit(db, { actor: identity, action: 'key.created', subject: created.id, details: body, address });
        return created;
      });
      return { status: 201, body: { keyId: id, key } };
    },
  }),
  route({
    method: 'delete',
    path: '/api-keys/:keyId',
    tag,
    summary: ['Thu hồi khóa API', 'Revoke an API key, at once'],
    allow,
    params: object({ keyId: Id }),
    async handle({ service, identity, params: { keyId }, address }): Promise<Result> {
      await inTransaction(service.pool, async (db) => {
        if (!(await revokeApiKey(db, keyId, new Date()))) throw notFound();
        await audit(db, { actor: identity, action: 'key.revoked', subject: keyId, address });
      });
      return {};
    },
  }),
];
