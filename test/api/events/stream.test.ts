/** The tail of the feed and the stream, without a database: one look for all, and nothing kept for who does not take it. */
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Response } from 'express';
import { identityOf } from '../../../api/auth/identity.ts';
import { openFeedTail } from '../../../api/events/feed-tail.ts';
import { streamEvents } from '../../../api/events/stream.ts';
import { openMetrics } from '../../../api/metrics.ts';
import type { Service } from '../../../api/service.ts';
import { defaultOrganisation } from '../../../engine/deadlines/organisation.ts';
import type { FeedEntry } from '../../../engine/runtime/index.ts';

const entry = (position: number, text = ''): FeedEntry => ({
  cursor: `1-${position}-${position}`,
  dossierId: '1',
  revision: position,
  at: '2026-03-02T01:00:00.000Z',
  actor: { user: 'officer' },
  command: { type: 'completeTask' },
  events: [{ type: 'variablesSet', scope: 'p#1', variables: { text } }],
});

/** A feed whose entries are added by hand; counts how often it is read. */
function openFeed() {
  const entries: FeedEntry[] = [];
  const stirred = new Set<() => void>();
  const feed = {
    reads: 0,
    async readFeed(after = '0-0-0', limit = 100) {
      feed.reads++;
      return entries.filter(({ cursor }) => Number(cursor.split('-')[1]) > Number(after.split('-')[1])).slice(0, limit);
    },
    feedStirred: () => new Promise<void>((resolve) => void stirred.add(resolve)),
    add(...more: FeedEntry[]) {
      entries.push(...more);
      for (const wake of stirred) wake();
      stirred.clear();
    },
    end: async () => entries.at(-1)?.cursor ?? '1-0-0',
  };
  return feed;
}

describe('the tail of the feed', () => {
  it('is read once for all who wait at it', async () => {
    const feed = openFeed();
    feed.add(...Array.from({ length: 10 }, (_, index) => entry(index + 1)));
    const tail = openFeedTail(feed, feed.end);
    const follow = async () => {
      const read: string[] = [];
      for (let cursor = '1-10-10'; read.length < 30;) {
        const entries = await tail.after(cursor);
        read.push(...entries.map((each) => each.cursor));
        cursor = entries.at(-1)?.cursor ?? cursor;
      }
      return read;
    };
    const followers = Array.from({ length: 50 }, follow);
    for (let round = 0; round < 10; round++) {
      await new Promise(setImmediate);
      feed.add(...[1, 2, 3].map((each) => entry(10 + round * 3 + each)));
    }
    const expected = Array.from({ length: 30 }, (_, index) => `1-${index + 11}-${index + 11}`);
    for (const read of await Promise.all(followers)) expect(read).to.deep.equal(expected);
    // each round at most one look that finds nothing and one that finds something
    expect(feed.reads).to.be.at.most(21);
  });

  it('forgets what is old, and who is behind reads the feed itself and joins', async () => {
    const feed = openFeed();
    const tail = openFeedTail(feed, feed.end);
    await Promise.all([tail.after('1-0-0'), Promise.resolve().then(() => feed.add(entry(1)))]);
    feed.add(...Array.from({ length: 2_500 }, (_, index) => entry(index + 2)));
    for (let cursor = '1-1-1'; cursor !== '1-2501-2501';) cursor = (await tail.after(cursor)).at(-1)!.cursor;
    const late: string[] = [];
    const before = feed.reads;
    for (let cursor = '1-0-0'; cursor !== '1-2501-2501';) {
      const entries = await tail.after(cursor);
      late.push(...entries.map((each) => each.cursor));
      cursor = entries.at(-1)!.cursor;
    }
    expect(late).to.deep.equal(Array.from({ length: 2_501 }, (_, index) => `1-${index + 1}-${index + 1}`));
    // the first 1,501 by readings of its own, the last 1,000 out of memory
    expect(feed.reads - before).to.equal(16);
  });
});

describe('a stream to one who does not read', () => {
  it('waits for it and keeps little in memory', async () => {
    const service = {
      engine: { organisation: () => defaultOrganisation },
      pool: { query: async () => ({ rowCount: 1 }) },
      settings: { publicUrl: 'http://localhost' },
      metrics: openMetrics(),
      stopping: () => false,
    } as unknown as Service;
    let asked = 0;
    const text = 'x'.repeat(50_000);
    const tail = {
      async after() {
        const first = asked * 100 + 1;
        asked++;
        await new Promise(setImmediate);
        return Array.from({ length: 100 }, (_, index) => entry(first + index, text));
      },
    };
    const identity = identityOf({ login: 'key:1', name: 'key', positions: [{ role: 'system' }], apiKeyId: '1' });
    let response: ServerResponse | undefined;
    let streaming: Promise<void> | undefined;
    const http = createServer((_request, answer) => {
      response = answer;
      const expressLike = Object.assign(answer, {
        set: (headers: Record<string, string>) => Object.entries(headers).forEach(([name, value]) => answer.setHeader(name, value)),
        status: () => answer,
      }) as unknown as Response;
      streaming = streamEvents(service, tail, expressLike, { identity, cursor: '1-0-0' });
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const socket = connect((http.address() as AddressInfo).port, '127.0.0.1');
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    try {
      let stable = 0;
      for (let last = -1; stable < 20; last = asked) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        stable = asked === last && asked > 0 ? stable + 1 : 0;
      }
      expect(response!.writableLength).to.be.below(200_000);
    } finally {
      socket.destroy();
      await streaming;
      http.close();
    }
    expect((await service.metrics.streams.get()).values[0]!.value).to.equal(0);
  });
});
