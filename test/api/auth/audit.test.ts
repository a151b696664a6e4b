/** The audit log is part of every act that it speaks of: where the log cannot be written, nothing is done. */
import { expect } from 'chai';
import { createUser } from '../../../api/auth/users.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { deployLand, officer, startDossier } from '../../support/land-procedure.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

const password = 'mùa xuân ở Hội An 2026';
const other = 'mùa thu ở Hà Nội 2027';

const drawn = (process: string, task: string) =>
  definitions(processXml(process, element('startEvent', 's'), element('userTask', task), `s->${task}`));
/** No way on: an incident at once, and again when it is resolved. */
const stuck = definitions(
  processXml(
    'stuck',
    element('startEvent', 's'),
    element('exclusiveGateway', 'g'),
    element('userTask', 'a'),
    element('userTask', 'b'),
    's->g',
    'g->a?x > 1',
    'g->b?x > 2',
  ),
);

describe('the audit log', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let manager: Asker;
  let administrator: Asker;
  const versions: string[] = [];
  let key: string;
  let dossierId: string;
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server, {}, { worker: false });
    await deployLand(api.engine);
    dossierId = await startDossier(api.engine, 'land');
    manager = await api.person('centreManager');
    administrator = await api.person('administrator');
    for (const task of ['a', 'b']) versions.push((await api.engine.deploy({ bpmn: drawn('two', task) }, officer)).versionId);
    await api.engine.deploy({ bpmn: stuck }, officer);
    key = await api.key(['webhooks:manage', 'dossiers:read']);
    await createUser(api.service.pool, { login: 'lan', name: 'Lê Thị Lan', password }, new Date());
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  /** Everything that these acts change, without when a session or key was used last. */
  const changed = async () =>
    (
      await rowsOf<{ all: unknown }>(
        api.engine.connectionString,
        `select json_build_array(
           (select json_agg(u order by id) from users u), (select json_agg(row(s.token_hash, s.user_id) order by s.token_hash) from sessions s),
           (select json_agg(row(d.id, d.sha256) order by d.id) from documents d), (select json_agg(w order by id) from webhooks w),
           (select json_agg(s order by s.webhook_id, number) from webhook_secrets s), (select json_agg(t order by id) from delivery_targets t),
           (select json_agg(row(h.dossier_id, h.revision) order by h.dossier_id, h.revision) from history h), (select json_agg(v.id order by v.id) from process_versions v),
           (select json_agg(o.id order by o.id) from organisations o), (select json_agg(row(r.id, r.state) order by r.id) from bulk_runs r),
           (select count(*) from idempotency), (select json_agg(row(v.id, v.in_force_until) order by v.id) from process_versions v)) as all`,
      )
    )[0]!.all;
  const lines = async () =>
    (await rowsOf<{ action: string }>(api.engine.connectionString, 'select action from audit_log order by id')).map(({ action }) => action);
  const session = async () => {
    const { headers, body } = await api.ask('POST', '/session', { body: { login: 'lan', password } });
    return { cookie: headers.getSetCookie()[0]!.split(';')[0]!, 'x-csrf-token': (body as { csrfToken: string }).csrfToken };
  };
  const add = () =>
    manager.ask('POST', `/dossiers/${dossierId}/documents?name=a.pdf&kind=to-khai`, { bytes: Buffer.from('%PDF-1.7\nmột\n%%EOF') });
  const makeWebhook = () =>
    api.ask('POST', '/webhooks', { key, body: { name: 'x', url: 'https://name.invalid/', eventTypes: ['dossierEnded'] } });
  const idOf = ({ body }: Answer) => (body as { webhook: { webhookId: string } }).webhook.webhookId;

  /** What is asked, once what it needs is there; and the line that it leaves. */
  const acts: readonly (readonly [what: string, action: string, prepare: () => Promise<() => Promise<Answer>>])[] = [
    ['adding a document', 'document.added', async () => add],
    [
      'removing a document',
      'document.removed',
      async () => {
        const { documentId } = ((await add()).body as { document: { documentId: string } }).document;
        return () => manager.ask('DELETE', `/dossiers/${dossierId}/documents/${documentId}?reason=x`);
      },
    ],
    ['making a webhook', 'webhook.created', async () => makeWebhook],
    ...(
      [
        ['disabling', 'webhook.disabled', 'POST', '/disablement'],
        ['enabling', 'webhook.enabled', 'POST', '/enablement'],
        ['replacing the secret of', 'webhook.secretReplaced', 'POST', '/secret'],
        ['removing', 'webhook.removed', 'DELETE', ''],
      ] as const
    ).map(
      ([what, action, method, path]) =>
        [
          `${what} a webhook`,
          action,
          async () => {
            const id = idOf(await makeWebhook());
            if (path === '/enablement') await api.ask('POST', `/webhooks/${id}/disablement`, { key });
            return () => api.ask(method, `/webhooks/${id}${path}`, { key, ...(path === '/secret' && { body: {} }) });
          },
        ] as const,
    ),
    ['signing in', 'session.opened', async () => () => api.ask('POST', '/session', { body: { login: 'lan', password } })],
    ['a wrong password', 'session.refused', async () => () => api.ask('POST', '/session', { body: { login: 'lan', password: other } })],
    [
      'signing out',
      'session.closed',
      async () => {
        const headers = await session();
        return () => api.ask('DELETE', '/session', { headers });
      },
    ],
    ...(
      [
        ['suspending a dossier', 'dossier.suspended', 'suspension', async () => startDossier(api.engine, 'land')],
        [
          'resuming a dossier',
          'dossier.resumed',
          'resumption',
          async () => {
            const id = await startDossier(api.engine, 'land');
            await api.engine.execute(id, { type: 'suspend' }, officer);
            return id;
          },
        ],
        ['cancelling a dossier', 'dossier.cancelled', 'cancellation', async () => startDossier(api.engine, 'land')],
        ['moving a token', 'dossier.modified', 'modification', async () => startDossier(api.engine, 'land')],
        [
          'doing a dossier again',
          'dossier.restarted',
          'restart',
          async () => {
            const id = await startDossier(api.engine, 'land');
            await api.engine.execute(id, { type: 'cancel', reason: 'trùng' }, officer);
            return id;
          },
        ],
      ] as const
    ).map(
      ([what, action, path, ready]) =>
        [
          what,
          action,
          async () => {
            const id = await ready();
            const instructions = [{ do: 'move', from: { elementKey: 'receive#1' }, to: { before: 'give' } }];
            const body = { reason: 'x', ...(path === 'modification' && { instructions }) };
            return () =>
              manager.ask('POST', `/dossiers/${id}/${path}`, { body, headers: { 'idempotency-key': `${path} ${id}`.replace(' ', '-') } });
          },
        ] as const,
    ),
    [
      'moving a dossier to another version',
      'dossier.migrated',
      async () => {
        const { dossierId: id } = await api.engine.start({ versionId: versions[0] }, officer);
        return () => manager.ask('POST', `/dossiers/${id}/migration`, { body: { versionId: versions[1], reason: 'luật mới' } });
      },
    ],
    [
      'resolving an incident',
      'incident.resolved',
      async () => {
        const { dossierId: id } = await api.engine.start({ processKey: 'stuck' }, officer);
        const [key] = Object.keys((await api.engine.dossier(id)).state.incidents);
        return () => manager.ask('POST', `/incidents/${id}/${encodeURIComponent(key!)}/resolution`, { body: {} });
      },
    ],
    [
      'beginning a bulk run',
      'bulk.migration',
      async () => {
        await api.engine.start({ versionId: versions[0] }, officer);
        const body = { fromVersionId: versions[0], toVersionId: versions[1], reason: 'luật mới' };
        return () => manager.ask('POST', '/bulk-runs/migration', { body });
      },
    ],
    [
      'stopping a bulk run',
      'bulk.cancelled',
      async () => {
        const run = await manager.ask('POST', '/bulk-runs/incidents', { body: { reason: 'x' } });
        return () => manager.ask('POST', `/bulk-runs/${(run.body as { runId: string }).runId}/cancellation`, { body: {} });
      },
    ],
    [
      'deploying a procedure',
      'procedure.deployed',
      async () => () => administrator.ask('POST', '/procedures', { body: { bpmn: drawn('new', 'a') } }),
    ],
    [
      'replacing the organisation',
      'organisation.replaced',
      async () => () => administrator.ask('PUT', '/organisation', { body: { id: 'province', name: 'Tỉnh', units: [], officers: [] } }),
    ],
    [
      'changing a password',
      'password.changed',
      async () => {
        const headers = await session();
        return () => api.ask('PUT', '/session/password', { headers, body: { current: password, password: other } });
      },
    ],
  ];

  for (const [what, action, prepare] of acts)
    it(`goes with ${what}, or neither is done`, async () => {
      const act = await prepare();
      const before = await changed();
      await api.service.pool.query('alter table audit_log rename to audit_log_away');
      const failed = await act().finally(() => api.service.pool.query('alter table audit_log_away rename to audit_log'));
      expect(failed.status, JSON.stringify(failed.body)).to.equal(500);
      expect(await changed()).to.deep.equal(before);
      const known = (await lines()).length;
      expect((await act()).status).to.be.below(500);
      expect(await changed()).not.to.deep.equal(before);
      expect((await lines()).slice(known)).to.deep.equal([action]);
    });
});
