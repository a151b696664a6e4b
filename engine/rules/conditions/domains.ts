/** What the forms of a procedure say about its variables. */
import type { Domain, Value } from './cases.ts';

type Schema = Readonly<Record<string, unknown>>;

/** By the name of the field on the outermost level of a form; a field that several forms describe differently is not known. */
export function domainsOf(forms: Readonly<Record<string, object>> = {}): ReadonlyMap<string, Domain> {
  const domains = new Map<string, Domain>();
  const known = new Map<string, string>();
  for (const form of Object.values(forms))
    for (const [name, field] of Object.entries(recordOf((form as Schema).properties))) {
      const domain = domainOf(recordOf(field));
      const text = JSON.stringify(domain);
      if (known.has(name) && known.get(name) !== text) domains.delete(name);
      else if (!known.has(name)) domains.set(name, domain);
      known.set(name, known.has(name) && known.get(name) !== text ? '' : text);
    }
  return domains;
}

function domainOf({ enum: values, const: only, oneOf, type, minimum, maximum }: Schema): Domain {
  const listed = Array.isArray(values)
    ? values
    : only !== undefined
      ? [only]
      : Array.isArray(oneOf)
        ? oneOf.map((one) => recordOf(one).const)
        : [];
  const plain = listed.filter((value): value is Value => ['boolean', 'number', 'string'].includes(typeof value));
  return {
    ...(plain.length > 0 && plain.length === listed.length && { values: plain }),
    ...(type === 'integer' && { isInteger: true }),
    ...(typeof minimum === 'number' && { minimum }),
    ...(typeof maximum === 'number' && { maximum }),
  };
}

function recordOf(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}
