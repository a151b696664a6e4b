/** What a campaign went through, in numbers. */
import type { Evidence } from './evidence.ts';

export async function summaryOf(
  { client, lines, feed }: Evidence,
  counts: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
  const one = async (text: string) => Number((await client.query<{ count: string }>(text)).rows[0]!.count);
  const keysOf = (...what: string[]) => new Set(lines.flatMap((line) => (what.includes(line.what) && 'key' in line ? line.key : [])));
  const asked = new Map<string, number>();
  for (const line of lines) if (line.what === 'asked') asked.set(line.key, (asked.get(line.key) ?? 0) + 1);
  const troubles: Record<string, number> = {};
  for (const line of lines) if (line.what === 'trouble') troubles[line.code] = (troubles[line.code] ?? 0) + 1;
  return {
    ...counts,
    asked: asked.size,
    acknowledged: keysOf('done', 'kept', 'sent').size,
    refused: keysOf('refused').size,
    retried: [...asked.values()].filter((times) => times > 1).length,
    ...troubles,
    dossiers: await one('select count(*) from dossiers'),
    commands: await one('select count(*) from history'),
    flags: await one('select count(*) from flags'),
    timers: await one(`select count(*) from history where command->>'type' = 'fireTimer'`),
    messages: await one('select count(*) from messages'),
    signals: await one('select count(*) from campaign.receivers'),
    deliveries: new Set(lines.flatMap((line) => (line.what === 'delivered' ? line.delivery.id : []))).size,
    deliveryTries: lines.filter(({ what }) => what === 'delivered').length,
    feed: feed.length,
  };
}
