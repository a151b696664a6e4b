/** The cases that a decision table tells apart: for each column some values, one of every kind that its tests can see, with the rules that they meet. */
import type { DecisionTable, TableInput } from '../../model/decision.ts';
import { isExpressionProblem } from '../../semantics/expressions.ts';
import { compileUnaryTests } from '../../semantics/expressions/programs.ts';

type Sample = number | string | boolean;

/** Values of a column that meet the same rules are one. */
export interface SampledValue {
  /** As FEEL writes it; a text that no test names stands for all others. */
  readonly text: string;
  /** Indexes of the rules whose test it meets, ascending. */
  readonly rules: readonly number[];
}

export interface Space {
  readonly table: DecisionTable;
  readonly columns: readonly (readonly SampledValue[])[];
}

const mostRules = 300;
const number = String.raw`-?(?:\d+(?:\.\d+)?|\.\d+)`;
const text = String.raw`"(?:[^"\\]|\\.)*"`;
const test = String.raw`(?:(?:<=?|>=?|=|!=)?\s*(?:${number}|${text}|true|false)|[[(\]]\s*${number}\s*\.\.\s*${number}\s*[\])[])`;
const list = String.raw`${test}(?:\s*,\s*${test})*`;
/** Tests that compare with constants; others may look at anything. */
const readable = new RegExp(String.raw`^(?:-?|${list}|not\(\s*${list}\s*\))$`);

/** Undefined when a test does more than compare with constants, or the table is very large: then nothing can be said. */
export function spaceOf(table: DecisionTable): Space | undefined {
  if (table.rules.length > mostRules || table.rules.length === 0) return undefined;
  const columns: (readonly SampledValue[])[] = [];
  for (const [index, input] of table.inputs.entries()) {
    const column = columnOf(
      input,
      table.rules.map(({ tests }) => (tests[index] ?? '').trim()),
    );
    if (!column) return undefined;
    columns.push(column);
  }
  return { table, columns };
}

function columnOf(input: TableInput, tests: readonly string[]): readonly SampledValue[] | undefined {
  const { allowed } = input;
  if (!tests.every((each) => readable.test(each)) || (allowed !== undefined && !readable.test(allowed.trim()))) return undefined;
  const all = allowed === undefined ? tests : [...tests, allowed];
  const samples = samplesOf(all, input.type);
  const compiled = all.map((each) => compileUnaryTests(each, []));
  if (!samples || compiled.some(isExpressionProblem)) return undefined;
  const meets = (index: number, value: Sample): boolean => {
    const one = compiled[index]!;
    return !isExpressionProblem(one) && one.passes(value, { lookup: () => undefined, now: '1970-01-01T00:00:00Z', rounds: 0 });
  };
  const known = new Map<string, SampledValue>();
  for (const sample of samples) {
    if (allowed !== undefined && !meets(tests.length, sample)) continue;
    const rules = tests.flatMap((_, index) => (meets(index, sample) ? [index] : []));
    const key = rules.join(' ');
    if (!known.has(key)) known.set(key, { text: sample === other ? 'giá trị khác' : JSON.stringify(sample), rules });
  }
  return [...known.values()];
}

/** No test names it. */
const other = '\u0000';

/** Constants and what lies between and beyond them. Undefined when constants of two types are mixed. */
function samplesOf(tests: readonly string[], type: string | undefined): readonly Sample[] | undefined {
  const texts = new Set<string>();
  const numbers = new Set<number>();
  let hasTruth = type === 'boolean';
  for (const each of tests) {
    for (const [quoted] of each.matchAll(new RegExp(text, 'g'))) texts.add(JSON.parse(quoted) as string);
    const bare = each.replace(new RegExp(text, 'g'), '').replaceAll('..', ' ');
    if (bare !== '-') for (const [digits] of bare.matchAll(new RegExp(number, 'g'))) numbers.add(Number(digits));
    if (/true|false/.test(bare)) hasTruth = true;
  }
  const kinds = [texts.size > 0, numbers.size > 0, hasTruth].filter(Boolean).length;
  if (kinds > 1) return undefined;
  if (hasTruth) return [true, false];
  if (numbers.size > 0) return aroundNumbers([...numbers], type);
  return [...texts, other];
}

function aroundNumbers(constants: readonly number[], type: string | undefined): number[] {
  const sorted = constants.toSorted((one, another) => one - another);
  const isWhole = type === 'integer' || type === 'long';
  if (isWhole) return [...new Set(sorted.flatMap((each) => [each - 1, each, each + 1]))];
  const between = sorted.slice(1).map((each, index) => (each + sorted[index]!) / 2);
  return [...sorted, ...between, sorted[0]! - 1, sorted.at(-1)! + 1].sort((one, another) => one - another);
}

/** Combinations looked at of one table at most. */
const mostCases = 50_000;

/** The first case, column by column, that `isFound` says yes to by the rules that it meets; undefined when there is none or too much to look at. */
export function findCase(
  { table, columns }: Space,
  isWorth: (rules: readonly number[]) => boolean,
  isFound: (rules: readonly number[]) => boolean,
): { readonly shown: string; readonly rules: readonly number[] } | undefined {
  let cases = 0;
  const visit = (column: number, rules: readonly number[], shown: readonly string[]): ReturnType<typeof findCase> => {
    if (++cases > mostCases || !isWorth(rules)) return undefined;
    const values = columns[column];
    if (!values) return isFound(rules) ? { shown: shown.join(', '), rules } : undefined;
    for (const value of values) {
      const alive = rules.filter((rule) => value.rules.includes(rule));
      const result = visit(column + 1, alive, [...shown, `${table.inputs[column]!.label} = ${value.text}`]);
      if (result) return result;
    }
    return undefined;
  };
  const result = visit(
    0,
    table.rules.map((_, index) => index),
    [],
  );
  return cases > mostCases ? undefined : result;
}
