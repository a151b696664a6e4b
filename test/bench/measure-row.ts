/** Times of rows without a database. */
import type { Row } from './row.ts';

/** Median seconds of one unit. */
export async function measureRow(row: Pick<Row, 'prepare'>, rounds: number): Promise<number> {
  const { count, run } = await row.prepare();
  await run();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await run();
    times.push((performance.now() - start) / 1000 / count);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}

/** The fixed piece of work: parsing 1 MB of JSON. */
export async function yardstick(rounds: number): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  const document = JSON.stringify(
    Array.from({ length: 10_000 }, (_, index) => ({
      id: `element#${index}`,
      name: 'Tiếp nhận hồ sơ',
      at: '2026-03-02T01:00:00.000Z',
      value: index / 7,
    })),
  );
  const run = () => void Array.from({ length: 5 }, () => JSON.parse(document));
  return { seconds: await measureRow({ prepare: async () => ({ count: 5, run }) }, rounds), megabytes: document.length / 1e6 };
}

/** How the seconds of one unit are shown. */
export const shown: Readonly<Record<Row['show'], (seconds: number) => string>> = {
  perSecond: (seconds) => `${Math.round(1 / seconds).toLocaleString('en')}/s`,
  microseconds: (seconds) => `${(seconds * 1e6).toFixed(2)} µs`,
  milliseconds: (seconds) => `${(seconds * 1e3).toFixed(2)} ms`,
};
