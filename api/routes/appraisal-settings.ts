/** How appraisals run here: time limit, whose calendar, who appraises, who approves, the target of the coverage. */
import { Type } from 'typebox';
import { loadSettings } from '../appraisal/settings.ts';
import { audit } from '../auth/audit.ts';
import { actorOf } from '../auth/identity.ts';
import { checkUnit } from '../known-unit.ts';
import { Problem } from '../problem.ts';
import { route, type Result } from '../route.ts';
import { object } from '../schemas.ts';
import { inTransaction } from '../transaction.ts';

const tag = 'appraisals';
const unit = Type.String({ minLength: 1, maxLength: 200 });
const Settings = object({
  dueWorkingDays: Type.Number({ minimum: 0.25, maximum: 365, description: 'from submission until it is passed or returned' }),
  calendarUnit: Type.Optional(unit),
  reviewUnits: Type.Array(unit, { maxItems: 50, description: 'whose reviewers appraise: Justice, the Office …; empty: all reviewers' }),
  approveUnits: Type.Array(unit, { maxItems: 50, description: 'whose approvers approve and publish; empty: all approvers' }),
  coverageTarget: Type.Number({ minimum: 0, maximum: 100, description: 'percent' }),
});

export const appraisalSettingsRoutes = [
  route({
    method: 'get',
    path: '/appraisal-settings',
    tag,
    summary: ['Cách thẩm định ở đây', 'How appraisals run here; ETag is its number'],
    allow: 'appraisals:read',
    answer: Settings,
    async handle({ service }): Promise<Result> {
      const { id, settings } = await loadSettings(service.pool);
      return { body: settings, headers: { ETag: `"${id}"` } };
    },
  }),
  route({
    method: 'put',
    path: '/appraisal-settings',
    tag,
    summary: ['Đặt cách thẩm định; hạn đã tính giữ nguyên', 'Set how they run; time limits already counted stay'],
    allow: 'organisation:write',
    body: Settings,
    problems: ['UNKNOWN_UNIT', 'REVISION_CHANGED'],
    async handle({ service, identity, body, ifRevision, address }): Promise<Result> {
      for (const each of [body.calendarUnit, ...body.reviewUnits, ...body.approveUnits]) checkUnit(service.engine, each);
      const id = await inTransaction(service.pool, async (db) => {
        await db.query(`select pg_advisory_xact_lock(hashtext('taicho appraisal settings'))`);
        const before = await loadSettings(db);
        if (ifRevision !== undefined && before.id !== String(ifRevision))
          throw new Problem(412, 'REVISION_CHANGED', 'Cách thẩm định đã thay đổi', 'The settings have changed', {
            headers: { ETag: `"${before.id}"` },
          });
        const { rows } = await db.query<{ id: string }>(
          'insert into appraisal_settings (content, at, by) values ($1, clock_timestamp(), $2) returning id::text',
          [JSON.stringify(body), JSON.stringify(actorOf(identity))],
        );
        await audit(db, {
          actor: identity,
          action: 'appraisalSettings.changed',
          subject: rows[0]!.id,
          details: { from: before.settings, to: body },
          address,
        });
        return rows[0]!.id;
      });
      return { headers: { ETag: `"${id}"` } };
    },
  }),
];
