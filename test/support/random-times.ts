/** Random procedures in blocks with times, as BPMN and as a graph of their own; and every run of them, tried one after the other. */
import { pick, type Random } from './random-model.ts';
import { content, definitions, element } from './bpmn.ts';

export interface TimedStep {
  readonly id: string;
  /** Minutes of work, or minutes of plain days. */
  readonly most: number;
  readonly least: number;
  readonly isPlain: boolean;
  readonly calendar: 'a' | 'b';
  readonly perDossier: boolean;
  readonly counts: boolean;
  /** Minutes after which a timer takes the token elsewhere. */
  readonly timer?: number;
}

/** A place of the graph: a step, a choice, a fork, a join of all, or a passage. `returns`: how often `to[0]` may be taken for each time the loop is entered. */
export interface TimedPlace {
  readonly kind: 'step' | 'choice' | 'fork' | 'join' | 'pass' | 'again' | 'loop';
  readonly step?: TimedStep;
  to: string[];
  readonly returns?: number;
  /** Of 'again': its loop; of 'join': how many come. */
  readonly loop?: string;
  readonly ways?: number;
}

export interface TimedModel {
  readonly xml: string;
  readonly places: ReadonlyMap<string, TimedPlace>;
  readonly first: string;
  readonly steps: readonly TimedStep[];
  readonly deadlineMinutes: number;
}

export interface TimedShape {
  /** Two calendars and plain days; else one calendar and working time. */
  readonly isMixed: boolean;
  readonly after15: 'handoverOnly' | 'shiftStart';
  /** A branch beside may be what another pool does, from a message to it until its answer. */
  readonly hasPools?: boolean;
}

interface Part {
  readonly first: string;
  readonly last: string;
}

