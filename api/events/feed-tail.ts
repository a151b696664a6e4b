/**
 * The end of the feed, read once for all who listen in this process. Whoever is further behind reads the feed itself, piece by piece; so neither many listeners
 * nor slow ones cost more than their own reading.
 */
import type { Engine, FeedEntry } from '../../engine/runtime/index.ts';

export interface FeedTail {
  /** At most 100 entries after a place; none when nothing came for a while. Throws what the engine throws. */
  after(cursor: string): Promise<readonly FeedEntry[]>;
}

/** Entries kept in memory. */
const mostKept = 1_000;
const mostAtATime = 100;
/** How long a look waits for something to stir, in milliseconds; also how late what other processes wrote may come. */
const waitMs = 500;
/** A tail that nobody read for so long (ms) begins anew at the end. */
const staleMs = 5_000;

/** Where two places of the feed stand: negative when the first comes before the second. Texts of `generation-transaction-position`. */
export function compareCursors(a: string, b: string): number {
  const others = b.split('-');
  for (const [index, part] of a.split('-').entries()) {
    const difference = BigInt(part) - BigInt(others[index] ?? 0);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return 0;
}

interface Tail {
  /** Everything after `start` and up to `end`, in order. */
  kept: readonly FeedEntry[];
  start: string;
  end: string;
}

/** `feedEnd` gives a place after all that can be read now. */
export function openFeedTail(engine: Pick<Engine, 'readFeed' | 'feedStirred'>, feedEnd: () => Promise<string>): FeedTail {
  let opening: Promise<Tail> | undefined;
  let look: Promise<void> | undefined;
  let usedAt = 0;

  const openTail = async (): Promise<Tail> => {
    const end = await feedEnd();
    return { kept: [], start: end, end };
  };
  const current = () => {
    const now = performance.now();
    if (!look && now - usedAt > staleMs) opening = undefined;
    usedAt = now;
    opening ??= openTail().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  /** One look for all who wait: what is new goes behind what is kept. */
  const lookOn = async (tail: Tail) => {
    // listening begins before the look, so that nothing falls between the two
    const stirred = engine.feedStirred(waitMs);
    const fresh = await engine.readFeed(tail.end, mostAtATime);
    if (fresh.length === 0) return stirred;
    const all = [...tail.kept, ...fresh];
    const tooMany = Math.max(0, all.length - mostKept);
    if (tooMany > 0) tail.start = all[tooMany - 1]!.cursor;
    tail.kept = all.slice(tooMany);
    tail.end = fresh.at(-1)!.cursor;
  };

  return {
    async after(cursor) {
      const tail = await current();
      let from = cursor;
      if (compareCursors(cursor, tail.start) < 0) {
        const { start } = tail;
        const own = await engine.readFeed(cursor, mostAtATime);
        if (own.length > 0) return own;
        from = start;
      }
      const known = keptAfter(tail, from);
      if (known.length > 0) return known;
      look ??= lookOn(tail).finally(() => (look = undefined));
      await look;
      // it may have moved on beyond this place meanwhile: then the next time is a reading of its own
      return compareCursors(from, tail.start) < 0 ? [] : keptAfter(tail, from);
    },
  };
}

function keptAfter({ kept }: Tail, cursor: string): readonly FeedEntry[] {
  let low = 0;
  for (let high = kept.length; low < high;) {
    const middle = (low + high) >> 1;
    if (compareCursors(kept[middle]!.cursor, cursor) <= 0) low = middle + 1;
    else high = middle;
  }
  return kept.slice(low, low + mostAtATime);
}
