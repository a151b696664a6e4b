/** Chance that gives the same again for the same seed, so that a demonstration is the same month on every machine. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  between(from: number, to: number): number;
  /** Both ends included. */
  whole(from: number, to: number): number;
  pick<T>(choices: readonly T[]): T;
  /** By weights. */
  choose<T>(choices: readonly (readonly [T, number])[]): T;
  chance(share: number): boolean;
  digits(count: number): string;
}

/** Mulberry32: 32 bits of state are plenty for names and hours. */
export function openRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + (to - from) * next();
  const whole = (from: number, to: number) => Math.floor(between(from, to + 1));
  return {
    next,
    between,
    whole,
    pick: (choices) => choices[whole(0, choices.length - 1)]!,
    choose(choices) {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) if ((left -= weight) < 0) return choice;
      return choices.at(-1)![0];
    },
    chance: (share) => next() < share,
    digits: (count) => Array.from({ length: count }, () => whole(0, 9)).join(''),
  };
}
