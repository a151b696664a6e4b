/** Documents of dossiers: sent as they are, found again by what they are, given out to be saved and never to be shown in the browser. */
import { once } from 'node:events';
import { Type, type Static } from 'typebox';
import { audit } from '../auth/audit.ts';
import { unitsSeen } from '../auth/identity.ts';
import { contentDisposition } from '../content-disposition.ts';
import { addDocument, contentOf, documentsOf, duplicatesOf, loadDocument, removeDocument } from '../documents.ts';
import { mediaTypeOf, mediaTypes } from '../media-type.ts';
import { notFound, Problem } from '../problem.ts';
import { route, type Result } from '../route.ts';
import { Day, dossierPath, Id, Instant, Line, object, Reason } from '../schemas.ts';
import { checkActs, checkSees } from '../see.ts';
import { inTransaction } from '../transaction.ts';

const tag = 'documents';

/** Largest document, in bytes. */
const mostBytes = 20_000_000;

const head = {
  dossierId: Id,
  documentId: Id,
  sha256: Type.String(),
  sizeBytes: Type.Integer(),
  mediaType: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  number: Type.Optional(Type.String()),
  issuer: Type.Optional(Type.String()),
  issuedDate: Type.Optional(Day),
  uploadedAt: Instant,
  uploadedBy: Type.Object({ login: Type.String(), name: Type.String() }),
};
const Head = Type.Object(head);
const Duplicate = Type.Object({ ...head, same: Type.Array(Type.Union([Type.Literal('content'), Type.Literal('number')])) });
const Described = object({
  name: Line(200),
  kind: Line(60),
  number: Type.Optional(Line(100)),
  issuer: Type.Optional(Line(200)),
  issuedDate: Type.Optional(Day),
});
const documentPath = object({ dossierId: Id, documentId: Id });

/** Throws MEDIA_TYPE_UNSUPPORTED, or MEDIA_TYPE_WRONG when the sender says that it is something else. */
function checkedMediaType(content: Buffer, given: string | undefined): string {
  const found = mediaTypeOf(content);
  if (found === undefined)
    throw new Problem(
      415,
      'MEDIA_TYPE_UNSUPPORTED',
      'Chỉ nhận PDF, PNG, JPEG, DOCX, XLSX (không có macro) và XML',
      `Only PDF, PNG, JPEG, DOCX, XLSX (without macros) and XML: ${mediaTypes.join(', ')}`,
    );
  const said = given?.split(';')[0]!.trim().toLowerCase();
  const isSame =
    said === undefined || said === found || said === 'application/octet-stream' || (said === 'text/xml' && found === 'application/xml');
  if (!isSame)
    throw new Problem(415, 'MEDIA_TYPE_WRONG', `Nội dung là ${found}, không phải "${said}"`, `The content is ${found}, not "${said}"`);
  return found;
}

