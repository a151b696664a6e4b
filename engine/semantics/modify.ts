/** Moving tokens by hand (ADR 0058): every instruction is checked and evaluated before the first event; then what is given up ends, and what is added starts. */
import type { Container, FlowNode, SequenceFlow } from '../model/types.ts';
import type { Command, ModifyInstruction, TargetPlace, TokenPlace } from './commands.ts';
import { Obstacle } from './errors.ts';
import { outgoingOf } from './flows.ts';
import { isEnding, isReachedByTrigger, waitsForBranches } from './modification-places.ts';
import { again, noTarget, notThere, Refusal, rejected, twice, type ModificationProblem } from './modification-refusal.ts';
import { emit, type Run } from './run.ts';
import { elementsWithin, interrupt } from './scopes.ts';
import { originsAfter } from './steps.ts';
import type { ActiveElement, ElementKey, Token, Work } from './state.ts';

/** What an instruction gives up. */
interface Given {
  readonly scope: ElementKey;
  readonly origins: Token;
  readonly element?: ActiveElement;
  readonly flow?: string;
  readonly incidentKey?: string;
}

/** Where an instruction starts: at a node, or on flows. */
interface Started {
  readonly scope: ElementKey;
  readonly node?: FlowNode;
  readonly flows?: readonly SequenceFlow[];
}

/** Refuses with MODIFICATION_REFUSED and all problems; or does all of it. */
export function modify(run: Run, { instructions, reason }: Extract<Command, { type: 'modify' }>): void {
  const problems: ModificationProblem[] = [];
  const given: (Given | undefined)[] = [];
  const started: (Started | undefined)[] = [];
  const attempt = <T>(instruction: number, plan: () => T): T | undefined => {
    try {
      return plan();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push({ instruction, ...error.problem });
      return undefined;
    }
  };
  const named = new Set<string>();
  instructions.forEach((each, index) => given.push('from' in each ? attempt(index, () => givenBy(run, each.from, named)) : undefined));
  const gone = new Set<ElementKey>();
  for (const each of given)
    if (each?.element) for (const { key } of [each.element, ...elementsWithin(run, each.element.key)]) gone.add(key);
  instructions.forEach((each, index) => {
    const from = given[index];
    started.push('to' in each ? attempt(index, () => startedBy(run, each.to, from?.scope, gone)) : undefined);
    // what is inside an element that is given up goes with it
    if (from && isInside(run, from, gone)) problems.push({ instruction: index, ...twice(nameOf((each as { from: TokenPlace }).from)) });
  });
  if (problems.length === 0) problems.push(...emptied(run, instructions, given, started));
  if (instructions.length === 0 || problems.length > 0) throw rejected(problems);

  const origins = given.map((each) => each?.origins ?? []);
  emit(run, { type: 'dossierModified', at: run.at, instructions, ...(reason !== undefined && { reason }) });
  freeStuck(run, [...given, ...started]);
  for (const each of given) if (each) giveUp(run, each);
  const work: Work[] = [];
  started.forEach((each, index) => {
    if (!each) return;
    const { scope, node, flows = [] } = each;
    if (node) work.push({ do: 'start', scope, node: node.id, origins: origins[index]! });
    for (const flow of flows) {
      emit(run, { type: 'flowTaken', scope, flow: flow.id, origins: origins[index]! });
      work.push({ do: 'arrive', scope, flow: flow.id });
    }
  });
  run.work.push(...work.reverse());
}

