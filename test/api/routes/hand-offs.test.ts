/** Hand-offs over HTTP: found by the receiver, taken up or sent back, put right by the sender. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { openLandOffice, startDossier } from '../../support/land-office.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

describe('the routes of hand-offs', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let receiver: Asker;
  let sender: Asker;
  let head: Asker;
  let stranger: Asker;
  let dossierId: string;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    receiver = await service.person('officer', 'maps', 'binh');
    head = await service.person('unitHead', 'land');
    sender = await service.person('officer', 'desk1', 'giang');
    stranger = await service.person('officer', 'health', 'cuc');
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    await service.service.pool.query('truncate dossiers, dossier_states, steps, holdings, hand_offs, history, idempotency cascade');
    dossierId = await startDossier(service.engine, 'appraise');
  });

  const items = ({ body }: Answer) => (body as { items: Record<string, unknown>[] }).items;
  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
  const act = (who: Asker, what: string, body: object = {}) =>
    who.ask('POST', `/hand-offs/${dossierId}/${encodeURIComponent('appraise#1~1')}/${what}`, { body });

  it('list to the receiver, and to nobody else, what waits', async () => {
    const answer = await receiver.ask('GET', '/hand-offs');
    checkAnswer(routes, 'GET', '/hand-offs', answer.body);
    expect(items(answer).map(({ key, fromUnit, toUnit }) => [key, fromUnit, toUnit])).to.deep.equal([['appraise#1~1', 'centre', 'maps']]);
    expect(items(await head.ask('GET', '/hand-offs?department=land'))).to.have.length(1);
    expect(items(await stranger.ask('GET', '/hand-offs'))).to.have.length(0);
    expect(items(await stranger.ask('GET', '/hand-offs?unit=maps'))).to.have.length(0);
  });

  it('are taken up once, by the receiver', async () => {
    expect(code(await act(stranger, 'acceptance'))).to.equal('404 UNKNOWN_DOSSIER');
    expect(code(await act(sender, 'acceptance'))).to.equal('403 NOT_RECEIVER');
    const accepted = await act(receiver, 'acceptance');
    expect(accepted.status).to.equal(200);
    checkAnswer(routes, 'POST', `/hand-offs/${dossierId}/appraise%231~1/acceptance`, accepted.body);
    expect(code(await act(receiver, 'acceptance'))).to.equal('409 HAND_OFF_STATE');
    expect(items(await receiver.ask('GET', '/hand-offs'))).to.have.length(0);
    const unknown = await receiver.ask('POST', `/hand-offs/${dossierId}/${encodeURIComponent('appraise#1~9')}/acceptance`, { body: {} });
    expect(code(unknown)).to.equal('404 UNKNOWN_HAND_OFF');
  });

  it('are entered late only by who may, and with a reason', async () => {
    const { state } = await service.engine.dossier(dossierId);
    const occurredAt = state.handOffs['appraise#1~1']!.sentAt;

    expect(code(await act(receiver, 'acceptance', { occurredAt, reason: 'Sổ giấy' }))).to.equal('403 FORBIDDEN');
    expect(code(await act(head, 'acceptance', { occurredAt }))).to.equal('422 REASON_MISSING');
    expect((await act(head, 'acceptance', { occurredAt, reason: 'Sổ giấy' })).status).to.equal(200);
    const { items: history } = await service.engine.history(dossierId);
    expect(history.at(-1)).to.include({ occurredAt, reason: 'Sổ giấy' });
  });

  it('are sent back with a reason, found by the sender, put right and sent again', async () => {
    const centre = await service.person('officer', 'centre');
    expect(code(await act(receiver, 'return', {}))).to.equal('422 INVALID_INPUT');
    expect((await act(receiver, 'return', { reason: 'Thiếu bản đồ' })).status).to.equal(200);

    const found = await centre.ask('GET', '/corrections');
    checkAnswer(routes, 'GET', '/corrections', found.body);
    expect(items(found)).to.have.length(1);
    expect(items(found)[0]).to.include({
      dossierId,
      handOffKey: 'appraise#1~1',
      fromUnit: 'centre',
      reason: 'Thiếu bản đồ',
      name: 'Thẩm định',
    });
    expect(items(await receiver.ask('GET', '/corrections'))).to.have.length(0);

    expect(code(await act(receiver, 'correction'))).to.equal('403 NOT_SENDER');
    // who sat at the desk where the step was done
    expect((await act(sender, 'correction')).status).to.equal(200);
    expect(items(await centre.ask('GET', '/corrections'))).to.have.length(0);
    expect(items(await receiver.ask('GET', '/hand-offs')).map(({ key }) => key)).to.deep.equal(['appraise#1~2']);
    expect(code(await act(centre, 'correction'))).to.equal('409 NOT_WAITING');
  });

  it('show a correction that was sent back a second time once, under the hand-off returned last', async () => {
    const centre = await service.person('officer', 'centre');
    await act(receiver, 'return', { reason: 'Thiếu bản đồ' });
    await act(centre, 'correction');
    await receiver.ask('POST', `/hand-offs/${dossierId}/appraise%231~2/return`, { body: { reason: 'Vẫn thiếu' } });

    expect(items(await centre.ask('GET', '/corrections')).map(({ handOffKey, reason }) => [handOffKey, reason])).to.deep.equal([
      ['appraise#1~2', 'Vẫn thiếu'],
    ]);
  });

  it('and corrections are found at the desk they are for, not at others of the unit, and by its head', async () => {
    const { pool } = service.service;
    const [neighbour, centreHead] = [await service.person('officer', 'desk2'), await service.person('unitHead', 'centre')];
    // as if the appraisal had a desk
    await pool.query(`update hand_offs set to_desk = 'window9' where dossier_id = $1`, [dossierId]);
    const atWindow = await service.person('officer', 'window9');
    expect(items(await atWindow.ask('GET', '/hand-offs')).map(({ key, toDesk }) => [key, toDesk])).to.deep.equal([
      ['appraise#1~1', 'window9'],
    ]);
    expect(items(await receiver.ask('GET', '/hand-offs'))).to.have.length(1);
    expect(items(await neighbour.ask('GET', '/hand-offs'))).to.deep.equal([]);

    await act(receiver, 'return', { reason: 'Thiếu bản đồ' });
    // it was sent by the step of desk 1 of the centre
    for (const who of [sender, centreHead])
      expect(items(await who.ask('GET', '/corrections')).map(({ fromDesk }) => fromDesk)).to.deep.equal(['desk1']);
    expect(items(await neighbour.ask('GET', '/corrections'))).to.deep.equal([]);
    expect(items(await atWindow.ask('GET', '/corrections'))).to.deep.equal([]);
  });
});
