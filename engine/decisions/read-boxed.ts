/** A boxed expression of a parsed DMN file → plain data. */
import type { Moddle } from 'bpmn-moddle';
import type { DecisionTable, HitPolicy } from '../model/decision.ts';
import { defined, listOf } from '../model/moddle-access.ts';
import { problem } from '../model/problems.ts';
import type { Problem } from '../model/types.ts';
import type { Boxed } from './definition.ts';

export interface Reading {
  readonly file: string;
  readonly problems: Problem[];
  /** Of the whole file so far. */
  readonly spent: { squares: number };
}

/** What holds an expression: tables without a name or id of their own go by it. */
export interface Holder {
  readonly id: string;
  readonly name: string;
}

/** Boxes in boxes; decisions of real files have five. */
const deepestBoxes = 100;

/** Reading a text may take time by the square of its length: twenty of the longest texts FEEL allows, or far more ordinary ones than any file has. */
const mostSquares = 5e8;

/** Undefined when there is none or it cannot be evaluated; the latter is noted. */
export function readBoxed(element: Moddle | undefined, holder: Holder, reading: Reading, depth = 0): Boxed | undefined {
  if (!element) return undefined;
  if (depth > deepestBoxes) {
    note(`${holder.name}: lồng nhau quá sâu / nested too deeply`, holder, reading);
    return undefined;
  }
  const boxed = boxedOf(element, holder, reading, depth);
  const type = typeOfElement(element);
  return boxed && type !== undefined ? { ...boxed, type } : boxed;
}

/** The declared type of an element without the prefix of its namespace. */
export function typeOfElement(element: Moddle | undefined): string | undefined {
  const text = String(element?.typeRef ?? '').trim();
  return text === '' ? undefined : text.slice(text.lastIndexOf(':') + 1);
}

function boxedOf(element: Moddle, holder: Holder, reading: Reading, depth: number): Boxed | undefined {
  const inner = (child: Moddle | undefined) => readBoxed(child, holder, reading, depth + 1);
  switch (element.$type.replace('dmn:', '')) {
    case 'LiteralExpression': {
      const text = feelOf(element, holder, reading);
      return text === '' ? undefined : { kind: 'literal', text };
    }
    case 'DecisionTable':
      return { kind: 'table', table: readTable(element, holder, reading) };
    case 'Context':
      return {
        kind: 'context',
        entries: listOf(element, 'contextEntry').flatMap((entry) => {
          const variable = entry.variable as Moddle | undefined;
          const value = inner(entry.value as Moddle | undefined);
          const type = typeOfElement(variable);
          if (!value) return [];
          const typed = type === undefined || value.type !== undefined ? value : { ...value, type };
          return [{ ...(variable?.name !== undefined && { name: String(variable.name) }), value: typed }];
        }),
      };
    case 'Invocation': {
      const called = inner(element.calledFunction as Moddle | undefined);
      const bindings = listOf(element, 'binding').flatMap((binding) => {
        const value = inner(binding.bindingFormula as Moddle | undefined);
        return value ? [{ name: String((binding.parameter as Moddle | undefined)?.name ?? ''), value }] : [];
      });
      return called && { kind: 'invocation', called, bindings };
    }
    case 'FunctionDefinition': {
      const kind = String(element.kind ?? 'FEEL');
      if (kind !== 'FEEL') note(`${holder.name}: hàm ${kind} / function of kind ${kind}`, holder, reading);
      const parameters = listOf(element, 'formalParameter').map((parameter) => {
        const type = typeOfElement(parameter);
        return { name: String(parameter.name ?? ''), ...(type !== undefined && { type }) };
      });
      const body = inner(element.body as Moddle | undefined);
      return body && { kind: 'function', parameters, body };
    }
    case 'List':
      return { kind: 'list', items: listOf(element, 'elements').flatMap((item) => inner(item) ?? []) };
    case 'Relation': {
      const columns = listOf(element, 'column').map(({ name }) => String(name ?? ''));
      const rows = listOf(element, 'row').map((row) => listOf(row, 'elements').flatMap((cell) => inner(cell) ?? []));
      if (rows.some((row) => row.length !== columns.length)) note(`${holder.name}: hàng thiếu ô / a row lacks cells`, holder, reading);
      return { kind: 'relation', columns, rows };
    }
    case 'Conditional': {
      const [test, then, otherwise] = ['if', 'then', 'else'].map((part) => inner(childOf(element, part)));
      return test && then && otherwise && { kind: 'conditional', test, then, otherwise };
    }
    case 'Filter': {
      const [source, match] = ['in', 'match'].map((part) => inner(childOf(element, part)));
      return source && match && { kind: 'filter', source, match };
    }
    case 'For': {
      const [source, result] = ['in', 'return'].map((part) => inner(childOf(element, part)));
      return source && result && { kind: 'for', variable: String(element.iteratorVariable ?? ''), source, result };
    }
    case 'Some':
    case 'Every': {
      const [source, condition] = ['in', 'satisfies'].map((part) => inner(childOf(element, part)));
      const word = element.$type === 'dmn:Some' ? 'some' : 'every';
      return source && condition && { kind: 'quantified', word, variable: String(element.iteratorVariable ?? ''), source, condition };
    }
    default:
      reading.problems.push(problem('DECISION_CONTENT_UNKNOWN', element.$type, `${reading.file}#${holder.id}`));
      return undefined;
  }
}