function givenBy(run: Run, from: TokenPlace, named: Set<string>): Given {
  const { elements, scopes, incidents } = run.state;
  const name = nameOf(from);
  if ('elementKey' in from) {
    const element = Object.hasOwn(elements, from.elementKey) ? elements[from.elementKey] : undefined;
    if (!element) throw notThere(name);
    if (named.has(name)) throw again(name);
    named.add(name);
    if (element.roundOf !== undefined)
      throw new Refusal(
        'ONE_OF_MANY',
        name,
        `"${name}" là một lần trong nhiều lần thực hiện: hãy nêu cả hoạt động "${element.roundOf}"`,
        `"${name}" is one of several rounds: name the whole activity "${element.roundOf}"`,
      );
    if (element.compensation || element.thrownBy !== undefined)
      throw new Refusal(
        'TAKES_BACK',
        name,
        `"${name}" đang hoàn tác việc đã xong: chờ hoàn tác xong`,
        `"${name}" is taking back what was done: wait until it has`,
      );
    return { scope: element.scope, origins: originsAfter(run, element), element };
  }
  if ('incidentKey' in from) {
    const incident = Object.hasOwn(incidents, from.incidentKey) ? incidents[from.incidentKey] : undefined;
    const [kept, ...more] = incident?.retry ?? [];
    if (kept?.do !== 'start' || more.length > 0) throw notThere(name);
    if (named.has(name)) throw again(name);
    named.add(name);
    return { scope: kept.scope, origins: kept.origins, incidentKey: from.incidentKey };
  }
  const scope = Object.hasOwn(scopes, from.scope) ? scopes[from.scope] : undefined;
  const waiting = scope && Object.hasOwn(scope.tokens, from.flow) ? scope.tokens[from.flow]! : [];
  let place = 0;
  while (named.has(`${name} ${place}`)) place++;
  const token = waiting[place];
  if (!token) throw waiting.length === 0 ? notThere(name) : again(name);
  named.add(`${name} ${place}`);
  return { scope: from.scope, origins: token, flow: from.flow };
}

function startedBy(run: Run, to: TargetPlace, from: ElementKey | undefined, gone: ReadonlySet<ElementKey>): Started {
  const { nodes, flows } = run.model;
  if ('onto' in to) {
    const flow = flows.get(to.onto);
    if (!flow) throw noTarget(to.onto);
    return { scope: scopeFor(run, flow.source, to, from, gone), flows: [flow] };
  }
  const id = 'before' in to ? to.before : to.after;
  const node = nodes.get(id);
  if (!node) throw noTarget(id);
  if ('before' in to) {
    if (isReachedByTrigger(node)) throw noTarget(id, 'chỉ bắt đầu khi có sự kiện của nó', 'begins by its trigger only');
    if (waitsForBranches(node))
      throw noTarget(id, 'chờ nhiều nhánh: hãy nêu luồng đi vào', 'waits for several branches: name a flow into it');
    return { scope: scopeFor(run, node, to, from, gone), node };
  }
  if (node.type.endsWith('Gateway') && node.type !== 'parallelGateway')
    throw noTarget(id, 'chọn nhánh theo điều kiện: hãy nêu luồng đi ra', 'chooses among flows: name one of them');
  if (node.outgoing.length === 0) throw noTarget(id, 'không có luồng đi ra', 'has no flow out of it');
  const scope = scopeFor(run, node, to, from, gone);
  try {
    return { scope, flows: node.type === 'parallelGateway' ? node.outgoing : outgoingOf(run, node, scope) };
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    throw new Refusal('CONDITION_FAILED', id, error.message, error.messageEn);
  }
}

/** The scope that runs the container of the target: the one named, the one the token comes from or one around it, else the only one. */
function scopeFor(
  run: Run,
  { id, container }: FlowNode,
  { scope: wanted }: { readonly scope?: ElementKey },
  from: ElementKey | undefined,
  gone: ReadonlySet<ElementKey>,
): ElementKey {
  const { scopes } = run.state;
  const running = Object.keys(scopes)
    .sort()
    .filter((key) => scopes[key]!.containerId === container.id && !gone.has(key) && !isEnding(run.state, key));
  const ending = Object.keys(scopes).some((key) => scopes[key]!.containerId === container.id && isEnding(run.state, key));
  if (wanted !== undefined) {
    if (running.includes(wanted)) return wanted;
    if (isEnding(run.state, wanted)) throw isOver(id, container);
    throw new Refusal('NO_SCOPE', id, `"${wanted}" không phải phạm vi đang chạy của "${id}"`, `"${wanted}" is no running scope of "${id}"`);
  }
  for (let around = from; around !== undefined; around = scopes[around]?.parent) if (running.includes(around)) return around;
  if (running.length === 1) return running[0]!;
  if (running.length > 1)
    throw new Refusal(
      'SCOPE_AMBIGUOUS',
      id,
      `"${id}" nằm trong nhiều phạm vi đang chạy, hãy nêu một: ${running.join(', ')}`,
      `"${id}" lies in several running scopes, name one: ${running.join(', ')}`,
    );
  if (ending) throw isOver(id, container);
  throw new Refusal(
    'NO_SCOPE',
    id,
    `"${container.name ?? container.id}" không đang chạy: hãy đưa vào trước "${container.id}"`,
    `"${container.name ?? container.id}" is not running: start before "${container.id}"`,
  );
}

