/** Random small processes with budgets in days and one legal deadline, over everything that leads time astray: borders, throws, event subprocesses, rounds, transactions. */
import { content, definitions, element, processXml } from './bpmn.ts';
import { pick, randomOf, type Random } from './random-model.ts';

/** What lies between one way in and one way out. */
interface Block {
  readonly first: string;
  readonly last: string;
}

interface Drawing {
  readonly random: Random;
  /** Steps that may still be drawn. */
  left: number;
  named: number;
}

interface Scope {
  readonly drawing: Drawing;
  readonly parts: string[];
  readonly depth: number;
  /** A cancel end event finds its transaction. */
  readonly isCancelled: boolean;
}

const roots =
  '<message id="m" name="m"/><message id="n" name="n"/><signal id="S" name="S"/><error id="E" errorCode="E"/><escalation id="X" escalationCode="X"/>';

const definitionOf: Readonly<Record<string, string>> = {
  message: '<messageEventDefinition messageRef="m"/>',
  signal: '<signalEventDefinition signalRef="S"/>',
  error: '<errorEventDefinition errorRef="E"/>',
  escalation: '<escalationEventDefinition escalationRef="X"/>',
  cancel: '<cancelEventDefinition/>',
  terminate: '<terminateEventDefinition/>',
  compensate: '<compensateEventDefinition/>',
};

/** The process `P`, with `R` beside it if it calls that; the variable is `k`, true or false. */
export function randomTimed(seed: number): string {
  const drawing: Drawing = { random: randomOf(seed), left: 1 + (seed % 4), named: 0 };
  const days = 1 + Math.floor(drawing.random() * 14);
  const own = content(...scopeOf({ drawing, parts: [], depth: 0, isCancelled: false }));
  const called = () => processXml('R', ...scopeOf({ drawing: { ...drawing, left: 1 }, parts: [], depth: 1, isCancelled: false }));
  const limits = `<extensionElements><tthc:deadline kind="legal" value="${days}" unit="workingDay"/></extensionElements>`;
  const others = own.includes('calledElement') ? [called()] : [];
  return definitions(roots, `<process id="P" isExecutable="true">${limits}${own}</process>`, ...others);
}

/** A scope from its start to its ends, with an event subprocess beside now and then. */
function scopeOf(scope: Scope): string[] {
  const { drawing, parts, depth } = scope;
  const start = add(scope, 'startEvent');
  const all = sequence(scope, 1 + chance(drawing, 0.5));
  parts.push(`${start}->${all.first}`, `${all.last}->${end(scope)}`);
  if (drawing.random() < (depth === 0 ? 0.2 : 0.15)) eventSubProcess(scope);
  return parts;
}

function sequence(scope: Scope, length: number): Block {
  const blocks = Array.from({ length }, () => block(scope));
  blocks.slice(1).forEach(({ first }, index) => scope.parts.push(`${blocks[index]!.last}->${first}`));
  return { first: blocks[0]!.first, last: blocks.at(-1)!.last };
}

function block(scope: Scope): Block {
  const { drawing, parts, depth } = scope;
  if (depth > 2 || drawing.left-- <= 0) return plainStep(scope);
  switch (pick(drawing.random, ['step', 'step', 'exclusive', 'parallel', 'inclusive', 'choice', 'inner', 'inner', 'inner', 'call'])) {
    case 'exclusive':
      return branches(scope, 'exclusiveGateway', ['?k', '!']);
    case 'inclusive':
      return branches(scope, 'inclusiveGateway', ['?k', '!']);
    case 'parallel':
      return branches(scope, 'parallelGateway', ['', '']);
    case 'choice': {
      const choice = add(scope, 'eventBasedGateway');
      const merge = add(scope, 'exclusiveGateway');
      for (const event of [timer(drawing), definitionOf.message!]) {
        const caught = add(scope, 'intermediateCatchEvent', event);
        const { first, last } = sequence(scope, 1);
        parts.push(`${choice}->${caught}`, `${caught}->${first}`, `${last}->${merge}`);
      }
      return { first: choice, last: merge };
    }
    case 'inner':
      return inner(scope);
    case 'call':
      if (depth > 0) return step(scope);
      return bordered(scope, add(scope, 'callActivity', '', 'calledElement="R"'), ['error', 'escalation', 'timer', 'message']);
    default:
      return step(scope);
  }
}

function branches(scope: Scope, type: string, marks: readonly string[]): Block {
  const { drawing, parts } = scope;
  const split = add(scope, type);
  const join = add(scope, type);
  for (const mark of marks) {
    if (mark === '!' && drawing.random() < 0.3) {
      // the way that throws, or ends here
      parts.push(`${split}->${end(scope, true)}!`);
      continue;
    }
    const { first, last } = sequence(scope, 1);
    parts.push(`${split}->${first}${mark}`, `${last}->${join}`);
  }
  return { first: split, last: join };
}

