/** The smallest value that a schema takes, for requests that must get past the check of their form. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** Of an object only what is required; numbers of things are of none that exists. */
export function sampleOf(schema: unknown): unknown {
  const { type, anyOf, oneOf, properties = {}, required = [], items, minItems = 0, minimum = 1, ...text } = (schema ?? {}) as JsonSchema;
  // where the schema cannot say all that is required
  if (text.examples) return text.examples[0];
  if (text.const !== undefined) return text.const;
  if (text.enum) return text.enum[0];
  const choice = (anyOf ?? oneOf)?.[0];
  if (choice) return sampleOf(choice);
  switch (typeof type === 'string' ? type : type?.[0]) {
    case 'string':
      return textOf(text);
    case 'integer':
    case 'number':
      return minimum;
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: minItems }, () => sampleOf(items));
    case 'null':
      return null;
    default:
      return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name])]));
  }
}

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-03-02T09:00:00+07:00',
  date: '2026-03-02',
  uri: 'https://example.test/',
  uuid: '00000000-0000-4000-8000-000000000000',
};
/** For what a pattern asks for, the first of these that it takes. */
const candidates = ['999999999', 'x', 'a1', 'a'.repeat(64), 'A'.repeat(64), '2026', 'https://example.test/', 'appraise#1', 'appraise#1~1'];

function textOf({ format, pattern, minLength = 0 }: JsonSchema): string {
  if (format !== undefined && formats[format] !== undefined) return formats[format];
  const found = pattern === undefined ? 'x' : candidates.find((each) => new RegExp(pattern, 'u').test(each));
  if (found === undefined) throw new Error(`no sample for the pattern ${pattern}; add one to the candidates`);
  return found.padEnd(minLength, 'x');
}