export function randomTimes(random: Random, { isMixed, after15, hasPools }: TimedShape): TimedModel {
  const places = new Map<string, TimedPlace>();
  /** Of the pool that is being written. */
  let xml: string[] = [];
  const pools: string[] = [];
  const messageFlows: string[] = [];
  const steps: TimedStep[] = [];
  let left = 2 + Math.floor(random() * 5);
  let count = 0;
  const name = (kind: string) => `${kind}${++count}`;
  const flow = (from: string, to: string, attributes = '') =>
    void xml.push(`<sequenceFlow id="${from}_${to}_${++count}" sourceRef="${from}" targetRef="${to}"${attributes}/>`);
  const link = (from: string, to: string, attributes = '') => {
    places.get(from)!.to.push(to);
    flow(from, to, attributes);
  };
  const gateway = (kind: TimedPlace['kind'], type: string, given: Partial<TimedPlace> = {}) => {
    const id = name(kind);
    places.set(id, { kind, to: [], ...given });
    xml.push(element(type, id));
    return id;
  };

  const single = (): Part => {
    left--;
    const id = name('step');
    const isPlain = isMixed && random() < 0.3;
    const most = isPlain ? pick(random, [1440, 2880]) : pick(random, [60, 120, 240, 480, 720]);
    const hasTimer = !isPlain && random() < 0.2;
    const step: TimedStep = {
      id,
      most,
      least: isPlain ? 0 : pick(random, [0, 30, most / 2, most]),
      isPlain,
      calendar: isMixed && !isPlain ? pick(random, ['a', 'b'] as const) : 'a',
      perDossier: !hasTimer && random() < 0.6,
      counts: random() < 0.85,
      ...(hasTimer && { timer: pick(random, [45, 180, 600]) }),
    };
    steps.push(step);
    const budget = isPlain
      ? `tthc:budget="${most / 1440}" tthc:budgetUnit="calendarDay"`
      : `tthc:budget="${most / 60}" tthc:budgetUnit="workingHour"`;
    xml.push(
      element(
        'userTask',
        id,
        '',
        `tthc:unit="${step.calendar}" ${budget} tthc:budgetPer="${step.perDossier ? 'dossier' : 'visit'}" tthc:counts="${step.counts}"`,
      ),
    );
    places.set(id, { kind: 'step', step, to: [] });
    if (step.timer === undefined) return { first: id, last: id };
    const timer = name('timer');
    xml.push(
      element(
        'boundaryEvent',
        timer,
        `<timerEventDefinition><extensionElements><tthc:workingTime value="${step.timer / 60}" unit="workingHour"/></extensionElements></timerEventDefinition>`,
        `attachedToRef="${id}" cancelActivity="true"`,
      ),
    );
    const join = gateway('pass', 'exclusiveGateway');
    link(id, join);
    places.set(timer, { kind: 'pass', to: [] });
    places.get(id)!.to.push(timer);
    if (left > 0 && random() < 0.6) {
      const handler = single();
      link(timer, handler.first);
      link(handler.last, join);
    } else link(timer, join);
    return { first: id, last: join };
  };

  const block = (depth: number): Part => {
    const kind = left < 2 || depth > 2 ? 0 : random();
    if (kind < 0.4) return single();
    if (kind < 0.55) return branches('choice', 'exclusiveGateway', depth);
    if (kind < 0.7) return hasPools && random() < 0.6 ? asked(depth) : branches('fork', 'parallelGateway', depth);
    if (kind < 0.85) return loop(depth);
    return sequence(depth + 1);
  };

  const sequence = (depth: number): Part => {
    const first = block(depth);
    let { last } = first;
    for (let more = Math.floor(random() * 3); more > 0 && left > 0; more--) {
      const next = block(depth);
      link(last, next.first);
      last = next.last;
    }
    return { first: first.first, last };
  };

  const branches = (kind: 'choice' | 'fork', type: string, depth: number): Part => {
    const split = gateway(kind, type);
    const ways = 2;
    const join = gateway(kind === 'fork' ? 'join' : 'pass', type, kind === 'fork' ? { ways } : {});
    for (let way = 0; way < ways; way++) {
      if (way > 0 && (left === 0 || random() < 0.2)) {
        link(split, join);
        continue;
      }
      const inside = block(depth + 1);
      link(split, inside.first);
      link(inside.last, join);
    }
    return { first: split, last: join };
  };

  /** For time a fork and a join: the message is the one, the answer the other. */
  const asked = (depth: number): Part => {
    const event = (definition: string) => element('messageEventDefinition', name('definition'), '', `messageRef="${definition}"`);
    const [pool, ask, answer] = [name('pool'), name('fork'), name('join')];
    places.set(ask, { kind: 'fork', to: [] });
    places.set(answer, { kind: 'join', ways: 2, to: [] });
    xml.push(element('intermediateThrowEvent', ask, event('m')), element('intermediateCatchEvent', answer, event('m')));
    if (left > 1 && random() < 0.5) {
      const beside = block(depth + 1);
      link(ask, beside.first);
      link(beside.last, answer);
    } else link(ask, answer);
    const own = xml;
    xml = [element('startEvent', `${pool}_start`, event('m')), element('endEvent', `${pool}_end`, event('m'))];
    const inside = block(depth + 1);
    flow(`${pool}_start`, inside.first);
    flow(inside.last, `${pool}_end`);
    pools.push(element('process', pool, content(...xml), 'isExecutable="true"'));
    xml = own;
    places.get(ask)!.to.push(inside.first);
    places.get(inside.last)!.to.push(answer);
    const messageFlow = (from: string, to: string) =>
      void messageFlows.push(element('messageFlow', name('message'), '', `sourceRef="${from}" targetRef="${to}"`));
    messageFlow(ask, `${pool}_start`);
    messageFlow(`${pool}_end`, answer);
    return { first: ask, last: answer };
  };

  const loop = (depth: number): Part => {
    const head = gateway('loop', 'exclusiveGateway');
    const returns = 1 + Math.floor(random() * 2);
    const body = block(depth + 1);
    const again = gateway('again', 'exclusiveGateway', { returns, loop: head });
    link(head, body.first);
    link(body.last, again);
    const bound = ` tthc:mostReturns="${returns}"`;
    if (left > 0 && random() < 0.4) {
      const back = single();
      link(again, back.first, bound);
      link(back.last, head);
    } else link(again, head, bound);
    const out = gateway('pass', 'exclusiveGateway');
    link(again, out);
    return { first: head, last: out };
  };

  const all = sequence(0);
  xml.push(element('startEvent', 'start'), element('endEvent', 'end'));
  flow('start', all.first);
  flow(all.last, 'end');
  const deadlineMinutes = pick(random, [1, 2, 3, 5]) * 480;
  const deadline = `<extensionElements><tthc:deadline kind="legal" value="${deadlineMinutes / 480}" unit="workingDay"/></extensionElements>`;
  const participants = ['p', ...pools.map((pool) => /id="(\w+)"/.exec(pool)![1]!)].map((id) =>
    element('participant', `participant_${id}`, '', `processRef="${id}"`),
  );
  return {
    xml: definitions(
      element('message', 'm', '', 'name="m"'),
      ...(pools.length > 0 ? [element('collaboration', 'collaboration', participants.join('') + messageFlows.join(''))] : []),
      `<process id="p" isExecutable="true" tthc:department="a" tthc:after15="${after15}">${deadline}${content(...xml)}</process>`,
      ...pools,
    ),
    places,
    first: all.first,
    steps,
    deadlineMinutes,
  };
}

