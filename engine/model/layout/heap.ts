/** A priority queue of numbers in two arrays: the search for ways takes a million of them. */

/** Smallest key first; equal keys in order of arrival. */
export function heapOf(): { push(value: number, key: number): void; pop(): number | undefined } {
  const keys: number[] = [];
  const values: number[] = [];
  const swap = (one: number, other: number) => {
    [keys[one], keys[other]] = [keys[other]!, keys[one]!];
    [values[one], values[other]] = [values[other]!, values[one]!];
  };
  return {
    push(value: number, key: number): void {
      let at = keys.push(key) - 1;
      values.push(value);
      for (let parent = (at - 1) >> 1; at > 0 && keys[parent]! > keys[at]!; at = parent, parent = (at - 1) >> 1) swap(at, parent);
    },
    pop(): number | undefined {
      const top = values[0];
      if (top === undefined) return undefined;
      swap(0, keys.length - 1);
      keys.pop();
      values.pop();
      for (let at = 0; ;) {
        let least = at;
        for (const child of [2 * at + 1, 2 * at + 2]) if (child < keys.length && keys[child]! < keys[least]!) least = child;
        if (least === at) return top;
        swap(at, least);
        at = least;
      }
    },
  };
}
