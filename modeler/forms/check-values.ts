/** What is wrong with a filled form, before it is sent: the service checks again, and more. */
import type { FormField } from './form-fields.ts';

/** (Vietnamese, English) by the name of the field. */
export type FieldMistakes = Readonly<Record<string, readonly [string, string]>>;

/** `known`: names the dossier has a value for already, which need not be entered again. */
export function checkValues(
  fields: readonly FormField[],
  values: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string> = new Set(),
): FieldMistakes {
  const mistakes: Record<string, readonly [string, string]> = {};
  for (const field of fields) {
    const mistake = mistakeOf(field, values[field.name], known.has(field.name));
    if (mistake) mistakes[field.name] = mistake;
  }
  return mistakes;
}

function mistakeOf(field: FormField, value: unknown, isKnown: boolean): readonly [string, string] | undefined {
  if (value === undefined || value === '') return field.isRequired && !isKnown ? ['Mục này phải có', 'This is needed'] : undefined;
  if (typeof value === 'number') return numberMistake(field, value);
  if (Array.isArray(value)) return lengthMistake(field, value.length, ['mục', 'entries']);
  if (typeof value !== 'string') return undefined;
  if (field.kind === 'number') return ['Phải là một con số', 'This must be a number'];
  if (field.format === 'email' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/u.test(value)) return ['Thư điện tử chưa đúng', 'This is no e-mail address'];
  if (field.pattern !== undefined && value.length <= 200 && isQuick(field.pattern) && !matches(field.pattern, value))
    return ['Chưa đúng mẫu quy định', 'This does not have the form that is asked for'];
  return lengthMistake(field, [...value].length, ['ký tự', 'letters']);
}

function numberMistake({ minimum, maximum, isWhole, rest }: FormField, value: number): readonly [string, string] | undefined {
  const above = typeof rest.exclusiveMinimum === 'number' ? rest.exclusiveMinimum : undefined;
  if (isWhole && !Number.isInteger(value)) return ['Phải là số nguyên', 'This must be a whole number'];
  if (above !== undefined && value <= above) return [`Phải lớn hơn ${shown(above)}`, `This must be more than ${above}`];
  if (minimum !== undefined && value < minimum) return [`Ít nhất là ${shown(minimum)}`, `The least is ${minimum}`];
  if (maximum !== undefined && value > maximum) return [`Nhiều nhất là ${shown(maximum)}`, `The most is ${maximum}`];
  return undefined;
}

function lengthMistake(
  { least, most }: FormField,
  length: number,
  [vi, en]: readonly [string, string],
): readonly [string, string] | undefined {
  if (least !== undefined && length < least) return [`Ít nhất ${least} ${vi}`, `At least ${least} ${en}`];
  if (most !== undefined && length > most) return [`Nhiều nhất ${most} ${vi}`, `At most ${most} ${en}`];
  return undefined;
}

const shown = (value: number): string => String(value).replace('.', ',');

/** Patterns come with the file: only those that cannot take long on a short text are tried here; the service tries all. */
function isQuick(pattern: string): boolean {
  return !/[()|\\]\d|\(/u.test(pattern) && (pattern.match(/[*+]|,\}/gu) ?? []).length <= 2;
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}