/** How a run reckons: what time is, and how a step adds to it. */
export interface Reckoning<Time> {
  readonly start: Time;
  add(time: Time, step: TimedStep, minutes: number): Time;
}

/** One way of a run: its time at the end and the steps it passed. */
export interface WayEnd<Time> {
  readonly time: Time;
  readonly passed: ReadonlySet<string>;
}

/**
 * Every run, by a token game of its own: choices are numbered, and counted up like the wheels of a clock. A step takes its least, or its most; of a
 * budget for all visits each visit takes all that is left or nothing, which is a choice too. Undefined when there are more runs than `limit`.
 */
export function everyRun<Time>(
  model: TimedModel,
  reckoning: Reckoning<Time>,
  extreme: 'most' | 'least',
  countsAlways: boolean,
  seen: (ends: readonly WayEnd<Time>[]) => void,
  limit: number,
): number | undefined {
  const wheels: { chosen: number; of: number }[] = [];
  for (let runs = 1; ; runs++) {
    if (runs > limit) return undefined;
    let used = 0;
    const choose = (of: number) => {
      wheels[used] ??= { chosen: 0, of };
      return wheels[used++]!.chosen;
    };
    seen(play(model, reckoning, extreme, countsAlways, choose));
    wheels.length = used;
    while (wheels.length > 0 && wheels.at(-1)!.chosen + 1 >= wheels.at(-1)!.of) wheels.pop();
    if (wheels.length === 0) return runs;
    wheels.at(-1)!.chosen++;
  }
}

