/** Equal values give equal texts, whatever the order of their keys. */
import type { Json } from '../semantics/state.ts';

export function canonicalJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as { readonly [name: string]: Json };
  return `{${Object.keys(record)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(record[name]!)}`)
    .join(',')}}`;
}
