/** Requests that stay open: so many of one account and no more, and a place is free again when one ends. */
import { expect } from 'chai';
import { mostStreamsEach } from '../../api/routes/events.ts';
import { mostWaitsEach } from '../../api/routes/jobs.ts';
import { eventually, startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type Answer, type TestService } from '../support/service.ts';

const codeOf = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();

describe('requests that stay open', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let keys: readonly string[];
  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    keys = [await service.key(['events:read', 'jobs:work']), await service.key(['events:read', 'jobs:work'])];
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  it('to the stream of events are limited for each account', async () => {
    const open = async (key: string) => {
      const hangUp = new AbortController();
      const response = await fetch(`${service.url}/api/v1/events/stream`, {
        headers: { authorization: `Bearer ${key}` },
        signal: hangUp.signal,
      });
      return { status: response.status, hangUp: () => hangUp.abort() };
    };
    const streams = await Promise.all(Array.from({ length: mostStreamsEach }, () => open(keys[0]!)));
    expect(new Set(streams.map(({ status }) => status))).to.deep.equal(new Set([200]));
    const refused = await service.ask('GET', '/events/stream', { key: keys[0]! });
    expect(codeOf(refused)).to.equal('429 TOO_MANY_STREAMS_OF_ONE');
    expect(refused.headers.get('retry-after')).to.equal('30');
    const other = await open(keys[1]!);
    expect(other.status).to.equal(200);
    streams[0]!.hangUp();
    const next = await eventually(async () => {
      const tried = await open(keys[0]!);
      return tried.status === 200 && tried;
    });
    for (const { hangUp } of [...streams, other, next]) hangUp();
  });

  it('for jobs are limited for each account, and those that do not wait are not counted', async () => {
    const hangUp = new AbortController();
    const ask = (key: string, waitMs?: number) =>
      fetch(`${service.url}/api/v1/jobs/activation`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'none', worker: 'test', ...(waitMs !== undefined && { waitMs }) }),
        signal: hangUp.signal,
      });
    // one more than there are places: exactly one is answered at once, whichever comes last
    const answers: string[] = [];
    const waits = Array.from({ length: mostWaitsEach + 1 }, async () => {
      const response = await ask(keys[0]!, 60_000).catch(() => undefined);
      if (response) answers.push(`${response.status} ${((await response.json()) as { code?: string }).code}`);
    });
    await eventually(async () => answers.length > 0);
    expect(answers).to.deep.equal(['429 TOO_MANY_WAITS_OF_ONE']);
    expect((await ask(keys[0]!)).status).to.equal(200);
    expect((await ask(keys[1]!, 1)).status).to.equal(200);
    hangUp.abort();
    await Promise.all(waits);
    await eventually(
      async () =>
        (
          await fetch(`${service.url}/api/v1/jobs/activation`, {
            method: 'POST',
            headers: { authorization: `Bearer ${keys[0]!}`, 'content-type': 'application/json' },
            body: JSON.stringify({ type: 'none', worker: 'test', waitMs: 1 }),
          })
        ).status === 200,
    );
  });
});