function play<Time>(
  { places, first }: TimedModel,
  { start, add }: Reckoning<Time>,
  extreme: 'most' | 'least',
  countsAlways: boolean,
  choose: (of: number) => number,
): readonly WayEnd<Time>[] {
  /** A token carries every way that led to it. */
  const tokens: { at: string; from?: string; ways: WayEnd<Time>[] }[] = [{ at: first, ways: [{ time: start, passed: new Set() }] }];
  const arrived = new Map<string, WayEnd<Time>[][]>();
  const returned = new Map<string, number>();
  const spent = new Set<string>();
  const ends: WayEnd<Time>[] = [];
  for (let token = tokens.pop(); token; token = tokens.pop()) {
    const place = places.get(token.at)!;
    const { ways } = token;
    const go = (to: string | undefined, on: WayEnd<Time>[]) =>
      to === undefined ? void ends.push(...on) : void tokens.push({ at: to, from: token!.at, ways: on });
    switch (place.kind) {
      case 'pass':
        go(place.to[0], ways);
        break;
      case 'loop':
        // entered anew unless it comes back from its own end
        if (![...places].some(([id, other]) => other.loop === token.at && (id === token.from || (returned.get(`back ${id}`) ?? 0) > 0)))
          returned.set(token.at, 0);
        for (const [id, other] of places) if (other.loop === token.at) returned.set(`back ${id}`, 0);
        go(place.to[0], ways);
        break;
      case 'again': {
        const turns = returned.get(place.loop!) ?? 0;
        const goesBack = extreme === 'most' && turns < place.returns! ? choose(2) === 1 : false;
        if (goesBack) {
          returned.set(place.loop!, turns + 1);
          returned.set(`back ${token.at}`, 1);
        }
        go(place.to[goesBack ? 0 : 1], ways);
        break;
      }
      case 'choice':
        go(place.to[choose(place.to.length)], ways);
        break;
      case 'fork':
        for (const to of place.to) go(to, ways);
        break;
      case 'join': {
        const here = [...(arrived.get(token.at) ?? []), ways];
        arrived.set(token.at, here.length === place.ways ? [] : here);
        if (here.length === place.ways) go(place.to[0], here.flat());
        break;
      }
      case 'step': {
        const step = place.step!;
        const isOut = takesTimer(step, extreme, choose);
        let minutes = isOut ? step.timer! : extreme === 'least' ? step.least : Math.min(step.most, step.timer ?? Infinity);
        if (extreme === 'most' && step.perDossier) {
          minutes = spent.has(step.id) ? 0 : minutes;
          if (minutes > 0 && choose(2) === 1) minutes = 0;
          if (minutes > 0) spent.add(step.id);
        }
        if (!step.counts && !countsAlways) minutes = 0;
        const after = ways.map(({ time, passed }) => ({
          time: minutes === 0 ? time : add(time, step, minutes),
          passed: isOut ? passed : new Set([...passed, step.id]),
        }));
        // the way out by a timer comes after the usual one
        go(isOut ? place.to[1] : place.to[0], after);
        break;
      }
    }
  }
  return ends;
}

/** Whether the timer takes the token: never when the step is always over before, always when it always lasts longer, else a choice. */
function takesTimer({ timer, most, least }: TimedStep, extreme: 'most' | 'least', choose: (of: number) => number): boolean {
  if (timer === undefined || most < timer) return false;
  if (least > timer) return true;
  void extreme;
  return choose(2) === 1;
}

/** Open minutes of a working week with closed days, written out minute by minute. */
export interface MinuteCalendar {
  /** 1 for each minute since the first day in which work is done. */
  readonly open: Uint8Array;
}

export function minutesOf(days: number, isClosed: (day: number) => boolean, hours: readonly (readonly [number, number])[]): MinuteCalendar {
  const open = new Uint8Array(days * 1440);
  for (let day = 0; day < days; day++) if (!isClosed(day)) for (const [from, to] of hours) open.fill(1, day * 1440 + from, day * 1440 + to);
  return { open };
}

/** A time: an instant in minutes, and plain days that are still to be added to it together. */
export interface MinuteTime {
  readonly at: number;
  readonly plain: number;
}

/** When it is, plain days added and moved to the next open minute when nobody works up to it. */
export function minuteOf({ at, plain }: MinuteTime, { open }: MinuteCalendar): number {
  let minute = at + plain;
  if (plain > 0 && open[minute - 1] === 0) while (open[minute] === 0) minute++;
  return minute;
}

/** Step by step through the minutes. */
export function workOn({ open }: MinuteCalendar, from: number, minutes: number): number {
  let minute = from;
  for (let left = minutes; left > 0; minute++) if (open[minute] === 1) left--;
  return minute;
}
