/** The outbox for the portal: the statuses and progress of a dossier's whole way, each once and in order, and what was acknowledged. */
import { expect } from 'chai';
import { readOn } from '../../../api/portal/outbox.ts';
import { eventually, rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { complete, deployLand, officer, startDossier } from '../../support/land-procedure.ts';
import { startTestService, type TestService } from '../../support/service.ts';

interface Message {
  readonly messageId: string;
  readonly dossierId: string;
  readonly code?: string;
  readonly kind: string;
  readonly service: string;
  readonly status: number;
  readonly statusName: string;
  readonly at: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly ageSeconds?: number;
  readonly acknowledgement?: { readonly by: string; readonly outcome: string; readonly answer?: unknown; readonly at: string };
}

describe('the outbox for the portal', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let key: string;

  const messages = async (query: string, as = key) => {
    const { status, body } = await service.ask('GET', `/portal/messages?${query}`, { key: as });
    expect(status, JSON.stringify(body)).to.equal(200);
    return body as { items: Message[]; next?: string; more: boolean };
  };
  /** The messages of a dossier once its status is this. */
  const until = (dossierId: string, status: number) =>
    eventually(async () => {
      const { items } = await messages(`dossierId=${dossierId}`);
      return items.some((each) => each.kind === 'status' && each.status === status) && items;
    });
  const statuses = (items: readonly Message[]) => items.filter(({ kind }) => kind === 'status').map(({ status }) => status);
  const acknowledge = async (items: readonly object[], as = key) =>
    ((await service.ask('POST', '/portal/acknowledgements', { key: as, body: { items } })).body as { items: Record<string, unknown>[] })
      .items;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await deployLand(service.engine);
    key = await service.key(['portal:work']);
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  it('follows a dossier from its receipt to its result', async () => {
    const { engine } = service;
    const dossierId = await startDossier(engine, 'land', 'H01.12-261127-0001');
    await complete(engine, dossierId, 'receive');
    await engine.execute(dossierId, { type: 'requestSupplement' }, officer);
    await engine.execute(dossierId, { type: 'receiveSupplement' }, officer);
    await complete(engine, dossierId, 'appraise');
    await engine.execute(dossierId, { type: 'deliverMessage', name: 'paid', elementKey: 'pay#1', variables: {} }, officer);
    await complete(engine, dossierId, 'give');
    const items = await until(dossierId, 10);

    expect(statuses(items)).to.deep.equal([2, 4, 5, 4, 6, 9, 10]);
    expect(items.map(({ body, status, kind }) => (kind === 'status' ? status : body['NoiDungXuLy']))).to.deep.equal([
      2,
      'Bắt đầu: Tiếp nhận',
      'Hoàn thành: Tiếp nhận',
      4,
      'Bắt đầu: Thẩm định',
      5,
      4,
      'Hoàn thành: Thẩm định',
      6,
      'Bắt đầu: Trả kết quả',
      9,
      'Hoàn thành: Trả kết quả',
      10,
    ]);
    const numbers = items.map(({ messageId }) => Number(messageId));
    expect(numbers).to.deep.equal([...numbers].sort((a, b) => a - b));
    const [received, begun] = items;
    expect(received).to.include({ service: 'DongBoHoSoMC', statusName: 'Được tiếp nhận', code: 'H01.12-261127-0001', dossierId });
    expect(received!.body).to.include({
      MaHoSo: 'H01.12-261127-0001',
      MaTTHC: '1.012783',
      TenTTHC: 'Đăng ký đất đai',
      DonViXuLy: 'Sở Đất đai',
      TrangThaiHoSo: 2,
    });
    const summary = await engine.dossierSummary(dossierId);
    const inVietnam = (instant: string) => new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 19).replace(/\D/g, '');
    expect(received!.body['NgayTiepNhan']).to.equal(inVietnam(summary.startedAt));
    expect(begun).to.include({ service: 'CapNhatTienDoHoSoMC' });
    expect(begun!.body).to.include({ PhongBanXuLy: 'Trung tâm', TrangThai: 2, NgayBatDau: inVietnam(summary.startedAt) });
    expect(begun!.body['NgayKetThucTheoQuyDinh']).to.match(/^20\d{12}$/);
    const done = items.find(({ body }) => body['NoiDungXuLy'] === 'Hoàn thành: Thẩm định')!;
    expect(done.body).to.include({ NguoiXuLy: 'Trần Thị Bình', ChucDanh: 'Chuyên viên', PhongBanXuLy: 'Phòng Bản đồ' });
    const supplemented = items.filter(({ status, kind }) => kind === 'status' && status === 4)[1]!;
    const [change] = supplemented.body['DanhSachHoSoBoSung'] as Record<string, string>[];
    expect(change!['NgayHenTraTruoc']).to.equal(received!.body['NgayHenTra']);
    expect(change!['NgayHenTraMoi']).to.equal(supplemented.body['NgayHenTra']);
    expect(items.at(-1)!.body['NgayTra']).to.match(/^20\d{12}$/);
  });

  it('says how a dossier ended that did not come to a result', async () => {
    const { engine } = service;
    const ended = async (command: Parameters<typeof engine.execute>[1], after: readonly string[], status: number) => {
      const dossierId = await startDossier(engine, 'land');
      for (const task of after) await complete(engine, dossierId, task);
      await engine.execute(dossierId, command, officer);
      return statuses(await until(dossierId, status));
    };
    const reason = 'không đủ điều kiện';
    expect(await ended({ type: 'refuse', reason }, [], 3)).to.deep.equal([2, 3]);
    expect(await ended({ type: 'refuse', reason }, ['receive'], 8)).to.deep.equal([2, 4, 8]);
    expect(await ended({ type: 'withdraw' }, ['receive', 'appraise'], 7)).to.deep.equal([2, 4, 6, 7]);
    expect(await ended({ type: 'cancel', reason }, ['receive'], 8)).to.deep.equal([2, 4, 8]);
  });

  it('tells of a new appointment though the status stays', async () => {
    const { engine } = service;
    const dossierId = await startDossier(engine, 'land');
    await complete(engine, dossierId, 'receive');
    const before = (await engine.dossierSummary(dossierId)).appointmentDueAt!;
    const to = new Date(Date.parse(before) + 14 * 86_400_000).toISOString().slice(0, 10);
    await engine.execute(dossierId, { type: 'reappoint', to, reason: 'chờ xác minh' }, officer);
    const items = await eventually(async () => {
      const { items } = await messages(`dossierId=${dossierId}`);
      return items.filter(({ kind }) => kind === 'status').length === 3 && items;
    });
    expect(statuses(items)).to.deep.equal([2, 4, 4]);
    const [, was, is] = items.filter(({ kind }) => kind === 'status');
    expect(is!.body['DanhSachHoSoBoSung']).to.deep.equal([
      { NgayHenTraTruoc: was!.body['NgayHenTra'], NgayHenTraMoi: is!.body['NgayHenTra'] },
    ]);
    expect(Number(is!.body['NgayHenTra'])).to.be.above(Number(was!.body['NgayHenTra']));
  });

  it('keeps the first acknowledgement of a message, however often it is repeated, and lists what is open with its age', async () => {
    const dossierId = await startDossier(service.engine, 'health');
    await complete(service.engine, dossierId, 'look');
    const items = await until(dossierId, 10);
    expect(statuses(items)).to.deep.equal([2, 4, 9, 10]);
    const [first, second] = items;
    for (const each of items) expect(each.ageSeconds).to.be.a('number');
    const answer = { code: '0', text: 'Thành công' };
    const one = { messageId: first!.messageId, outcome: 'accepted', answer };
    const kept = await acknowledge([one, { messageId: second!.messageId, outcome: 'refused', answer: { code: 'E17' } }]);
    expect(kept.map(({ state, outcome }) => [state, outcome])).to.deep.equal([
      ['kept', 'accepted'],
      ['kept', 'refused'],
    ]);
    const again = await acknowledge([{ ...one, outcome: 'refused' }, one, { messageId: '999999', outcome: 'accepted' }]);
    expect(again.map(({ state }) => state)).to.deep.equal(['repeated', 'repeated', 'unknown']);
    expect(again[0]).to.deep.equal({ ...kept[0], state: 'repeated' });

    const acknowledged = (await messages(`dossierId=${dossierId}&state=acknowledged`)).items;
    expect(
      acknowledged.map(({ acknowledgement }) => [acknowledgement!.by, acknowledgement!.outcome, acknowledgement!.answer]),
    ).to.deep.equal([
      ['key:1', 'accepted', answer],
      ['key:1', 'refused', { code: 'E17' }],
    ]);
    expect((await messages(`dossierId=${dossierId}&state=open`)).items.map(({ messageId }) => messageId)).to.deep.equal(
      items.slice(2).map(({ messageId }) => messageId),
    );
  });

  it('makes each message once and in order, whoever reads, and is read in pages without gaps', async () => {
    const { engine } = service;
    const ids = await Promise.all(Array.from({ length: 20 }, () => startDossier(engine, 'land')));
    const readers = Array.from({ length: 4 }, async () => {
      for (let round = 0; round < 10; round++) await readOn(service.service);
    });
    await Promise.all(ids.map((id) => complete(engine, id, 'receive')));
    await Promise.all(readers);
    for (const id of ids) expect(statuses(await until(id, 4))).to.deep.equal([2, 4]);

    const all: Message[] = [];
    for (let next = '0', more = true; more;) {
      const page = await messages(`limit=7${next === '0' ? '' : `&after=${next}`}`);
      all.push(...page.items);
      next = page.next!;
      more = page.more;
    }
    const rows = await rowsOf<{ id: string }>(engine.connectionString, 'select id::text from portal_messages m order by m.id');
    expect(all.map(({ messageId }) => messageId)).to.deep.equal(rows.map(({ id }) => id));
    const revisions = await rowsOf<{ dossier_id: string; revisions: number[] }>(
      engine.connectionString,
      'select dossier_id, array_agg(revision * 1000 + number order by id) as revisions from portal_messages group by dossier_id',
    );
    for (const { revisions: read } of revisions) expect(read).to.deep.equal([...read].sort((a, b) => a - b));
    // nothing is read twice: the place in the feed is its end
    const feed = await engine.readFeed(undefined, 1_000);
    await eventually(async () => {
      const [reader] = await rowsOf<{ cursor: string }>(engine.connectionString, `select cursor from portal_readers where name = 'portal'`);
      return reader!.cursor === feed.at(-1)!.cursor;
    });
  });

  it('gives and takes only messages of dossiers that one sees', async () => {
    const healthKey = await service.key(['portal:work'], 'health');
    const { items } = await messages('limit=500', healthKey);
    const [row] = await rowsOf<{ count: number }>(
      service.engine.connectionString,
      `select count(*)::int from portal_messages m join dossiers d on d.id = m.dossier_id where d.department = 'health'`,
    );
    expect(items).to.have.length(row!.count);
    const [foreign] = (await messages('state=open&limit=1')).items;
    expect(await acknowledge([{ messageId: foreign!.messageId, outcome: 'accepted' }], healthKey)).to.deep.equal([
      { messageId: foreign!.messageId, state: 'unknown' },
    ]);
    expect((await messages(`state=open&limit=1`)).items[0]).to.have.property('messageId', foreign!.messageId);
    const officerAsks = await service.person('centreManager', 'centre');
    expect((await officerAsks.ask('GET', '/portal/messages')).status).to.equal(403);
    const malformed = await service.ask('POST', '/portal/acknowledgements', {
      key,
      body: { items: [{ messageId: '1', outcome: 'maybe', by: 'me' }] },
    });
    expect(malformed.status).to.equal(422);
  });
});
