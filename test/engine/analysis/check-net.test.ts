/**
 * The net checker against a brute-force one that shares no line with it, on random nets, reduced and not; and on nets whose verdict is known.
 * RUNS=20000 SEED=7 npx mocha test/engine/analysis/check-net.test.ts compares more, or others.
 */
import { expect } from 'chai';
import { checkNet, type NetReport } from '../../../engine/analysis/check-net.ts';
import type { Net, Transition } from '../../../engine/analysis/net.ts';
import { randomOf } from '../../support/random-model.ts';

const runs = Number(process.env.RUNS ?? 1_000);
const firstSeed = Number(process.env.SEED ?? 1);

/** Transitions as lines: `id: a b -> c`. */
function net(lines: string, initial = ['i'], final = ['o']): Net {
  const transitions = lines
    .trim()
    .split('\n')
    .map((line): Transition => {
      const [, id, consume, produce] = /^\s*(\S+): (.*?) ?-> ?(.*)$/.exec(line)!;
      const words = (text: string) => text.split(' ').filter((word) => word !== '');
      return { id: id!, consume: words(consume!), produce: words(produce!) };
    });
  const places = new Set([...initial, ...final, ...transitions.flatMap(({ consume, produce }) => [...consume, ...produce])]);
  return { places: [...places], transitions, initial, final };
}

const outcomes = (report: NetReport) => ({
  safe: report.safe.outcome,
  bounded: report.bounded.outcome,
  optionToComplete: report.optionToComplete.outcome,
  properCompletion: report.properCompletion.outcome,
  noDeadTransitions: report.noDeadTransitions.outcome,
});
const sound = {
  safe: 'holds',
  bounded: 'holds',
  optionToComplete: 'holds',
  properCompletion: 'holds',
  noDeadTransitions: 'holds',
};

/** Fires a trace; undefined when it cannot be fired. */
function fired({ transitions, initial }: Net, trace: readonly string[]): Record<string, number> | undefined {
  const marking: Record<string, number> = {};
  const add = (place: string, by: number) => {
    marking[place] = (marking[place] ?? 0) + by;
    if (marking[place] === 0) delete marking[place];
    return (marking[place] ?? 0) >= 0;
  };
  for (const place of initial) add(place, 1);
  for (const id of trace) {
    const { consume, produce } = transitions.find((each) => each.id === id)!;
    if (!consume.every((place) => add(place, -1))) return undefined;
    for (const place of produce) add(place, 1);
  }
  return marking;
}

/** By maps of texts, without any cleverness; undefined when there are more than `most` markings. */
function bruteForce(given: Net, most: number) {
  const textOf = (marking: Readonly<Record<string, number>>) => JSON.stringify(Object.entries(marking).sort());
  const start: Record<string, number> = {};
  for (const place of given.initial) start[place] = (start[place] ?? 0) + 1;
  const seen = new Map([[textOf(start), start]]);
  const edges = new Map<string, string[]>();
  const live = new Set<string>();
  let isSafe = Object.values(start).every((tokens) => tokens === 1);
  for (const [text, marking] of seen) {
    const out: string[] = [];
    edges.set(text, out);
    for (const { id, consume, produce } of given.transitions) {
      const after: Record<string, number> = { ...marking };
      let can = true;
      for (const place of consume) {
        after[place] = (after[place] ?? 0) - 1;
        if (after[place]! < 0) can = false;
      }
      if (!can) continue;
      live.add(id);
      for (const place of produce) after[place] = (after[place] ?? 0) + 1;
      for (const place of Object.keys(after)) {
        if (after[place] === 0) delete after[place];
        if ((after[place] ?? 0) > 1) isSafe = false;
      }
      const target = textOf(after);
      out.push(target);
      if (!seen.has(target)) seen.set(target, after);
      if (seen.size > most) return undefined;
    }
  }
  const final = textOf(Object.fromEntries(given.final.map((place) => [place, 1])));
  const can = new Set(seen.has(final) ? [final] : []);
  for (let grew = true; grew;) {
    grew = false;
    for (const [text, out] of edges)
      if (!can.has(text) && out.some((target) => can.has(target))) {
        can.add(text);
        grew = true;
      }
  }
  const isClean = [...seen.values()].every(
    (marking) => !given.final.every((place) => (marking[place] ?? 0) > 0) || textOf(marking) === final,
  );
  const verdict = (holds: boolean) => (holds ? 'holds' : 'fails');
  return {
    safe: verdict(isSafe),
    bounded: 'holds',
    optionToComplete: verdict(can.size === seen.size),
    properCompletion: verdict(isClean),
    noDeadTransitions: verdict(live.size === given.transitions.length),
    dead: given.transitions.map(({ id }) => id).filter((id) => !live.has(id)),
  };
}

