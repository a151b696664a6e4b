/** Whether an answer is what its route says: nothing missing, nothing that the schema does not name. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Route } from '../../api/route.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);

/** Throws with every difference. `path` is what was asked, its query left out. */
export function checkAnswer(routes: readonly Route[], method: string, path: string, body: unknown): void {
  const found = routes.find(
    (route) => route.method === method.toLowerCase() && new RegExp(`^${route.path.replace(/:[^/]+/g, '[^/]+')}$`).test(path.split('?')[0]!),
  );
  if (!found?.answer) throw new Error(`no route answers ${method} ${path} with a body`);
  const validate = ajv.compile(closed(JSON.parse(JSON.stringify(found.answer))) as object);
  if (!validate(body)) throw new Error(`${method} ${path}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body, null, 1)}`);
}

/** The same schema, in which no object has more than it names, unless it says that it may. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in inside && !('allOf' in inside) && inside['additionalProperties'] !== true && inside['type'] === 'object'
    ? { ...inside, additionalProperties: false }
    : inside;
}
