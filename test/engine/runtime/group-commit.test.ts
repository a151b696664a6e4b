/** Group commit on a real PostgreSQL: what is acknowledged is there, once, and the history gives the state back. */
import { expect } from 'chai';
import knex, { type Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { defaultOrganisation, initialState, replay, type Event, type ProcessModel } from '../../../engine/index.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../engine/runtime/embedded-postgres.ts';
import { openGroupCommit, type GroupCommit } from '../../../engine/runtime/group-commit.ts';
import { readState } from '../../../engine/runtime/lock-dossiers.ts';
import { migrate } from '../../../engine/runtime/migrate.ts';
import type { Request } from '../../../engine/runtime/requests.ts';
import { openStateCache } from '../../../engine/runtime/state-cache.ts';
import type { Version } from '../../../engine/runtime/versions.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';

const actor = { user: 'officer' };

describe('group commit', function () {
  this.timeout(120_000);
  let folder: string;
  let postgres: EmbeddedPostgres;
  let database: Knex;
  let pool: pg.Pool;
  let model: ProcessModel;
  let commits: GroupCommit;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taicho-commit-'));
    postgres = await startEmbeddedPostgres(folder);
    await migrate(postgres.connectionString);
    database = knex({ client: 'pg', connection: postgres.connectionString });
    await database('process_versions').insert({
      process_key: 'p',
      version: 1,
      hash: Buffer.from([1]),
      bpmn: '<definitions/>',
      deployed_at: new Date(),
      deployed_by: {},
    });
    const budget = 'tthc:unit="maps" tthc:budget="1" tthc:budgetUnit="workingDay"';
    model = await modelOfXml(
      definitions(
        processXml(
          'p',
          element('startEvent', 's'),
          element('userTask', 'a', '', budget),
          element('userTask', 'b', '', budget),
          element('endEvent', 'e'),
          's->a',
          'a->b',
          'b->e',
        ),
      ),
    );
    pool = new pg.Pool({ connectionString: postgres.connectionString, max: 4, pipeline: true });
    commits = open();
  });
  after(async () => {
    await commits?.close();
    await pool?.end();
    await database?.destroy();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** An engine process of its own, as far as the database can tell. */
  const open = (cached = 100): GroupCommit =>
    openGroupCommit({
      pool,
      versions: {
        get: async (): Promise<Version> => ({ id: '1', processKey: 'p', number: 1, model, forms: {}, personal: new Set(['citizenId']) }),
      },
      organisation: () => defaultOrganisation,
      cache: openStateCache(cached),
      lanes: 2,
      mostPerBatch: 64,
      patienceMs: 10_000,
      log: () => undefined,
      onCommit: () => undefined,
    });

  const start = (idempotencyKey?: string, more: Partial<Request> = {}, through = commits) =>
    through.execute({
      versionId: '1',
      command: { type: 'startInstance' },
      actor,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      ...more,
    });
  const complete = (dossierId: string, key: string, through = commits) =>
    through.execute({ dossierId, command: { type: 'completeTask', elementKey: key, variables: { secret: 'x' } }, actor });
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: { code?: string }) => error.code,
    );

  it('runs many dossiers at once to their ends, and the history replays to the state', async () => {
    const started = await Promise.all(Array.from({ length: 100 }, () => start()));
    await Promise.all(started.map(({ dossierId }) => complete(dossierId, 'a#1')));
    await Promise.all(started.map(({ dossierId }) => complete(dossierId, 'b#1')));

    const stored = await database('dossiers').select('id', 'status', 'revision');
    expect(stored.filter(({ status }) => status === 'ended')).to.have.length(100);
    for (const { id, revision } of stored) {
      const history = await database('history').where({ dossier_id: id }).orderBy('revision').select('events');
      expect(history).to.have.length(revision);
      const { state } = (await readState(pool as never, id))!;
      expect(
        replay(
          history.flatMap(({ events }) => events as Event[]),
          initialState,
        ),
      ).to.deep.equal(state);
      expect(state.status).to.equal('ended');
    }
    const steps = await database('steps').whereNull('left_at').count();
    expect(Number(steps[0]!['count'])).to.equal(0);
    expect(await database('history').whereRaw(`command::text like '%secret%' and command::text like '%"x"%'`)).to.deep.equal([]);
  });

  it('answers a refusal to its own caller and harms no neighbour in the batch', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    const outcomes = await Promise.allSettled([
      complete(one.dossierId, 'a#1'),
      complete(other.dossierId, 'nothing#1'),
      complete(other.dossierId, 'a#1'),
      complete('999999', 'a#1'),
    ]);

    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect((outcomes[1] as PromiseRejectedResult).reason).to.have.property('code', 'NOT_WAITING');
    expect((outcomes[3] as PromiseRejectedResult).reason).to.have.property('code', 'UNKNOWN_DOSSIER');
  });

  it('gives the first answer again for a repeated key, at once in one batch, later, and from another process', async () => {
    const [first, twin] = await Promise.all([start('key-1'), start('key-1')]);
    const elsewhere = open();
    const later = await start('key-1', {}, elsewhere);
    await elsewhere.close();

    expect([twin.dossierId, later.dossierId]).to.deep.equal([first.dossierId, first.dossierId]);
    expect(later).to.deep.equal({ ...first, repeated: true });
  });

  it('stores refusals under their key, keeps the keys of callers apart, and refuses a key used for something else', async () => {
    const { dossierId } = await start();
    const refused = { dossierId, command: { type: 'completeTask', elementKey: 'b#1' }, actor, idempotencyKey: 'key-2' } as const;
    expect(await codeOf(commits.execute(refused))).to.equal('NOT_WAITING');
    await complete(dossierId, 'a#1');
    expect(await codeOf(commits.execute(refused))).to.equal('NOT_WAITING');

    expect(await codeOf(start('key-2'))).to.equal('IDEMPOTENCY_KEY_REUSED');
    const other = await start('key-2', { actor: { user: 'somebody else' } });
    expect(other.revision).to.equal(1);
  });

  it('does one thing once when two processes are asked for it with one key at the same time', async () => {
    const processes = [open(), open(), open()];
    const answers = await Promise.all(processes.flatMap((each) => [start('key-3', {}, each), start('key-4', {}, each)]));
    for (const each of processes) await each.close();

    expect(new Set(answers.map(({ dossierId }) => dossierId)).size).to.equal(2);
  });

  it('does the commands of one dossier in the order they came', async () => {
    const { dossierId } = await start();
    const [a, b] = await Promise.all([complete(dossierId, 'a#1'), complete(dossierId, 'b#1')]);
    expect([a.revision, b.revision]).to.deep.equal([2, 3]);
    expect(b.events.at(-1)).to.have.property('type', 'dossierEnded');
  });

  it('lets processes take turns at one dossier, each from the state the other left', async () => {
    const processes = [open(), open()];
    const { dossierId } = await start();
    for (let turn = 0; turn < 30; turn++)
      await processes[turn % 2]!.execute({ dossierId, command: { type: 'setVariables', variables: { turn } }, actor });
    for (const each of processes) await each.close();

    const { state, revision } = (await readState(pool as never, dossierId))!;
    expect(revision).to.equal(31);
    expect(Object.values(state.scopes)[0]!.variables).to.deep.equal({ turn: 29 });
    // snapshots spare reading the whole history
    expect((await database('dossier_states').where({ dossier_id: dossierId }).first()).revision).to.equal(24);
  });

  it('uses up what a command takes up once, though it is asked for twice in one batch, and though both had to wait', async () => {
    for (const isHeld of [false, true]) {
      const { dossierId } = await start();
      const [{ id }] = await database('deferred_commands')
        .insert({ dossier_id: dossierId, command: '{}', due_at: new Date() })
        .returning('id');
      const take = () =>
        commits.executeFrom({ kind: 'deferred', id }, { dossierId, command: { type: 'setVariables', variables: { x: 1 } }, actor });
      const client = await pool.connect();
      if (isHeld) {
        await client.query('begin');
        await client.query('select from dossiers where id = $1 for update', [dossierId]);
      }
      const taking = [take(), take()];
      await new Promise((resolve) => setTimeout(resolve, 50));
      taking.push(take());
      if (isHeld) await client.query('rollback');
      client.release();
      const answers = await Promise.all(taking);

      expect(answers.filter((answer) => answer !== undefined)).to.have.length(1);
      expect((await readState(pool as never, dossierId))!.revision).to.equal(2);
      expect(await database('deferred_commands').where({ id })).to.deep.equal([]);
    }
  });

  it('waits for nobody: a dossier locked elsewhere is tried again, its neighbours go on', async () => {
    const [held, free] = await Promise.all([start(), start()]);
    const client = await pool.connect();
    await client.query('begin');
    await client.query('select from dossiers where id = $1 for update', [held.dossierId]);
    const late = complete(held.dossierId, 'a#1');
    expect((await complete(free.dossierId, 'a#1')).revision).to.equal(2);
    await client.query('rollback');
    client.release();

    expect((await late).revision).to.equal(2);
  });

  it('isolates a poisoned request: its neighbours are done, it alone fails and changes nothing', async () => {
    const [sick, well] = await Promise.all([start(), start()]);
    const outcomes = await Promise.allSettled([
      // U+0000 never gets this far through the engine's door
      commits.execute({
        dossierId: sick.dossierId,
        command: { type: 'setVariables', variables: { text: 'a' } },
        actor: { user: 'a\u0000b' },
        idempotencyKey: 'poison',
      }),
      complete(well.dossierId, 'a#1'),
    ]);

    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'fulfilled']);
    expect((outcomes[0] as PromiseRejectedResult).reason).to.have.property('code', 'ENGINE_FAILED');
    expect((await readState(pool as never, sick.dossierId))!.revision).to.equal(1);
  });

  it('refuses facts entered late without a reason, an outdated revision, and a code that is taken', async () => {
    const { dossierId } = await start(undefined, { code: 'H01.261127.0001' });
    const late = { dossierId, command: { type: 'requestSupplement', occurredAt: '2026-01-01T00:00:00.000Z' }, actor } as const;
    expect(await codeOf(commits.execute(late))).to.equal('REASON_MISSING');
    expect(await codeOf(commits.execute({ ...late, reason: 'phiếu giấy' }))).to.equal('CLOCK_STATE');
    const changed = { dossierId, command: { type: 'setVariables', variables: {} }, actor, ifRevision: 7 } as const;
    expect(await codeOf(commits.execute(changed))).to.equal('REVISION_CHANGED');
    expect(await codeOf(start(undefined, { code: 'H01.261127.0001' }))).to.equal('CODE_TAKEN');
  });

  it('keeps personal data out of state, events and history', async () => {
    const { dossierId, events } = await start(undefined, {
      command: { type: 'startInstance', variables: { citizenId: '001099000123', amount: 3 } },
    });
    const { state } = (await readState(pool as never, dossierId))!;
    const kept = await database('dossier_data').where({ dossier_id: dossierId });
    expect(kept.map(({ name, value }) => [name, value])).to.deep.equal([['citizenId', '001099000123']]);
    for (const text of [
      JSON.stringify(events),
      JSON.stringify(state),
      JSON.stringify(await database('history').where({ dossier_id: dossierId })),
    ])
      expect(text).to.not.include('001099000123');
    expect(Object.values(state.scopes)[0]!.variables['citizenId']).to.include({ personal: 'citizenId', number: 1 });
  });
});
