/** Webhooks from command to receiver: signed, repeated until taken, never to two ids, and only of what their unit sees. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { Webhook as Verifier } from 'standardwebhooks';
import type { CloudEvent } from '../../../api/events/cloud-event.ts';
import type { Attempt } from '../../../api/webhooks/attempts.ts';
import type { Webhook } from '../../../api/webhooks/webhooks.ts';
import { eventually, rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { complete, deployLand, startDossier } from '../../support/land-procedure.ts';
import { startTestService, type Answer, type TestService } from '../../support/service.ts';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const codeOf = ({ status, body }: Answer) => `${status} ${(typeof body === 'object' && (body as { code?: string }).code) || ''}`;

describe('webhooks', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let receiver: Server;
  let base: string;
  let key: string;
  const received: Received[] = [];
  /** Answers still to come, by path; 204 when there is none. */
  const answers = new Map<string, number[]>();

  const at = (path: string) => received.filter((each) => each.path === path);
  const create = async (path: string, more: object = {}) => {
    const answer = await service.ask('POST', '/webhooks', { key, body: { name: path, url: `${base}${path}`, ...more } });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    return answer.body as { webhook: Webhook; secret: string };
  };
  const attempts = async (webhookId: string, query = '') =>
    ((await service.ask('GET', `/webhooks/${webhookId}/attempts?${query}`, { key })).body as { items: Attempt[] }).items;
  const verify = ({ headers, body }: Received, secret: string) =>
    new Verifier(secret).verify(body, headers as Record<string, string>) as CloudEvent;

  before(async () => {
    receiver = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const path = request.url!;
        received.push({ path, headers: request.headers, body: Buffer.concat(pieces).toString() });
        response.writeHead(answers.get(path)?.shift() ?? 204).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    server = await startTestServer();
    service = await startTestService(server);
    await deployLand(service.engine);
    key = await service.key(['webhooks:manage']);
  });
  after(async () => {
    await service?.close();
    await server?.stop();
    receiver?.close();
  });

  it('tell of events in CloudEvents, signed so that a receiver can verify whom and when they come from', async () => {
    const { webhook, secret } = await create('/signed', { eventTypes: ['dossierStarted', 'handOffChanged'] });
    expect(webhook).to.include({ name: '/signed', createdBy: 'key:1' });
    expect((await service.ask('GET', `/webhooks/${webhook.webhookId}`, { key })).body).to.deep.equal(webhook);
    const dossierId = await startDossier(service.engine, 'land');
    await complete(service.engine, dossierId, 'receive');
    await eventually(async () => at('/signed').length === 2);

    const events = at('/signed').map((each) => verify(each, secret));
    expect(events.map(({ type, subject }) => [type, subject]).sort()).to.deep.equal([
      ['vn.taicho.dossierStarted.v1', dossierId],
      ['vn.taicho.handOffChanged.v1', dossierId],
    ]);
    const feedKey = await service.key(['events:read']);
    const told = await eventually(async () => {
      const { items } = (await service.ask('GET', '/events?types=dossierStarted', { key: feedKey })).body as { items: CloudEvent[] };
      return items.find(({ subject }) => subject === dossierId);
    });
    // the same event, word for word, as the feed tells it
    expect(events.find(({ id }) => id === told.id)).to.deep.equal(told);
    const one = at('/signed')[0]!;
    expect(one.headers['content-type']).to.equal('application/cloudevents+json; charset=utf-8');

    // what a receiver must notice: another body, another secret, a message of yesterday sent again
    expect(() => verify({ ...one, body: one.body.replace(dossierId, '99') }, secret)).to.throw('No matching signature');
    expect(() => verify(one, `whsec_${Buffer.alloc(32).toString('base64')}`)).to.throw('No matching signature');
    const yesterday = String(Number(one.headers['webhook-timestamp']) - 86_400);
    expect(() => verify({ ...one, headers: { ...one.headers, 'webhook-timestamp': yesterday } }, secret)).to.throw('too old');

    const log = await eventually(async () => {
      const items = await attempts(webhook.webhookId);
      return items.length === 2 && items;
    });
    for (const item of log) expect(item).to.include({ outcome: 'delivered', answerCode: 204, dossierId });
    expect(new Set(log.map(({ messageId }) => messageId))).to.deep.equal(
      new Set(at('/signed').map(({ headers }) => headers['webhook-id'])),
    );
  });

  it('come again under the same id until they are taken, and once more when asked', async () => {
    answers.set('/again', [500]);
    const { webhook, secret } = await create('/again', { eventTypes: ['dossierStarted'] });
    await startDossier(service.engine, 'land');
    await eventually(async () => at('/again').length === 2);
    const [first, second] = at('/again');
    expect(second!.headers['webhook-id']).to.equal(first!.headers['webhook-id']);
    expect(second!.body).to.equal(first!.body);
    verify(second!, secret);
    const log = await eventually(async () => {
      const items = await attempts(webhook.webhookId);
      return items.length === 2 && items;
    });
    expect(log.map(({ outcome, answerCode }) => [outcome, answerCode])).to.deep.equal([
      ['delivered', 204],
      ['failed', 500],
    ]);
    expect(await attempts(webhook.webhookId, 'outcome=failed')).to.have.length(1);
    expect(await attempts(webhook.webhookId, `limit=1&cursor=${log[0]!.attemptId}`)).to.deep.equal([log[1]]);

    const path = `/webhooks/${webhook.webhookId}/messages/${log[0]!.messageId}/redelivery`;
    expect(codeOf(await service.ask('POST', path, { key }))).to.equal('202 ');
    await eventually(async () => at('/again').length === 3);
    expect(at('/again')[2]!.headers['webhook-id']).to.equal(first!.headers['webhook-id']);
    expect(at('/again')[2]!.body).to.equal(first!.body);
    const { webhook: other } = await create('/other', { eventTypes: ['dossierEnded'] });
    const foreign = path.replace(`/webhooks/${webhook.webhookId}/`, `/webhooks/${other.webhookId}/`);
    expect(codeOf(await service.ask('POST', foreign, { key }))).to.equal('404 NOT_FOUND');
  });

  it('stop when the receiver says that it is gone, and when somebody disables them', async () => {
    answers.set('/gone', [410]);
    const { webhook } = await create('/gone', { eventTypes: ['dossierStarted'] });
    const path = `/webhooks/${webhook.webhookId}`;
    await startDossier(service.engine, 'land');
    const read = async () => (await service.ask('GET', path, { key })).body as Webhook;
    await eventually(async () => (await read()).disabledReason === 'gone');
    const targets = () =>
      rowsOf(service.engine.connectionString, 'select id from delivery_targets where id = $1', [`w${webhook.webhookId}`]);
    expect(await targets()).to.deep.equal([]);
    await startDossier(service.engine, 'land');
    const message = (await attempts(webhook.webhookId))[0]!;
    expect(message).to.include({ outcome: 'gone', answerCode: 410 });
    expect(codeOf(await service.ask('POST', `${path}/messages/${message.messageId}/redelivery`, { key }))).to.equal('409 WEBHOOK_DISABLED');

    expect((await service.ask('POST', `${path}/enablement`, { key })).body).not.to.have.property('disabledAt');
    const dossierId = await startDossier(service.engine, 'land');
    await eventually(async () => at('/gone').length === 2);
    expect((JSON.parse(at('/gone')[1]!.body) as CloudEvent).subject).to.equal(dossierId);
    expect((await service.ask('POST', `${path}/disablement`, { key })).body).to.include({ disabledReason: 'byHand' });
    expect(await targets()).to.deep.equal([]);
    expect((await service.ask('DELETE', path, { key })).status).to.equal(204);
    expect(codeOf(await service.ask('GET', path, { key }))).to.equal('404 NOT_FOUND');
    const acts = await rowsOf<{ action: string }>(
      service.engine.connectionString,
      `select action from audit_log where subject = $1 and action like 'webhook.%' order by id`,
      [webhook.webhookId],
    );
    expect(acts.map(({ action }) => action)).to.deep.equal([
      'webhook.created',
      'webhook.disabled',
      'webhook.enabled',
      'webhook.disabled',
      'webhook.removed',
    ]);
  });

  it('are signed by the old secret too while it is replaced', async () => {
    const { webhook, secret } = await create('/rotated', { eventTypes: ['dossierStarted'] });
    const replace = async (keepHours: number) =>
      ((await service.ask('POST', `/webhooks/${webhook.webhookId}/secret`, { key, body: { keepHours } })).body as { secret: string })
        .secret;
    const second = await replace(1);
    await startDossier(service.engine, 'land');
    await eventually(async () => at('/rotated').length === 1);
    for (const each of [secret, second]) verify(at('/rotated')[0]!, each);
    const third = await replace(0);
    await startDossier(service.engine, 'land');
    await eventually(async () => at('/rotated').length === 2);
    verify(at('/rotated')[1]!, third);
    for (const each of [secret, second]) expect(() => verify(at('/rotated')[1]!, each)).to.throw('No matching signature');
    const kept = (await service.ask('GET', '/webhooks', { key })).body;
    expect(JSON.stringify(kept)).not.to.include('whsec_').and.not.to.include(third.slice(6));
  });

  it('of a unit tell of its dossiers only, and who sees one unit makes webhooks for no other', async () => {
    await create('/maps', { eventTypes: ['dossierEnded', 'elementCompleted'], unit: 'land' });
    const healthDossier = await startDossier(service.engine, 'health');
    await complete(service.engine, healthDossier, 'look');
    const dossierId = await startDossier(service.engine, 'land');
    await complete(service.engine, dossierId, 'receive');
    await eventually(async () => at('/maps').length > 0);
    await eventually(async () => {
      const [waiting] = await rowsOf<{ count: number }>(service.engine.connectionString, 'select count(*)::int from graphile_worker.jobs');
      return waiting!.count === 0;
    });
    expect(new Set(at('/maps').map(({ body }) => (JSON.parse(body) as CloudEvent).subject))).to.deep.equal(new Set([dossierId]));

    const landKey = await service.key(['webhooks:manage'], 'land');
    const make = (unit?: string) =>
      service.ask('POST', '/webhooks', { key: landKey, body: { name: 'x', url: `${base}/x`, ...(unit && { unit }) } });
    expect([(await make()).status, (await make('health')).status, (await make('maps')).status]).to.deep.equal([422, 403, 201]);
    const { items } = (await service.ask('GET', '/webhooks', { key: landKey })).body as { items: Webhook[] };
    expect(items.map(({ unit }) => unit)).to.deep.equal(['land', 'maps']);
    const other = await create('/all', { eventTypes: ['dossierEnded'] });
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/attempts'],
      ['DELETE', ''],
      ['POST', '/secret'],
      ['POST', '/disablement'],
    ] as const)
      expect(codeOf(await service.ask(method, `/webhooks/${other.webhook.webhookId}${path}`, { key: landKey }))).to.equal('404 NOT_FOUND');
    const officer = await service.person('officer', 'maps');
    expect((await officer.ask('GET', '/webhooks')).status).to.equal(403);
  });

  it('are refused for targets in private networks, when they are made and when they are sent', async () => {
    const strict = await startTestService(server, { privateWebhooks: false });
    try {
      await deployLand(strict.engine);
      const strictKey = await strict.key(['webhooks:manage']);
      const make = (url: string) =>
        strict.ask('POST', '/webhooks', { key: strictKey, body: { name: 'x', url, eventTypes: ['dossierStarted'] } });
      for (const url of ['https://127.0.0.1/', 'https://[::1]/', 'https://localhost:8443/x', 'https://169.254.169.254/latest'])
        expect(codeOf(await make(url)), url).to.equal('422 WEBHOOK_PRIVATE');
      for (const url of ['http://example.org/', 'ftp://example.org/', 'https://a:b@example.org/', 'nonsense', 'file:///etc/passwd'])
        expect(codeOf(await make(url)), url).to.equal('422 WEBHOOK_URL');
      // a name that led elsewhere when the webhook was made
      const made = await make('https://name.invalid/');
      expect(made.status).to.equal(201);
      const { webhookId } = (made.body as { webhook: Webhook }).webhook;
      await strict.service.pool.query('update webhooks set url = $1', [`${base.replace('127.0.0.1', 'localhost')}/private`]);
      await startDossier(strict.engine, 'land');
      const [attempt] = await eventually(async () => {
        const { items } = (await strict.ask('GET', `/webhooks/${webhookId}/attempts`, { key: strictKey })).body as { items: Attempt[] };
        return items.length > 0 && items;
      });
      expect(attempt).to.include({ outcome: 'failed' });
      // where in our network the name leads is nobody's business outside
      expect(attempt!.error).to.equal('PRIVATE_TARGET');
      expect(JSON.stringify(strict.logged)).to.include('private network');
      expect(at('/private')).to.deep.equal([]);
    } finally {
      await strict.close();
    }
  });
});
