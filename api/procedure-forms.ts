/** What is wrong with the forms of a procedure before it is deployed: a form that cannot be used would stop every task that has it. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readBpmn, type DecisionFiles, type Problem } from '../engine/index.ts';
import { linearPattern } from './patterns/linear-pattern.ts';
import { PatternRefused } from './patterns/pattern-syntax.ts';
import { patternsWithin } from './patterns/patterns-within.ts';

type Forms = Readonly<Record<string, object>>;

/** FORM_INVALID_SCHEMA (error) for each that is no usable JSON Schema, FORM_PATTERN (error) for each pattern that cannot be matched safely. */
export function schemaProblems(forms: Forms): Problem[] {
  return Object.entries(forms).flatMap(([key, form]) => {
    const at = `/forms/${escaped(key)}`;
    const patterns = patternProblems(form, at);
    // a form is not compiled with a pattern that nobody may run
    const reason = patterns.length > 0 ? undefined : refusal(form);
    if (reason === undefined) return patterns;
    return [
      {
        code: 'FORM_INVALID_SCHEMA',
        severity: 'error',
        at,
        message: `Biểu mẫu "${key}" không phải JSON Schema dùng được: ${reason}`,
        messageEn: `The form "${key}" is no usable JSON Schema: ${reason}`,
      } as const,
    ];
  });
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Everywhere, also where no schema is expected: a `$ref` may lead to any place of the form. */
function patternProblems(value: unknown, at: string): Problem[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]: [string, unknown]) => {
    const place = `${at}/${escaped(name)}`;
    const own = name === 'pattern' && typeof each === 'string' ? patternProblem(each, place) : [];
    const names =
      name === 'patternProperties' && typeof each === 'object' && each !== null
        ? Object.keys(each).flatMap((pattern) => patternProblem(pattern, `${place}/${escaped(pattern)}`))
        : [];
    return [...own, ...names, ...patternProblems(each, place)];
  });
}

function patternProblem(source: string, at: string): Problem[] {
  try {
    linearPattern(source);
    return [];
  } catch (error) {
    if (!(error instanceof PatternRefused)) throw error;
    return [
      {
        code: 'FORM_PATTERN',
        severity: 'error',
        at,
        message: `Mẫu "${source.slice(0, 100)}" không dùng được: ${error.message}`,
        messageEn: `The pattern "${source.slice(0, 100)}" cannot be used: ${error.messageEn}`,
      },
    ];
  }
}

function refusal(form: object): string | undefined {
  // a schema that validates later would let everything pass now
  if ('$async' in form) return '$async';
  try {
    // one of its own for each: they may have the same $id, and nothing is kept
    const ajv = new Ajv2020({ strict: false, code: { regExp: patternsWithin() } });
    addFormats.default(ajv);
    ajv.compile({ ...form, $id: undefined });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 300) : String(error);
  }
}

/** FORM_MISSING (warning) for each task that names a form which did not come along: what is entered there is not checked. */
export async function missingForms(bpmn: string, forms: Forms, decisions?: DecisionFiles): Promise<Problem[]> {
  const { model } = await readBpmn(bpmn, undefined, decisions);
  const problems: Problem[] = [];
  for (const { id, step } of model?.nodes.values() ?? [])
    if (step?.form !== undefined && !Object.hasOwn(forms, step.form))
      problems.push({
        code: 'FORM_MISSING',
        severity: 'warning',
        at: id,
        message: `Không có biểu mẫu "${step.form}": dữ liệu nhập ở bước này không được kiểm tra`,
        messageEn: `There is no form "${step.form}": what is entered at this step is not checked`,
      });
  return problems;
}
