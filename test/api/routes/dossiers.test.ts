/** Dossiers over HTTP: from the form at the counter to the result, and who sees what of them. */
import { expect } from 'chai';
import { addPosition } from '../../../api/auth/users.ts';
import type { ProblemBody } from '../../../api/problem.ts';
import { filledIn, founder, foundCentre } from '../../support/centre.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

interface Accepted {
  readonly dossierId: string;
  readonly revision: number;
  readonly events: readonly { readonly type: string }[];
}
const accepted = ({ status, body }: Answer) => {
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body as Accepted;
};
const codeOf = ({ status, body }: Answer) => `${status} ${(body as ProblemBody).code}`;

describe('dossiers over HTTP', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let versions: { readonly copy: string; readonly levy: string };
  let counter: Asker;
  let appraiser: Asker;
  let taxOfficer: Asker;
  let manager: Asker;
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
    versions = await foundCentre(api.engine);
    counter = await api.person('officer', 'centre');
    appraiser = await api.person('officer', 'maps');
    taxOfficer = await api.person('officer', 'tax');
    manager = await api.person('centreManager');
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  const start = async (more: object = {}) =>
    accepted(await counter.ask('POST', '/dossiers', { body: { processKey: 'copy', variables: filledIn, ...more } })).dossierId;
  const act = (who: Asker, dossierId: string, path: string, body: object = {}) =>
    who.ask('POST', `/dossiers/${dossierId}/${path}`, { body });
  /** Completes what is open at an element. */
  const complete = (dossierId: string, elementId: string) =>
    api.engine.execute(dossierId, { type: 'completeTask', elementKey: `${elementId}#1`, by: 'test' }, founder);

  describe('start', () => {
    it('with what the form asks for, and say where they are', async () => {
      const answer = await counter.ask('POST', '/dossiers', { body: { versionId: versions.copy, variables: filledIn, code: 'H01-1' } });
      expect(answer.status).to.equal(201);
      const { dossierId, revision } = accepted(answer);
      expect(revision).to.equal(1);
      expect(answer.headers.get('location')).to.equal(`/api/v1/dossiers/${dossierId}`);
      const { body } = await counter.ask('GET', `/dossiers/${dossierId}`);
      expect(body).to.include({
        dossierId,
        code: 'H01-1',
        processKey: 'copy',
        procedureName: 'Cấp bản đồ',
        status: 'active',
        openSteps: 1,
      });
      expect(body).to.have.property('appointmentDueAt');
    });

    it('not when the form is not filled in right: every error, with its place', async () => {
      const answer = await counter.ask('POST', '/dossiers', { body: { processKey: 'copy', variables: { area: 0, age: 3 } } });
      expect(codeOf(answer)).to.equal('422 FORM_INVALID');
      expect((answer.body as ProblemBody).errors!.map(({ pointer, code }) => `${pointer} ${code}`).sort()).to.deep.equal([
        '/variables/age additionalProperties',
        '/variables/area minimum',
        '/variables/fullName required',
      ]);
    });

    it('not of what does not exist, nor twice under one code, nor in the past without leave and a reason', async () => {
      const ask = async (who: Asker, body: object) =>
        codeOf(await who.ask('POST', '/dossiers', { body: { variables: filledIn, ...body } }));
      expect(await ask(counter, { processKey: 'none' })).to.equal('404 UNKNOWN_PROCEDURE');
      expect(await ask(counter, {})).to.equal('422 INVALID_INPUT');
      expect(await ask(counter, { processKey: 'nowhere' })).to.equal('404 UNKNOWN_PROCEDURE');
      expect(await ask(counter, { versionId: '999' })).to.equal('404 UNKNOWN_VERSION');
      await start({ code: 'H01-2' });
      expect(await ask(counter, { processKey: 'copy', code: 'H01-2' })).to.equal('409 CODE_TAKEN');
      const occurredAt = new Date(Date.now() - 3_600_000).toISOString();
      expect(await ask(counter, { processKey: 'copy', occurredAt, reason: 'mất điện' })).to.equal('403 FORBIDDEN');
      expect(await ask(manager, { processKey: 'copy', occurredAt })).to.equal('422 REASON_MISSING');
      const late = await manager.ask('POST', '/dossiers', {
        body: { processKey: 'copy', variables: filledIn, occurredAt, reason: 'mất điện' },
      });
      const { items } = (await manager.ask('GET', `/dossiers/${accepted(late).dossierId}/history`)).body as { items: object[] };
      expect(items[0]).to.include({ reason: 'mất điện', occurredAt });
    });
  });

  describe('are seen', () => {
    it('by who has or had them; for others they do not exist', async () => {
      const dossierId = await start();
      const looks = ['', '/history', '/report', '/control-slip', '/flags', '/holdings', '/diagram', '/personal-data'];
      const see = async (who: Asker) =>
        new Set(await Promise.all(looks.map(async (look) => (await who.ask('GET', `/dossiers/${dossierId}${look}`)).status)));
      expect([...(await see(counter))]).to.deep.equal([200]);
      // not yet at the maps, but theirs to decide
      expect([...(await see(appraiser))]).to.deep.equal([200]);
      expect([...(await see(taxOfficer))]).to.deep.equal([404]);
      expect(codeOf(await taxOfficer.ask('GET', `/dossiers/${dossierId}`))).to.equal(
        codeOf(await taxOfficer.ask('GET', '/dossiers/987654')),
      );
      expect([...(await see(manager))]).to.deep.equal([200]);
    });

    it('by the head of a unit above the one that has them, not by one below', async () => {
      const dossierId = await start();
      const [above, below] = [await api.person('unitHead', 'province'), await api.person('officer', 'surveyors')];
      expect((await above.ask('GET', `/dossiers/${dossierId}`)).status).to.equal(200);
      expect((await below.ask('GET', `/dossiers/${dossierId}`)).status).to.equal(404);
    });

    it('in lists by the same rule, page by page', async () => {
      for (let i = 0; i < 3; i++) await start({ processKey: 'levy' });
      const list = async (who: Asker, query: string) =>
        (await who.ask('GET', `/dossiers?${query}`)).body as { items: { department: string }[]; next?: string };
      const tax = await list(taxOfficer, 'order=started');
      expect(new Set(tax.items.map(({ department }) => department))).to.deep.equal(new Set(['tax']));
      const all = await list(manager, 'order=started&limit=500');
      expect(new Set(all.items.map(({ department }) => department))).to.deep.equal(new Set(['maps', 'tax']));
      const first = await list(taxOfficer, 'order=started&limit=2');
      const second = await list(taxOfficer, `order=started&limit=2&cursor=${first.next}`);
      expect([...first.items, ...second.items].slice(0, 3)).to.deep.equal(tax.items.slice(0, 3));
      expect(codeOf(await taxOfficer.ask('GET', '/dossiers?cursor=bm90'))).to.equal('422 INVALID_VALUE');
    });

    it('with their history from a revision on, their state on the diagram, and who held them', async () => {
      const dossierId = await start();
      await complete(dossierId, 'receive');
      const history = (await counter.ask('GET', `/dossiers/${dossierId}/history?limit=1`)).body as {
        items: { command: { type: string } }[];
        next: number;
      };
      const rest = (await counter.ask('GET', `/dossiers/${dossierId}/history?after=${history.next}`)).body as typeof history;
      expect([...history.items, ...rest.items].map(({ command }) => command.type)).to.deep.equal(['startInstance', 'completeTask']);
      const diagram = (await counter.ask('GET', `/dossiers/${dossierId}/diagram`)).body as {
        active: { elementId: string; unit: string }[];
      };
      expect(diagram.active.map(({ elementId, unit }) => [elementId, unit])).to.deep.equal([['appraise', 'maps']]);
      const slip = (await counter.ask('GET', `/dossiers/${dossierId}/control-slip`)).body as { rows: { unit: string }[] };
      expect(slip.rows.map(({ unit }) => unit)).to.deep.equal(['centre', 'maps']);
    });

    it('without what is personal, which is read by itself, by who may, and written down', async () => {
      const dossierId = await start();
      const inspector = await api.person('inspector');
      const everything = await Promise.all(
        ['', '/history', '/report', '/diagram'].map(async (look) =>
          JSON.stringify((await inspector.ask('GET', `/dossiers/${dossierId}${look}`)).body),
        ),
      );
      expect(everything.join('')).not.to.include('Hoa');
      expect(codeOf(await inspector.ask('GET', `/dossiers/${dossierId}/personal-data`))).to.equal('403 FORBIDDEN');
      const { items } = (await counter.ask('GET', `/dossiers/${dossierId}/personal-data`)).body as {
        items: { name: string; value: string }[];
      };
      expect(items.map(({ name, value }) => [name, value])).to.deep.equal([['fullName', 'Trần Thị Hoa']]);
      const logged = await rowsOf<{ actor: { login: string }; details: object }>(
        api.engine.connectionString,
        `select actor, details from audit_log where action = 'personalData.read' and subject = '${dossierId}'`,
      );
      expect(logged.map(({ actor, details }) => [actor.login, details])).to.deep.equal([[counter.login, { names: ['fullName'] }]]);
    });

    it('by anybody by their code: state and appointment, and nothing else', async () => {
      await start({ code: 'H01-public' });
      const { body } = await api.ask('GET', '/public/dossiers/H01-public');
      expect(Object.keys(body as object).sort()).to.deep.equal(['appointmentDueAt', 'code', 'status']);
      expect(codeOf(await api.ask('GET', '/public/dossiers/H01-none'))).to.equal('404 UNKNOWN_DOSSIER');
    });
  });

  describe('are acted on', () => {
    it('by who received them and by who has them now, not by who merely sees them', async () => {
      const dossierId = await start();
      expect(codeOf(await act(taxOfficer, dossierId, 'withdrawal'))).to.equal('404 UNKNOWN_DOSSIER');
      expect(codeOf(await act(appraiser, dossierId, 'refusal', { reason: 'thiếu' }))).to.equal('403 FORBIDDEN');
      await complete(dossierId, 'receive');
      expect(codeOf(await act(appraiser, dossierId, 'refusal', {}))).to.equal('422 INVALID_INPUT');
      accepted(await act(appraiser, dossierId, 'refusal', { reason: 'không đủ điều kiện' }));
      const { items } = (await counter.ask('GET', `/dossiers/${dossierId}/history`)).body as {
        items: { reason?: string; actor: object }[];
      };
      expect(items.at(-1)).to.include({ reason: 'không đủ điều kiện' });
      expect(items.at(-1)!.actor).to.include({ user: appraiser.login, channel: 'web' });
      expect((await counter.ask('GET', `/dossiers/${dossierId}`)).body).to.include({ status: 'ended', outcome: 'refused' });
      expect(codeOf(await act(counter, dossierId, 'withdrawal'))).to.equal('409 WRONG_STATUS');
    });

    it('withdrawn by their applicant at the counter', async () => {
      const dossierId = await start();
      await complete(dossierId, 'receive');
      accepted(await act(counter, dossierId, 'withdrawal', { reason: 'đổi ý' }));
      expect((await counter.ask('GET', `/dossiers/${dossierId}`)).body).to.include({ status: 'ended', outcome: 'withdrawn' });
    });

    it('by asking for a supplement, which stops the clock, and by receiving it', async () => {
      const dossierId = await start();
      await complete(dossierId, 'receive');
      const asked = accepted(await act(appraiser, dossierId, 'supplement-request', { elementKey: 'appraise#1', reason: 'thiếu bản vẽ' }));
      expect(asked.events.map(({ type }) => type)).to.include('clockChanged');
      const clock = async () => (await api.engine.dossier(dossierId)).state.clock!;
      expect((await clock()).supplements.map(({ receivedAt }) => receivedAt)).to.deep.equal([undefined]);
      expect(codeOf(await act(appraiser, dossierId, 'supplement-request', { reason: 'nữa' }))).to.equal('409 CLOCK_STATE');
      accepted(await act(counter, dossierId, 'supplement-receipt', { variables: { area: 130 } }));
      expect((await clock()).supplements.map(({ receivedAt }) => typeof receivedAt)).to.deep.equal(['string']);
      const occurredAt = new Date().toISOString();
      expect(codeOf(await act(counter, dossierId, 'supplement-receipt', { occurredAt, reason: 'quên' }))).to.equal('403 FORBIDDEN');
      expect(codeOf(await act(manager, dossierId, 'supplement-receipt', { occurredAt }))).to.equal('422 REASON_MISSING');
    });

    it('by a proof of payment, once they wait for it', async () => {
      const dossierId = await start();
      expect(codeOf(await act(counter, dossierId, 'payment-proof'))).to.equal('409 NOT_WAITING');
      await complete(dossierId, 'receive');
      await complete(dossierId, 'appraise');
      accepted(await act(counter, dossierId, 'payment-proof', { variables: { receipt: 'B01' } }));
      const { active } = (await counter.ask('GET', `/dossiers/${dossierId}/diagram`)).body as { active: { elementId: string }[] };
      expect(active.map(({ elementId }) => elementId)).to.deep.equal(['return']);
    });

    it('are for managers of the unit where it lies, not for those who manage one unit and work in another', async () => {
      const both = await api.person('centreManager', 'maps');
      await addPosition(api.service.pool, both.userId, { role: 'officer', unit: 'centre' }, new Date());
      const id = await start();
      await complete(id, 'receive');
      await complete(id, 'appraise');
      expect(codeOf(await act(both, id, 'suspension', { reason: 'x' }))).to.equal('403 FORBIDDEN');
    });

    it('by the manager of the centre only: another appointment once, a halt, an end', async () => {
      const dossierId = await start();
      const to = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
      for (const path of ['re-appointment', 'suspension', 'resumption', 'cancellation'])
        expect(codeOf(await act(counter, dossierId, path, { to, reason: 'bão' }))).to.equal('403 FORBIDDEN');
      accepted(await act(manager, dossierId, 're-appointment', { to, reason: 'bão' }));
      expect(codeOf(await act(manager, dossierId, 're-appointment', { to, reason: 'bão' }))).to.match(/^409 /);
      accepted(await act(manager, dossierId, 'suspension', { reason: 'kiểm tra' }));
      accepted(await act(manager, dossierId, 'resumption'));
      accepted(await act(manager, dossierId, 'cancellation', { reason: 'trùng' }));
      const { items } = (await manager.ask('GET', `/dossiers/${dossierId}/history`)).body as { items: { reason?: string }[] };
      expect(items.map(({ reason }) => reason)).to.include.members(['kiểm tra', 'trùng']);
      expect((await manager.ask('GET', `/dossiers/${dossierId}`)).body).to.include({ status: 'ended', outcome: 'cancelled' });
    });
  });
});
