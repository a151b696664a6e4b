/** A database of the release before the appraisal: what was in use stays in use, and the record says how it came there. */
import { expect } from 'chai';
import { knownMigrations, migrate } from '../../../engine/runtime/migrate.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';

describe('what was deployed before there was an appraisal', function () {
  this.timeout(60_000);
  let server: TestServer;
  before(async () => (server = await startTestServer()));
  after(() => server?.stop());

  it('is published with the record of an earlier deployment, and its newest version is in force', async () => {
    const connectionString = await server.freshDatabase();
    const names = await knownMigrations();
    await migrate(connectionString, { only: names.filter((name) => name < '0008') });
    await rowsOf(
      connectionString,
      `insert into process_versions (process_key, version, hash, bpmn, forms, procedure, deployed_at, deployed_by, process_ids, bindings, deadlines, catches)
       values ('a', 1, '\\x01', '<a/>', '{}', '{"code": "1.014464.H12"}', '2026-01-05T01:00:00Z', '{"user": "x"}', '{a}', '{}', '[]', '{}'),
              ('a', 2, '\\x02', '<a/>', '{}', '{"code": null}', '2026-02-05T20:00:00Z', '{"user": "y"}', '{a}', '{}', '[]', '{}')`,
    );
    await migrate(connectionString);
    const versions = await rowsOf<{ version: number; ended: boolean; at_start: boolean }>(
      connectionString,
      `select version, in_force_from = deployed_at as at_start, in_force_until is not distinct from (case version when 1 then timestamptz '2026-02-05T20:00:00Z' end) as ended from process_versions order by version`,
    );
    expect(versions).to.deep.equal([
      { version: 1, at_start: true, ended: true },
      { version: 2, at_start: true, ended: true },
    ]);
    const published = await rowsOf(
      connectionString,
      `select v.version, d.kind, d.number, p.codes, p.effective_date::text as day, p.published_by->>'user' as by
       from publications p join decisions d on d.id = p.decision_id join process_versions v on v.id = p.version_id order by v.version`,
    );
    expect(published).to.deep.equal([
      { version: 1, kind: 'earlier', number: null, codes: ['1.014464'], day: '2026-01-05', by: 'x' },
      { version: 2, kind: 'earlier', number: null, codes: [], day: '2026-02-06', by: 'y' },
    ]);
  });
});
