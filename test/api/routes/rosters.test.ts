/** The roster over HTTP: who sits where when, by whom it is kept, and where somebody is missing. */
import { expect } from 'chai';
import { localDate } from '../../../api/appraisal/publication.ts';
import type { ProblemBody } from '../../../api/problem.ts';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { foundCentre, founder, organisation } from '../../support/centre.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

const codeOf = ({ status, body }: Answer) => `${status} ${(body as ProblemBody).code}`;
const inDays = (days: number) => localDate(new Date(Date.now() + days * 86_400_000));

interface Entry {
  readonly rosterEntryId: string;
  readonly officer: string;
  readonly name: string;
  readonly unit: string;
  readonly validTo?: string;
}

describe('the routes of rosters', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let manager: Asker;
  let administrator: Asker;

  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
    await foundCentre(api.engine);
    const units = [
      ...organisation.units,
      { id: 'desk', name: 'Quầy Bản đồ', level: 'desk', parent: 'centre' },
      { id: 'old-desk', name: 'Quầy cũ', level: 'desk', parent: 'centre', validTo: '2020-01-01' },
      { id: 'clerk', name: 'Văn thư Sở', level: 'desk', parent: 'maps' },
    ];
    const officers = [{ id: 'hoa', name: 'Trần Thị Hoa', unit: 'centre', role: 'oneStopReserve' }];
    await api.engine.setOrganisation({ ...organisation, units, officers }, founder);
    manager = await api.person('centreManager', 'centre');
    administrator = await api.person('administrator');
    await api.person('officer', 'desk', 'lan');
    await api.person('officer', 'maps', 'minh');
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  const entry = (more: object = {}) => ({ officer: 'lan', unit: 'desk', procedures: [], isReserve: false, validFrom: inDays(0), ...more });
  const enter = (who: Asker, more: object = {}) => who.ask('POST', '/rosters', { body: entry(more) });
  const entries = async (who: Asker, query = '') => {
    const { body } = await who.ask('GET', `/rosters${query}`);
    checkAnswer(routes, 'GET', '/rosters', body);
    return (body as { items: Entry[] }).items;
  };
  const gaps = async (who: Asker) => {
    const { body } = await who.ask('GET', '/rosters/gaps');
    checkAnswer(routes, 'GET', '/rosters/gaps', body);
    return (body as { items: { unit: string; lacks: string[]; withoutPosition: { officer: string }[] }[] }).items.map(
      ({ unit, lacks, withoutPosition }) => [unit, lacks, withoutPosition.map(({ officer }) => officer)],
    );
  };

  it('name desks that exist and have nobody: at the centre also without a reserve', async () => {
    expect(await gaps(administrator)).to.deep.equal([
      ['desk', ['officer', 'reserve'], []],
      ['clerk', ['officer'], []],
    ]);
    expect(await gaps(manager), 'of one’s own centre').to.deep.equal([['desk', ['officer', 'reserve'], []]]);
  });

  it('enter an account, or an officer of the organisation; a gap closes, and who could not work there is named', async () => {
    expect((await enter(manager, { counter: '3', procedures: ['copy'] })).status).to.equal(201);
    expect(await gaps(manager)).to.deep.equal([['desk', ['reserve'], []]]);
    expect((await enter(manager, { officer: 'hoa', isReserve: true, validTo: inDays(30) })).status).to.equal(201);
    expect(await gaps(manager), 'Hoa has no account').to.deep.equal([['desk', [], ['hoa']]]);
    expect((await enter(manager, { officer: 'minh', isReserve: true })).status).to.equal(201);
    expect(await gaps(manager), 'Minh works at another unit').to.deep.equal([['desk', [], ['hoa', 'minh']]]);
    const listed = await entries(manager);
    expect(listed.map(({ officer, name }) => [officer, name])).to.deep.equal([
      ['lan', 'Nguyễn Văn lan'],
      ['hoa', 'Trần Thị Hoa'],
      ['minh', 'Nguyễn Văn minh'],
    ]);
    expect(listed[0]).to.deep.include({ counter: '3', procedures: ['copy'], isReserve: false, validFrom: inDays(0) });
    expect(await entries(manager, `?from=${inDays(31)}`)).to.have.length(2);
    const logged = await rowsOf<{ subject: string }>(
      api.engine.connectionString,
      `select subject from audit_log where action = 'roster.entered'`,
    );
    expect(logged).to.have.length(3);
  });

  it('refuse what cannot be: unknown people, units, procedures, days, the same twice, a desk of others', async () => {
    expect(codeOf(await enter(manager, { officer: 'nobody' }))).to.equal('422 UNKNOWN_OFFICER');
    expect(codeOf(await enter(manager, { unit: 'nowhere' }))).to.equal('422 UNKNOWN_UNIT');
    expect(codeOf(await enter(manager, { procedures: ['nothing'] }))).to.equal('422 UNKNOWN_PROCEDURE');
    expect(codeOf(await enter(manager, { validFrom: inDays(5), validTo: inDays(4) }))).to.equal('422 INVALID_VALUE');
    expect(codeOf(await enter(manager, { validFrom: inDays(-9), validTo: inDays(-4) }))).to.equal('422 INVALID_VALUE');
    expect(codeOf(await enter(manager, { counter: '3', validFrom: inDays(9) }))).to.equal('409 ROSTER_OVERLAP');
    expect(codeOf(await enter(manager, { unit: 'clerk' }))).to.equal('403 FORBIDDEN');
    expect((await enter(administrator, { unit: 'clerk', officer: 'minh' })).status).to.equal(201);
    expect(await entries(manager, '?unit=clerk'), 'not of one’s centre').to.deep.equal([]);
  });

  it('end an entry: yesterday is its last day; one that begins today or later is removed', async () => {
    const [clerk] = await entries(administrator, '?unit=clerk');
    expect(codeOf(await manager.ask('DELETE', `/rosters/${clerk!.rosterEntryId}`))).to.equal('404 NOT_FOUND');
    expect((await administrator.ask('DELETE', `/rosters/${clerk!.rosterEntryId}`)).status).to.equal(204);
    expect(await entries(administrator, '?unit=clerk')).to.deep.equal([]);
    expect((await enter(manager, { counter: '7', validFrom: inDays(-10) })).status).to.equal(201);
    const at7 = (await entries(manager)).find(({ validTo, officer }) => officer === 'lan' && validTo === undefined);
    const begun = (await entries(manager, `?from=${inDays(-1)}`)).filter((each) => (each as { counter?: string }).counter === '7');
    expect(begun).to.have.length(1);
    expect(at7).not.to.equal(undefined);
    expect((await manager.ask('DELETE', `/rosters/${begun[0]!.rosterEntryId}`)).status).to.equal(204);
    const [left] = (await entries(manager, `?from=${inDays(-1)}`)).filter((each) => (each as { counter?: string }).counter === '7');
    expect(left!.validTo).to.equal(inDays(-1));
    expect(codeOf(await manager.ask('DELETE', `/rosters/${begun[0]!.rosterEntryId}`)), 'twice').to.equal('404 NOT_FOUND');
  });
});
