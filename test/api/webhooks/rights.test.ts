/** Webhooks have the rights that their owner has now: less is told when they shrink, nothing when they are gone, and the list says why. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { CloudEvent } from '../../../api/events/cloud-event.ts';
import type { Webhook } from '../../../api/webhooks/webhooks.ts';
import { eventually, rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { complete, deployLand, startDossier } from '../../support/land-procedure.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

type Shown = Webhook & { readonly suspendedReason?: string };
const codeOf = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();

describe('the owner of a webhook', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let receiver: Server;
  let base: string;
  let keeper: Asker;
  /** Dossiers told of, by path. */
  const told = new Map<string, string[]>();

  before(async () => {
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        told.set(request.url!, [...(told.get(request.url!) ?? []), (JSON.parse(body) as CloudEvent).subject]);
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    server = await startTestServer();
    service = await startTestService(server);
    await deployLand(service.engine);
    keeper = await service.person('administrator');
  });
  after(async () => {
    await service?.close();
    await server?.stop();
    receiver?.close();
  });

  const make = async (who: Pick<Asker, 'ask'>, path: string, more: object = {}): Promise<string> => {
    const answer = await who.ask('POST', '/webhooks', {
      body: { name: path, url: `${base}${path}`, eventTypes: ['elementCompleted'], ...more },
    });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    return (answer.body as { webhook: Webhook }).webhook.webhookId;
  };
  const shown = async (webhookId: string) => {
    const { items } = (await keeper.ask('GET', '/webhooks')).body as { items: Shown[] };
    const found = items.find((each) => each.webhookId === webhookId)!;
    expect((await keeper.ask('GET', `/webhooks/${webhookId}`)).body).to.deep.equal(found);
    return found;
  };
  /** A step done in a dossier of each department; when it returns, all that is to be sent was sent. */
  const happen = async (): Promise<{ land: string; health: string }> => {
    const [land, health] = [await startDossier(service.engine, 'land'), await startDossier(service.engine, 'health')];
    await complete(service.engine, land, 'receive');
    await complete(service.engine, health, 'look');
    await eventually(async () => {
      const [waiting] = await rowsOf<{ count: number }>(service.engine.connectionString, 'select count(*)::int from graphile_worker.jobs');
      return waiting!.count === 0;
    });
    return { land, health };
  };
  const sql = (text: string, ...values: unknown[]) => rowsOf(service.engine.connectionString, text, values);

  it('who is disabled has nothing told any more, until somebody who may enables it in their own name', async () => {
    const owner = await service.person('administrator');
    const webhookId = await make(owner, '/disabled');
    const before = await happen();
    expect(new Set(told.get('/disabled'))).to.deep.equal(new Set([before.land, before.health]));
    expect(await shown(webhookId))
      .to.include({ owner: owner.login })
      .and.not.have.property('suspendedReason');

    await keeper.ask('PATCH', `/users/${owner.userId}`, { body: { disabled: true } });
    expect(await shown(webhookId)).to.include({ owner: owner.login, suspendedReason: 'ownerGone' });
    const count = told.get('/disabled')!.length;
    await happen();
    expect(told.get('/disabled')).to.have.length(count);
    const { items } = (await keeper.ask('GET', `/webhooks/${webhookId}/attempts`)).body as { items: { messageId: string }[] };
    const again = await keeper.ask('POST', `/webhooks/${webhookId}/messages/${items[0]!.messageId}/redelivery`);
    expect(codeOf(again)).to.equal('409 WEBHOOK_SUSPENDED');

    expect((await keeper.ask('POST', `/webhooks/${webhookId}/enablement`)).body).to.include({
      owner: keeper.login,
      createdBy: owner.login,
    });
    expect(await shown(webhookId)).not.to.have.property('suspendedReason');
    const after = await happen();
    expect(told.get('/disabled')).to.include.members([after.land, after.health]);
  });

  it('whose position ends has nothing told any more', async () => {
    const owner = await service.person('administrator');
    const webhookId = await make(owner, '/ended');
    await sql('update positions set valid_to = now() where user_id = $1', owner.userId);
    expect(await shown(webhookId)).to.include({ suspendedReason: 'ownerWithoutRight' });
    await happen();
    expect(told.get('/ended')).to.equal(undefined);
  });

  it('whose position becomes one of a unit has only its dossiers told', async () => {
    const owner = await service.person('administrator');
    const [whole, land, health] = [
      await make(owner, '/whole'),
      await make(owner, '/land', { unit: 'land' }),
      await make(owner, '/health', { unit: 'health' }),
    ];
    await sql(`update positions set unit = 'land' where user_id = $1`, owner.userId);
    for (const webhookId of [whole, land]) expect(await shown(webhookId)).not.to.have.property('suspendedReason');
    expect(await shown(health)).to.include({ suspendedReason: 'ownerWithoutRight' });
    const dossiers = await happen();
    expect(new Set(told.get('/whole'))).to.deep.equal(new Set([dossiers.land]));
    expect(new Set(told.get('/land'))).to.deep.equal(new Set([dossiers.land]));
    expect(told.get('/health')).to.equal(undefined);
  });

  it('that is a key has nothing told once it is revoked', async () => {
    const key = await service.key(['webhooks:manage']);
    const webhookId = await make({ ask: (method, path, options) => service.ask(method, path, { ...options, key }) }, '/key');
    expect(await shown(webhookId)).not.to.have.property('suspendedReason');
    await sql('update api_keys set revoked_at = now() where id = $1', (await shown(webhookId)).owner.slice(4));
    expect(await shown(webhookId)).to.include({ suspendedReason: 'ownerGone' });
    await happen();
    expect(told.get('/key')).to.equal(undefined);
  });
});
