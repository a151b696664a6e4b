/** Messages from outside: kept until a dossier that waits for the name and key takes one, or one that it starts. */
import { Type } from 'typebox';
import type { PublishedMessage } from '../../engine/runtime/index.ts';
import { route, type Result } from '../route.ts';
import { Id, Instant, object, page, paging, Text, Variables } from '../schemas.ts';
import { checkWholeOrganisation } from '../whole-organisation.ts';

/** A year, in milliseconds. */
const longestLifeMs = 366 * 86_400_000;

const part = [Text(500), Type.Number(), Type.Boolean()];
/** As the core keeps keys: one value, or those of several properties under their names (ADR 0063). */
const CorrelationKey = Type.Union(
  [
    ...part,
    Type.Unsafe<Record<string, string | number | boolean | null>>({
      type: 'object',
      propertyNames: { maxLength: 200, not: { const: '__proto__' } },
      additionalProperties: { anyOf: [...part, Type.Null()] },
      minProperties: 2,
      maxProperties: 20,
    }),
  ],
  {
    description:
      'as the waiting element has it; of a key of several properties all of them by name, in any order; absent: read in the variables if the procedure says where, else for whoever waits for the name',
  },
);

const KeptMessage = Type.Object({
  number: Id,
  name: Type.String(),
  correlationKey: Type.Optional(Type.String({ description: 'as JSON; absent: for whoever waits for the name' })),
  id: Type.Optional(Type.String({ description: 'what its sender called it' })),
  publishedAt: Instant,
  expiresAt: Instant,
  tries: Type.Integer({ description: 'how often somebody who takes it was looked for in vain' }),
  nextTryAt: Type.Optional(Instant),
  thrownBy: Type.Optional(Type.String({ description: 'the dossier that threw it; absent: it came from outside' })),
});

export const messageRoutes = [
  route({
    method: 'get',
    path: '/messages',
    tag: 'messages',
    summary: ['Thông điệp còn giữ, chưa ai nhận', 'Messages that are kept, which nobody has taken yet; without what they carry'],
    allow: 'messages:read',
    query: object({ name: Type.Optional(Text(200)), ...paging }),
    answer: page(KeptMessage),
    problems: ['WHOLE_ORGANISATION_ONLY'],
    async handle({ service, identity, query }): Promise<Result> {
      // nobody knows of which unit the dossier will be that takes one
      checkWholeOrganisation(identity, 'messages:read');
      return { body: await service.engine.keptMessages(query as object) };
    },
  }),
  route({
    method: 'post',
    path: '/messages',
    tag: 'messages',
    summary: ['Gửi thông điệp tới hồ sơ đang chờ', 'Publish a message: taken by exactly one dossier, the longest waiting'],
    allow: 'messages:publish',
    body: object({
      name: Text(200),
      correlationKey: Type.Optional(CorrelationKey),
      variables: Type.Optional(Variables),
      id: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 300,
          description: 'counts once, whoever sends it, as long as the first is kept; absent: the Idempotency-Key',
        }),
      ),
      timeToLiveMs: Type.Optional(
        Type.Integer({ minimum: 1_000, maximum: longestLifeMs, description: 'how long it is kept for somebody who waits; 30 days' }),
      ),
    }),
    answer: Type.Object({ kept: Type.Boolean({ description: 'false: a message of this id is known already' }) }),
    status: 202,
    idempotent: true,
    problems: ['WHOLE_ORGANISATION_ONLY'],
    async handle({ service, identity, body, idempotencyKey }): Promise<Result> {
      checkWholeOrganisation(identity, 'messages:publish');
      const message = body as PublishedMessage;
      // a key is the caller's own; an id is everybody's
      const id = message.id ?? (idempotencyKey && `${identity.login}/${idempotencyKey}`);
      return { status: 202, body: { kept: await service.engine.publishMessage({ ...message, ...(id !== undefined && { id }) }) } };
    },
  }),
];