export const documentRoutes = [
  route({
    method: 'post',
    path: '/dossiers/:dossierId/documents',
    tag,
    summary: [
      'Nộp tài liệu: thân là chính tệp; đã có thì trả 200 với bản đã có',
      'Add a document: the body is the file itself; 200 with the known one if it is there already',
    ],
    allow: 'documents:write',
    params: dossierPath,
    query: Described,
    raw: mostBytes,
    answer: Type.Object({ document: Head, duplicates: Type.Array(Duplicate) }),
    status: 201,
    problems: ['MEDIA_TYPE_UNSUPPORTED', 'MEDIA_TYPE_WRONG', 'DOSSIER_ERASED', 'EMPTY_DOCUMENT'],
    async handle({ service, identity, params, query, body, headers, address }): Promise<Result> {
      const { dossierId } = params as Static<typeof dossierPath>;
      const content = body as unknown;
      // whoever sees a dossier need not be one of those who work on it
      await checkActs(service, identity, dossierId, 'documents:write');
      if (!Buffer.isBuffer(content) || content.length === 0)
        throw new Problem(422, 'EMPTY_DOCUMENT', 'Tài liệu không có nội dung', 'The document is empty');
      const mediaType = checkedMediaType(content, headers['content-type']);
      const { login, name } = identity;
      const given = { ...(query as Static<typeof Described>), content, mediaType, uploadedBy: { login, name } };
      const { document, created } = await inTransaction(service.pool, async (db) => {
        const added = await addDocument(db, dossierId, given);
        const { documentId, sha256, kind } = added.document;
        const details = { documentId, kind, sha256 };
        if (added.created) await audit(db, { actor: identity, action: 'document.added', subject: dossierId, details, address });
        return added;
      });
      // who adds papers need not be allowed to read those of others
      const units = identity.permissions.has('documents:read') ? unitsSeen(identity, service.engine.organisation(), 'documents:read') : [];
      return {
        status: created ? 201 : 200,
        headers: { Location: `/api/v1/dossiers/${dossierId}/documents/${document.documentId}` },
        body: { document, duplicates: await duplicatesOf(service.pool, units, document, document) },
      };
    },
  }),
  route({
    method: 'get',
    path: '/dossiers/:dossierId/documents',
    tag,
    summary: ['Tài liệu của hồ sơ', 'Its documents'],
    allow: 'documents:read',
    params: dossierPath,
    answer: Type.Object({ items: Type.Array(Head) }),
    async handle({ service, identity, params }): Promise<Result> {
      const { dossierId } = params as Static<typeof dossierPath>;
      await checkSees(service, identity, dossierId, 'documents:read');
      return { body: { items: await documentsOf(service.pool, dossierId) } };
    },
  }),
  route({
    method: 'get',
    path: '/dossiers/:dossierId/documents/:documentId',
    tag,
    summary: ['Một tài liệu: thông tin và các bản trùng', 'One document: what it is, and which others are the same'],
    allow: 'documents:read',
    params: documentPath,
    answer: Type.Object({ document: Head, duplicates: Type.Array(Duplicate) }),
    async handle({ service, identity, params }): Promise<Result> {
      const { dossierId, documentId } = params as Static<typeof documentPath>;
      await checkSees(service, identity, dossierId, 'documents:read');
      const document = await loadDocument(service.pool, dossierId, documentId);
      const units = unitsSeen(identity, service.engine.organisation(), 'documents:read');
      return { body: { document, duplicates: await duplicatesOf(service.pool, units, document, document) } };
    },
  }),
  route({
    method: 'get',
    path: '/dossiers/:dossierId/documents/:documentId/content',
    tag,
    summary: ['Tải tài liệu; việc đọc được ghi lại', 'The file; reading it is logged'],
    allow: 'documents:read',
    params: documentPath,
    media: 'application/octet-stream',
    answer: Type.String(),
    async handle({ service, identity, params, http: { response }, address }) {
      const { dossierId, documentId } = params as Static<typeof documentPath>;
      await checkSees(service, identity, dossierId, 'documents:read');
      const document = await loadDocument(service.pool, dossierId, documentId);
      const { mediaType, name, sizeBytes, sha256 } = document;
      await audit(service.pool, { actor: identity, action: 'document.read', subject: dossierId, details: { documentId, sha256 }, address });
      response.set({
        'Content-Type': mediaType,
        'Content-Length': String(sizeBytes),
        'Content-Disposition': contentDisposition(name, mediaType),
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Content-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      });
      let sent = 0;
      for await (const piece of contentOf(service.pool, document)) {
        if (response.destroyed) return undefined;
        sent += piece.length;
        if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      // erased meanwhile: the connection breaks, and nobody takes a part for the whole
      if (sent < sizeBytes) response.destroy();
      else response.end();
      return undefined;
    },
  }),
  route({
    method: 'delete',
    path: '/dossiers/:dossierId/documents/:documentId',
    tag,
    summary: ['Gỡ tài liệu nộp nhầm; việc gỡ được ghi lại', 'Remove a document that was added by mistake; it is logged'],
    allow: 'dossiers:manage',
    params: documentPath,
    query: object({ reason: Reason }),
    async handle({ service, identity, params, query, address }): Promise<Result> {
      const { dossierId, documentId } = params as Static<typeof documentPath>;
      await checkActs(service, identity, dossierId, 'dossiers:manage');
      const { sha256 } = await loadDocument(service.pool, dossierId, documentId);
      const { reason } = query as { reason: string };
      await inTransaction(service.pool, async (db) => {
        if (!(await removeDocument(db, dossierId, documentId))) throw notFound('Không có tài liệu này', 'No such document');
        const details = { documentId, sha256, reason };
        await audit(db, { actor: identity, action: 'document.removed', subject: dossierId, details, address });
      });
      return {};
    },
  }),
  route({
    method: 'get',
    path: '/documents',
    tag,
    summary: [
      'Tìm tài liệu theo nội dung (SHA-256) hoặc số hiệu và nơi cấp',
      'Find documents by content (SHA-256) or by number and issuer',
    ],
    allow: 'documents:read',
    query: object({
      sha256: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
      number: Type.Optional(Line(100)),
      issuer: Type.Optional(Line(200)),
    }),
    answer: Type.Object({ items: Type.Array(Duplicate) }),
    problems: ['NOTHING_ASKED'],
    async handle({ service, identity, query }): Promise<Result> {
      const asked = query as { sha256?: string; number?: string; issuer?: string };
      if (asked.sha256 === undefined && asked.number === undefined)
        throw new Problem(400, 'NOTHING_ASKED', 'Cần sha256 hoặc number', 'Give sha256 or number');
      const units = unitsSeen(identity, service.engine.organisation(), 'documents:read');
      return { body: { items: await duplicatesOf(service.pool, units, asked) } };
    },
  }),
];
