/** What an applicant or officer enters is checked by the form of the procedure: JSON Schema, every error with its place. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { patternsWithin } from './patterns/patterns-within.ts';
import { PatternBudgetSpent } from './patterns/linear-pattern.ts';
import { PatternRefused } from './patterns/pattern-syntax.ts';
import { Problem, schemaProblem } from './problem.ts';

/** Steps of patterns for one form that is filled in, together some tenths of a second; texts of a hundred thousand characters do not need them. */
const mostSteps = 5_000_000;
const budget = { left: 0 };
const ajv = new Ajv2020({ allErrors: true, strict: false, code: { regExp: patternsWithin(budget) } });
addFormats.default(ajv);
const compiled = new WeakMap<object, ValidateFunction>();

/** Throws FORM_INVALID. Without a form everything is taken; what is in `known` already need not be entered again. */
export function checkForm(form: object | undefined, variables: object, known: ReadonlySet<string> = new Set()): void {
  if (!form) return;
  let validate = compiled.get(form);
  // forms of two versions may have the same $id; nothing refers from one to another
  if (!validate) compiled.set(form, (validate = compiledForm(form)));
  if (isValid(validate, variables)) return;
  const wrong = (validate.errors ?? []).filter(
    ({ keyword, instancePath, params }) => !(keyword === 'required' && instancePath === '' && known.has(String(params['missingProperty']))),
  );
  if (wrong.length === 0) return;
  const { errors } = schemaProblem(wrong, 'body');
  throw new Problem(422, 'FORM_INVALID', 'Biểu mẫu chưa đúng', 'The form is not filled in right', {
    errors: errors.map((error) => ({ ...error, pointer: `/variables${error.pointer}` })),
  });
}

/** Throws FORM_UNUSABLE: it was deployed before its patterns were looked at. */
function compiledForm(form: object): ValidateFunction {
  try {
    return ajv.compile({ ...form, $id: undefined });
  } catch (error) {
    if (!(error instanceof PatternRefused)) throw error;
    throw new Problem(
      409,
      'FORM_UNUSABLE',
      `Biểu mẫu của phiên bản này không dùng được: ${error.message}; hãy triển khai phiên bản mới`,
      `The form of this version cannot be used: ${error.messageEn}; deploy another version`,
    );
  }
}

/** Throws FORM_INVALID for a text on which too much work would have to be done; texts are never cut. */
function isValid(validate: ValidateFunction, variables: object): boolean {
  budget.left = mostSteps;
  try {
    return validate(variables) as boolean;
  } catch (error) {
    if (!(error instanceof PatternBudgetSpent)) throw error;
    throw new Problem(422, 'FORM_INVALID', 'Biểu mẫu chưa đúng', 'The form is not filled in right', {
      errors: [
        {
          pointer: `/variables${pointerTo(variables, error.text) ?? ''}`,
          code: 'patternTooMuch',
          message: 'văn bản quá dài so với mẫu của nó',
          messageEn: 'the text is too long for its pattern',
        },
      ],
    });
  }
}

/** The place of a text or a name among values. */
function pointerTo(value: unknown, text: string): string | undefined {
  if (value === text) return '';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, each] of Object.entries(value)) {
    const below = name === text ? '' : pointerTo(each, text);
    if (below !== undefined) return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}${below}`;
  }
  return undefined;
}
