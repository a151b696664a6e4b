/** What an applicant or officer enters is checked by the form of the procedure: JSON Schema, every error with its place. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Problem, schemaProblem } from './problem.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
const compiled = new WeakMap<object, ValidateFunction>();

/** Throws FORM_INVALID. Without a form everything is taken; what is in `known` already need not be entered again. */
export function checkForm(form: object | undefined, variables: object, known: ReadonlySet<string> = new Set()): void {
  if (!form) return;
  let validate = compiled.get(form);
  // forms of two versions may have the same $id; nothing refers from one to another
  if (!validate) compiled.set(form, (validate = ajv.compile({ ...form, $id: undefined })));
  if (validate(variables)) return;
  const wrong = (validate.errors ?? []).filter(
    ({ keyword, instancePath, params }) => !(keyword === 'required' && instancePath === '' && known.has(String(params['missingProperty']))),
  );
  if (wrong.length === 0) return;
  const { errors } = schemaProblem(wrong, 'body');
  throw new Problem(422, 'FORM_INVALID', 'Biểu mẫu chưa đúng', 'The form is not filled in right', {
    errors: errors.map((error) => ({ ...error, pointer: `/variables${error.pointer}` })),
  });
}
