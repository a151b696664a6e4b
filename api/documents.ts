/** The papers of dossiers: bytes with what they are, in rows that are erased with the personal data of their dossier (ADR 0031). */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { unknownDossier } from '../engine/runtime/index.ts';
import { notFound, Problem } from './problem.ts';
import { seenBy } from './see.ts';
import type { Queryable } from './transaction.ts';

export interface DocumentHead {
  readonly dossierId: string;
  readonly documentId: string;
  /** Hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly name: string;
  /** What it is in the procedure: `to-khai`, `cccd` … */
  readonly kind: string;
  readonly number?: string;
  readonly issuer?: string;
  readonly issuedDate?: string;
  readonly uploadedAt: string;
  readonly uploadedBy: { readonly login: string; readonly name: string };
}

export type NewDocument = Pick<DocumentHead, 'mediaType' | 'name' | 'kind' | 'number' | 'issuer' | 'issuedDate' | 'uploadedBy'> & {
  readonly content: Buffer;
};

/** Another document that is the same: by its bytes, or by number and issuer. */
export interface Duplicate extends DocumentHead {
  readonly same: readonly ('content' | 'number')[];
}

/** Bytes read from the database at a time. */
const pieceBytes = 1_000_000;
const mostDuplicates = 20;
/** Of so many that are the same, who may see them is asked. */
const mostCandidates = 1_000;

const columns = `d.dossier_id::text as "dossierId", d.id::text as "documentId", encode(d.sha256, 'hex') as sha256, d.size_bytes as "sizeBytes",
  d.media_type as "mediaType", d.name, d.kind, d.number, d.issuer, to_char(d.issued_date, 'YYYY-MM-DD') as "issuedDate",
  d.uploaded_at as "uploadedAt", d.uploaded_by as "uploadedBy"`;

function headOf<T extends DocumentHead>(row: Record<string, unknown>): T {
  const present = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(present.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value])) as unknown as T;
}

/** Numbers and names of agencies as compared: letters and digits alone, in capitals. Undefined when nothing is left. */
export function comparable(text: string | undefined): string | undefined {
  return (
    text
      ?.normalize('NFC')
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]/gu, '') || undefined
  );
}

/**
 * Keeps a document. The same bytes of the same kind are kept once in a dossier: then the first is given back, `created` false.
 * Throws UNKNOWN_DOSSIER, or DOSSIER_ERASED once the personal data of the dossier are gone.
 */
export async function addDocument(
  db: Queryable,
  dossierId: string,
  { content, mediaType, name, kind, number, issuer, issuedDate, uploadedBy }: NewDocument,
): Promise<{ readonly document: DocumentHead; readonly created: boolean }> {
  const sha256 = createHash('sha256').update(content).digest();
  // the lock keeps the erasing of this dossier waiting until the document is there to be erased
  const added = await db.query<Record<string, unknown>>(
    `with dossier as (
       select o.id from dossiers o join process_versions v on v.id = o.version_id
       where o.id = $1::bigint and (o.status <> 'ended' or o.erase_at is not null or v.retention_years is null) for key share of o)
     insert into documents as d (dossier_id, sha256, size_bytes, media_type, name, kind, number, number_key, issuer, issuer_key, issued_date, uploaded_at, uploaded_by, content)
     select id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, clock_timestamp(), $12, $13 from dossier
     on conflict (dossier_id, kind, sha256) do nothing returning ${columns}`,
    [
      dossierId,
      sha256,
      content.length,
      mediaType,
      name.normalize('NFC'),
      kind,
      number ?? null,
      comparable(number) ?? null,
      issuer?.normalize('NFC') ?? null,
      comparable(issuer) ?? null,
      issuedDate ?? null,
      JSON.stringify(uploadedBy),
      content,
    ],
  );
  if (added.rows[0]) return { document: headOf(added.rows[0]), created: true };
  const known = await db.query<Record<string, unknown>>(
    `select ${columns} from documents d where d.dossier_id = $1::bigint and d.kind = $2 and d.sha256 = $3`,
    [dossierId, kind, sha256],
  );
  if (known.rows[0]) return { document: headOf(known.rows[0]), created: false };
  await checkExists(db, dossierId);
  throw new Problem(
    409,
    'DOSSIER_ERASED',
    'Dữ liệu cá nhân của hồ sơ đã được xóa theo thời hạn lưu trữ',
    'The personal data of this dossier were erased when their retention was over',
  );
}

