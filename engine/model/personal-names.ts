/** Which variables the forms of a procedure declare personal (JSON Schema with the keyword `personal`). */

type Schema = Readonly<Record<string, unknown>>;

/**
 * Names of the top-level fields of all forms that are personal, or have something personal inside: in their items, nested properties, variants, definitions they refer to.
 * `forms`: each form by its id. A form that is personal as a whole makes all its fields personal.
 */
export function personalNames(forms: Readonly<Record<string, object>>): Set<string> {
  const names = new Set<string>();
  for (const form of Object.values(forms)) {
    const forAll = (form as Schema).personal === true;
    // grows while it is walked: fields may be declared in variants of the form
    const parts: Part[] = [{ schema: form as Schema, form: form as Schema }];
    const seen = new Set<Schema>();
    for (const { schema, form: own } of parts) {
      if (seen.has(schema)) continue;
      seen.add(schema);
      for (const [name, field] of Object.entries(recordOf(schema.properties)))
        if (forAll || schema.personal === true || hasPersonal({ schema: recordOf(field), form: own }, forms))
          names.add(name.normalize('NFC'));
      for (const [keyword, value] of Object.entries(schema))
        if (variants.has(keyword)) parts.push(...innerSchemas(keyword, value).map((inner) => ({ schema: inner, form: own })));
      parts.push(...referred({ schema, form: own }, forms));
    }
  }
  return names;
}

interface Part {
  readonly schema: Schema;
  /** The form it stands in: references begin there. */
  readonly form: Schema;
}

/** Keywords whose schemas speak of the same object. */
const variants = new Set(['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas']);

/** Keywords that hold data, not schemas. */
const data = new Set(['const', 'enum', 'default', 'examples']);

/** Keywords whose value is schemas by name; the names mean nothing here. */
const byName = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']);

function hasPersonal(start: Part, forms: Readonly<Record<string, object>>): boolean {
  const seen = new Set<Schema>();
  const pending = [start];
  for (const part of pending) {
    if (seen.has(part.schema)) continue;
    seen.add(part.schema);
    if (part.schema.personal === true) return true;
    for (const [keyword, value] of Object.entries(part.schema))
      if (!data.has(keyword)) pending.push(...innerSchemas(keyword, value).map((schema) => ({ schema, form: part.form })));
    pending.push(...referred(part, forms));
  }
  return false;
}

/** What `$ref` points at: `#/$defs/person` in the form itself, or `<form id>#/…` in another of the forms. */
function referred({ schema, form }: Part, forms: Readonly<Record<string, object>>): Part[] {
  if (typeof schema.$ref !== 'string') return [];
  const [id = '', pointer = ''] = schema.$ref.split('#');
  const target =
    id === '' ? form : recordOf(Object.hasOwn(forms, id) ? forms[id] : Object.values(forms).find((other) => recordOf(other).$id === id));
  let found: unknown = target;
  for (const token of pointer.split('/').slice(1)) {
    const name = decoded(token).replaceAll('~1', '/').replaceAll('~0', '~');
    const inside = Array.isArray(found) ? { ...found } : recordOf(found);
    found = Object.hasOwn(inside, name) ? (inside as Schema)[name] : undefined;
  }
  return schemasOf(found).map((inner) => ({ schema: inner, form: target }));
}

/** A pointer in a URI may be percent-encoded; one that is not well formed stands for itself. */
function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch (error) {
    if (error instanceof URIError) return token;
    throw error;
  }
}

function recordOf(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}

function innerSchemas(keyword: string, value: unknown): Schema[] {
  return byName.has(keyword) ? Object.values(recordOf(value)).flatMap(schemasOf) : schemasOf(value);
}

/** A schema, or a list of them. */
function schemasOf(value: unknown): Schema[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (each): each is Schema => typeof each === 'object' && each !== null && !Array.isArray(each),
  );
}
