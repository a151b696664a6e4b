/**
 * Shares of whole counts in percent with one decimal that add up to exactly 100: each is rounded down, and what is missing goes, a tenth each, to those
 * that lost most (Hare–Niemeyer); of equals to the first. Zeros when all counts are zero.
 */
export function largestRemainder(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + BigInt(count), 0n);
  if (total === 0n) return counts.map(() => 0);
  // in whole tenths of a percent: floating point would decide some ties by its own errors
  const exact = counts.map((count) => BigInt(count) * 1000n);
  const tenths = exact.map((share) => share / total);
  const missing = 1000n - tenths.reduce((sum, share) => sum + share, 0n);
  const losers = exact
    .map((share, index) => ({ index, lost: share % total }))
    .sort((a, b) => (a.lost < b.lost ? 1 : a.lost > b.lost ? -1 : a.index - b.index));
  for (const { index } of losers.slice(0, Number(missing))) tenths[index]! += 1n;
  return tenths.map((share) => Number(share) / 10);
}
