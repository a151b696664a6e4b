/** Random durations on a grid: probabilities of 1,024 bins over [0, 2D], the last bin holding all that is longer. */

export const bins = 1_024;

/** Probability of each bin; bin i stands for i × width days. */
export type Distribution = Float64Array;

/** Always `days`: shared between the two bins around it, so that the mean is kept. */
export function certain(days: number, width: number): Distribution {
  const made = new Float64Array(bins);
  const place = Math.min(days / width, bins - 1);
  const low = Math.floor(place);
  made[low] = 1 - (place - low);
  if (place > low) made[low + 1] = place - low;
  return made;
}

/** One of these values, each as likely. */
export function observed(values: readonly number[], width: number): Distribution {
  const made = new Float64Array(bins);
  for (const days of values)
    certain(days, width).forEach((p, bin) => {
      made[bin]! += p / values.length;
    });
  return made;
}

/** From a cumulative distribution function: each bin has what lies nearest to it. */
export function fromCumulative(cumulative: (days: number) => number, width: number): Distribution {
  const made = new Float64Array(bins);
  let before = 0;
  for (let index = 0; index < bins; index++) {
    const until = index === bins - 1 ? 1 : cumulative((index + 0.5) * width);
    made[index] = Math.max(0, until - before);
    before = Math.max(before, until);
  }
  return made;
}

/** Normal; what would be less than nothing is nothing. */
export function normal(mean: number, sigma: number, width: number): Distribution {
  return sigma <= 0 ? certain(Math.max(0, mean), width) : fromCumulative((days) => standardNormal((days - mean) / sigma), width);
}

/** Triangle from `min` to `max` with its top at `mode`. */
export function triangle(min: number, mode: number, max: number, width: number): Distribution {
  if (max <= min) return certain(max, width);
  const span = max - min;
  return fromCumulative((days) => {
    if (days <= min) return 0;
    if (days >= max) return 1;
    return days <= mode ? (days - min) ** 2 / (span * (mode - min)) : 1 - (max - days) ** 2 / (span * (max - mode));
  }, width);
}

/** One after the other. */
export function sum(a: Distribution, b: Distribution): Distribution {
  const made = new Float64Array(bins);
  for (let i = 0; i < bins; i++) {
    const p = a[i]!;
    if (p === 0) continue;
    for (let j = 0; j < bins; j++) {
      const q = b[j]!;
      if (q !== 0) made[Math.min(i + j, bins - 1)]! += p * q;
    }
  }
  return made;
}

/** The later of independent ones: the product of what has ended. */
export function later(parts: readonly Distribution[]): Distribution {
  const made = new Float64Array(bins);
  const ended = parts.map(() => 0);
  let before = 0;
  for (let index = 0; index < bins; index++) {
    let product = 1;
    for (let part = 0; part < parts.length; part++) product *= ended[part]! += parts[part]![index]!;
    made[index] = Math.max(0, product - before);
    before = product;
  }
  return made;
}

/** One of several, by weights. */
export function mixture(parts: readonly Distribution[], weights: readonly number[]): Distribution {
  const whole = weights.reduce((total, weight) => total + weight, 0);
  const made = new Float64Array(bins);
  parts.forEach((part, which) => {
    for (let index = 0; index < bins; index++) made[index]! += (part[index]! * weights[which]!) / whole;
  });
  return made;
}

/** P(T ≤ days): of the bin that `days` lies in, the part below it. */
export function probabilityUntil(distribution: Distribution, days: number, width: number): number {
  const place = days / width + 0.5;
  let ended = 0;
  for (let index = 0; index < bins - 1; index++) {
    if (index + 1 <= place) ended += distribution[index]!;
    else return ended + distribution[index]! * Math.max(0, place - index);
  }
  return ended;
}

/** The least time in which a share has ended; Infinity when that lies beyond the grid. */
export function quantile(distribution: Distribution, share: number, width: number): number {
  let ended = 0;
  for (let index = 0; index < bins - 1; index++) {
    const next = ended + distribution[index]!;
    if (next >= share) return Math.max(0, (index - 0.5 + (share - ended) / distribution[index]!) * width);
    ended = next;
  }
  return Infinity;
}

/** Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17: error below 7.5e-8. */
export function standardNormal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
}
