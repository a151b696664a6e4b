/**
 * Block structure found again: ways that follow each other and ways between the same two places become one, until a single one is left.
 * What cannot be folded so (a rigid part) gives undefined.
 */
import type { Routes } from './routes.ts';
import type { Take } from './time-graph.ts';

export type Block =
  | { readonly kind: 'take'; readonly take?: Take }
  | { readonly kind: 'sequence'; readonly parts: Block[] }
  /** One of several; a probability is undefined when nobody says. */
  | {
      readonly kind: 'one';
      readonly parts: readonly Block[];
      readonly probabilities: readonly (number | undefined)[];
      readonly at?: string;
    }
  | { readonly kind: 'all'; readonly parts: readonly Block[] };

interface Way {
  readonly from: number;
  readonly to: number;
  readonly block: Block;
  readonly probability?: number;
}

const nothing: Block = { kind: 'take' };

/** The block of all ways; branches beside the way are left out. */
export function reduceGraph(routes: Routes): Block | undefined {
  // two places more than there are: before all sources, after all targets
  const [start, end] = [routes.length, routes.length + 1];
  const out: Set<Way>[] = Array.from({ length: end + 1 }, () => new Set());
  const into: Set<Way>[] = Array.from({ length: end + 1 }, () => new Set());
  const add = (way: Way) => void (out[way.from]!.add(way), into[way.to]!.add(way));
  const remove = (way: Way) => void (out[way.from]!.delete(way), into[way.to]!.delete(way));
  for (const { from, to, probability } of waysOf(routes))
    add({ from, to, block: nothing, ...(probability !== undefined && { probability }) });
  routes.forEach(({ isSource, isTarget }, index) => {
    if (isSource) add({ from: start, to: index, block: nothing });
    if (isTarget) add({ from: index, to: end, block: nothing });
  });
  const splitAt = (index: number) => (index < routes.length ? routes[index]!.vertex.split : 'one');
  const joinAt = (index: number) => (index < routes.length ? routes[index]!.vertex.join : 'ends');

  const waiting = new Set<number>(Array.from({ length: end + 1 }, (_, index) => index));
  for (const place of waiting) {
    waiting.delete(place);
    if (foldParallel(place)) waiting.add(place);
    foldSeries(place);
  }
  const [last] = out[start]!;
  return out[start]!.size === 1 && last!.to === end && routes.every((_, index) => out[index]!.size === 0 && into[index]!.size === 0)
    ? last!.block
    : undefined;

  function foldSeries(place: number): void {
    if (place >= routes.length || into[place]!.size !== 1 || out[place]!.size !== 1) return;
    const [before] = into[place]!;
    const [after] = out[place]!;
    remove(before!);
    remove(after!);
    const { take } = routes[place]!;
    add({
      from: before!.from,
      to: after!.to,
      block: sequenceOf(before!.block, take ? { kind: 'take', take } : nothing, after!.block),
      ...(before!.probability !== undefined && { probability: before!.probability }),
    });
    waiting.add(before!.from).add(after!.to);
  }

  function foldParallel(place: number): boolean {
    const byTarget = new Map<number, Way[]>();
    for (const way of out[place]!) byTarget.set(way.to, [...(byTarget.get(way.to) ?? []), way]);
    let hasFolded = false;
    for (const [to, ways] of byTarget) {
      if (ways.length < 2) continue;
      const [split, join] = [splitAt(place), joinAt(to)];
      const isAll = split === 'all' && (join === 'all' || join === 'ends');
      if (!isAll && (split === 'all' || join === 'all')) continue;
      ways.forEach(remove);
      const probabilities = ways.map(({ probability }) => probability);
      const isKnown = probabilities.every((each) => each !== undefined);
      const at = routes[place]?.vertex.element?.id;
      add({
        from: place,
        to,
        block: isAll
          ? { kind: 'all', parts: ways.map(({ block }) => block) }
          : {
              kind: 'one',
              parts: ways.map(({ block }) => block),
              probabilities: split === 'some' ? ways.map(() => undefined) : probabilities,
              ...(at !== undefined && { at }),
            },
        ...(isKnown && !isAll && { probability: probabilities.reduce<number>((sum, each) => sum + each!, 0) }),
      });
      waiting.add(to);
      hasFolded = true;
    }
    return hasFolded;
  }
}

/** One after the other. A sequence that comes first is lengthened in place: its way is gone, and copying it would make long processes slow. */
function sequenceOf(...blocks: readonly Block[]): Block {
  let made: Block = nothing;
  for (const block of blocks) {
    if (block === nothing) continue;
    if (made === nothing) made = block;
    else if (made.kind === 'sequence') made.parts.push(...(block.kind === 'sequence' ? block.parts : [block]));
    else made = { kind: 'sequence', parts: [made, ...(block.kind === 'sequence' ? block.parts : [block])] };
  }
  return made;
}

/**
 * From place to place with the probability of the flow; of an activity and its timer the activity, no branches beside, and nothing that only a moment
 * inside something leads to.
 */
export function waysOf(routes: Routes): { readonly from: number; readonly to: number; readonly probability?: number }[] {
  const gone = onlyByMoment(routes);
  return routes.flatMap(({ before, isEarlier, edges }, to) =>
    (isEarlier ? before.slice(0, 1) : before).flatMap((group, index) => {
      const { beside, moment, probability } = edges[index] ?? {};
      if (beside || moment) return [];
      const known = gone.size > 0 ? group.filter((from) => !gone.has(from)) : group;
      return known.map((from) => ({ from, to, ...(probability !== undefined && { probability }) }));
    }),
  );
}

function onlyByMoment(routes: Routes): ReadonlySet<number> {
  const gone = new Set<number>();
  if (!routes.some(({ edges }) => edges.some(({ moment }) => moment))) return gone;
  routes.forEach(({ before, edges, isSource }, to) => {
    if (!isSource && before.every((group, index) => edges[index]?.moment || group.every((from) => gone.has(from)))) gone.add(to);
  });
  return gone;
}
