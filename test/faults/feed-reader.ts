/** One reader of the feed for the whole campaign: whatever happens to the database, it goes on after the last cursor it has seen. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../engine/runtime/index.ts';

export interface FeedPlace {
  readonly dossierId: string;
  readonly revision: number;
}

export interface FeedReader {
  readonly seen: readonly FeedPlace[];
  /** How often reading failed. */
  readonly failures: number;
  /** Reads until nothing is left. */
  finish(): Promise<void>;
}

export function openFeedReader(engine: Engine): FeedReader {
  const seen: FeedPlace[] = [];
  let cursor: string | undefined;
  let failures = 0;
  let finishing = false;
  const done = (async () => {
    for (;;)
      try {
        const last = finishing;
        const entries = await engine.readFeed(cursor, 300);
        for (const { dossierId, revision } of entries) seen.push({ dossierId, revision });
        cursor = entries.at(-1)?.cursor ?? cursor;
        if (entries.length === 0 && last) return;
        if (entries.length === 0) await engine.feedStirred(50);
      } catch {
        failures++;
        await sleep(50);
      }
  })();
  return {
    seen,
    get failures() {
      return failures;
    },
    async finish() {
      finishing = true;
      await done;
    },
  };
}
