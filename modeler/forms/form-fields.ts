/** A form as its fields, and back: the part of JSON Schema that our forms use. What a form says beyond that is kept as it is. */

export type FieldKind = 'text' | 'number' | 'date' | 'choice' | 'yesNo' | 'list' | 'document' | 'other';

export interface FieldChoice {
  readonly value: string;
  readonly title: string;
  readonly titleEn?: string;
}

export interface FormField {
  /** Name of the variable. */
  readonly name: string;
  readonly kind: FieldKind;
  readonly title: string;
  readonly titleEn?: string;
  readonly isRequired: boolean;
  /** Kept apart from the dossier and erasable. */
  readonly isPersonal: boolean;
  /** Letters of a text, entries of a list. */
  readonly least?: number;
  readonly most?: number;
  /** Of a number; `isWhole`: no fractions. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly isWhole?: boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly choices?: readonly FieldChoice[];
  /** Keywords that no field has a place for. */
  readonly rest: Readonly<Record<string, unknown>>;
}

export interface FormContent {
  readonly title: string;
  readonly titleEn?: string;
  readonly fields: readonly FormField[];
  /** Keywords of the form itself that are kept. */
  readonly rest: Readonly<Record<string, unknown>>;
}

type Schema = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Fields in the order of the form. Whatever is no form of fields has none. */
export function readForm(schema: unknown): FormContent {
  const { title, titleEn, properties, required, ...rest } = isRecord(schema) ? schema : {};
  const isRequired = new Set(Array.isArray(required) ? required : []);
  const fields = isRecord(properties)
    ? Object.entries(properties).map(([name, property]) => readField(name, isRecord(property) ? property : {}, isRequired.has(name)))
    : [];
  const english = textOf(titleEn);
  return { title: textOf(title) ?? '', ...(english !== undefined && { titleEn: english }), fields, rest };
}

function readField(name: string, property: Schema, isRequired: boolean): FormField {
  const { title, titleEn, personal, type, format, pattern, minLength, maxLength, minimum, maximum, minItems, maxItems, ...others } =
    property;
  const { oneOf, enum: values, document, items, ...rest } = others;
  const choices = choicesOf(oneOf, values);
  const kind = kindOf(type, format, choices, document, items);
  // an unknown kind is shown and kept, never rewritten
  if (kind === 'other') return { name, kind, title: textOf(title) ?? name, isRequired, isPersonal: personal === true, rest: property };
  return defined({
    name,
    kind,
    title: textOf(title) ?? name,
    titleEn: textOf(titleEn),
    isRequired,
    isPersonal: personal === true,
    least: numberOf(kind === 'list' ? minItems : minLength),
    most: numberOf(kind === 'list' ? maxItems : maxLength),
    minimum: numberOf(minimum),
    maximum: numberOf(maximum),
    isWhole: type === 'integer' ? true : undefined,
    format: kind === 'text' || format === 'date-time' ? textOf(format) : undefined,
    pattern: textOf(pattern),
    choices: kind === 'list' && isRecord(items) ? choicesOf(items.oneOf, items.enum) : choices,
    rest: kind === 'list' && isRecord(items) && (items.type !== 'string' || Object.keys(items).length > 1) ? { ...rest, items } : rest,
  });
}

function kindOf(type: unknown, format: unknown, choices: unknown, document: unknown, items: unknown): FieldKind {
  if (choices !== undefined) return 'choice';
  if (document === true && type === 'string') return 'document';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'yesNo';
  if (type === 'string') return format === 'date' || format === 'date-time' ? 'date' : 'text';
  if (type === 'array' && isRecord(items) && (items.type === 'string' || choicesOf(items.oneOf, items.enum) !== undefined)) return 'list';
  return 'other';
}

function choicesOf(oneOf: unknown, values: unknown): readonly FieldChoice[] | undefined {
  if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values.map((value) => ({ value, title: value }));
  if (!Array.isArray(oneOf) || !oneOf.every((each) => isRecord(each) && typeof each.const === 'string')) return undefined;
  return (oneOf as Schema[]).map((each) =>
    defined({ value: each.const as string, title: textOf(each.title) ?? (each.const as string), titleEn: textOf(each.titleEn) }),
  );
}

/** The JSON Schema of a form; `name` becomes its `$id`. */
export function writeForm(name: string, { title, titleEn, fields, rest }: FormContent): Record<string, unknown> {
  const required = fields.filter(({ isRequired }) => isRequired).map((field) => field.name);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: name,
    title,
    ...(titleEn !== undefined && { titleEn }),
    additionalProperties: false,
    ...rest,
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, writeField(field)])),
    ...(required.length > 0 && { required }),
  };
}

function writeField(field: FormField): Record<string, unknown> {
  const { kind, title, titleEn, isPersonal, least, most, minimum, maximum, isWhole, format, pattern, choices, rest } = field;
  const personal = isPersonal ? true : undefined;
  switch (kind) {
    case 'other': {
      const { personal: _, ...others } = rest;
      return defined({ ...others, title, personal });
    }
    case 'number':
      return defined({ type: isWhole ? 'integer' : 'number', title, titleEn, minimum, maximum, ...rest, personal });
    case 'yesNo':
      return defined({ type: 'boolean', title, titleEn, ...rest, personal });
    case 'date':
      return defined({ type: 'string', format: format ?? 'date', title, titleEn, ...rest, personal });
    case 'choice':
      return defined({
        title,
        titleEn,
        oneOf: (choices ?? []).map((choice) => defined({ const: choice.value, title: choice.title, titleEn: choice.titleEn })),
        ...rest,
        personal,
      });
    case 'list':
      return defined({ type: 'array', title, titleEn, items: { type: 'string' }, minItems: least, maxItems: most, ...rest, personal });
    case 'document':
      return defined({ type: 'string', document: true, title, titleEn, minLength: least, maxLength: most, ...rest, personal });
    case 'text':
      return defined({ type: 'string', format, title, titleEn, minLength: least, maxLength: most, pattern, ...rest, personal });
  }
}

/** The same without the keys that have no value: files carry no empty keys. */
function defined<T extends object>(
  record: T,
): { [K in keyof T]: Exclude<T[K], undefined> } & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never;
}
