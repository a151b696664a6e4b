/** What one's positions allow where: a right of one position says nothing about the work of another, and seeing is not touching. */
import { expect } from 'chai';
import { addPosition } from '../../api/auth/users.ts';
import type { Role } from '../../api/auth/roles.ts';
import type { ProblemBody } from '../../api/problem.ts';
import { filledIn, founder, foundCentre } from '../support/centre.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../support/service.ts';

const codeOf = ({ status, body }: Answer) => (status < 300 ? `${status}` : `${status} ${(body as ProblemBody).code}`);

describe('a position', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
    await foundCentre(api.engine);
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  async function dossier(processKey = 'copy', ...done: string[]): Promise<string> {
    const { dossierId } = await api.engine.start({ processKey, variables: filledIn }, founder);
    for (const each of done) await api.engine.execute(dossierId, { type: 'completeTask', elementKey: `${each}#1`, by: 'test' }, founder);
    return dossierId;
  }
  async function person(...positions: readonly [Role, string][]): Promise<Asker> {
    const [[role, unit], ...others] = positions as [[Role, string], ...[Role, string][]];
    const asker = await api.person(role, unit);
    for (const [also, where] of others) await addPosition(api.service.pool, asker.userId, { role: also, unit: where }, new Date());
    return asker;
  }
  const late = () => ({ occurredAt: new Date(Date.now() - 1_000).toISOString(), reason: 'Sổ giấy' });

  describe('to enter facts late', () => {
    it('counts where the dossier lies', async () => {
      const [headElsewhere, head] = [await person(['officer', 'maps'], ['unitHead', 'tax']), await person(['unitHead', 'maps'])];
      const ask = (who: Asker, dossierId: string) => who.ask('POST', `/dossiers/${dossierId}/supplement-request`, { body: late() });
      const dossierId = await dossier('copy', 'receive');
      expect(codeOf(await ask(headElsewhere, dossierId))).to.equal('403 FORBIDDEN');
      expect(codeOf(await ask(head, dossierId))).not.to.match(/^403/);
    });

    it('counts at the unit that takes a hand-off up', async () => {
      const [headElsewhere, head] = [await person(['officer', 'maps'], ['unitHead', 'tax']), await person(['unitHead', 'maps'])];
      const dossierId = await dossier('copy', 'receive');
      const { state } = await api.engine.dossier(dossierId);
      const body = { occurredAt: state.handOffs['appraise#1~1']!.sentAt, reason: 'Sổ giấy' };
      const path = `/hand-offs/${dossierId}/appraise%231~1/acceptance`;
      expect(codeOf(await headElsewhere.ask('POST', path, { body }))).to.equal('403 FORBIDDEN');
      expect(codeOf(await head.ask('POST', path, { body }))).to.equal('200');
    });

    it('counts where a new dossier arrives', async () => {
      const start = (who: Asker) => who.ask('POST', '/dossiers', { body: { processKey: 'copy', variables: filledIn, ...late() } });
      expect(codeOf(await start(await person(['officer', 'centre'], ['unitHead', 'tax'])))).to.equal('403 FORBIDDEN');
      // the maps get it after the centre
      expect(codeOf(await start(await person(['unitHead', 'maps'])))).to.equal('403 FORBIDDEN');
      expect(codeOf(await start(await person(['unitHead', 'centre'])))).to.equal('201');
      expect(codeOf(await start(await person(['unitHead', 'province'])))).to.equal('201');
    });
  });

  describe('that sees a dossier', () => {
    const add = (who: Asker, dossierId: string) =>
      who.ask('POST', `/dossiers/${dossierId}/documents?name=a.pdf&kind=to-khai`, { bytes: Buffer.from(`%PDF-1.7\n${dossierId}\n%%EOF`) });

    it('adds documents only where it has something to do with it', async () => {
      const surveyor = await person(['officer', 'maps']);
      // still at the centre, though the maps see it because they decide
      const early = await dossier();
      expect((await surveyor.ask('GET', `/dossiers/${early}/documents`)).status).to.equal(200);
      expect(codeOf(await add(surveyor, early))).to.equal('403 FORBIDDEN');
      const here = await dossier('copy', 'receive');
      expect(codeOf(await add(surveyor, here))).to.equal('201');
      // whoever received it takes papers in all the time
      expect(codeOf(await add(await person(['officer', 'centre']), here))).to.equal('200');
      // another's right to touch, elsewhere, is not this one's
      expect(codeOf(await add(await person(['inspector', 'maps'], ['officer', 'tax']), here))).to.equal('404 UNKNOWN_DOSSIER');
    });

    it('removes documents only where it has something to do with it', async () => {
      const dossierId = await dossier('copy', 'receive', 'appraise');
      const added = await add(await person(['officer', 'centre']), dossierId);
      const { documentId } = (added.body as { document: { documentId: string } }).document;
      const remove = async (who: Asker) =>
        codeOf(await who.ask('DELETE', `/dossiers/${dossierId}/documents/${documentId}?reason=${encodeURIComponent('nộp nhầm')}`));
      expect(await remove(await person(['centreManager', 'maps']))).to.equal('403 FORBIDDEN');
      expect(await remove(await person(['centreManager', 'centre']))).to.equal('204');
    });
  });
});