/** Mostly series, choices and forks, some wires crossed: about half are sound. */
function randomNet(random: () => number): Net {
  const pick = (count: number) => Math.floor(random() * count);
  const transitions: { id: string; consume: string[]; produce: string[] }[] = [];
  let places = 0;
  const place = () => `p${places++}`;
  const grow = (from: string, to: string, depth: number): void => {
    const kind = depth === 0 ? 0 : pick(6);
    const add = (consume: string[], produce: string[]) => transitions.push({ id: `t${transitions.length}`, consume, produce });
    if (kind <= 1) return void add([from], [to]);
    if (kind === 2) {
      const middle = place();
      grow(from, middle, depth - 1);
      return grow(middle, to, depth - 1);
    }
    if (kind === 3) {
      grow(from, to, depth - 1);
      return grow(from, to, depth - 1);
    }
    if (kind === 4) {
      const [a, b, c, d] = [place(), place(), place(), place()];
      add([from], [a, b]);
      add([c, d], [to]);
      grow(a, c, depth - 1);
      return grow(b, d, depth - 1);
    }
    const [a, b] = [place(), place()];
    add([from], [a]);
    add([b], [to]);
    grow(a, b, depth - 1);
    return grow(b, a, depth - 1);
  };
  grow('i', 'o', 3);
  const all = ['i', 'o', ...Array.from({ length: places }, (_, index) => `p${index}`)];
  for (let crossed = pick(4); crossed > 1; crossed--) {
    const one = transitions[pick(transitions.length)]!;
    const list = pick(2) === 0 ? one.consume : one.produce;
    const where = all[pick(all.length)]!;
    if (pick(3) === 0 && list.length > 1) list.pop();
    else if (!list.includes(where)) list.push(where);
  }
  return { places: all, transitions, initial: ['i'], final: ['o'] };
}

