/** Dossiers that move to another version through the database: rows, jobs, history, bulk runs that survive a program that dies (ADR 0058). */
import { expect } from 'chai';
import type { Actor, Engine } from '../../../engine/runtime/index.ts';
import { replay } from '../../../engine/semantics/apply.ts';
import type { Event } from '../../../engine/semantics/events.ts';
import { initialState } from '../../../engine/semantics/state.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';

const actor: Actor = { user: 'head' };
const drawn = (appraise: string, desk: string, jobType: string) =>
  definitions(
    processXml(
      'p',
      element('startEvent', 's'),
      element('parallelGateway', 'split'),
      element(
        'userTask',
        appraise,
        '',
        `name="Thẩm định" tthc:unit="maps" tthc:role="${desk}" tthc:budget="4" tthc:budgetUnit="workingHour"`,
      ),
      element('userTask', 'bare'),
      element('serviceTask', 'job', '', `tthc:jobType="${jobType}"`),
      's->split',
      `split->${appraise}`,
      'split->bare',
      'split->job',
    ),
  );

describe('dossiers that move to another version', function () {
  this.timeout(120_000);
  let server: TestServer;
  let engine: Engine;
  let database: string;
  let first: string;
  let second: string;
  const now = Date.parse('2026-03-02T08:00:00+07:00');
  const open = () => server.open(database, { clock: () => new Date(now) });
  const start = async () => (await engine.start({ versionId: first }, actor)).dossierId;
  const code = (act: Promise<unknown>) =>
    act.then(
      () => undefined,
      (error: { code: string }) => error.code,
    );
  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.stop());
  beforeEach(async () => {
    database = await server.freshDatabase();
    engine = await open();
    first = (await engine.deploy({ bpmn: drawn('a', 'clerk', 'old') }, actor)).versionId;
    second = (await engine.deploy({ bpmn: drawn('b', 'expert', 'new') }, actor)).versionId;
  });

  it('one at a time: its rows speak of the new version, a job keeps its lock, the history replays', async () => {
    const dossierId = await start();
    const [job] = await engine.activateJobs({ type: 'old', worker: 'w' });
    const { plan } = await engine.planMigration(first, second);
    expect(plan).to.include({ a: 'b' });
    const preview = await engine.preview(dossierId, { type: 'migrate', to: second, plan });
    expect([preview.problems, (await engine.dossier(dossierId)).versionId]).to.deep.equal([[], first]);
    await engine.execute(dossierId, { type: 'migrate', to: second, plan, reason: 'luật mới' }, actor);

    const steps = await rowsOf(database, `select element_key, element_id, role from steps where left_at is null order by element_key`);
    expect(steps).to.deep.equal([
      { element_key: 'a#1', element_id: 'b', role: 'expert' },
      { element_key: 'bare#1', element_id: 'bare', role: null },
    ]);
    expect(await rowsOf(database, 'select job_type, locked_by from jobs')).to.deep.equal([{ job_type: 'new', locked_by: 'w' }]);
    await engine.completeJob(job!, {}, actor);
    await engine.execute(dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor);
    // read again by another process
    const other = await open();
    await other.execute(dossierId, { type: 'completeTask', elementKey: 'bare#1' }, actor);
    const { state, versionId } = await other.dossier(dossierId);
    expect([state.status, versionId]).to.deep.equal(['ended', second]);
    const history = await rowsOf<{ events: Event[] }>(database, 'select events from history order by revision');
    expect(
      replay(
        history.flatMap(({ events }) => events),
        initialState,
      ),
    ).to.deep.equal(state);
    expect(await rowsOf(database, `select element_id from steps where element_key = 'a#1'`)).to.deep.equal([{ element_id: 'b' }]);
  });

  it('not to a version that it has, of another procedure or unknown', async () => {
    const dossierId = await start();
    const other = await engine.deploy(
      { bpmn: definitions(processXml('q', element('startEvent', 's'), element('userTask', 'x'), 's->x')) },
      actor,
    );
    const to = (versionId: string) => code(engine.execute(dossierId, { type: 'migrate', to: versionId, plan: {} }, actor));
    expect([await to(first), await to(other.versionId), await to('999')]).to.deep.equal([
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
      'UNKNOWN_VERSION',
    ]);
    expect(await code(engine.execute(dossierId, { type: 'migrate', to: second, plan: { a: null } }, actor))).to.equal('MIGRATION_REFUSED');
    const { problems } = await engine.preview(dossierId, { type: 'migrate', to: second, plan: { a: null } });
    expect(problems.map(({ code: found, at }) => [found, at])).to.deep.equal([['GONE', 'a']]);
  });

  it('many at once: what cannot move says why, the others go on; a run is done once though two programs work on it', async () => {
    const dossiers = [await start(), await start(), await start()];
    await engine.execute(dossiers[2]!, { type: 'completeTask', elementKey: 'a#1' }, actor);
    const ended = await start();
    await engine.execute(ended, { type: 'cancel', reason: 'trùng' }, actor);
    const run = await engine.startBulk(
      { kind: 'migrate', fromVersionId: first, toVersionId: second, plan: { a: null } },
      'luật mới',
      actor,
    );
    expect([run.state, run.total, run.left]).to.deep.equal(['running', 3, 3]);
    const other = await open();
    await Promise.all([engine.settle(['bulk']), other.settle(['bulk'])]);
    const over = await engine.bulkRun(run.runId);
    expect([over.state, over.total, over.done, over.failed, over.left]).to.deep.equal(['done', 3, 1, 2, 0]);
    const { items } = await engine.bulkItems(run.runId, { state: 'failed' });
    expect(items.map(({ dossierId, problem }) => [dossierId, problem!.code])).to.deep.equal([
      [dossiers[0], 'MIGRATION_REFUSED'],
      [dossiers[1], 'MIGRATION_REFUSED'],
    ]);
    const moves = await rowsOf(database, `select dossier_id from history where command->>'type' = 'migrate'`);
    expect(moves).to.deep.equal([{ dossier_id: dossiers[2] }]);
  });

  it('goes on with a run that a program left behind, and stops one that is cancelled', async () => {
    for (let count = 0; count < 3; count++) await start();
    const { plan } = await engine.planMigration(first, second);
    const run = await engine.startBulk({ kind: 'migrate', fromVersionId: first, toVersionId: second, plan }, 'luật mới', actor);
    await engine.close();
    // the program died after one was done and before it said so
    const next = await open();
    const [item] = (await next.bulkItems(run.runId)).items;
    await next.execute(item!.dossierId, { type: 'migrate', to: second, plan, reason: 'luật mới' }, actor, {
      reason: 'luật mới',
      idempotencyKey: `bulk ${run.runId} ${item!.dossierId} `,
    });
    await next.settle(['bulk']);
    expect(await next.bulkRun(run.runId)).to.include({ state: 'done', done: 3, failed: 0 });
    expect(await rowsOf(database, `select from history where command->>'type' = 'migrate'`)).to.have.length(3);

    const further = await next.startBulk({ kind: 'migrate', fromVersionId: second, toVersionId: first, plan: { b: 'a' } }, 'nhầm', actor);
    expect([await next.cancelBulk(further.runId), await next.cancelBulk(further.runId)]).to.deep.equal([true, false]);
    await next.settle(['bulk']);
    expect(await next.bulkRun(further.runId)).to.include({ state: 'cancelled', done: 0, left: 3 });
    expect((await next.bulkRuns()).items.map(({ runId }) => runId)).to.deep.equal([further.runId, run.runId]);
    expect(await code(next.bulkRun('77'))).to.equal('UNKNOWN_RUN');
  });

  it('tries many incidents again by their code', async () => {
    for (const dossierId of [await start(), await start()]) {
      const [job] = await engine.activateJobs({ type: 'old', worker: 'w' });
      await engine.failJob(job!, { retries: 0, reason: 'mất mạng' }, actor);
      expect(job!.dossierId).to.equal(dossierId);
    }
    const none = await engine.startBulk({ kind: 'resolveIncidents', code: 'NO_FLOW' }, 'mạng có lại', actor);
    const some = await engine.startBulk(
      { kind: 'resolveIncidents', code: 'JOB_FAILED', elementId: 'job', versionIds: [first] },
      'mạng có lại',
      actor,
    );
    await engine.settle(['bulk']);
    expect([none.total, some.total, await rowsOf(database, 'select from incidents')]).to.deep.equal([0, 2, []]);
    expect(await rowsOf(database, `select reason from history where command->>'type' = 'resolveIncident'`)).to.deep.equal([
      { reason: 'mạng có lại' },
      { reason: 'mạng có lại' },
    ]);
  });
});

