/** Asks the conditions of a split every case that they can tell apart: which flows are open in it. */
import type { FlowNode, SequenceFlow } from '../../model/types.ts';
import { compileExpression, isExpressionProblem, type Json } from '../../semantics/expressions.ts';
import { casesOf, type Case, type Domain, type Value } from './cases.ts';
import { readCondition, type Compared } from './read-condition.ts';

export interface AskedCase extends Case {
  /** Flows whose condition holds, in the order of `<outgoing>`; without the default. */
  readonly open: readonly SequenceFlow[];
}

export interface AskedSplit {
  readonly node: FlowNode;
  /** Flows that are chosen by a condition, or always (one without a condition out of an exclusive gateway). */
  readonly flows: readonly SequenceFlow[];
  /** Undefined: it cannot be told. */
  readonly cases?: readonly AskedCase[];
}

/** Nodes that choose among their flows by conditions. */
export function isSplit({ type, outgoing }: FlowNode): boolean {
  if (type === 'parallelGateway' || type === 'eventBasedGateway') return false;
  return (type === 'exclusiveGateway' && outgoing.length > 1) || outgoing.some(({ condition }) => condition !== undefined);
}

/** `now` is of no consequence: conditions that read the clock are not of the kind that is looked into. */
const now = '2026-01-01T00:00:00.000Z';

export function askSplit(node: FlowNode, domains: ReadonlyMap<string, Domain>): AskedSplit {
  const flows = node.outgoing.filter(({ isDefault }) => !isDefault);
  const names = new Map<string, Compared>();
  for (const { condition } of flows) {
    if (condition === undefined) continue;
    const read = readCondition(condition);
    if (!read) return { node, flows };
    for (const [name, more] of read) {
      const known = names.get(name);
      names.set(name, {
        booleans: more.booleans || (known?.booleans ?? false),
        numbers: [...(known?.numbers ?? []), ...more.numbers],
        texts: [...(known?.texts ?? []), ...more.texts],
      });
    }
  }
  const cases = casesOf(names, domains);
  if (!cases) return { node, flows };
  const asked: AskedCase[] = [];
  for (const each of cases) {
    const variables = nested(each.values);
    if (!variables) return { node, flows };
    const answers = flows.map(({ condition }) => (condition === undefined ? true : answerOf(condition, variables)));
    if (answers.includes(undefined)) return { node, flows };
    asked.push({ ...each, open: flows.filter((_, index) => answers[index]) });
  }
  return { node, flows, cases: asked };
}

function answerOf(condition: string, variables: ReadonlyMap<string, Json>): boolean | undefined {
  const expression = compileExpression(condition);
  if (isExpressionProblem(expression)) return undefined;
  const value = expression.evaluate((name) => variables.get(name), now);
  return typeof value === 'boolean' ? value : undefined;
}

/** `applicant.age` = 5 becomes `applicant` = { age: 5 }; undefined when a name is both a value and a record. */
function nested(values: ReadonlyMap<string, Value>): Map<string, Json> | undefined {
  const variables = new Map<string, Json>();
  for (const [path, value] of values) {
    const [name = '', ...inner] = path.split('.').map((part) => part.trim());
    if (inner.length === 0) {
      if (variables.has(name)) return undefined;
      variables.set(name, value);
      continue;
    }
    const record = variables.get(name) ?? {};
    if (!isRecord(record)) return undefined;
    variables.set(name, merged(record, inner, value));
  }
  return variables;
}

function merged(record: Readonly<Record<string, Json>>, [first = '', ...rest]: readonly string[], value: Value): Record<string, Json> {
  const inside = record[first];
  return { ...record, [first]: rest.length === 0 ? value : merged(isRecord(inside) ? inside : {}, rest, value) };
}

function isRecord(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** "x = 5, kind = "đất ở"", for people. */
export function caseText({ values }: Case): string {
  return [...values].map(([name, value]) => `${name} = ${typeof value === 'string' ? `"${value}"` : String(value)}`).join(', ');
}
