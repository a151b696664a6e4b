/** Problems say what to do about them: which permission, which field, which code, which pattern, which place. */
import { expect } from 'chai';
import type { ProblemBody } from '../../api/problem.ts';
import { filledIn, founder, foundCentre } from '../support/centre.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../support/service.ts';

const problem = ({ status, body }: Answer) => ({ ...(body as ProblemBody), status });
const detail = (answer: Answer) => problem(answer).detail;

describe('a problem', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let officer: Asker;
  let dossierId: string;
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
    await foundCentre(api.engine);
    officer = await api.person('officer', 'centre');
    ({ dossierId } = await api.engine.start({ processKey: 'copy', variables: filledIn }, founder, { code: 'H01-1' }));
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  const start = (more: object, who = officer) =>
    who.ask('POST', '/dossiers', { body: { processKey: 'copy', variables: filledIn, ...more }, headers: { 'accept-language': 'en' } });

  it('of who may not do something names the permission', async () => {
    const answer = await officer.ask('GET', '/users');
    expect(problem(answer)).to.include({ status: 403, code: 'FORBIDDEN', permission: 'users:manage' });
    expect(detail(answer)).to.equal('Không có quyền thực hiện: thiếu quyền "users:manage"');
    const english = await officer.ask('GET', '/users', { headers: { 'accept-language': 'en' } });
    expect(detail(english)).to.equal('Not permitted: the permission "users:manage" is missing');
  });

  it('of who has the permission elsewhere says so', async () => {
    // it still lies at the centre; the maps see it, for they are its agency
    const left = await (await api.person('unitHead', 'maps')).ask('POST', `/dossiers/${dossierId}/withdrawal`, { body: {} });
    expect(problem(left)).to.include({ status: 403, permission: 'dossiers:act' });
    expect(detail(left)).to.equal('Không có quyền thực hiện: quyền "dossiers:act" được giao ở nơi khác, không phải ở đây');
  });

  it('of a fact entered late by who may not says that it is this', async () => {
    const answer = await start({ occurredAt: new Date(Date.now() - 60_000).toISOString(), reason: 'Sổ giấy' });
    expect(problem(answer)).to.include({ status: 403, code: 'FORBIDDEN', permission: 'lateEntry' });
    expect(problem(answer).errors?.map(({ pointer }) => pointer)).to.deep.equal(['/occurredAt']);
    expect(detail(answer)).to.match(/"lateEntry" is missing, which "occurredAt"/);
  });

  it('of a dossier that there is not is the same for all that can be looked at', async () => {
    const everywhere = await api.person('centreManager');
    for (const look of ['', '/flags', '/holdings', '/history', '/report', '/control-slip', '/diagram', '/personal-data', '/documents'])
      for (const who of [everywhere, officer])
        for (const id of ['999999', '999999999999999999']) {
          const { status, code } = problem(await who.ask('GET', `/dossiers/${id}${look}`));
          expect([look, status, code]).to.deep.equal([look, 404, 'UNKNOWN_DOSSIER']);
        }
    const hidden = await (await api.person('officer', 'tax')).ask('GET', `/dossiers/${dossierId}/flags`);
    expect(problem(hidden)).to.include({ status: 404, code: 'UNKNOWN_DOSSIER' });
    expect((await everywhere.ask('GET', `/dossiers/${dossierId}/flags`)).status).to.equal(200);
  });

  it('of a start without procedure says what names one', async () => {
    const answer = await officer.ask('POST', '/dossiers', { body: {} });
    expect(problem(answer)).to.include({ status: 422, code: 'INVALID_INPUT' });
    expect(problem(answer).errors).to.deep.equal([
      { pointer: '/processKey', code: 'required', detail: 'thiếu "processKey" (mã quy trình) hoặc "versionId" (phiên bản)' },
    ]);
    const visit = await officer.ask('POST', '/visits', { body: { dossiers: [{}] } });
    expect(problem(visit).errors?.map(({ pointer }) => pointer)).to.deep.equal(['/dossiers/0/processKey']);
  });

  it('of a code that is taken names it, alone and among those of a visit', async () => {
    expect(detail(await start({ code: 'H01-1' }))).to.equal('There is a dossier with the code "H01-1" already');
    const one = { processKey: 'copy', variables: filledIn };
    const visit = await officer.ask('POST', '/visits', {
      body: {
        dossiers: [
          { ...one, code: 'H01-9' },
          { ...one, code: 'H01-1' },
        ],
      },
    });
    expect(detail(visit)).to.equal('Đã có hồ sơ mang mã "H01-1"');
  });

  it('of a text that is not of a pattern shows the pattern', async () => {
    const answer = await start({ processKey: undefined, versionId: 'x' });
    expect(problem(answer).errors).to.deep.equal([
      { pointer: '/versionId', code: 'pattern', detail: 'must match the pattern ^[1-9][0-9]{0,17}$' },
    ]);
  });

  it('of a body that is not JSON gives the place of the mistake', async () => {
    const answer = await officer.ask('POST', '/dossiers', {
      bytes: Buffer.from('{\n  "processKey": copy\n}'),
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    });
    expect(problem(answer)).to.include({ status: 400, code: 'BODY_NOT_JSON', detail: 'The body is not JSON: wrong at line 2, column 17' });
  });
});