describe('checking a net', () => {
  it('finds a sound one sound, and says of what is wrong how it comes about', () => {
    expect(outcomes(checkNet(net('a: i -> p q\n b: p -> r\n c: q -> s\n d: r s -> o')))).to.deep.equal(sound);

    // a choice that a join waits for
    const stuck = checkNet(net('a: i -> p\n b: i -> q\n c: p q -> o'));
    expect(outcomes(stuck)).to.deep.equal({ ...sound, optionToComplete: 'fails', noDeadTransitions: 'fails' });
    expect(stuck.optionToComplete).to.deep.include({ isStuck: true, trace: ['a'], marking: { p: 1 } });
    expect(stuck.noDeadTransitions).to.deep.include({ transitions: ['c'] });

    // a fork that nobody joins
    const twice = checkNet(net('a: i -> p q\n b: p -> o\n c: q -> o'));
    expect(twice.safe).to.deep.equal({ outcome: 'fails', trace: ['a', 'b', 'c'], marking: { o: 2 } });
    expect(twice.properCompletion).to.deep.include({ outcome: 'fails', trace: ['a', 'b'] });
    expect(twice.optionToComplete.outcome).to.equal('fails');

    // round and round
    const live = checkNet(net('a: i -> p\n b: p -> q\n c: q -> p'));
    expect(live.optionToComplete).to.deep.include({ outcome: 'fails', isStuck: false, trace: [] });
  });

  it('says that a net without bound has none, and does not decide what hangs on it', () => {
    const endless = checkNet(net('a: i -> p\n b: p -> p q\n c: p -> o'));
    expect(endless.bounded).to.deep.include({ outcome: 'fails', trace: ['a', 'b'] });
    expect(endless.safe.outcome).to.equal('fails');
    expect(endless.optionToComplete.outcome).to.be.oneOf(['fails', 'notDecided']);
    expect(endless.noDeadTransitions.outcome).to.be.oneOf(['holds', 'notDecided']);
  });

  it('decides twenty branches of twenty steps, which have 21^20 markings', () => {
    const branches = Array.from({ length: 20 }, (_, branch) => branch);
    const lines = [
      `fork: i -> ${branches.map((branch) => `b${branch}_0`).join(' ')}`,
      ...branches.flatMap((branch) =>
        Array.from({ length: 20 }, (_, step) => `t${branch}_${step}: b${branch}_${step} -> b${branch}_${step + 1}`),
      ),
      `join: ${branches.map((branch) => `b${branch}_20`).join(' ')} -> o`,
    ];
    const report = checkNet(net(lines.join('\n')), { statesUnreduced: 10 });
    expect(outcomes(report)).to.deep.equal(sound);
    expect(report.kernel.transitions).to.equal(1);
  });

  it('stops where it is told to, and says so', () => {
    // philosophers at a round table: nothing of it can be fused away
    const seats = Array.from({ length: 14 }, (_, seat) => seat);
    const wide = net(
      seats
        .map(
          (seat) =>
            `a${seat}: p${seat} f${seat} -> h${seat}\n b${seat}: h${seat} f${(seat + 1) % 14} -> p${seat} f${seat} f${(seat + 1) % 14}`,
        )
        .join('\n'),
      seats.flatMap((seat) => [`p${seat}`, `f${seat}`]),
    );
    const bounded = checkNet(wide, { mostStates: 500 });
    expect(bounded.optionToComplete).to.deep.include({ outcome: 'notDecided' });
    expect(bounded.safe).to.have.nested.property('reason.code', 'TOO_MANY_STATES');
    const cancelled = checkNet(wide, { statesUnreduced: 0, isCancelled: () => true });
    expect(cancelled.safe).to.have.nested.property('reason.code', 'CANCELLED');
  });

  it('refuses a name that is not there, or is there twice', () => {
    expect(() => checkNet({ places: ['i'], transitions: [], initial: ['x'], final: ['i'] })).to.throw(RangeError, '"x"');
    expect(() => checkNet({ places: ['i', 'i'], transitions: [], initial: ['i'], final: ['i'] })).to.throw(RangeError);
  });

  it(`says of ${runs} random nets, SEED=${firstSeed}, what brute force says, reduced or not; every run it shows can be fired`, function () {
    this.timeout(0);
    const seen = { compared: 0, sound: 0, shrunk: 0, stuck: 0, turning: 0 };
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      const given = randomNet(randomOf(seed));
      const expected = bruteForce(given, 800);
      if (!expected) continue;
      seen.compared++;
      const { dead, ...rest } = expected;
      if (Object.values(rest).every((verdict) => verdict === 'holds')) seen.sound++;
      for (const statesUnreduced of [0, 2_000]) {
        const about = `SEED=${seed} RUNS=1, ${statesUnreduced === 0 ? 'reduced' : 'as it is'}: ${JSON.stringify(given)}`;
        const report = checkNet(given, { statesUnreduced });
        expect(outcomes(report), about).to.deep.equal(rest);
        if (report.noDeadTransitions.outcome === 'fails') expect(report.noDeadTransitions.transitions, about).to.deep.equal(dead);
        if (report.kernel.transitions < given.transitions.length) seen.shrunk++;
        for (const property of ['safe', 'optionToComplete', 'properCompletion'] as const) {
          const verdict = report[property];
          if (verdict.outcome === 'fails') expect(fired(given, verdict.trace), `${about}: ${property}`).to.deep.equal(verdict.marking);
        }
        const { optionToComplete } = report;
        if (optionToComplete.outcome !== 'fails') continue;
        const { trace, isStuck } = optionToComplete;
        const goesOn = given.transitions.some(({ id }) => fired(given, [...trace, id]));
        if (isStuck) seen.stuck++;
        else seen.turning++;
        expect(goesOn, `${about}: stuck`).to.equal(!isStuck);
      }
    }
    expect(seen.compared).to.be.greaterThan(runs * 0.8);
    expect(seen.sound).to.be.within(seen.compared * 0.2, seen.compared * 0.9);
    expect(seen.shrunk).to.be.greaterThan(seen.compared * 0.7);
    expect(seen.stuck).to.be.greaterThan(seen.compared * 0.1);
    expect(seen.turning).to.be.greaterThan(0);
  });
});
