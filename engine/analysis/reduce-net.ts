/**
 * Net reductions that keep every property of soundness, with what each remaining transition stands for, so that runs can be told in the original net.
 * Fusion of series, of identical places and of identical transitions (Murata, "Petri nets: properties, analysis and applications", 1989, §V).
 */
import { ascending, type Fires, type IndexedNet, type IndexedTransition } from './indexed-net.ts';

export interface Reduced {
  readonly net: IndexedNet;
  /** Original transitions that fire before everything else. */
  readonly first: Fires;
  /** What was left out because it is live when a place is marked in some marking, or, without a place, in any case. */
  readonly idle: readonly Idle[];
}

interface Idle {
  readonly transition: Pick<IndexedTransition, 'fires' | 'besides'>;
  readonly place?: number;
}

/** The net with nothing left to fuse. Places keep their numbers; those that are gone are used by nothing. */
export function reduceNet(net: IndexedNet): Reduced {
  // what a join takes from, it takes by itself
  const isFinal = new Set([...net.final, ...(net.joins ?? []).flatMap(({ incoming }) => incoming), ...(net.kept ?? [])]);
  const ended = new Set(net.endsAnyhow ? net.final : []);
  const classes = net.classes;
  /** A token that has ended is in nobody's way. */
  const isOneClass = (place: number, others: readonly number[]) =>
    !classes || others.every((other) => classes[other] === classes[place] || ended.has(other));
  let initial = [...net.initial];
  let first: Fires = [];
  const idle = new Map<number | undefined, Idle[]>();
  const addIdle = (place: number | undefined, transition: Idle['transition']) => {
    const known = idle.get(place);
    if (known) known.push({ transition, ...(place !== undefined && { place }) });
    else idle.set(place, [{ transition, ...(place !== undefined && { place }) }]);
  };
  const transitions = new Set<IndexedTransition>(net.transitions);
  // few each: arrays are quicker than sets
  const consumers: IndexedTransition[][] = Array.from({ length: net.places }, () => []);
  const producers: IndexedTransition[][] = Array.from({ length: net.places }, () => []);
  const add = (transition: IndexedTransition) => {
    transitions.add(transition);
    for (const place of transition.consume) note(consumers[place]!, transition);
    for (const place of transition.produce) note(producers[place]!, transition);
  };
  const remove = (transition: IndexedTransition) => {
    transitions.delete(transition);
    for (const place of transition.consume) drop(consumers[place]!, transition);
    for (const place of transition.produce) drop(producers[place]!, transition);
  };
  for (const transition of net.transitions) add(transition);
  const waiting = new Set(Array.from({ length: net.places }, (_, place) => place));
  const touch = ({ consume, produce }: IndexedTransition) => {
    for (const place of consume) waiting.add(place);
    for (const place of produce) waiting.add(place);
  };

  /** Those that are live when a place is marked: the place goes, and with it this list. */
  const takeIdle = (place: number) => {
    const taken = idle.get(place) ?? [];
    idle.delete(place);
    return taken.map(({ transition }) => transition);
  };

  /** A place with one consumer that needs nothing else: whoever produces it fires that consumer, too. */
  const fuseSeries = (place: number): boolean => {
    if (isFinal.has(place) || consumers[place]!.length !== 1) return false;
    const [next] = consumers[place]!;
    if (next!.consume.length !== 1 || next!.produce.length === 0 || next!.produce.includes(place)) return false;
    if (next!.clear || next!.unless || !isOneClass(place, next!.produce)) return false;
    const before = [...producers[place]!];
    if (before.some(({ produce }) => produce.indexOf(place) !== produce.lastIndexOf(place))) return false;
    const marked = initial.filter((each) => each === place).length;
    if (marked > 1 || before.length + marked === 0) return false;
    // many before one that makes much would make the net larger
    if (before.length > 1 && next!.produce.length > 1 && before.length * next!.produce.length > 8) return false;
    remove(next!);
    touch(next!);
    const besides = joined(next!.besides, ...takeIdle(place).flatMap((each) => [each.fires, each.besides]));
    for (const each of before) {
      remove(each);
      const fused = {
        ...each,
        produce: ascending([...each.produce.filter((one) => one !== place), ...next!.produce]),
        fires: [each.fires, next!.fires],
        besides: joined(each.besides, besides),
      };
      add(fused);
      touch(fused);
    }
    if (marked === 1) {
      initial = ascending([...initial.filter((one) => one !== place), ...next!.produce]);
      first = [first, next!.fires];
      addIdle(undefined, { fires: besides, besides: [] });
    }
    return true;
  };

  /** A transition between two places, the only taker of one and the only maker of the other: whoever takes the second takes the first. */
  const fuseBefore = (place: number): boolean => {
    if (isFinal.has(place) || initial.includes(place) || producers[place]!.length !== 1) return false;
    const [before] = producers[place]!;
    const [from] = before!.consume;
    if (before!.produce.length !== 1 || before!.consume.length !== 1) return false;
    const after = [...consumers[place]!];
    if (after.length === 0 || after.some(({ consume }) => consume.indexOf(place) !== consume.lastIndexOf(place))) return false;
    if (from === place || consumers[from!]!.length !== 1 || isFinal.has(from!)) return false;
    if (before!.clear || before!.unless || !isOneClass(place, [from!])) return false;
    if (after.some(({ produce }) => produce.includes(from!))) return false;
    // it is live when the first place is marked, whether or not anybody can take the second
    addIdle(from, before!);
    for (const transition of takeIdle(place)) addIdle(from, transition);
    remove(before!);
    touch(before!);
    for (const each of after) {
      remove(each);
      const fused = {
        ...each,
        consume: ascending([...each.consume.filter((one) => one !== place), from!]),
        fires: [before!.fires, each.fires],
        besides: joined(before!.besides, each.besides),
      };
      add(fused);
      touch(fused);
    }
    return true;
  };

  /** Two places that are always filled and emptied together are one. */
  const dropTwins = (place: number): boolean => {
    const [one] = producers[place]!.length > 0 ? producers[place]! : consumers[place]!;
    if (!one) return false;
    const beside = producers[place]!.length > 0 ? one.produce : one.consume;
    for (const other of new Set(beside)) {
      if (other <= place || !isTwin(place, other)) continue;
      for (const each of new Set([...producers[other]!, ...consumers[other]!])) {
        remove(each);
        const less = {
          ...each,
          consume: each.consume.filter((one) => one !== other),
          produce: each.produce.filter((one) => one !== other),
        };
        add(less);
        touch(less);
      }
      initial = initial.filter((each) => each !== other);
      for (const transition of takeIdle(other)) addIdle(place, transition);
      return true;
    }
    return false;
  };
  const isTwin = (place: number, other: number): boolean => {
    if (isFinal.has(place) || isFinal.has(other) || !isOneClass(place, [other])) return false;
    if (producers[place]!.length !== producers[other]!.length || consumers[place]!.length !== consumers[other]!.length) return false;
    const times = (list: readonly number[], wanted: number) => list.filter((each) => each === wanted).length;
    if (times(initial, place) !== times(initial, other)) return false;
    for (const each of producers[place]!) if (times(each.produce, place) !== times(each.produce, other)) return false;
    for (const each of consumers[place]!) if (times(each.consume, place) !== times(each.consume, other)) return false;
    return true;
  };

  /** Of transitions that do the same one is left; one that changes nothing goes. */
  const dropTransitions = (place: number): boolean => {
    if (consumers[place]!.length === 0) return false;
    const known = new Map<string, IndexedTransition>();
    for (const each of [...consumers[place]!]) {
      if (each.consume.length === 1 && each.produce.length === 1 && each.produce[0] === place && !each.clear && !each.unless) {
        remove(each);
        touch(each);
        addIdle(place, each);
        return true;
      }
      if (consumers[place]!.length === 1) return false;
      const name = `${each.consume.join()}>${each.produce.join()}${each.clear ? `!${each.clear.join()}` : ''}${each.unless ? `-${each.unless.join()}` : ''}`;
      const twin = known.get(name);
      if (!twin) {
        known.set(name, each);
        continue;
      }
      // the one that stands for fewer is told in runs
      const [kept, gone] = lengthOf(twin.fires) <= lengthOf(each.fires) ? [twin, each] : [each, twin];
      remove(kept);
      remove(gone);
      add({ ...kept, besides: joined(kept.besides, gone.fires, gone.besides) });
      touch(kept);
      return true;
    }
    return false;
  };

  for (const place of waiting) {
    waiting.delete(place);
    while (dropTransitions(place) || fuseSeries(place) || fuseBefore(place) || dropTwins(place));
  }
  return { net: { ...net, transitions: [...transitions], initial }, first, idle: [...idle.values()].flat() };
}

/** A place named twice notes its transition once. */
function note(list: IndexedTransition[], transition: IndexedTransition): void {
  if (list.at(-1) !== transition) list.push(transition);
}

function drop(list: IndexedTransition[], transition: IndexedTransition): void {
  const at = list.indexOf(transition);
  if (at >= 0) list.splice(at, 1);
}

function joined(...parts: readonly Fires[]): Fires {
  const some = parts.filter(({ length }) => length > 0);
  return some.length === 1 ? some[0]! : some;
}

function lengthOf(fires: Fires): number {
  let length = 0;
  const pending: (number | Fires)[] = [fires];
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    if (typeof next === 'number') length++;
    else for (const each of next) pending.push(each);
  return length;
}
