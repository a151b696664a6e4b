/** Schemas that have a name of their own in the document and the client, rather than being written out wherever they are used. */
import type { TSchema } from 'typebox';
import * as shared from './schemas.ts';

const { Accepted, Actor, Variables } = shared;
const named = { Accepted, Actor, Variables } as const;

export const namedSchemas: ReadonlyMap<TSchema, string> = new Map(Object.entries(named).map(([name, schema]) => [schema, name]));

/** The same as plain JSON with `$ref` in the place of named schemas below it. */
export function withReferences(schema: unknown, top = false): unknown {
  if (Array.isArray(schema)) return schema.map((each) => withReferences(each));
  if (typeof schema !== 'object' || schema === null) return schema;
  const name = top ? undefined : namedSchemas.get(schema as TSchema);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withReferences(value)]));
}