/** The expression in a part of a boxed expression of DMN 1.4. */
function childOf(element: Moddle, part: string): Moddle | undefined {
  return (element[part] as Moddle | undefined)?.value as Moddle | undefined;
}

function note(what: string, { id }: Holder, { file, problems }: Reading): void {
  problems.push(problem('DECISION_INVALID', what, `${file}#${id}`));
}

/** The text of a literal expression or of unary tests, without a leading `=`; another language than FEEL is noted. */
function feelOf(element: Moddle | undefined, { id, name }: Holder, { file, problems, spent }: Reading): string {
  const language = String(element?.expressionLanguage ?? '');
  if (language !== '' && !/feel/i.test(language)) problems.push(problem('EXPRESSION_LANGUAGE', language, `${file}#${id}`));
  const text = String(element?.text ?? '').trim();
  const isFull = spent.squares > mostSquares;
  spent.squares += text.length ** 2;
  if (spent.squares <= mostSquares) return text;
  if (!isFull)
    problems.push(
      problem('DECISION_INVALID', `${name}: tệp có quá nhiều biểu thức dài / too many long expressions in the file`, `${file}#${id}`),
    );
  return '-';
}

function readTable(element: Moddle, holder: Holder, reading: Reading): DecisionTable {
  const inputs = listOf(element, 'input').map((input, index) => {
    const expression = input.inputExpression as Moddle | undefined;
    const text = feelOf(expression, holder, reading);
    const label = String(input.label ?? (text || `#${index + 1}`));
    if (text === '')
      note(`${holder.name}: cột vào ${index + 1} không có biểu thức / input column ${index + 1} has no expression`, holder, reading);
    const allowed = feelOf(input.inputValues as Moddle | undefined, holder, reading);
    return defined({ label, expression: text, type: typeOfElement(expression), allowed: allowed === '' ? undefined : allowed });
  });
  const outputElements = listOf(element, 'output');
  const outputs = outputElements.map((output) => {
    const name = outputElements.length > 1 ? String(output.name ?? '') : '';
    const allowed = feelOf(output.outputValues as Moddle | undefined, holder, reading);
    const standard = feelOf(output.defaultOutputEntry as Moddle | undefined, holder, reading);
    return defined({
      name,
      label: String(output.label ?? output.name ?? holder.name),
      type: typeOfElement(output),
      allowed: allowed === '' ? undefined : allowed,
      default: standard === '' ? undefined : standard,
    });
  });
  const rules = listOf(element, 'rule').map((rule) => {
    const annotation = [...listOf(rule, 'annotationEntry').map(({ text }) => String(text ?? '')), String(rule.description ?? '')]
      .filter((text) => text.trim() !== '')
      .join('; ');
    return defined({
      id: rule.id,
      tests: listOf(rule, 'inputEntry').map((test) => feelOf(test, holder, reading)),
      outputs: listOf(rule, 'outputEntry').map((output) => feelOf(output, holder, reading)),
      annotation: annotation === '' ? undefined : annotation,
    });
  });
  const table: DecisionTable = defined({
    id: element.id ?? holder.id,
    name: holder.name,
    hitPolicy: String(element.hitPolicy ?? 'UNIQUE') as HitPolicy,
    aggregation: element.aggregation as DecisionTable['aggregation'],
    inputs,
    outputs,
    rules,
  });
  for (const what of faultsOf(table)) note(`${holder.name}: ${what}`, holder, reading);
  return table;
}

const hitPolicies: readonly string[] = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'];

function faultsOf({ hitPolicy, aggregation, inputs, outputs, rules }: DecisionTable): string[] {
  const faults: string[] = [];
  if (!hitPolicies.includes(hitPolicy)) faults.push(`không có cách chọn "${hitPolicy}" / no hit policy "${hitPolicy}"`);
  if (outputs.length === 0) faults.push('bảng không có cột kết quả / the table has no output');
  const names = outputs.map(({ name }) => name);
  if (new Set(names).size < names.length || (names.length > 1 && names.includes('')))
    faults.push('các cột kết quả phải có tên khác nhau / outputs need different names');
  if (aggregation !== undefined && (hitPolicy !== 'COLLECT' || (outputs.length > 1 && aggregation !== 'COUNT')))
    faults.push(`không tổng hợp được "${aggregation}" ở đây / "${aggregation}" cannot be used here`);
  if ((hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER') && outputs.every(({ allowed }) => allowed === undefined))
    faults.push(`"${hitPolicy}" cần danh sách giá trị kết quả / "${hitPolicy}" needs the list of output values`);
  for (const [index, rule] of rules.entries())
    if (rule.tests.length !== inputs.length || rule.outputs.length !== outputs.length)
      faults.push(`quy tắc ${index + 1} thiếu hoặc thừa ô / rule ${index + 1} has too few or too many cells`);
  return faults;
}