/** A step of an officer. */
function plainStep(scope: Scope): Block {
  const { drawing } = scope;
  const days = pick(drawing.random, [1, 2, 3]);
  const id = add(
    scope,
    'userTask',
    rounds(drawing),
    `tthc:unit="u" tthc:budget="${days}" tthc:budgetUnit="workingDay" tthc:budgetPer="visit"`,
  );
  return { first: id, last: id };
}

function step(scope: Scope): Block {
  const found = plainStep(scope);
  return scope.drawing.random() < 0.3 ? bordered(scope, found.first, ['timer', 'message', 'error', 'escalation', 'signal']) : found;
}

/** A subprocess or transaction with what is on its border. */
function inner(scope: Scope): Block {
  const { drawing, depth } = scope;
  const isTransaction = drawing.random() < 0.25;
  const parts = scopeOf({ drawing, parts: [], depth: depth + 1, isCancelled: isTransaction || scope.isCancelled });
  const id = add(scope, isTransaction ? 'transaction' : 'subProcess', rounds(drawing, 0.1) + content(...parts));
  if (isTransaction) return bordered(scope, id, ['cancel', 'cancel', 'timer', 'error'], 'cancel');
  return bordered(scope, id, ['timer', 'timer', 'message', 'error', 'error', 'escalation', 'signal']);
}

/** One or two events on the border; each way from there ends by itself, or meets the way that the activity takes. */
function bordered(scope: Scope, id: string, kinds: readonly string[], always?: string): Block {
  const { drawing, parts } = scope;
  const merge = add(scope, 'exclusiveGateway');
  parts.push(`${id}->${merge}`);
  const chosen = new Set([
    ...(always === undefined ? [] : [always]),
    ...Array.from({ length: 1 + chance(drawing, 0.3) }, () => pick(drawing.random, kinds)),
  ]);
  for (const kind of chosen) {
    const isInterrupting = kind === 'error' || kind === 'cancel' || drawing.random() < 0.6;
    const boundary = add(
      scope,
      'boundaryEvent',
      kind === 'timer' ? timer(drawing) : definitionOf[kind]!,
      `attachedToRef="${id}" cancelActivity="${isInterrupting}"`,
    );
    if (isInterrupting && drawing.random() < 0.3) {
      parts.push(`${boundary}->${merge}`);
      continue;
    }
    const { first, last } = sequence(scope, 1);
    parts.push(`${boundary}->${first}`, `${last}->${isInterrupting && drawing.random() < 0.5 ? merge : end(scope)}`);
  }
  return { first: id, last: merge };
}

function eventSubProcess(scope: Scope): void {
  const { drawing, parts, depth } = scope;
  const kind = pick(drawing.random, ['timer', 'message', 'error', 'escalation', 'signal']);
  const isInterrupting = kind === 'error' || drawing.random() < 0.5;
  const inside: Scope = { ...scope, parts: [], depth: depth + 1 };
  const start = add(inside, 'startEvent', kind === 'timer' ? timer(drawing) : definitionOf[kind]!, `isInterrupting="${isInterrupting}"`);
  const { first, last } = sequence(inside, 1);
  inside.parts.push(`${start}->${first}`, `${last}->${end(inside)}`);
  parts.push(element('subProcess', name(scope), content(...inside.parts), 'triggeredByEvent="true"'));
}

/** An end; `throws`: mostly with something thrown. */
function end(scope: Scope, throws = false): string {
  const { drawing, depth, isCancelled } = scope;
  if (drawing.random() > (throws ? 0.8 : 0.15)) return add(scope, 'endEvent');
  const kinds = ['terminate', ...(depth > 0 ? ['error', 'escalation'] : []), ...(isCancelled ? ['cancel'] : [])];
  return add(scope, 'endEvent', definitionOf[pick(drawing.random, kinds)]!);
}

function rounds({ random }: Drawing, probability = 0.1): string {
  if (random() > probability) return '';
  const isSequential = random() < 0.5;
  return `<multiInstanceLoopCharacteristics isSequential="${isSequential}"><loopCardinality xsi:type="tFormalExpression">2</loopCardinality></multiInstanceLoopCharacteristics>`;
}

function timer({ random }: Drawing): string {
  return `<timerEventDefinition><extensionElements><tthc:workingTime value="${pick(random, [1, 2, 4])}" unit="workingDay"/></extensionElements></timerEventDefinition>`;
}

function add(scope: Scope, type: string, children = '', attributes = ''): string {
  const id = name(scope);
  scope.parts.push(element(type, id, children, attributes));
  return id;
}

const name = ({ drawing }: Scope) => `n${drawing.named++}`;
const chance = ({ random }: Drawing, probability: number) => Number(random() < probability);
