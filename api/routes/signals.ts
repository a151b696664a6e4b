/** Signals from outside: everybody who waits for the name at this instant gets it, and every procedure that it starts. */
import { Type } from 'typebox';
import type { Variables as Values } from '../../engine/semantics/state.ts';
import { actorOf } from '../auth/identity.ts';
import { route, type Result } from '../route.ts';
import { object, Text, Variables } from '../schemas.ts';
import { checkWholeOrganisation } from '../whole-organisation.ts';

export const signalRoutes = [
  route({
    method: 'post',
    path: '/signals',
    tag: 'signals',
    summary: ['Phát tín hiệu tới mọi hồ sơ đang chờ', 'Broadcast a signal to everybody who waits for it now'],
    allow: 'messages:publish',
    body: object({ name: Text(200), variables: Type.Optional(Variables) }),
    answer: Type.Object({ thrown: Type.Boolean({ description: 'false: it was thrown with this Idempotency-Key before' }) }),
    status: 202,
    idempotent: true,
    problems: ['WHOLE_ORGANISATION_ONLY', 'IDEMPOTENCY_KEY_REUSED'],
    async handle({ service, identity, body, idempotencyKey }): Promise<Result> {
      checkWholeOrganisation(identity, 'messages:publish');
      const { name, variables = {} } = body as { name: string; variables?: Values };
      const once = idempotencyKey === undefined ? undefined : { actor: actorOf(identity), idempotencyKey };
      return { status: 202, body: { thrown: await service.engine.broadcastSignal(name, variables, once) } };
    },
  }),
];
