/** The demonstration's month: played by the rules of the engine, the same for the same seed, with something of everything. */
import { expect } from 'chai';
import { playMonth } from '../../../api/demo/play-month.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/database.ts';

const toMs = Date.parse('2026-04-03T16:00:00+07:00');

describe('the month of the demonstration', function () {
  this.timeout(240_000);
  let server: TestServer;
  let database: string;

  before(async () => {
    server = await startTestServer();
    database = await server.newDatabase();
  });
  after(() => server.stop());

  const play = (connectionString: string, dossiers: number) => playMonth({ connectionString, dossiers, toMs, seed: 5 });
  const count = async (what: string) => (await rowsOf<{ count: number }>(database, `select count(*)::int as count from ${what}`))[0]!.count;

  it('is played without a refusal and without an incident, up to now and no further', async () => {
    const { dossiers, refused, deeds } = await play(database, 120);

    expect(refused).to.deep.equal([]);
    expect(dossiers).to.equal(120);
    expect(deeds).to.be.above(600);
    expect(await count('incidents')).to.equal(0);
    expect(await count('engine_failures')).to.equal(0);
    expect(await count(`history where at > '2026-04-03T16:00:00+07:00'`)).to.equal(0);
    expect(await count(`dossiers where next_due_at <= '2026-04-03T16:00:00+07:00'`)).to.equal(0);
  });

  it('has something of everything that happens at a Centre', async () => {
    const found: Record<string, number> = {};
    for (const [what, from] of Object.entries({
      early: `dossiers where result = 'early'`,
      onTime: `dossiers where result = 'onTime'`,
      late: `dossiers where result = 'late'`,
      open: `dossiers where status = 'active'`,
      refused: `dossiers where outcome = 'refused'`,
      withdrawn: `dossiers where outcome = 'withdrawn'`,
      supplemented: `history where command->>'type' = 'receiveSupplement'`,
      waitsForSupplement: `waits where name = 'supplementReceived'`,
      returned: `hand_offs where state = 'returned'`,
      sentAgain: `history where command->>'type' = 'sendAgain'`,
      apologies: `steps where element_id = 'Task_XinLoiHenLai' and left_at is not null`,
      reappointed: `history where command->>'type' = 'reappoint'`,
      overdueFlags: `flags where flag = 'dossierOverdue'`,
      atPayment: `steps where element_id in ('Task_ChoChungTu', 'Task_XacDinhNghiaVu')`,
      personalData: 'dossier_data',
    }))
      found[what] = await count(from);
    for (const [what, number] of Object.entries(found)) expect(number, what).to.be.above(0);
  });

  it('raises flags about time that has run out at their very instant', async () => {
    expect(await count(`flags where flag in ('stepAtRisk', 'stepOverBudget', 'dossierOverdue') and raised_at <> at`)).to.equal(0);
  });

  it('gives codes of the day of receipt, one after the other', async () => {
    expect(
      await count(`dossiers where split_part(code, '-', 2) <> to_char(started_at at time zone 'Asia/Ho_Chi_Minh', 'YYMMDD')`),
    ).to.equal(0);
    expect(await count(`dossiers where code like '%-0001'`)).to.be.above(10);
  });

  it('has people at work in opening hours only', async () => {
    expect(
      await count(
        `history where command->>'type' in ('claimTask', 'completeTask', 'startInstance') and (extract(isodow from at at time zone 'Asia/Ho_Chi_Minh') > 5
           or (at at time zone 'Asia/Ho_Chi_Minh')::time not between '07:00' and '17:00')`,
      ),
    ).to.equal(0);
  });

  it('is whole also when the day has just begun', async () => {
    const morning = await server.newDatabase();
    const { dossiers, refused } = await playMonth({
      connectionString: morning,
      dossiers: 15,
      toMs: Date.parse('2026-04-06T07:36:00+07:00'),
    });
    expect(refused).to.deep.equal([]);
    expect(dossiers).to.equal(15);
  });

  it('is the same again for the same seed', async () => {
    const [one, other] = [await server.newDatabase(), await server.newDatabase()];
    await play(one, 20);
    await play(other, 20);
    // the hash of a personal datum is salted
    const happened = async (where: string) =>
      (await rowsOf(where, 'select dossier_id, revision, at, command, events, actor from history order by position')).map((row) =>
        JSON.stringify(row).replaceAll(/"sha256":"[0-9a-f]+"/g, ''),
      );
    expect(await happened(one)).to.deep.equal(await happened(other));
  });
});
