/** The messages for the portal as they are kept: made from the feed, each once; taken in order; acknowledged once (ADR 0033). */
import type { Pool } from 'pg';
import { seenBy } from '../see.ts';
import type { Service } from '../service.ts';
import { portalMessagesOf, type PortalDossier, type PortalDraft, type Told } from './messages-of.ts';
import type { PortalStatus } from './statuses.ts';

const reader = 'portal';
/** Commands read at a time. */
export const mostAtATime = 200;

/** Reads the feed on from where it was read to, and keeps what the portal is told of it. How many commands were read; 0: all are. */
export async function readOn({ pool, engine }: Service): Promise<number> {
  const position = await pool.query<{ cursor: string | null }>('select cursor from portal_readers where name = $1', [reader]);
  const before = position.rows[0]?.cursor ?? null;
  const entries = await engine.readFeed(before ?? undefined, mostAtATime);
  if (entries.length === 0) return 0;
  const ids = [...new Set(entries.map(({ dossierId }) => dossierId))];
  const [dossiers, told] = [await readDossiers(pool, ids), await readTold(pool, ids)];
  const organisation = engine.organisation();
  const unitName = (unit: string) => organisation.units.get(unit)?.name ?? unit;
  const kept: (PortalDraft & { dossierId: string; revision: number; number: number })[] = [];
  for (const entry of entries) {
    const { dossierId, revision } = entry;
    const { versionId, department, ...stored } = dossiers.get(dossierId)!;
    const { model, processKey, name } = await engine.version(versionId);
    const procedure = model.processes.get(processKey)?.procedure;
    const dossier: PortalDossier = {
      ...stored,
      ...(procedure?.procedureCode !== undefined && { procedureCode: procedure.procedureCode }),
      ...(name !== undefined && { procedureName: name }),
      ...(department !== undefined && { department: unitName(department) }),
    };
    const last = told.get(dossierId);
    const drafts = portalMessagesOf(entry, { dossier, model, unitName, ...(last && { told: last }) });
    for (const [number, draft] of drafts.entries()) {
      kept.push({ ...draft, dossierId, revision, number });
      if (draft.kind === 'status') told.set(dossierId, toldBy(draft.status, draft.body['NgayHenTra'] as string | undefined));
    }
  }
  await keep(pool, before, entries.at(-1)!.cursor, kept);
  return entries.length;
}

const toldBy = (status: PortalStatus, appointment?: string | null): Told => ({
  status,
  ...(typeof appointment === 'string' && { appointment }),
});

/** Moves the place on and keeps the messages, if nobody has moved it meanwhile: who comes second keeps nothing. */
async function keep(pool: Pool, before: string | null, after: string, messages: readonly object[]): Promise<void> {
  if (before === null) await pool.query('insert into portal_readers (name) values ($1) on conflict do nothing', [reader]);
  await pool.query(
    `with moved as (update portal_readers set cursor = $3 where name = $1 and cursor is not distinct from $2 returning 1)
     insert into portal_messages (dossier_id, revision, number, kind, status, at, body)
     select (m.value->>'dossierId')::bigint, (m.value->>'revision')::integer, (m.value->>'number')::integer, m.value->>'kind',
       (m.value->>'status')::integer, (m.value->>'at')::timestamptz, m.value->'body'
     from moved, json_array_elements($4::json) with ordinality as m(value, place) order by m.place
     on conflict (dossier_id, revision, number) do nothing`,
    [reader, before, after, JSON.stringify(messages)],
  );
}

interface StoredDossier extends Omit<PortalDossier, 'procedureCode' | 'procedureName'> {
  readonly versionId: string;
}

async function readDossiers(pool: Pool, ids: readonly string[]): Promise<ReadonlyMap<string, StoredDossier>> {
  const { rows } = await pool.query<{
    id: string;
    version_id: string;
    code: string | null;
    department: string | null;
    started_at: Date;
  }>('select id::text, version_id::text, code, department, started_at from dossiers where id = any($1::bigint[])', [ids]);
  return new Map(
    rows.map(({ id, version_id, code, department, started_at }) => [
      id,
      {
        versionId: version_id,
        startedAt: started_at.toISOString(),
        ...(code !== null && { code }),
        ...(department !== null && { department }),
      },
    ]),
  );
}

async function readTold(pool: Pool, ids: readonly string[]): Promise<Map<string, Told>> {
  const { rows } = await pool.query<{ id: string; status: PortalStatus; appointment: string | null }>(
    `select k.id::text, m.status, m.body->>'NgayHenTra' as appointment from unnest($1::bigint[]) as k(id)
     join lateral (select status, body from portal_messages where dossier_id = k.id and kind = 'status' order by revision desc, number desc limit 1) m on true`,
    [ids],
  );
  return new Map(rows.map(({ id, status, appointment }) => [id, toldBy(status, appointment)]));
}

