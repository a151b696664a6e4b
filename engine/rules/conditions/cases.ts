/**
 * Every case that the conditions of one split can tell apart, as values of their variables: each condition answers the same between two of its constants,
 * so one value of each part stands for all. The cases are then asked of the conditions themselves, by the engine's own FEEL.
 */
import type { Compared, ComparedNames } from './read-condition.ts';

export type Value = boolean | number | string;

/** What is known of a variable from the forms: then no other value can come. */
export interface Domain {
  readonly values?: readonly Value[];
  readonly isInteger?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Case {
  readonly values: ReadonlyMap<string, Value>;
  /** False: it needs a text that no condition and no form names, or a fraction between two whole numbers, so that perhaps it never comes. */
  readonly isCertain: boolean;
}

/** More cases than this are not looked at: eight variables of three values. */
const mostCases = 6561;

/** A text unlike any that a condition names. */
const otherText = '(giá trị khác)';

/** Undefined when a variable is compared with values of several types, or there are too many cases. */
export function casesOf(names: ComparedNames, domains: ReadonlyMap<string, Domain>): Case[] | undefined {
  let cases: Case[] = [{ values: new Map(), isCertain: true }];
  for (const [name, compared] of names) {
    const choices = valuesOf(compared, domains.get(name));
    if (!choices || cases.length * choices.length > mostCases) return undefined;
    cases = cases.flatMap(({ values, isCertain }) =>
      choices.map((choice) => ({ values: new Map(values).set(name, choice.value), isCertain: isCertain && choice.isCertain })),
    );
  }
  return cases;
}

interface Choice {
  readonly value: Value;
  readonly isCertain: boolean;
}

function valuesOf({ booleans, numbers, texts }: Compared, domain: Domain | undefined): Choice[] | undefined {
  if (Number(booleans) + Number(numbers.length > 0) + Number(texts.length > 0) !== 1) return undefined;
  const sure = (value: Value): Choice => ({ value, isCertain: true });
  if (domain?.values) return domain.values.map(sure);
  if (booleans) return [true, false].map(sure);
  if (texts.length > 0) return [...[...new Set(texts)].map(sure), { value: otherText, isCertain: false }];
  const points = [...new Set(numbers)].sort((a, b) => a - b);
  const choices: Choice[] = points.map(sure);
  points.slice(1).forEach((point, index) => {
    const before = points[index]!;
    const whole = Math.floor(before) + 1;
    if (whole < point) choices.push(sure(whole));
    else if (!domain?.isInteger) choices.push({ value: (before + point) / 2, isCertain: !points.every(Number.isInteger) });
  });
  choices.push(sure(Math.floor(points[0]!) - 1), sure(Math.ceil(points.at(-1)!) + 1));
  return choices.filter(({ value }) => Number(value) >= (domain?.minimum ?? -Infinity) && Number(value) <= (domain?.maximum ?? Infinity));
}
