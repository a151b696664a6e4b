/** What happens, for other systems: read on from any place without gaps, or listened to. */
import { Type } from 'typebox';
import { unitsSeen } from '../auth/identity.ts';
import type { Permission } from '../auth/roles.ts';
import { cloudEvents, typeOf } from '../events/cloud-event.ts';
import { eventCatalogue, eventTypes } from '../events/event-types.ts';
import { feedEnd } from '../events/feed-end.ts';
import { openFeedTail, type FeedTail } from '../events/feed-tail.ts';
import { seenEntries } from '../events/seen-entries.ts';
import { streamEvents } from '../events/stream.ts';
import { openPlaces } from '../open-places.ts';
import { Problem } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { dossierPath, Instant, object } from '../schemas.ts';
import { checkSees } from '../see.ts';
import type { Service } from '../service.ts';

const tag = 'events';

/** Open streams of one process: each keeps some tens of kilobytes and is asked for every heartbeat. */
const mostStreams = 5_000;
/** Of one account: a program listens once for each of its processes, a person once for each open page. More is a program that forgets to hang up. */
export const mostStreamsEach = 50;

const place = '^\\d{1,9}-\\d{1,19}-\\d{1,18}$';
const Cursor = Type.String({ pattern: place, description: 'a place in the feed, as an answer gave it' });
const Types = Type.Array(Type.Union(eventTypes.map((type) => Type.Literal(type))), { maxItems: eventTypes.length });

export const CloudEventShape = Type.Object({
  specversion: Type.Literal('1.0'),
  id: Type.String({ description: 'the same wherever and however often the event is told' }),
  source: Type.String(),
  type: Type.String({ description: '"vn.taicho.<event>.v1"' }),
  subject: Type.String({ description: 'id of the dossier' }),
  time: Instant,
  datacontenttype: Type.Literal('application/json'),
  data: Type.Object({
    dossierId: Type.String(),
    revision: Type.Integer(),
    number: Type.Integer(),
    command: Type.String(),
    actor: Type.Unknown(),
    occurredAt: Type.Optional(Instant),
    event: Type.Unknown(),
  }),
});

/** One tail for all listeners of a service. */
const tails = new WeakMap<Service, FeedTail>();
function tailOf(service: Service): FeedTail {
  let tail = tails.get(service);
  if (!tail) tails.set(service, (tail = openFeedTail(service.engine, () => feedEnd(service.pool))));
  return tail;
}

const takePlace = openPlaces(mostStreamsEach, mostStreams, (of) => {
  const headers = { 'Retry-After': '30' };
  return of === 'all'
    ? new Problem(503, 'TOO_MANY_STREAMS', 'Quá nhiều luồng sự kiện đang mở', 'Too many event streams are open', { headers })
    : new Problem(
        429,
        'TOO_MANY_STREAMS_OF_ONE',
        `Mỗi tài khoản hoặc khóa chỉ được mở ${mostStreamsEach} luồng sự kiện cùng lúc`,
        `An account or key may have ${mostStreamsEach} event streams open at a time`,
        { headers },
      );
});

/** Answers a call with events from the place that it names on, until it goes. Throws INVALID_VALUE, TOO_MANY_STREAMS, TOO_MANY_STREAMS_OF_ONE. */
async function stream(
  { service, identity, query, headers, http: { response } }: Call,
  of: { readonly types?: ReadonlySet<string>; readonly dossierId?: string; readonly permission?: Permission },
): Promise<undefined> {
  const { after } = query as { after?: string };
  const last = headers['last-event-id'];
  if (last !== undefined && !new RegExp(place).test(String(last)))
    throw new Problem(400, 'INVALID_VALUE', 'Last-Event-ID không phải vị trí của ta', 'Last-Event-ID is no place of ours');
  const leave = takePlace(service, identity);
  try {
    const cursor = last === undefined ? (after ?? (await feedEnd(service.pool))) : String(last);
    await streamEvents(service, tailOf(service), response, { identity, cursor, ...of });
  } finally {
    leave();
  }
}

export const eventRoutes = [
  route({
    method: 'get',
    path: '/events',
    tag,
    summary: [
      'Sự kiện sau một vị trí, không sót; "next" là vị trí để đọc tiếp',
      'Events after a place, without gaps; "next" is the place to read on from, also when nothing was for you',
    ],
    allow: 'events:read',
    query: object({
      after: Type.Optional(Cursor),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: 'commands looked at, each with all its events; 100' })),
      types: Type.Optional(Types),
    }),
    answer: Type.Object({ items: Type.Array(CloudEventShape), next: Type.Optional(Cursor), more: Type.Boolean() }),
    async handle({ service, identity, query }): Promise<Result> {
      const { after, limit = 100, types } = query as { after?: string; limit?: number; types?: readonly string[] };
      const entries = await service.engine.readFeed(after, limit);
      const units = unitsSeen(identity, service.engine.organisation(), 'events:read');
      const seen = await seenEntries(service.pool, units, entries);
      const wanted = types && new Set(types);
      const next = entries.at(-1)?.cursor ?? after;
      return {
        body: {
          items: seen.flatMap((entry) => cloudEvents(service.settings.publicUrl, entry, wanted)),
          ...(next !== undefined && { next }),
          more: entries.length === limit,
        },
      };
    },
  }),
  route({
    method: 'get',
    path: '/events/stream',
    tag,
    summary: [
      'Nghe sự kiện (SSE): từ Last-Event-ID hoặc "after", nếu không thì từ bây giờ',
      'Listen to events (server-sent events): from Last-Event-ID or "after" on, else from now on',
    ],
    allow: 'events:read',
    query: object({ after: Type.Optional(Cursor), types: Type.Optional(Types) }),
    media: 'text/event-stream',
    answer: Type.String(),
    problems: ['TOO_MANY_STREAMS', 'TOO_MANY_STREAMS_OF_ONE'],
    async handle(call): Promise<Result | undefined> {
      const { types } = call.query as { types?: readonly string[] };
      return stream(call, { ...(types && { types: new Set(types) }) });
    },
  }),
  route({
    method: 'get',
    path: '/dossiers/:dossierId/stream',
    tag,
    summary: [
      'Nghe sự kiện của một hồ sơ (SSE), dành cho ai xem được hồ sơ',
      'Listen to the events of one dossier (server-sent events), for whoever sees it',
    ],
    allow: 'dossiers:read',
    params: dossierPath,
    query: object({ after: Type.Optional(Cursor) }),
    media: 'text/event-stream',
    answer: Type.String(),
    problems: ['UNKNOWN_DOSSIER', 'TOO_MANY_STREAMS', 'TOO_MANY_STREAMS_OF_ONE'],
    async handle(call): Promise<Result | undefined> {
      const { dossierId } = call.params;
      await checkSees(call.service, call.identity, dossierId);
      return stream(call as unknown as Call, { dossierId, permission: 'dossiers:read' });
    },
  }),
  route({
    method: 'get',
    path: '/event-types',
    tag,
    summary: ['Danh mục sự kiện', 'The catalogue of events'],
    allow: 'signedIn',
    answer: Type.Object({
      items: Type.Array(Type.Object({ event: Type.String(), type: Type.String(), meaning: Type.String(), meaningEn: Type.String() })),
    }),
    async handle(): Promise<Result> {
      const items = eventTypes.map((event) => {
        const [meaning, meaningEn] = eventCatalogue[event];
        return { event, type: typeOf(event), meaning, meaningEn };
      });
      return { body: { items } };
    },
  }),
];
