/** Several dossiers on one receipt: all of them or none; and requests that are sent again, whatever was deployed meanwhile. */
import { expect } from 'chai';
import type { ProblemBody } from '../../../api/problem.ts';
import { filledIn, founder, foundCentre, intake, procedure } from '../../support/centre.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

interface Visit {
  readonly groupId: string;
  readonly dossiers: readonly { readonly dossierId: string; readonly repeated?: true }[];
}
const visitOf = ({ status, body }: Answer) => {
  expect(status, JSON.stringify(body)).to.equal(201);
  return body as Visit;
};
const codeOf = ({ status, body }: Answer) => `${status} ${(body as ProblemBody).code}`;
const placesOf = ({ body }: Answer) => (body as ProblemBody).errors!.map(({ pointer, code }) => `${pointer} ${code}`);
const idsOf = ({ dossiers }: Visit) => dossiers.map(({ dossierId }) => dossierId);

describe('a visit', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let counter: Asker;
  let manager: Asker;
  let key: string;
  const one = { processKey: 'copy', variables: filledIn };
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
    await foundCentre(api.engine);
    counter = await api.person('officer', 'centre');
    manager = await api.person('centreManager');
    key = await api.key(['dossiers:start']);
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  const visit = (...dossiers: object[]) => counter.ask('POST', '/visits', { body: { dossiers } });
  const byKey = (name: string, path: string, body: object) => api.ask('POST', path, { key, body, headers: { 'idempotency-key': name } });
  const count = async () => (await rowsOf<{ count: number }>(api.engine.connectionString, 'select count(*)::int from dossiers'))[0]!.count;
  /** The same procedure with another form, so that it is another version. */
  const deployAgain = (form: object) => api.engine.deploy({ bpmn: procedure('copy', 'maps'), forms: { intake: form } }, founder);

  it('starts all its dossiers on one receipt', async () => {
    const { groupId, dossiers } = visitOf(await visit(one, { ...one, processKey: 'levy' }));
    const listed = (await manager.ask('GET', `/dossiers?groupId=${groupId}`)).body as { items: { dossierId: string }[] };
    expect(listed.items.map(({ dossierId }) => dossierId).sort()).to.deep.equal(dossiers.map(({ dossierId }) => dossierId).sort());
    expect(dossiers).to.have.length(2);
  });

  it('starts none when one cannot be started, and says which and why', async () => {
    visitOf(await visit({ ...one, code: 'H-1' }));
    const before = await count();
    const wrong = await visit(one, { ...one, variables: { area: 1 } });
    expect([codeOf(wrong), placesOf(wrong)]).to.deep.equal(['422 FORM_INVALID', ['/dossiers/1/variables/fullName required']]);
    const taken = await visit(one, { ...one, code: 'H-1' });
    expect([codeOf(taken), placesOf(taken)]).to.deep.equal(['409 CODE_TAKEN', ['/dossiers/1 CODE_TAKEN']]);
    const twice = await visit({ ...one, code: 'H-2' }, one, { ...one, code: 'H-2' });
    expect([codeOf(twice), placesOf(twice)]).to.deep.equal(['409 CODE_TAKEN', ['/dossiers/2 CODE_TAKEN']]);
    const nowhere = await visit(one, { ...one, at: 'nowhere' });
    expect(codeOf(nowhere)).to.match(/^4/);
    expect(placesOf(nowhere)[0]).to.match(/^\/dossiers\/1 /);
    expect(await count()).to.equal(before);
    expect(await rowsOf(api.engine.connectionString, 'select from history where revision = 1')).to.have.length(before);
  });

  it('that is sent again is the same visit, and that was refused can be put right under its key', async () => {
    const body = { dossiers: [one, { ...one, code: 'H-3' }] };
    const first = visitOf(await byKey('v1', '/visits', body));
    const before = await count();
    const again = visitOf(await byKey('v1', '/visits', body));
    expect([again.groupId, idsOf(again)]).to.deep.equal([first.groupId, idsOf(first)]);
    // fewer or more under the key of a visit that took place are another visit
    expect(codeOf(await byKey('v1', '/visits', { dossiers: [one] }))).to.equal('422 IDEMPOTENCY_KEY_REUSED');
    expect(codeOf(await byKey('v1', '/visits', { dossiers: [...body.dossiers, one] }))).to.equal('422 IDEMPOTENCY_KEY_REUSED');
    expect(codeOf(await byKey('v2', '/visits', { dossiers: [one, { ...one, code: 'H-3' }] }))).to.equal('409 CODE_TAKEN');
    expect(await count()).to.equal(before);
    expect(visitOf(await byKey('v2', '/visits', { dossiers: [one, { ...one, code: 'H-4' }] })).dossiers).to.have.length(2);
  });

  it('that is sent twice at once takes place once', async () => {
    const before = await count();
    const [a, b] = await Promise.all([1, 2].map(() => byKey('v3', '/visits', { dossiers: [one, one] })));
    expect(idsOf(visitOf(a!))).to.deep.equal(idsOf(visitOf(b!)));
    expect(await count()).to.equal(before + 2);
  });

  it('and a start are answered as before though another version, with another form, was deployed meanwhile', async () => {
    const [start, visits] = [await byKey('s1', '/dossiers', one), visitOf(await byKey('v4', '/visits', { dossiers: [one] }))];
    expect(start.status).to.equal(201);
    await deployAgain({ ...intake, required: ['area', 'fullName', 'purpose'], additionalProperties: true });
    expect(codeOf(await byKey('s2', '/dossiers', one))).to.equal('422 FORM_INVALID');

    const again = await byKey('s1', '/dossiers', one);
    expect(again.status, JSON.stringify(again.body)).to.equal(201);
    expect(again.body).to.deep.include({ dossierId: (start.body as { dossierId: string }).dossierId, repeated: true });
    expect(idsOf(visitOf(await byKey('v4', '/visits', { dossiers: [one] })))).to.deep.equal(idsOf(visits));
    expect(codeOf(await byKey('s1', '/dossiers', { ...one, code: 'H-9' }))).to.equal('422 IDEMPOTENCY_KEY_REUSED');
  });
});
