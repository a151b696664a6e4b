/** The longest ways by sums of days: forward and backward over the places, the three longest kept apart. */
import type { Place, Routes } from './routes.ts';
import type { Take } from './time-graph.ts';

/** Ways kept at each place. */
const ways = 3;

export interface Longest {
  /** Days of the longest way; -Infinity without any. */
  readonly days: number;
  /** The longest ways, longest first, as places. */
  readonly paths: readonly { readonly days: number; readonly places: readonly Place[] }[];
  /** Days before each place on the longest way to it, its own time left out. */
  readonly before: Float64Array;
  /** Days after each place on the longest way from it. */
  readonly after: Float64Array;
}

/** `daysOf` gives the weight of what is taken; way by way exact, because on an acyclic graph choices on one way never conflict. */
export function longestOf(routes: Routes, daysOf: (take: Take) => number): Longest {
  const count = routes.length;
  const weights = Float64Array.from(routes, ({ take }) => (take ? daysOf(take) : 0));
  const values = new Float64Array(count * ways).fill(-Infinity);
  const from = new Int32Array(count * ways).fill(-1);
  const before = new Float64Array(count).fill(-Infinity);
  routes.forEach((place, index) => {
    const found: { days: number; way: number }[] = place.isSource ? [{ days: 0, way: -1 }] : [];
    const groups = place.isEarlier && place.before.length > 1 ? [earliestGroup(place.before, values)] : place.before;
    for (const group of groups)
      for (const previous of group)
        for (let rank = 0; rank < ways; rank++) {
          const way = previous * ways + rank;
          if (values[way]! > -Infinity) found.push({ days: values[way]!, way });
        }
    found.sort((a, b) => b.days - a.days || a.way - b.way);
    before[index] = found[0]?.days ?? -Infinity;
    found.slice(0, ways).forEach(({ days, way }, rank) => {
      values[index * ways + rank] = days + weights[index]!;
      from[index * ways + rank] = way;
    });
  });

  const ends: number[] = [];
  routes.forEach(({ isTarget }, index) => {
    for (let rank = 0; isTarget && rank < ways; rank++) if (values[index * ways + rank]! > -Infinity) ends.push(index * ways + rank);
  });
  ends.sort((a, b) => values[b]! - values[a]! || a - b);
  const after = new Float64Array(count).fill(-Infinity);
  for (let index = count - 1; index >= 0; index--) {
    if (routes[index]!.isTarget) after[index] = Math.max(after[index]!, 0);
    if (after[index] === -Infinity) continue;
    const behind = after[index]! + weights[index]!;
    for (const group of routes[index]!.before) for (const previous of group) after[previous] = Math.max(after[previous]!, behind);
  }
  return { days: ends.length > 0 ? values[ends[0]!]! : -Infinity, paths: distinct(ends), before, after };

  /** Ways that differ only in what takes no time are one. */
  function distinct(all: readonly number[]) {
    const seen = new Set<string>();
    const paths: { days: number; places: Place[] }[] = [];
    for (const end of all) {
      const places: Place[] = [];
      for (let way = end; way >= 0; way = from[way]!) places.push(routes[Math.floor(way / ways)]!);
      places.reverse();
      const name = places.flatMap(({ take }) => (take ? [take.element.id] : [])).join('>');
      if (seen.has(name)) continue;
      seen.add(name);
      paths.push({ days: values[end]!, places });
      if (paths.length === ways) break;
    }
    return paths;
  }
}

function earliestGroup(groups: readonly (readonly number[])[], values: Float64Array): readonly number[] {
  const latest = (group: readonly number[]) => group.reduce((most, each) => Math.max(most, values[each * ways]!), -Infinity);
  return groups.reduce((first, each) => (latest(each) < latest(first) ? each : first));
}