export interface PortalMessage {
  readonly messageId: string;
  readonly dossierId: string;
  readonly code?: string;
  readonly kind: 'status' | 'progress';
  readonly status: PortalStatus;
  readonly at: string;
  readonly body: object;
  /** Of one that is not acknowledged: since it happened. */
  readonly ageSeconds?: number;
  readonly acknowledgement?: {
    readonly at: string;
    readonly by: string;
    readonly outcome: 'accepted' | 'refused';
    readonly answer?: object;
  };
}

export interface MessageFilter {
  readonly after?: string;
  readonly limit: number;
  readonly state?: 'open' | 'acknowledged';
  readonly dossierId?: string;
}

/** In the order in which they are to be sent; only of dossiers that these units see. */
export async function portalMessages(
  pool: Pool,
  units: 'all' | readonly string[],
  { after, limit, state, dossierId }: MessageFilter,
): Promise<PortalMessage[]> {
  const open = state === undefined ? '' : `and m.acknowledged_at is ${state === 'open' ? '' : 'not '}null`;
  const { rows } = await pool.query<Record<string, unknown>>(
    `select m.id::text, m.dossier_id::text, d.code, m.kind, m.status, m.at, m.body, m.acknowledged_at, m.acknowledged_by, m.outcome, m.answer,
       extract(epoch from clock_timestamp() - m.at)::bigint::float8 as age
     from portal_messages m join dossiers d on d.id = m.dossier_id
     where m.id > coalesce($1::bigint, 0) ${open} and ($2::bigint is null or m.dossier_id = $2::bigint) and ($3 or ${seenBy('m.dossier_id', '$4::text[]')})
     order by m.id limit $5`,
    [after ?? null, dossierId ?? null, units === 'all', units === 'all' ? [] : units, limit],
  );
  return rows.map((row) => ({
    messageId: row['id'] as string,
    dossierId: row['dossier_id'] as string,
    ...(row['code'] !== null && { code: row['code'] as string }),
    kind: row['kind'] as PortalMessage['kind'],
    status: row['status'] as PortalStatus,
    at: (row['at'] as Date).toISOString(),
    body: row['body'] as object,
    ...(row['acknowledged_at'] === null
      ? { ageSeconds: Math.max(0, row['age'] as number) }
      : {
          acknowledgement: {
            at: (row['acknowledged_at'] as Date).toISOString(),
            by: row['acknowledged_by'] as string,
            outcome: row['outcome'] as 'accepted' | 'refused',
            ...(row['answer'] !== null && { answer: row['answer'] as object }),
          },
        }),
  }));
}

export interface Acknowledgement {
  readonly messageId: string;
  readonly outcome: 'accepted' | 'refused';
  /** What the portal answered. */
  readonly answer?: { readonly code?: string; readonly text?: string };
}

export interface Acknowledged {
  readonly messageId: string;
  /** `repeated`: acknowledged before, which stays; `unknown`: no such message. */
  readonly state: 'kept' | 'repeated' | 'unknown';
  readonly acknowledgedAt?: string;
  readonly outcome?: 'accepted' | 'refused';
}

/** The first acknowledgement of a message is kept, and every other is told of it. In the order given. */
export async function acknowledge(
  pool: Pool,
  units: 'all' | readonly string[],
  items: readonly Acknowledgement[],
  by: string,
): Promise<Acknowledged[]> {
  const seen = units === 'all' ? [] : units;
  const kept = await pool.query<{ id: string }>(
    `update portal_messages m set acknowledged_at = clock_timestamp(), acknowledged_by = $2, outcome = a.value->>'outcome', answer = a.value->'answer'
     from json_array_elements($1::json) with ordinality as a(value, place)
     where m.id = (a.value->>'messageId')::bigint and m.acknowledged_at is null and ($3 or ${seenBy('m.dossier_id', '$4::text[]')}) returning m.id::text`,
    [JSON.stringify(firstOfEach(items)), by, units === 'all', seen],
  );
  const { rows } = await pool.query<{ id: string; acknowledged_at: Date; outcome: 'accepted' | 'refused' }>(
    `select m.id::text, m.acknowledged_at, m.outcome from portal_messages m
     where m.id = any($1::bigint[]) and m.acknowledged_at is not null and ($2 or ${seenBy('m.dossier_id', '$3::text[]')})`,
    [items.map(({ messageId }) => messageId), units === 'all', seen],
  );
  const fresh = new Set(kept.rows.map(({ id }) => id));
  const found = new Map(rows.map((row) => [row.id, row]));
  return items.map(({ messageId }) => {
    const row = found.get(messageId);
    if (!row) return { messageId, state: 'unknown' };
    const state = fresh.delete(messageId) ? 'kept' : 'repeated';
    return { messageId, state, acknowledgedAt: row.acknowledged_at.toISOString(), outcome: row.outcome };
  });
}

function firstOfEach(items: readonly Acknowledgement[]): Acknowledgement[] {
  const first = new Map<string, Acknowledgement>();
  for (const item of items) if (!first.has(item.messageId)) first.set(item.messageId, item);
  return [...first.values()];
}
