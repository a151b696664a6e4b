/** Documents through HTTP: what is taken, what is the same, who may read, how it is given out, and that it goes with its dossier. */
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { eventually, rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { complete, deployLand, officer, startDossier } from '../../support/land-procedure.ts';
import { startTestService, type Answer, type TestService } from '../../support/service.ts';

interface Head {
  readonly documentId: string;
  readonly dossierId: string;
  readonly sha256: string;
  readonly same?: readonly string[];
}
interface Added {
  readonly document: Head & Record<string, unknown>;
  readonly duplicates: readonly Head[];
}

const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}\n%%EOF`);
const zip = (...names: string[]) => Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from(names.join('\0'))]);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const added = ({ body }: Answer) => body as Added;
const codeOf = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`;

describe('documents', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let key: string;
  let landDossier: string;
  let healthDossier: string;

  const add = (dossierId: string, bytes: Buffer, about: Record<string, string> = {}, headers: Record<string, string> = {}, as = key) =>
    service.ask(
      'POST',
      `/dossiers/${dossierId}/documents?${new URLSearchParams({ name: 'giấy.pdf', kind: 'to-khai', ...about }).toString()}`,
      {
        key: as,
        bytes,
        headers,
      },
    );
  const download = (dossierId: string, documentId: string) =>
    fetch(`${service.url}/api/v1/dossiers/${dossierId}/documents/${documentId}/content`, { headers: { authorization: `Bearer ${key}` } });

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await deployLand(service.engine);
    landDossier = await startDossier(service.engine, 'land');
    healthDossier = await startDossier(service.engine, 'health');
    key = await service.key(['documents:read', 'documents:write', 'dossiers:manage']);
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  it('keep bytes with what they are, list them and give them back as they came', async () => {
    const bytes = Buffer.concat([pdf('một'), Buffer.alloc(2_500_000, 7)]);
    const answer = await add(
      landDossier,
      bytes,
      { number: '12/GCN', issuer: 'UBND xã A', issuedDate: '2026-03-02' },
      { 'content-type': 'application/pdf' },
    );
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    const { document, duplicates } = added(answer);
    expect(document).to.include({
      dossierId: landDossier,
      sha256: sha256(bytes),
      sizeBytes: bytes.length,
      mediaType: 'application/pdf',
      name: 'giấy.pdf',
      kind: 'to-khai',
      number: '12/GCN',
      issuer: 'UBND xã A',
      issuedDate: '2026-03-02',
    });
    expect(duplicates).to.deep.equal([]);
    expect(answer.headers.get('location')).to.equal(`/api/v1/dossiers/${landDossier}/documents/${document.documentId}`);

    const { body } = await service.ask('GET', `/dossiers/${landDossier}/documents`, { key });
    expect((body as { items: Head[] }).items).to.deep.equal([document]);

    const file = await download(landDossier, document.documentId);
    expect(file.status).to.equal(200);
    expect(sha256(Buffer.from(await file.arrayBuffer()))).to.equal(document.sha256);
  });

  it('are given out to be saved and never to be shown, under a name that no file system and no header trips over', async () => {
    const { document } = added(await add(landDossier, pdf('tên'), { name: '../../etc/"Đơn\u202egpj.exe', kind: 'khac' }));
    const { headers } = await download(landDossier, document.documentId);
    expect(headers.get('content-disposition')).to.equal(
      `attachment; filename="_.._etc__Don_gpj.exe.pdf"; filename*=UTF-8''_.._etc__%C4%90%C6%A1n_gpj.exe.pdf`,
    );
    expect(headers.get('content-type')).to.equal('application/pdf');
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('content-security-policy')).to.equal("sandbox; default-src 'none'");
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('content-digest')).to.equal(`sha-256=:${Buffer.from(document.sha256, 'hex').toString('base64')}:`);
  });

  it('are taken by what their bytes are, whatever the sender calls them', async () => {
    const office = 'application/vnd.openxmlformats-officedocument';
    const samples: [Buffer, string][] = [
      [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]), 'image/png'],
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]), 'image/jpeg'],
      [zip('[Content_Types].xml', 'word/document.xml'), `${office}.wordprocessingml.document`],
      [zip('[Content_Types].xml', 'xl/workbook.xml'), `${office}.spreadsheetml.sheet`],
      [Buffer.from('\ufeff<?xml version="1.0"?><a/>'), 'application/xml'],
    ];
    for (const [bytes, mediaType] of samples) {
      const answer = await add(landDossier, bytes, { kind: mediaType.slice(-40) }, { 'content-type': 'application/octet-stream' });
      expect(answer.status, mediaType).to.equal(201);
      expect(added(answer).document).to.include({ mediaType });
    }
    const refused: [Buffer, string, string][] = [
      [Buffer.from('<html><script>alert(1)</script>'), 'application/pdf', '415 MEDIA_TYPE_UNSUPPORTED'],
      [Buffer.from('MZ\x90'), 'application/octet-stream', '415 MEDIA_TYPE_UNSUPPORTED'],
      [zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'), 'application/octet-stream', '415 MEDIA_TYPE_UNSUPPORTED'],
      [pdf('x'), 'image/png', '415 MEDIA_TYPE_WRONG'],
      [Buffer.alloc(0), 'application/pdf', '422 EMPTY_DOCUMENT'],
      [Buffer.concat([pdf('x'), Buffer.alloc(20_000_001)]), 'application/pdf', '413 BODY_TOO_LARGE'],
    ];
    for (const [bytes, type, code] of refused) expect(codeOf(await add(landDossier, bytes, {}, { 'content-type': type }))).to.equal(code);
    const malformed: Record<string, string>[] = [
      { name: '' },
      { kind: 'x'.repeat(61) },
      { issuedDate: '2026-02-30' },
      { uploadedBy: 'me' },
    ];
    for (const about of malformed) expect(codeOf(await add(landDossier, pdf('y'), about))).to.equal('400 INVALID_INPUT');
    expect(codeOf(await add(landDossier, pdf('y'), { name: 'a\u0000b' }))).to.equal('422 INVALID_TEXT');
    expect(codeOf(await add('999999', pdf('y')))).to.equal('404 UNKNOWN_DOSSIER');
  });

  it('are kept once in a dossier, and their equals elsewhere are told by content and by number and issuer', async () => {
    const bytes = pdf('hai lần');
    const first = await add(healthDossier, bytes, { number: 'AB 123/2026', issuer: 'Sở Y tế' });
    const again = await add(healthDossier, bytes, { number: 'AB 123/2026', issuer: 'Sở Y tế' });
    expect([first.status, again.status]).to.deep.equal([201, 200]);
    expect(added(again).document).to.deep.equal(added(first).document);

    const { duplicates } = added(await add(landDossier, bytes, { number: 'ab-123/2026', issuer: 'SỞ Y TẾ' }));
    expect(duplicates.map(({ dossierId, documentId, same }) => ({ dossierId, documentId, same }))).to.deep.equal([
      { dossierId: healthDossier, documentId: added(first).document.documentId, same: ['content', 'number'] },
    ]);
    const other = added(await add(landDossier, pdf('khác'), { number: 'AB123/2026', issuer: 'Sở y tế', kind: 'khac' }));
    expect(other.duplicates.map(({ same }) => same)).to.deep.equal([['number'], ['number']]);
    expect(added(await add(landDossier, pdf('nữa'), { number: 'AB123/2026', issuer: 'Sở khác', kind: 'nua' })).duplicates).to.deep.equal(
      [],
    );

    const find = async (query: string) =>
      ((await service.ask('GET', `/documents?${query}`, { key })).body as { items: Head[] }).items.map(({ dossierId }) => dossierId);
    expect(await find(`sha256=${sha256(bytes)}`)).to.deep.equal([landDossier, healthDossier]);
    expect(await find('number=AB%20123-2026&issuer=s%E1%BB%9F%20y%20t%E1%BA%BF')).to.deep.equal([landDossier, landDossier, healthDossier]);
    expect(codeOf(await service.ask('GET', '/documents?issuer=x', { key }))).to.equal('400 NOTHING_ASKED');
  });

  it('of dossiers that one does not see are neither given nor told of', async () => {
    const bytes = pdf('riêng');
    const secret = added(await add(healthDossier, bytes)).document;
    const landKey = await service.key(['documents:read', 'documents:write', 'dossiers:manage'], 'land');
    const path = `/dossiers/${healthDossier}/documents`;
    for (const [method, at] of [
      ['GET', path],
      ['GET', `${path}/${secret.documentId}`],
      ['GET', `${path}/${secret.documentId}/content`],
      ['DELETE', `${path}/${secret.documentId}?reason=x`],
    ] as const)
      expect(codeOf(await service.ask(method, at, { key: landKey })), `${method} ${at}`).to.equal('404 UNKNOWN_DOSSIER');
    expect(codeOf(await add(healthDossier, pdf('vào'), {}, {}, landKey))).to.equal('404 UNKNOWN_DOSSIER');
    expect(codeOf(await service.ask('GET', `/dossiers/${landDossier}/documents/${secret.documentId}`, { key }))).to.equal('404 NOT_FOUND');
    const ours = await startDossier(service.engine, 'land');
    await complete(service.engine, ours, 'receive');
    expect(added(await add(ours, bytes, { kind: 'rieng' }, {}, landKey)).duplicates).to.deep.equal([]);
    expect((await service.ask('GET', `/documents?sha256=${sha256(bytes)}`, { key: landKey })).body).to.have.nested.property(
      'items.length',
      1,
    );
    const reader = await service.key(['documents:read']);
    expect(codeOf(await add(landDossier, pdf('z'), {}, {}, reader))).to.equal('403 FORBIDDEN');
    expect(codeOf(await service.ask('GET', path))).to.equal('401 UNAUTHENTICATED');
  });

  it('leave a line in the audit log when they are added, read and removed', async () => {
    const { documentId, sha256: hash } = added(await add(landDossier, pdf('nhật ký'), { kind: 'nhat-ky' })).document;
    await (await download(landDossier, documentId)).arrayBuffer();
    const path = `/dossiers/${landDossier}/documents/${documentId}`;
    expect((await service.ask('DELETE', `${path}?reason=nh%E1%BA%A7m`, { key })).status).to.equal(204);
    expect(codeOf(await service.ask('GET', `${path}/content`, { key }))).to.equal('404 NOT_FOUND');
    const rows = await rowsOf<{ action: string; details: { sha256: string } }>(
      service.engine.connectionString,
      `select action, details from audit_log where subject = $1 and details->>'documentId' = $2 order by id`,
      [landDossier, documentId],
    );
    expect(rows.map(({ action }) => action)).to.deep.equal(['document.added', 'document.read', 'document.removed']);
    for (const { details } of rows) expect(details.sha256).to.equal(hash);
  });

  it('go with the personal data of their dossier, and none comes after', async () => {
    const at = { now: new Date('2026-03-02T03:00:00Z') };
    const later = await startTestService(server, {}, { clock: () => at.now });
    try {
      await deployLand(later.engine);
      const dossierId = await startDossier(later.engine, 'land');
      await complete(later.engine, dossierId, 'receive');
      const asked = { key: await later.key(['documents:read', 'documents:write']), bytes: pdf('cũ') };
      const path = `/dossiers/${dossierId}/documents`;
      expect((await later.ask('POST', `${path}?name=a&kind=a`, asked)).status).to.equal(201);
      await later.engine.execute(dossierId, { type: 'refuse', reason: 'không đủ điều kiện' }, officer);
      expect((await later.ask('POST', `${path}?name=b&kind=b`, asked)).status).to.equal(201);

      at.now = new Date('2031-03-02T02:59:00Z');
      await later.engine.settle(['housekeeping']);
      expect((await later.ask('GET', path, { key: asked.key })).body).to.have.nested.property('items.length', 2);
      at.now = new Date('2031-03-02T03:01:00Z');
      await eventually(async () => {
        await later.engine.settle(['housekeeping']);
        return ((await later.ask('GET', path, { key: asked.key })).body as { items: unknown[] }).items.length === 0;
      });
      expect(codeOf(await later.ask('POST', `${path}?name=c&kind=c`, asked))).to.equal('409 DOSSIER_ERASED');

      const other = await startDossier(later.engine, 'health');
      expect((await later.ask('POST', `/dossiers/${other}/documents?name=a&kind=a`, asked)).status).to.equal(201);
      expect(await later.engine.erasePersonalData(other)).to.equal(1);
      expect((await later.ask('GET', `/dossiers/${other}/documents`, { key: asked.key })).body).to.deep.equal({ items: [] });
    } finally {
      await later.close();
    }
  });
});