function isOver(id: string, { id: containerId, name = containerId }: Container): Refusal {
  return new Refusal(
    'SCOPE_ENDING',
    id,
    `"${name}" đang kết thúc: không thêm việc vào nữa`,
    `"${name}" is ending: nothing is added to it any more`,
  );
}

function isInside(run: Run, { scope, element }: Given, gone: ReadonlySet<ElementKey>): boolean {
  if (gone.has(scope)) return true;
  return element?.scope !== undefined && gone.has(element.scope) && run.state.elements[element.scope] !== undefined;
}

/** What is left without anything to do would end as if its work were done: that is for the one who moves to say. */
function emptied(
  run: Run,
  instructions: readonly ModifyInstruction[],
  given: readonly (Given | undefined)[],
  started: readonly (Started | undefined)[],
): ModificationProblem[] {
  const problems: ModificationProblem[] = [];
  given.forEach((each, instruction) => {
    if (!each) return;
    const { scope } = each;
    const taken = given.filter((other) => other?.scope === scope && other.incidentKey === undefined).length;
    const kept = Object.values(run.state.incidents).filter(({ key, retry }) =>
      retry.some((work) => work.do === 'start' && work.scope === scope && !given.some((other) => other?.incidentKey === key)),
    ).length;
    if (run.state.scopes[scope]!.live - taken + kept > 0 || started.some((other) => other?.scope === scope)) return;
    const around = run.state.elements[scope];
    problems.push({
      instruction,
      code: 'SCOPE_EMPTY',
      at: nameOf((instructions[instruction] as { from: TokenPlace }).from),
      message: around
        ? `"${scope}" không còn việc gì: hãy nêu cả "${scope}", hoặc thêm một bước trong đó`
        : 'Hồ sơ không còn việc gì: hãy thêm một bước, hoặc hủy hồ sơ',
      messageEn: around
        ? `Nothing would be left in "${scope}": name "${scope}" itself, or add a step inside it`
        : 'Nothing would be left to do: add a step, or cancel the dossier',
    });
  });
  return problems;
}

/** A scope in which tokens come and go is asked anew whether it is stuck. */
function freeStuck(run: Run, places: readonly ({ readonly scope: ElementKey } | undefined)[]): void {
  const scopes = new Set(places.map((place) => place?.scope));
  for (const key of Object.keys(run.state.incidents).sort()) {
    const { code, scope } = run.state.incidents[key]!;
    if (code !== 'STUCK' || !scopes.has(scope)) continue;
    emit(run, { type: 'incidentResolved', key });
    run.touched.add(scope);
  }
}

function giveUp(run: Run, { scope, element, flow, incidentKey }: Given): void {
  if (element) return interrupt(run, run.state.elements[element.key]!);
  if (incidentKey !== undefined) return emit(run, { type: 'incidentResolved', key: incidentKey });
  // an incident that keeps trying this token has nothing left to try
  const [incident] = Object.keys(run.state.incidents)
    .sort()
    .filter((key) => run.state.incidents[key]!.retry.some((work) => work.do === 'arrive' && work.scope === scope && work.flow === flow));
  if (incident !== undefined && run.state.incidents[incident]!.retry.length === 1) emit(run, { type: 'incidentResolved', key: incident });
  emit(run, { type: 'tokenRemoved', scope, flow: flow! });
}

function nameOf(from: TokenPlace): string {
  return 'elementKey' in from ? from.elementKey : 'flow' in from ? from.flow : from.incidentKey;
}
