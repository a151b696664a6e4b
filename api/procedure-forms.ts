/** What is wrong with the forms of a procedure before it is deployed: a form that cannot be used would stop every task that has it. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readBpmn, type Problem } from '../engine/index.ts';

type Forms = Readonly<Record<string, object>>;

/** FORM_INVALID_SCHEMA (error) for each that is no usable JSON Schema. */
export function schemaProblems(forms: Forms): Problem[] {
  return Object.entries(forms).flatMap(([key, form]) => {
    const reason = refusal(form);
    return reason === undefined
      ? []
      : [
          {
            code: 'FORM_INVALID_SCHEMA',
            severity: 'error',
            at: `/forms/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
            message: `Biểu mẫu "${key}" không phải JSON Schema dùng được: ${reason}`,
            messageEn: `The form "${key}" is no usable JSON Schema: ${reason}`,
          } as const,
        ];
  });
}

function refusal(form: object): string | undefined {
  // a schema that validates later would let everything pass now
  if ('$async' in form) return '$async';
  try {
    // one of its own for each: they may have the same $id, and nothing is kept
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.compile({ ...form, $id: undefined });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 300) : String(error);
  }
}

/** FORM_MISSING (warning) for each task that names a form which did not come along: what is entered there is not checked. */
export async function missingForms(bpmn: string, forms: Forms): Promise<Problem[]> {
  const { model } = await readBpmn(bpmn);
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
