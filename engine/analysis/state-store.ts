/** Markings seen by a search, packed into words in one growing array; equal ones are found by hash and compared in full. */

export interface StateStore {
  readonly size: () => number;
  /** The number of the marking, new or known; `isNew` says which. */
  add(words: Uint32Array): number;
  isNew(): boolean;
  /** Copies a marking. */
  read(state: number, into: Uint32Array): void;
}

export function openStateStore(width: number): StateStore {
  let states = new Uint32Array(width * 1_024);
  let table = new Int32Array(2_048).fill(-1);
  let count = 0;
  let wasNew = false;

  const hashOf = (words: Uint32Array, from: number) => {
    // FNV-1a by words, with a final mix: markings differ in few bits
    let hash = 0x811c9dc5;
    for (let index = 0; index < width; index++) hash = Math.imul(hash ^ words[from + index]!, 0x01000193);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2c1b3c6d);
    return (hash ^ (hash >>> 12)) >>> 0;
  };
  const isEqual = (state: number, words: Uint32Array) => {
    const from = state * width;
    for (let index = 0; index < width; index++) if (states[from + index] !== words[index]) return false;
    return true;
  };
  const grow = () => {
    const larger = new Int32Array(table.length * 2).fill(-1);
    const mask = larger.length - 1;
    for (let state = 0; state < count; state++) {
      let at = hashOf(states, state * width) & mask;
      while (larger[at] !== -1) at = (at + 1) & mask;
      larger[at] = state;
    }
    table = larger;
  };

  return {
    size: () => count,
    isNew: () => wasNew,
    add(words) {
      const mask = table.length - 1;
      let at = hashOf(words, 0) & mask;
      for (; table[at] !== -1; at = (at + 1) & mask)
        if (isEqual(table[at]!, words)) {
          wasNew = false;
          return table[at]!;
        }
      if ((count + 1) * width > states.length) {
        const larger = new Uint32Array(states.length * 2);
        larger.set(states);
        states = larger;
      }
      states.set(words, count * width);
      table[at] = count++;
      wasNew = true;
      if (count * 2 > table.length) grow();
      return count - 1;
    },
    read: (state, into) => into.set(states.subarray(state * width, (state + 1) * width)),
  };
}
