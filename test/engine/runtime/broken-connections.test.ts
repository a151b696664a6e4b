/** Connections that break at the worst moments: nobody is told a falsehood, nothing is done twice, the program lives on. */
import { expect } from 'chai';
import pg from 'pg';
import { defaultOrganisation, type ProcessModel } from '../../../engine/index.ts';
import { openGroupCommit } from '../../../engine/runtime/group-commit.ts';
import type { Engine, EngineTrouble } from '../../../engine/runtime/index.ts';
import { openStateCache } from '../../../engine/runtime/state-cache.ts';
import type { Version } from '../../../engine/runtime/versions.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';

const actor = { user: 'officer' };
const straight = definitions(
  processXml('p', element('startEvent', 's'), element('userTask', 'a'), element('endEvent', 'e'), 's->a', 'a->e'),
);
const lost = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
const refused = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

describe('broken connections', function () {
  this.timeout(120_000);
  let server: TestServer;
  let database: string;
  let engine: Engine;
  let model: ProcessModel;
  let pool: pg.Pool;
  before(async () => {
    server = await startTestServer();
    database = await server.freshDatabase();
    engine = await server.open(database);
    await engine.deploy({ bpmn: straight }, actor);
    model = await modelOfXml(straight);
    pool = new pg.Pool({ connectionString: database, pipeline: true });
    pool.on('error', () => undefined);
  });
  after(async () => {
    await pool?.end();
    await server?.stop();
  });

  /** Group commit whose first commit ends as `first` says: sent, held back; and whose questions about it are answered by `asked`, if it answers. */
  const commitsWith = (first: 'done' | 'lost', asked: (text: string) => object | undefined, patienceMs = 10_000) => {
    let broken = false;
    const connect = async () => {
      const client = await pool.connect();
      const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
      return new Proxy(client, {
        get(target, name) {
          if (name !== 'query') return Reflect.get(target, name, target) as unknown;
          return async (...given: unknown[]) => {
            if (given[0] !== 'commit' || broken) return query(...given);
            broken = true;
            await query(first === 'done' ? 'commit' : 'rollback');
            throw lost();
          };
        },
      });
    };
    const question = async (text: string, values: unknown[]) => asked(text) ?? pool.query(text, values);
    const version: Version = { id: '1', processKey: 'p', number: 1, model, forms: {}, personal: new Set() };
    return openGroupCommit({
      pool: { connect, query: question } as unknown as pg.Pool,
      versions: { get: async () => version },
      organisation: () => defaultOrganisation,
      cache: openStateCache(10),
      lanes: 1,
      mostPerBatch: 10,
      patienceMs,
      log: () => undefined,
      onCommit: () => undefined,
    });
  };
  const start = (commits: ReturnType<typeof openGroupCommit>, code: string) =>
    commits.execute({ versionId: '1', command: { type: 'startInstance' }, actor, code });
  const codesLike = async (pattern: string) =>
    (await rowsOf<{ code: string }>(database, 'select code from dossiers where code like $1 order by code', [pattern])).map(
      ({ code }) => code,
    );

  it('at a commit that was done: it is acknowledged, once', async () => {
    const commits = commitsWith('done', () => undefined);
    const { revision } = await start(commits, 'done');
    await commits.close();
    expect(revision).to.equal(1);
    expect(await codesLike('done%')).to.deep.equal(['done']);
  });

  it('at a commit that a crash lost: it is done again, even if another transaction got its number and was committed', async () => {
    for (const [code, answer] of [
      ['again 1', { rows: [{ status: 'committed' }] }],
      ['again 2', { rows: [{ status: 'aborted' }] }],
    ] as const) {
      const commits = commitsWith('lost', (text) => (text.includes('pg_xact_status') ? answer : undefined));
      const { dossierId } = await start(commits, code);
      await commits.close();
      expect((await engine.dossier(dossierId)).revision).to.equal(1);
    }
    const commits = commitsWith('lost', (text) => {
      if (text.includes('pg_xact_status')) throw Object.assign(new Error('transaction ID 99999 is in the future'), { code: '22023' });
      return undefined;
    });
    const { dossierId } = await start(commits, 'again 3');
    await commits.close();
    expect((await engine.dossier(dossierId)).revision).to.equal(1);
    expect(await codesLike('again%')).to.deep.equal(['again 1', 'again 2', 'again 3']);
  });

  it('at a commit that nobody can be asked about: every caller of the batch is told so, and none is done again', async () => {
    for (const answer of [() => Promise.reject(refused()), () => ({ rows: [{ status: 'in progress' }] })]) {
      const before = (await codesLike('unknown%')).length;
      const commits = commitsWith('done', (text) => (text.includes('pg_xact_status') ? answer() : undefined), 100);
      const outcomes = await Promise.allSettled([start(commits, `unknown ${before}`), start(commits, `unknown ${before + 1}`)]);
      await commits.close();
      expect(outcomes.map((outcome) => outcome.status === 'rejected' && (outcome.reason as EngineTrouble).code)).to.deep.equal([
        'OUTCOME_UNKNOWN',
        'OUTCOME_UNKNOWN',
      ]);
      expect(await codesLike('unknown%')).to.have.length(before + 2);
    }
  });

  it('while work is under way: requests go on elsewhere, and the program lives', async () => {
    const admin = new pg.Client({ connectionString: database, application_name: 'admin' });
    admin.on('error', () => undefined);
    await admin.connect();
    let cuts = 0;
    const started: string[] = [];
    // a request between two cuts each, so that one of them meets it somewhere
    for (let round = 0; round < 30; round++) {
      const answers = Promise.all(
        Array.from({ length: 5 }, (_, index) =>
          engine.start({ processKey: 'p' }, actor, { idempotencyKey: `cut ${round} ${index}`, code: `cut ${round} ${index}` }),
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, round));
      const { rowCount } = await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'taicho %' and datname = current_database()`,
      );
      cuts += rowCount ?? 0;
      started.push(...(await answers).map(({ dossierId }) => dossierId));
    }
    await admin.end();
    expect(cuts).to.be.at.least(30);
    const ids = await rowsOf<{ id: string }>(database, `select id::text from dossiers where code like 'cut%'`);
    expect(ids.map(({ id }) => id)).to.have.members(started);
  });
});