/** Oldest first. Throws UNKNOWN_DOSSIER. */
export async function documentsOf(pool: Pool, dossierId: string): Promise<DocumentHead[]> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `select ${columns} from documents d where d.dossier_id = $1::bigint order by d.id`,
    [dossierId],
  );
  if (rows.length === 0) await checkExists(pool, dossierId);
  return rows.map((row) => headOf(row));
}

/** Throws NOT_FOUND. */
export async function loadDocument(pool: Pool, dossierId: string, documentId: string): Promise<DocumentHead> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `select ${columns} from documents d where d.dossier_id = $1::bigint and d.id = $2::bigint`,
    [dossierId, documentId],
  );
  if (rows[0]) return headOf(rows[0]);
  throw notFound('Không có tài liệu này', 'No such document');
}

/** The bytes in pieces; ends early if the document is erased meanwhile. */
export async function* contentOf(pool: Pool, { dossierId, documentId, sizeBytes }: DocumentHead): AsyncGenerator<Buffer> {
  for (let from = 1; from <= sizeBytes; from += pieceBytes) {
    const { rows } = await pool.query<{ piece: Buffer }>({
      name: 'api document piece',
      text: 'select substring(content from $3 for $4) as piece from documents where dossier_id = $1::bigint and id = $2::bigint',
      values: [dossierId, documentId, from, pieceBytes],
    });
    if (!rows[0]) return;
    yield rows[0].piece;
  }
}

/** False when there is none. */
export async function removeDocument(db: Queryable, dossierId: string, documentId: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from documents where dossier_id = $1::bigint and id = $2::bigint', [dossierId, documentId]);
  return rowCount === 1;
}

export interface Sameness {
  /** Hex. */
  readonly sha256?: string;
  readonly number?: string;
  readonly issuer?: string;
}

/** Documents that are the same, the newest first, at most 20; only of dossiers that these units see. A number without issuer is one of no issuer. */
export async function duplicatesOf(
  pool: Pool,
  units: 'all' | readonly string[],
  { sha256, number, issuer }: Sameness,
  except?: Pick<DocumentHead, 'dossierId' | 'documentId'>,
): Promise<Duplicate[]> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `select ${columns}, d.same from (
       select c.*, array_remove(array[case when c.sha256 = $1 then 'content' end,
         case when c.number_key = $2 and c.issuer_key is not distinct from $3 then 'number' end], null) as same
       from documents c where (c.sha256 = $1 or (c.number_key = $2 and c.issuer_key is not distinct from $3))
         and ($4::bigint is null or (c.dossier_id, c.id) <> ($4::bigint, $5::bigint)) limit ${mostCandidates}) d
     where $6 or ${seenBy('d.dossier_id', '$7::text[]')} order by d.uploaded_at desc, d.id desc limit ${mostDuplicates}`,
    [
      sha256 === undefined ? null : Buffer.from(sha256, 'hex'),
      comparable(number) ?? null,
      comparable(issuer) ?? null,
      except?.dossierId ?? null,
      except?.documentId ?? null,
      units === 'all',
      units === 'all' ? [] : units,
    ],
  );
  return rows.map((row) => headOf(row));
}

async function checkExists(db: Queryable, dossierId: string): Promise<void> {
  if ((await db.query('select from dossiers where id = $1::bigint', [dossierId])).rowCount === 0) throw unknownDossier(dossierId);
}
