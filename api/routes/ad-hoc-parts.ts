/** Ad-hoc subprocesses under way: where somebody chooses what is done next. */
import { Type } from 'typebox';
import { adHocChoices } from '../ad-hoc-choices.ts';
import { route, type Result } from '../route.ts';
import { Id, Instant, object, page, paging, unitQuery } from '../schemas.ts';
import { seenUnitsOf, type UnitQuery } from '../seen-units.ts';
import { AdHocChoiceShape } from './dossier-schemas.ts';

const optionalText = Type.Optional(Type.String());

const AdHocPart = Type.Object({
  dossierId: Id,
  dossierCode: optionalText,
  versionId: Id,
  unit: optionalText,
  department: optionalText,
  desk: optionalText,
  openedAt: Instant,
  ...AdHocChoiceShape.properties,
});

export const adHocPartRoutes = [
  route({
    method: 'get',
    path: '/ad-hoc-parts',
    tag: 'tasks',
    summary: ['Phần việc tùy chọn đang mở và việc chọn được trong đó', 'Ad-hoc subprocesses under way, and what can be begun in them'],
    allow: 'tasks:read',
    query: object({ ...unitQuery, ...paging }),
    answer: page(AdHocPart),
    async handle({ service: { engine }, service, identity, query }): Promise<Result> {
      const { unit, department, ...rest } = query as UnitQuery & object;
      const places = seenUnitsOf(service, identity, 'tasks:read', { unit, department });
      const { items, next } = await engine.adHocParts({ ...rest, ...(places && { places }) });
      // a page of states: what can be begun is in none of the rows
      const shown = await Promise.all(
        items.map(async (item) => {
          const { state, versionId } = await engine.dossier(item.dossierId);
          const { model } = await engine.version(versionId);
          const choice = adHocChoices(model, state).find(({ elementKey }) => elementKey === item.elementKey);
          return { activities: [], mayEnd: false, ...choice, ...item };
        }),
      );
      return { body: { items: shown, ...(next !== undefined && { next }) } };
    },
  }),
];
