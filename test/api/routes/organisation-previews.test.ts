/** What another calendar or organisation would move, asked over HTTP: nothing is changed by asking. */
import { expect } from 'chai';
import type { ProblemBody } from '../../../api/problem.ts';
import { routes } from '../../../api/routes/index.ts';
import type { OrganisationPreview } from '../../../api/organisation-preview.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { filledIn, foundCentre, founder, organisation } from '../../support/centre.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { startTestService, type Asker, type TestService } from '../../support/service.ts';

const dayAfter = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe('the preview of another organisation', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let administrator: Asker;
  let dossierId: string;
  const calendars = [{ id: 'office', name: 'Giờ hành chính', inherits: 'vietnam' }];
  const usual = { ...organisation, calendars, calendar: 'office' };

  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
    await foundCentre(api.engine);
    await api.engine.setOrganisation(usual, founder);
    administrator = await api.person('administrator');
    ({ dossierId } = await api.engine.start({ processKey: 'copy', variables: filledIn }, founder, { code: 'H01.1' }));
    await api.engine.execute(dossierId, { type: 'completeTask', elementKey: 'receive#1', by: 'test' }, founder);
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  async function preview(body: object): Promise<OrganisationPreview> {
    const answer = await administrator.ask('POST', '/organisation/previews', { body });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    checkAnswer(routes, 'POST', '/organisation/previews', answer.body);
    return answer.body as OrganisationPreview;
  }

  it('moves nothing when only names change', async () => {
    const named = await preview({ ...usual, name: 'Tỉnh khác' });
    expect(named).to.deep.equal({ dossiers: 1, isComplete: true, appointments: 0, flagged: 0, items: [], units: [] });
  });

  it('says which appointment two weeks of closure would move, from when to when, and keeps it', async () => {
    const before = await api.engine.dossier(dossierId);
    const days = Array.from({ length: 14 }, (_, index) => ({
      date: dayAfter(index + 1),
      kind: 'closure',
      name: 'Bão',
      notice: 'Công điện 1',
      source: 'Công điện 1',
      confidence: 'verified',
    }));
    const closed = await preview({ ...usual, calendars: [{ ...calendars[0], days }] });
    expect([closed.dossiers, closed.appointments, closed.flagged]).to.deep.equal([1, 1, 1]);
    const [item] = closed.items;
    expect(item).to.include({ dossierId, code: 'H01.1', department: 'maps' });
    const { dueAt } = before.state.clock!.appointments[0]!;
    expect(item!.appointmentDueAt).to.equal(dueAt);
    expect(item!.appointment!.now).to.equal(dueAt);
    expect(item!.appointment!.then > dueAt).to.equal(true);
    expect(item!.flags.length).to.be.greaterThan(0);
    for (const { now, then } of item!.flags) expect(now).not.to.equal(then);
    expect(await api.engine.dossier(dossierId)).to.deep.equal(before);
  });

  it('names units that go while something is open there, and problems with their place', async () => {
    const { units } = await preview({ ...usual, units: usual.units.filter(({ id }) => id !== 'maps' && id !== 'surveyors') });
    expect(units).to.deep.equal([
      { unit: 'maps', name: 'Sở Bản đồ', change: 'removed', openDossiers: 1, positions: 0 },
      { unit: 'surveyors', name: 'Phòng Đo đạc', change: 'removed', openDossiers: 0, positions: 0 },
    ]);
    const ended = await preview({
      ...usual,
      units: usual.units.map((unit) => (unit.id === 'tax' ? { ...unit, validTo: dayAfter(5) } : unit)),
    });
    expect(ended.units).to.deep.equal([{ unit: 'tax', name: 'Thuế', change: 'ended', openDossiers: 0, positions: 0 }]);
    const { status, body } = await administrator.ask('POST', '/organisation/previews', { body: { ...usual, calendar: 'nothing' } });
    expect([status, (body as ProblemBody).errors![0]!.pointer]).to.deep.equal([422, '/calendar']);
  });
});
