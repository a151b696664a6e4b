/** The catalogue of procedures that the departments have by law, and how much of it is in use here. */
import { Type } from 'typebox';
import { cursorOf, placeOf } from '../../engine/runtime/index.ts';
import { coverage } from '../appraisal/coverage.ts';
import { present } from '../appraisal/drafts.ts';
import { nationalCode } from '../appraisal/publication.ts';
import { draftUnits } from '../appraisal/see-drafts.ts';
import { loadSettings } from '../appraisal/settings.ts';
import { audit } from '../auth/audit.ts';
import { actorOf, unitsSeen } from '../auth/identity.ts';
import { checkUnit } from '../known-unit.ts';
import { forbidden, notFound, Problem } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Actor, Instant, object, page, paging, Reason, Text } from '../schemas.ts';
import { inTransaction } from '../transaction.ts';

const tag = 'catalogue';

const entry = {
  name: Text(2_000),
  department: Type.String({ minLength: 1, maxLength: 200, description: 'unit' }),
  field: Type.Optional(Text(300)),
  mandatory: Type.Boolean({ description: 'must be in use' }),
  excludedReason: Type.Optional(Reason),
  excludedDecision: Type.Optional(Text(300)),
};
const Entry = Type.Object({ code: Type.String(), ...entry, updatedAt: Instant, updatedBy: Actor });
const codePath = object({ code: Type.String({ minLength: 1, maxLength: 100, description: 'national code, `1.001122`' }) });

const share = {
  counted: Type.Integer({ description: 'of the catalogue, without those excluded' }),
  published: Type.Integer({ description: 'of them, published and in force' }),
  excluded: Type.Integer(),
  share: Type.Optional(Type.Number({ description: 'percent, rounded down to a tenth' })),
  reachesTarget: Type.Boolean(),
  missingToTarget: Type.Integer(),
};

/** Throws FORBIDDEN unless the identity keeps the catalogue of the departments that an entry is of and will be of. */
async function checkKeeps({ service, identity }: Pick<Call, 'service' | 'identity'>, code: string, department?: string): Promise<void> {
  const units = unitsSeen(identity, service.engine.organisation(), 'catalogue:write');
  if (units === 'all') return;
  const { rows } = await service.pool.query<{ department: string }>('select department from catalogue where code = $1', [code]);
  const departments = [...rows.map((row) => row.department), ...(department === undefined ? [] : [department])];
  if (departments.some((each) => !units.includes(each))) throw forbidden('catalogue:write', identity.permissions);
}

export const catalogueRoutes = [
  route({
    method: 'get',
    path: '/catalogue',
    tag,
    summary: ['Danh mục thủ tục', 'The catalogue, by code'],
    allow: 'procedures:read',
    query: object({ department: Type.Optional(Text(200)), ...paging }),
    answer: page(Entry),
    async handle({ service, query: { department, cursor, limit = 50 } }): Promise<Result> {
      const [after] = (placeOf(cursor, ['text']) ?? []) as string[];
      const { rows } = await service.pool.query<{ code: string }>(
        `select code, name, department, field, mandatory, excluded_reason as "excludedReason", excluded_decision as "excludedDecision", updated_at as "updatedAt", updated_by as "updatedBy"
         from catalogue where ($1::text is null or department = $1) and ($2::text is null or code > $2) order by code limit $3`,
        [department ?? null, after ?? null, limit + 1],
      );
      const items = rows.slice(0, limit).map((row) => present<{ code: string }>(row));
      return { body: { items, ...(rows.length > limit && { next: cursorOf([items.at(-1)!.code]) }) } };
    },
  }),
  route({
    method: 'put',
    path: '/catalogue/:code',
    tag,
    summary: ['Ghi một thủ tục vào danh mục', 'Enter or change a procedure of the catalogue'],
    allow: 'catalogue:write',
    params: codePath,
    body: object(entry),
    problems: ['CODE_INVALID', 'UNKNOWN_UNIT'],
    async handle({ service, identity, params, body, address }): Promise<Result> {
      const code = nationalCode(params.code);
      if (code === undefined)
        throw new Problem(
          422,
          'CODE_INVALID',
          `Mã thủ tục "${params.code}" không đúng dạng 1.001122`,
          `The code "${params.code}" is not like 1.001122`,
        );
      checkUnit(service.engine, body.department);
      await checkKeeps({ service, identity }, code, body.department);
      const { name, department, field, mandatory, excludedReason, excludedDecision } = body;
      await inTransaction(service.pool, async (db) => {
        await db.query(
          `insert into catalogue (code, name, department, field, mandatory, excluded_reason, excluded_decision, updated_at, updated_by)
           values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), $8)
           on conflict (code) do update set name = excluded.name, department = excluded.department, field = excluded.field, mandatory = excluded.mandatory,
             excluded_reason = excluded.excluded_reason, excluded_decision = excluded.excluded_decision, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
          [
            code,
            name,
            department,
            field ?? null,
            mandatory,
            excludedReason ?? null,
            excludedDecision ?? null,
            JSON.stringify(actorOf(identity)),
          ],
        );
        await audit(db, { actor: identity, action: 'catalogue.changed', subject: code, details: body, address });
      });
      return {};
    },
  }),
  route({
    method: 'delete',
    path: '/catalogue/:code',
    tag,
    summary: ['Bỏ một thủ tục khỏi danh mục', 'Take a procedure off the catalogue'],
    allow: 'catalogue:write',
    params: codePath,
    async handle({ service, identity, params, address }): Promise<Result> {
      const code = nationalCode(params.code) ?? params.code;
      await checkKeeps({ service, identity }, code);
      await inTransaction(service.pool, async (db) => {
        const { rowCount } = await db.query('delete from catalogue where code = $1', [code]);
        if (rowCount === 0) throw notFound();
        await audit(db, { actor: identity, action: 'catalogue.removed', subject: code, address });
      });
      return {};
    },
  }),
  route({
    method: 'get',
    path: '/reports/coverage',
    tag: 'reports',
    summary: ['Tỷ lệ thủ tục đã đưa vào thực hiện theo từng sở', 'How much of the catalogue is in use, by department'],
    allow: 'appraisals:read',
    answer: Type.Object({
      target: Type.Number({ description: 'percent' }),
      items: Type.Array(
        Type.Object({
          department: Type.String(),
          ...share,
          mandatoryMissing: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
        }),
      ),
      total: Type.Object({ ...share, mandatoryMissing: Type.Integer() }),
      unlisted: Type.Array(Type.String(), { description: 'in use, and in no catalogue: codes' }),
    }),
    async handle({ service, identity }): Promise<Result> {
      const { settings } = await loadSettings(service.pool);
      const units = draftUnits(service, identity);
      return { body: await coverage(service.pool, settings.coverageTarget, units === 'all' ? undefined : units) };
    },
  }),
];
