import { failValue, type Call } from './builtins/builtin.ts';
import { countRounds } from './evaluation.ts';

/** A pattern and what it may cost: trying it on a text of n characters takes at most n ** exponent * branches steps. */
interface Pattern {
  readonly expression: RegExp;
  readonly exponent: number;
  readonly branches: number;
}

/** About a third of a second. */
const mostSteps = 1e8;
/** Five such searches are as much as one evaluation may do. */
const stepsOfRound = 5_000;

const patterns = new Map<string, Pattern>();
const mostPatterns = 500;

/**
 * The regular expression for `matches`, `replace` and `split`, kept for next time. JavaScript's engine tries every way
 * to match, so what could take it long is refused: a pattern that repeats a group with choices inside, or too many
 * repetitions for so long a text. Flags: s, m, i; g is ours.
 */
export function patternFor(text: string, source: string, flags: string, call: Call): RegExp {
  const key = `${flags}/${source}`;
  const pattern = patterns.get(key) ?? compilePattern(source, flags, call);
  if (!patterns.has(key)) {
    if (patterns.size >= mostPatterns) patterns.clear();
    patterns.set(key, pattern);
  }
  const steps = (text.length + 1) ** pattern.exponent * pattern.branches;
  if (steps <= mostSteps) {
    countRounds(call.evaluation, steps / stepsOfRound, call.place);
    return pattern.expression;
  }
  return failValue(
    call,
    source,
    `mẫu có quá nhiều phép lặp cho chuỗi ${text.length} ký tự`,
    `too many repetitions for a text of ${text.length} characters`,
  );
}

function compilePattern(source: string, flags: string, call: Call): Pattern {
  if (/[^smig]/.test(flags)) return failValue(call, flags, 'chỉ có các cờ s, m, i', 'the flags are s, m and i');
  try {
    const expression = new RegExp(source, `u${flags}`);
    return { expression, ...costOf(source, call) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return failValue(call, source, 'không phải mẫu hợp lệ', 'not a valid pattern');
  }
}

interface Group {
  alternatives: number;
  hasChoice: boolean;
}

/** Reads the pattern token by token: escapes, classes, brackets, repetitions, alternatives. */
function costOf(source: string, call: Call): Omit<Pattern, 'expression'> {
  const open: Group[] = [{ alternatives: 1, hasChoice: false }];
  let closed: Group | undefined;
  let repetitions = source.startsWith('^') ? 0 : 1;
  let branches = 1;
  for (const [token] of source.matchAll(/\\.|\[(?:[^\]\\]|\\.)*\]|\(\?<?[=!:]?|[()|]|[*+]|\{\d+,?\d*\}|\?|[^]/gu)) {
    const group = open.at(-1) ?? { alternatives: 1, hasChoice: false };
    if (token.startsWith('(')) open.push({ alternatives: 1, hasChoice: false });
    if (token === '|') group.alternatives += 1;
    const isCounted = /^\{\d+\}$/.test(token);
    const isRepetition = token === '*' || token === '+' || (token.startsWith('{') && token.length > 1 && !isCounted);
    if ((isRepetition || isCounted) && closed?.hasChoice)
      return failValue(call, source, 'lặp một nhóm có lựa chọn hoặc lặp bên trong', 'a repeated group has choices or repetitions inside');
    if (isRepetition) repetitions += 1;
    if (token === '?') branches *= 2;
    if (isRepetition || token === '?' || token === '|') group.hasChoice = true;
    closed = token === ')' ? open.pop() : undefined;
    if (!closed) continue;
    branches *= closed.alternatives;
    const outer = open.at(-1);
    if (outer && closed.hasChoice) outer.hasChoice = true;
  }
  return { exponent: Math.max(repetitions, 1), branches: branches * (open[0]?.alternatives ?? 1) };
}
