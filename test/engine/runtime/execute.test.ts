/** Group commit on a real PostgreSQL: what is acknowledged is there, once, and the history gives the state back. */
import { expect } from 'chai';
import knex, { type Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { defaultOrganisation, initialState, replay, type Event, type ProcessModel } from '../../../engine/index.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../engine/runtime/embedded-postgres.ts';
import { openExecutor, type Executor } from '../../../engine/runtime/execute.ts';
import * as dossiers from '../../../migrations/0001_dossiers.ts';
import * as work from '../../../migrations/0002_work.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';

const actor = { user: 'officer' };

describe('group commit', function () {
  this.timeout(120_000);
  let folder: string;
  let postgres: EmbeddedPostgres;
  let database: Knex;
  let pool: pg.Pool;
  let model: ProcessModel;
  let executor: Executor;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taicho-execute-'));
    postgres = await startEmbeddedPostgres(folder);
    database = knex({ client: 'pg', connection: postgres.connectionString });
    for (const migration of [dossiers, work]) await migration.up(database);
    await database('process_versions').insert({
      process_key: 'p',
      version: 1,
      hash: Buffer.from([1]),
      bpmn: '<definitions/>',
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
    pool = new pg.Pool({ connectionString: postgres.connectionString, max: 4 });
    executor = openExecutor({ pool, modelOf: async () => model, organisation: () => defaultOrganisation });
  });
  after(async () => {
    await executor?.close();
    await pool?.end();
    await database?.destroy();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (idempotencyKey?: string) =>
    executor.execute({
      versionId: '1',
      command: { type: 'startInstance' },
      actor,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
  const complete = (dossierId: string, key: string) =>
    executor.execute({ dossierId, command: { type: 'completeTask', elementKey: key, variables: { secret: 'x' } }, actor });

  it('runs many dossiers at once to their ends, and the history replays to the stored state', async () => {
    const started = await Promise.all(Array.from({ length: 50 }, () => start()));
    await Promise.all(started.map(({ dossierId }) => complete(dossierId, 'a#1')));
    await Promise.all(started.map(({ dossierId }) => complete(dossierId, 'b#1')));

    const stored = await database('dossiers').select('id', 'status', 'state', 'revision');
    expect(stored.filter(({ status }) => status === 'ended')).to.have.length(50);
    for (const { id, state, revision } of stored) {
      const history = await database('history').where({ dossier_id: id }).orderBy('revision').select('events');
      expect(history).to.have.length(revision);
      expect(
        replay(
          history.flatMap(({ events }) => events as Event[]),
          initialState,
        ),
      ).to.deep.equal(state);
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
    ]);

    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
    expect((outcomes[1] as PromiseRejectedResult).reason).to.have.property('code', 'NOT_WAITING');
  });

  it('gives the first answer again for a repeated key, at once in one batch and later', async () => {
    const [first, twin] = await Promise.all([start('key-1'), start('key-1')]);
    const later = await start('key-1');

    expect([twin.dossierId, later.dossierId]).to.deep.equal([first.dossierId, first.dossierId]);
  });

  it('does the commands of one dossier in the order they came', async () => {
    const { dossierId } = await start();
    const [a, b] = await Promise.all([complete(dossierId, 'a#1'), complete(dossierId, 'b#1')]);
    expect([a.revision, b.revision]).to.deep.equal([2, 3]);
    expect(b.state.status).to.equal('ended');
  });
});
