/** Facts from outside: every procedure starts whose start condition holds now and did not when facts were told last. */
import { Type } from 'typebox';
import type { Variables as Values } from '../../engine/semantics/state.ts';
import { actorOf } from '../auth/identity.ts';
import { route, type Result } from '../route.ts';
import { object, Text, Variables } from '../schemas.ts';
import { checkWholeOrganisation } from '../whole-organisation.ts';

export const conditionRoutes = [
  route({
    method: 'post',
    path: '/conditions',
    tag: 'signals',
    summary: [
      'Báo dữ kiện để xét điều kiện mở đầu của các quy trình',
      'Tell facts, over which the start conditions of procedures are asked',
    ],
    allow: 'messages:publish',
    body: object({ facts: Variables }),
    answer: Type.Object({
      starting: Type.Integer({ description: 'dossiers that start' }),
      failed: Type.Array(
        Type.Object({
          versionId: Text(30),
          elementId: Text(300),
          message: Type.String(),
          messageEn: Type.String(),
        }),
        { description: 'conditions that could not be evaluated over these facts' },
      ),
    }),
    status: 202,
    idempotent: true,
    problems: ['WHOLE_ORGANISATION_ONLY', 'IDEMPOTENCY_KEY_REUSED'],
    async handle({ service, identity, body, idempotencyKey }): Promise<Result> {
      checkWholeOrganisation(identity, 'messages:publish');
      const once = idempotencyKey === undefined ? undefined : { actor: actorOf(identity), idempotencyKey };
      return { status: 202, body: await service.engine.evaluateConditions((body as { facts: Values }).facts, once) };
    },
  }),
];
