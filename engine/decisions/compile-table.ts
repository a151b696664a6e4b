/** A decision table → one closure. */
import type { DecisionTable, TableHits } from '../model/decision.ts';
import { countItems } from '../semantics/expressions/evaluation.ts';
import { isExpressionProblem } from '../semantics/expressions/problem.ts';
import { compileUnaryTests, type UnaryTests } from '../semantics/expressions/programs.ts';
import type { Value } from '../semantics/expressions/value.ts';
import { compileLiteral, conversionNoted, noteExpression } from './compile-boxed.ts';
import { mostHits, type Asking, type Building, type Compiled } from './compiled.ts';
import { DecisionObstacle, placed } from './failure.ts';
import { chosen, type Hit } from './hit-policies.ts';
import { priorityOf } from './priority.ts';

/** The result of a table by its hit policy (DMN 1.5, 8.2.8). A cell that fails names the table, the rule and the column. */
export function compileTable(table: DecisionTable, building: Building): Compiled {
  const names = new Set<string>();
  const noted = <Part extends { readonly names: Iterable<string> }>(part: Part): Part => {
    for (const name of part.names) if (name !== '?') names.add(name);
    return part;
  };
  const tests = (text: string, where: string): UnaryTests => {
    const compiled = compileUnaryTests(text, building.known);
    if (!isExpressionProblem(compiled)) return noted(compiled);
    noteExpression(text, compiled, building, where);
    return { names: [], passes: () => false };
  };
  const inputs = table.inputs.map(({ expression, type, allowed, label }) => ({
    label,
    expression: noted(compileLiteral(expression, building)),
    convert: conversionNoted(type, building),
    allowed: allowed === undefined ? undefined : tests(allowed, ` (${label})`),
  }));
  const outputs = table.outputs.map(({ name, type, allowed, default: standard, label }) => ({
    name,
    label,
    convert: conversionNoted(type, building),
    allowed: allowed === undefined ? undefined : tests(allowed, ` (${label})`),
    standard: standard === undefined ? undefined : noted(compileLiteral(standard, building)),
    text: allowed,
  }));
  const priority = priorityOf(table, building, noted);
  const rules = table.rules.map((rule, index) => ({
    number: index + 1,
    rule,
    tests: rule.tests.map((text, column) => (isIrrelevant(text) ? undefined : tests(text, placeIn(table, index, column)))),
    outputs: rule.outputs.map((text) => (text === '' ? undefined : noted(compileLiteral(text, building, `, ${index + 1}`)))),
  }));

  const evaluateInputs = (asking: Asking): Value[] =>
    inputs.map(({ label, expression, convert, allowed }) => {
      try {
        const value = convert(expression.evaluate(asking), asking);
        if (value === null || !allowed || allowed.passes(value, asking)) return value;
        const shown = String(typeof value === 'object' ? '…' : value).slice(0, 60);
        throw new DecisionObstacle(`"${shown}" không nằm trong các giá trị cho phép`, `"${shown}" is not among the allowed values`);
      } catch (error) {
        throw placed(error, `Bảng "${table.name}", cột vào "${label}"`, `Table "${table.name}", input "${label}"`);
      }
    });

  const isHit = ({ tests: cells, number }: (typeof rules)[number], values: readonly Value[], asking: Asking): boolean => {
    let column = 0;
    try {
      for (; column < cells.length; column++) if (cells[column]?.passes(values[column] ?? null, asking) === false) return false;
      return true;
    } catch (error) {
      const { label } = inputs[column]!;
      throw placed(
        error,
        `Bảng "${table.name}", quy tắc ${number}, cột "${label}"`,
        `Table "${table.name}", rule ${number}, column "${label}"`,
      );
    }
  };

  const resultsOf = (hit: (typeof rules)[number], asking: Asking): Value[] =>
    outputs.map(({ label, convert, allowed, text }, column) => {
      try {
        const value = convert(hit.outputs[column]?.evaluate(asking) ?? null, asking);
        if (value === null || !allowed || allowed.passes(value, asking)) return value;
        throw new DecisionObstacle(`kết quả không nằm trong "${text}"`, `the result is not among "${text}"`);
      } catch (error) {
        throw placed(
          error,
          `Bảng "${table.name}", quy tắc ${hit.number}, cột kết quả "${label}"`,
          `Table "${table.name}", rule ${hit.number}, output "${label}"`,
        );
      }
    });

  const evaluate = (asking: Asking): Value => {
    const values = evaluateInputs(asking);
    countItems(asking, rules.length, { text: table.name, offset: 0 });
    const isFirst = table.hitPolicy === 'FIRST';
    const hits: Hit[] = [];
    for (const rule of rules) {
      if (!isHit(rule, values, asking)) continue;
      hits.push({ number: rule.number, outputs: resultsOf(rule, asking) });
      if (isFirst) break;
    }
    if (asking.hits.length < mostHits) asking.hits.push(hitsOf(table, hits));
    const standard =
      hits.length > 0 || outputs.every((output) => output.standard === undefined)
        ? undefined
        : outputs.map((output) => (output.standard ? output.convert(output.standard.evaluate(asking), asking) : null));
    try {
      return chosen(table, hits, standard, priority?.(asking), asking);
    } catch (error) {
      throw placed(error, `Bảng "${table.name}"`, `Table "${table.name}"`);
    }
  };
  return { names, evaluate };
}

function isIrrelevant(text: string): boolean {
  return text === '' || text === '-';
}

function placeIn({ inputs }: DecisionTable, rule: number, column: number): string {
  return `, ${rule + 1}, "${inputs[column]?.label ?? column + 1}"`;
}

function hitsOf({ id, name, rules }: DecisionTable, hits: readonly Hit[]): TableHits {
  return {
    table: id,
    name,
    rules: hits.map(({ number }) => {
      const { id: ruleId, annotation } = rules[number - 1]!;
      return { number, ...(ruleId !== undefined && { id: ruleId }), ...(annotation !== undefined && { annotation }) };
    }),
  };
}
