/** Quantiles of how long a step takes, measured or normal. */

/** The quantile of measured minutes (shortest first) by linear interpolation; `share` from 0 to 1. */
export function quantileOf(measured: readonly number[], share: number): number {
  const at = share * (measured.length - 1);
  const below = Math.floor(at);
  const lower = measured[below]!;
  const upper = measured[Math.min(below + 1, measured.length - 1)]!;
  return lower + (at - below) * (upper - lower);
}

/** Standard deviations from the middle to the ninth decile of a normal distribution. */
export const ninthDecile = 1.2815515655446004;

/** The probability that a standard normal value is at most `z`: Abramowitz and Stegun 26.2.17, off by less than 1e-7. */
export function normalProbability(z: number): number {
  if (z < 0) return 1 - normalProbability(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}
