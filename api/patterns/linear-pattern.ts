/**
 * Matches a pattern in one pass over the text, all ways at once (Thompson, Regular Expression Search Algorithm, 1968; as Pike's machine without captures): the work is
 * the length of the text times the size of the pattern, whatever the two are. The engine of the platform tries one way after the other, and a text can be made
 * for which they are beyond counting. Gives the same answers (test/api/patterns compares them).
 */
import { PatternRefused, readPattern, type PatternNode } from './pattern-syntax.ts';

export interface LinearPattern {
  test(text: string): boolean;
  /** Different for different patterns. */
  toString(): string;
}

/** What is left to be done in steps, each some tens of nanoseconds; shared by all patterns that are given it. */
export interface PatternBudget {
  left: number;
}

/** The budget was used up by a text. */
export class PatternBudgetSpent extends Error {
  override readonly name = 'PatternBudgetSpent';
  readonly text: string;

  constructor(text: string) {
    super('the text is too long for its pattern');
    this.text = text;
  }
}

/** Instructions of a pattern, its counted repetitions written out. */
const mostInstructions = 2_000;

type Instruction =
  | { readonly kind: 'character'; readonly matches: (character: string) => boolean }
  | { readonly kind: 'assertion'; readonly source: string }
  /** Goes on at all of these. */
  | { readonly kind: 'fork'; readonly to: number[] }
  | { readonly kind: 'end' };

/** Throws PatternRefused for what cannot be matched in one pass, or is too large when written out. */
export function linearPattern(source: string, budget: PatternBudget = { left: Infinity }): LinearPattern {
  const program = programOf(readPattern(source));
  return {
    test: (text) => run(program, text, budget),
    toString: () => `/${source}/u`,
  };
}

function programOf(tree: PatternNode): readonly Instruction[] {
  const program: Instruction[] = [];
  const matchers = new Map<string, (character: string) => boolean>();
  const add = (instruction: Instruction) => {
    if (program.length >= mostInstructions)
      throw new PatternRefused(
        `quá lớn: trên ${mostInstructions} bước khi viết hết các lần lặp`,
        `too large: over ${mostInstructions} steps with its repetitions written out`,
      );
    program.push(instruction);
  };
  const fork = (...to: number[]) => {
    const instruction = { kind: 'fork', to } as const;
    add(instruction);
    return instruction;
  };
  const write = (node: PatternNode): void => {
    if (node.kind === 'character') {
      let matches = matchers.get(node.source);
      if (!matches) matchers.set(node.source, (matches = matcherOf(node.source)));
      add({ kind: 'character', matches });
    } else if (node.kind === 'assertion') add(node);
    else if (node.kind === 'sequence') for (const part of node.parts) write(part);
    else if (node.kind === 'choice') {
      const start = fork();
      const ends = node.options.map((option) => {
        start.to.push(program.length);
        write(option);
        return fork();
      });
      for (const end of ends) end.to.push(program.length);
    } else {
      const { part, min, max } = node;
      for (let count = 0; count < min; count++) {
        const before = program.length;
        write(part);
        // what has nothing in it has nothing in it however often
        if (program.length === before) break;
      }
      if (max === Infinity) {
        const start = fork(program.length + 1);
        const place = program.length - 1;
        write(part);
        fork(place);
        start.to.push(program.length);
      } else {
        const skips = [];
        for (let count = min; count < max; count++) {
          skips.push(fork(program.length + 1));
          write(part);
        }
        for (const skip of skips) skip.to.push(program.length);
      }
    }
  };
  write(tree);
  add({ kind: 'end' });
  return program;
}

/** Whether one character is meant, by the platform's own expression of one character; remembered for ASCII. */
function matcherOf(source: string): (character: string) => boolean {
  const one = new RegExp(`^${source}$`, 'u');
  const known = new Int8Array(128);
  return (character) => {
    const code = character.charCodeAt(0);
    if (code >= 128) return one.test(character);
    known[code] ||= one.test(character) ? 1 : -1;
    return known[code] === 1;
  };
}

const word = /^\w$/;

function run(program: readonly Instruction[], text: string, budget: PatternBudget): boolean {
  const characters = [...text];
  const isWord = (index: number) => word.test(characters[index] ?? '');
  const holds = (source: string, at: number) =>
    source === '^' ? at === 0 : source === '$' ? at === characters.length : (isWord(at - 1) !== isWord(at)) === (source === '\\b');
  /** At which place of the text each instruction was reached last. */
  const reached = new Int32Array(program.length).fill(-1);
  let waiting: number[] = [];
  for (let at = 0; at <= characters.length; at++) {
    const pending = [...waiting, 0];
    const next: number[] = [];
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      if (reached[place] === at) continue;
      reached[place] = at;
      if (--budget.left < 0) throw new PatternBudgetSpent(text);
      const instruction = program[place]!;
      if (instruction.kind === 'end') return true;
      if (instruction.kind === 'fork') pending.push(...instruction.to);
      else if (instruction.kind === 'assertion') {
        if (holds(instruction.source, at)) pending.push(place + 1);
      } else if (at < characters.length && instruction.matches(characters[at]!)) next.push(place + 1);
    }
    waiting = next;
  }
  return false;
}
