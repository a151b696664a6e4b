/** Events through HTTP: read on without gaps, listened to from a place, only of what one sees, and only as long as one may. */
import { expect } from 'chai';
import type { CloudEvent } from '../../../api/events/cloud-event.ts';
import { eventTypes } from '../../../api/events/event-types.ts';
import { eventually, startTestServer, type TestServer } from '../../support/engine.ts';
import { complete, deployLand, startDossier } from '../../support/land-procedure.ts';
import { listen } from '../../support/listen.ts';
import { startTestService, type TestService } from '../../support/service.ts';

interface Page {
  readonly items: readonly CloudEvent[];
  readonly next?: string;
  readonly more: boolean;
}

const place = ({ data }: CloudEvent) => `${data.dossierId}/${data.revision}/${data.number}`;

describe('events', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let key: string;
  let landDossier: string;
  let healthDossier: string;

  const page = async (query: string, as = key) => {
    const { status, body } = await service.ask('GET', `/events?${query}`, { key: as });
    expect(status, JSON.stringify(body)).to.equal(200);
    return body as Page;
  };
  /** Everything after a place, in pages, until nothing more is there. */
  const readAll = async (after: string | undefined, limit: number, as = key, more = '') => {
    const items: CloudEvent[] = [];
    let next = after;
    for (;;) {
      const read: Page = await page(`limit=${limit}${next === undefined ? '' : `&after=${next}`}${more}`, as);
      items.push(...read.items);
      next = read.next;
      if (!read.more) return { items, next: next! };
    }
  };
  const stream = (as: string, query = '', headers: Record<string, string> = {}) =>
    listen(`${service.url}/api/v1/events/stream${query}`, { authorization: `Bearer ${as}`, ...headers });

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server, { heartbeatMs: 40, publicUrl: 'https://tai-cho.example' });
    await deployLand(service.engine);
    landDossier = await startDossier(service.engine, 'land');
    healthDossier = await startDossier(service.engine, 'health');
    await complete(service.engine, landDossier, 'receive');
    key = await service.key(['events:read']);
    await eventually(async () => (await page('limit=1000')).items.some(({ data }) => data.revision === 2));
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  it('are CloudEvents, each once, in the order of their dossiers, whatever the size of the pages', async () => {
    const { items, next } = await readAll(undefined, 1_000);
    const expected = (await Promise.all([landDossier, healthDossier].map((id) => service.engine.history(id, { limit: 100 })))).flatMap(
      ({ items }) => items.flatMap(({ revision, events }) => events.map((_, number) => ({ revision, number }))),
    );
    expect(items).to.have.length(expected.length);
    expect(new Set(items.map(({ id }) => id)).size).to.equal(items.length);
    expect((await readAll(undefined, 1)).items).to.deep.equal(items);
    expect((await page(`after=${next}`)).items).to.deep.equal([]);
    expect((await page(`after=${next}`)).next).to.equal(next);
    const first = items.find(({ subject }) => subject === landDossier)!;
    expect(first).to.deep.include({
      specversion: '1.0',
      source: 'https://tai-cho.example/api/v1/dossiers',
      type: 'vn.taicho.dossierStarted.v1',
      datacontenttype: 'application/json',
    });
    expect(first.data).to.deep.include({ dossierId: landDossier, revision: 1, number: 0, command: 'startInstance' });
    expect(first.data.actor).to.include({ user: 'binh' });
  });

  it('of a type are found without losing the place, and only types that exist can be asked for', async () => {
    const { items, next } = await readAll(undefined, 1, key, '&types=handOffChanged');
    expect(items.map(({ data, subject }) => [subject, data.event.type])).to.deep.equal([[landDossier, 'handOffChanged']]);
    expect(next).to.equal((await readAll(undefined, 1_000)).next);
    expect((await service.ask('GET', '/events?types=nothing', { key })).status).to.equal(400);
    expect((await service.ask('GET', '/events?after=1', { key })).status).to.equal(400);
    const { body } = await service.ask('GET', '/event-types', { key });
    expect((body as { items: { event: string }[] }).items.map(({ event }) => event)).to.deep.equal(eventTypes);
  });

  it('are told only of dossiers that the units of the asker have or had', async () => {
    const maps = await readAll(undefined, 1, await service.key(['events:read'], 'maps'));
    expect(new Set(maps.items.map(({ subject }) => subject))).to.deep.equal(new Set([landDossier]));
    expect(maps.next).to.equal((await readAll(undefined, 1_000)).next);
    const health = await readAll(undefined, 1_000, await service.key(['events:read'], 'health'));
    expect(new Set(health.items.map(({ subject }) => subject))).to.deep.equal(new Set([healthDossier]));
    const stranger = await readAll(undefined, 1_000, await service.key(['events:read'], 'nowhere'));
    expect(stranger.items).to.deep.equal([]);
    expect((await service.ask('GET', '/events', { key: await service.key(['dossiers:read']) })).status).to.equal(403);
  });

  it('are streamed as they happen, and a reader that comes again goes on where it was', async () => {
    const { next } = await readAll(undefined, 1_000);
    const first = await stream(key);
    const health = await stream(await service.key(['events:read'], 'health'));
    const flags = await stream(key, '?types=dossierEnded');
    await eventually(async () => first.heartbeats > 0 && health.heartbeats > 0 && flags.heartbeats > 0);
    const dossierId = await startDossier(service.engine, 'land');
    await eventually(async () => first.events.some(({ subject }) => subject === dossierId) && first.lastEventId);
    const { lastEventId } = first;
    first.stop();
    await complete(service.engine, dossierId, 'receive');
    await complete(service.engine, healthDossier, 'look');
    const all = (await eventually(async () => {
      const read = await readAll(next, 1_000);
      return read.items.some(({ data }) => data.event.type === 'dossierEnded') && read;
    })) as { items: CloudEvent[] };

    const again = await stream(key, '', { 'last-event-id': lastEventId! });
    const whole = await stream(key, `?after=${next}`);
    for (const each of [again, whole, health, flags])
      await eventually(async () => each.events.some(({ data }) => data.event.type === 'dossierEnded'));
    expect(whole.events.map(place)).to.deep.equal(all.items.map(place));
    expect([...first.events, ...again.events]).to.deep.equal(all.items);
    expect(health.events.map(place)).to.deep.equal(all.items.filter(({ subject }) => subject === healthDossier).map(place));
    expect(flags.events).to.have.length(1);
    // over what it does not see its place moves on with a heartbeat
    const { next: end } = await readAll(undefined, 1_000);
    const blind = await stream(await service.key(['events:read'], 'nowhere'), `?after=${next}`);
    await eventually(async () => blind.lastEventId === end);
    expect(blind.events).to.deep.equal([]);
    for (const each of [again, whole, health, flags, blind]) each.stop();
    expect((await service.ask('GET', '/events/stream', { key, headers: { 'last-event-id': 'x' } })).status).to.equal(400);
  });

  it('of one dossier are streamed to whoever sees it, without the right to all events', async () => {
    const dossierId = await startDossier(service.engine, 'land');
    const address = (id: string) => `${service.url}/api/v1/dossiers/${id}/stream`;
    const officer = await service.person('officer', 'maps');
    expect((await officer.ask('GET', '/events/stream')).status).to.equal(403);
    const heard = await listen(address(landDossier), officer.headers);
    await eventually(async () => heard.heartbeats > 0);
    await complete(service.engine, dossierId, 'receive');
    await complete(service.engine, landDossier, 'appraise');
    await eventually(async () => heard.events.some(({ data }) => data.event.type === 'elementCompleted') && heard.lastEventId);
    expect(new Set(heard.events.map(({ subject }) => subject))).to.deep.equal(new Set([landDossier]));
    const again = await listen(address(landDossier), { ...officer.headers, 'last-event-id': heard.lastEventId! });
    await eventually(async () => again.heartbeats > 0);
    expect(again.events).to.deep.equal([]);
    for (const each of [heard, again]) each.stop();
    const stranger = await service.person('officer', 'health');
    expect((await stranger.ask('GET', `/dossiers/${landDossier}/stream`)).status).to.equal(404);
  });

  it('end with the session and with the key, and are counted while they are open', async () => {
    const open = async () => (await service.service.metrics.streams.get()).values[0]?.value;
    await eventually(async () => (await open()) === 0);
    const manager = await service.person('centreManager', 'centre');
    const revoked = await service.key(['events:read']);
    const byKey = await stream(revoked);
    const bySession = await listen(`${service.url}/api/v1/events/stream`, manager.headers);
    await eventually(async () => bySession.heartbeats > 1 && byKey.heartbeats > 1);
    expect(await open()).to.equal(2);
    await manager.ask('DELETE', '/session');
    await bySession.ended;
    await service.service.pool.query(`update api_keys set revoked_at = now() where hash = sha256($1::bytea)`, [Buffer.from(revoked)]);
    await byKey.ended;
    await eventually(async () => (await open()) === 0);
  });

  it('end when the service is asked to stop', async () => {
    const stopping = await startTestService(server, { heartbeatMs: 40 });
    const listening = await listen(`${stopping.url}/api/v1/events/stream`, {
      authorization: `Bearer ${await stopping.key(['events:read'])}`,
    });
    stopping.stop();
    await listening.ended;
    expect(stopping.logged).to.deep.equal([]);
    await stopping.close();
  });
});
