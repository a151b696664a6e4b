/** The feed: gapless, ordered and resumable, though transactions end in another order than they began. */
import { expect } from 'chai';
import pg from 'pg';
import type { Engine, FeedEntry } from '../../../engine/runtime/index.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { eventually, rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';

const actor = { user: 'officer' };
const straight = definitions(
  processXml('p', element('startEvent', 's'), element('userTask', 'a'), element('endEvent', 'e'), 's->a', 'a->e'),
);

describe('the feed', function () {
  this.timeout(60_000);
  let server: TestServer;
  let engine: Engine;
  let database: string;
  before(async () => {
    server = await startTestServer();
    database = await server.freshDatabase();
    engine = await server.open(database);
    await engine.deploy({ bpmn: straight }, actor);
  });
  after(() => server?.stop());

  /** Everything after a cursor, page by page. */
  const readAll = async (after?: string, page = 7): Promise<FeedEntry[]> => {
    const all: FeedEntry[] = [];
    for (let from = after; ; from = all.at(-1)!.cursor) {
      const entries = await engine.readFeed(from, page);
      all.push(...entries);
      if (entries.length === 0) return all;
    }
  };
  const place = ({ dossierId, revision }: FeedEntry) => `${dossierId}/${revision}`;

  it('has every command once, in order, whatever the size of its pages', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => engine.start({ processKey: 'p' }, actor).then(({ dossierId }) => dossierId)),
    );
    await Promise.all(ids.map((id) => engine.execute(id, { type: 'completeTask', elementKey: 'a#1' }, actor)));
    const rows = await rowsOf<{ place: string }>(database, `select dossier_id || '/' || revision as place from history`);
    const all = await eventually(async () => {
      const entries = await readAll();
      return entries.length >= rows.length && entries;
    });

    expect(all.map(place).sort()).to.deep.equal(rows.map((row) => row.place).sort());
    expect((await readAll(undefined, 1_000)).map(place)).to.deep.equal(all.map(place));
    expect((await readAll(all[10]!.cursor)).map(place)).to.deep.equal(all.slice(11).map(place));
    for (const id of ids) expect(all.filter(({ dossierId }) => dossierId === id).map(({ revision }) => revision)).to.deep.equal([1, 2]);
    expect(all.at(-1)!.events.at(-1)).to.have.property('type', 'dossierEnded');
  });

  it('waits for the slower of two writers, and gives what it wrote its place before those that began later', async () => {
    const before = (await readAll()).at(-1)!.cursor;
    const slow = new pg.Client({ connectionString: database });
    const slower = new pg.Client({ connectionString: database });
    await Promise.all([slow.connect(), slower.connect()]);
    const write = async (client: pg.Client, revision: number) => {
      await client.query(
        `insert into history (dossier_id, revision, at, actor, command, events, generation, xid)
         values (0, $1, now(), '{"user":"slow"}', '{"type":"x"}', '[]', 1, pg_current_xact_id())`,
        [revision],
      );
    };
    await slow.query('begin');
    await write(slow, 1);
    await slower.query('begin');
    await write(slower, 2);
    const { dossierId } = await engine.start({ processKey: 'p' }, actor);
    expect(await readAll(before)).to.deep.equal([]);
    await slower.query('commit');
    expect(await readAll(before)).to.deep.equal([]);
    await slow.query('commit');
    const entries = await eventually(async () => {
      const found = await readAll(before);
      return found.length >= 3 && found;
    });
    expect(entries.map(place)).to.deep.equal(['0/1', '0/2', `${dossierId}/1`]);
    await Promise.all([slow.end(), slower.end()]);
  });

  it('misses nothing and repeats nothing while many write and one reads on', async () => {
    const from = (await readAll()).at(-1)!.cursor;
    const seen: string[] = [];
    let writing = true;
    const reading = (async () => {
      let cursor = from;
      for (;;) {
        const last = !writing;
        const entries = await engine.readFeed(cursor, 50);
        seen.push(...entries.map(place));
        cursor = entries.at(-1)?.cursor ?? cursor;
        if (entries.length === 0 && last) return;
        if (entries.length === 0) await engine.feedStirred(20);
      }
    })();
    const started = await Promise.all(Array.from({ length: 200 }, () => engine.start({ processKey: 'p' }, actor)));
    await Promise.all(started.map(({ dossierId }) => engine.execute(dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor)));
    writing = false;
    await reading;
    const expected = started.flatMap(({ dossierId }) => [`${dossierId}/1`, `${dossierId}/2`]);
    expect(seen.filter((each) => expected.includes(each)).sort()).to.deep.equal(expected.sort());
    expect(new Set(seen).size).to.equal(seen.length);
  });

  it('refuses what is no cursor', async () => {
    for (const cursor of ['', 'abc', '1-2', "1-2-3'; drop table history", '99999999999999999999-1-1'])
      expect(await engine.readFeed(cursor).catch((error: { code: string }) => error.code)).to.equal('INVALID_VALUE');
  });
});