describe('an ended dossier that is done again', function () {
  this.timeout(120_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.stop());

  it('is a new one with what it was started with, personal data too, and the old one stays as it ended', async () => {
    const database = await server.freshDatabase();
    const engine = await server.open(database, { clock: () => new Date('2026-03-02T08:00:00+07:00') });
    const bpmn = definitions(processXml('p', element('startEvent', 's'), element('userTask', 'a'), 's->a'));
    const forms = { f: { type: 'object', properties: { fullName: { type: 'string', personal: true } } } };
    const { versionId } = await engine.deploy({ bpmn, forms }, actor);
    const { dossierId } = await engine.start(
      { versionId, variables: { fullName: 'Lê Thị A', area: 120 }, participants: { communeCommittee: 'xaA' } },
      actor,
    );
    const refused = await engine.restart(dossierId, { reason: 'sai' }, actor).catch((error: { code: string }) => error.code);
    expect(refused).to.equal('NOT_ENDED');
    await engine.execute(dossierId, { type: 'cancel', reason: 'nhầm người nộp' }, actor);
    const ended = await engine.dossier(dossierId);

    const again = await engine.restart(dossierId, { reason: 'nộp lại', code: 'H-2' }, actor, { idempotencyKey: 'key-1' });
    expect((await engine.restart(dossierId, { reason: 'nộp lại', code: 'H-2' }, actor, { idempotencyKey: 'key-1' })).dossierId).to.equal(
      again.dossierId,
    );
    const { state } = await engine.dossier(again.dossierId);
    expect(state.scopes['p#1']!.variables).to.deep.include({ area: 120 });
    expect(state.participants).to.deep.equal({ communeCommittee: 'xaA' });
    expect((await engine.personalData(again.dossierId)).map(({ name, value }) => [name, value])).to.deep.equal([['fullName', 'Lê Thị A']]);
    expect(await rowsOf(database, 'select restart_of, code from dossiers order by id')).to.deep.equal([
      { restart_of: null, code: null },
      { restart_of: dossierId, code: 'H-2' },
    ]);
    expect(await engine.dossier(dossierId)).to.deep.equal(ended);

    // once at a time, also when two ask at the same instant; another dossier under the same key is another request
    const code = (asked: Promise<unknown>) =>
      asked.then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    expect(await code(engine.restart(dossierId, { reason: 'lần nữa' }, actor))).to.equal('RESTARTED');
    await engine.execute(again.dossierId, { type: 'cancel', reason: 'sai' }, actor);
    const both = [1, 2].map(() => code(engine.restart(dossierId, { reason: 'lần nữa' }, actor)));
    expect((await Promise.all(both)).sort()).to.deep.equal(['RESTARTED', 'done']);
    expect(await code(engine.restart(again.dossierId, { reason: 'nộp lại', code: 'H-2' }, actor, { idempotencyKey: 'key-1' }))).to.equal(
      'IDEMPOTENCY_KEY_REUSED',
    );

    await engine.erasePersonalData(dossierId);
    const erased = await engine.restart(dossierId, { reason: 'nộp lại' }, actor).catch((error: { code: string }) => error.code);
    expect(erased).to.equal('DATA_ERASED');
  });

  it('is answered as the first time, though its data are erased and no version is in force any more', async () => {
    const engine = await server.open(await server.freshDatabase());
    const forms = { f: { type: 'object', properties: { fullName: { type: 'string', personal: true } } } };
    const { versionId } = await engine.deploy({ bpmn: definitions(processXml('p', element('startEvent', 's'))), forms }, actor);
    const start = () => engine.start({ processKey: 'p', variables: { fullName: 'Lê Thị A' } }, actor, { idempotencyKey: 'start' });
    const { dossierId } = await start();
    const restart = (rest: object, idempotencyKey: string) =>
      engine.restart(dossierId, { reason: 'nộp lại', ...rest }, actor, { idempotencyKey }).then(
        ({ dossierId: again, repeated }) => [again, repeated],
        (error: { code: string }) => error.code,
      );
    const asked = [{}, { versionId }, { versionId, processKey: 'p' }];
    const first = [];
    for (const [index, rest] of asked.entries()) first.push((await restart(rest, `key-${index}`))[0]);

    await engine.endForce(versionId, new Date());
    await engine.erasePersonalData(dossierId);
    expect(await restart({}, 'new')).to.equal('DATA_ERASED');
    const again = [];
    for (const [index, rest] of asked.entries()) again.push(await restart(rest, `key-${index}`));
    expect(again).to.deep.equal(first.map((id) => [id, true]));
    expect(await restart({ code: 'H-3' }, 'key-0')).to.equal('IDEMPOTENCY_KEY_REUSED');
    expect(await restart({ versionId }, 'key-0')).to.equal('IDEMPOTENCY_KEY_REUSED');
    expect(await start()).to.include({ dossierId, repeated: true });
  });
});
