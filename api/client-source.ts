/** The types of the client, as a file: one entry for each route of a list. */
import { namedSchemas } from './named-schemas.ts';
import { operationId } from './operation-id.ts';
import type { Route } from './route.ts';
import { typeText } from './type-text.ts';

/** TypeScript that says of each operation what it takes and answers, and how it is asked. */
export function clientSource(routes: readonly Route[]): string {
  const names = [...namedSchemas].map(([schema, name]) => `export type ${name} = ${typeText(schema, true)};\n`);
  const types = routes.map(
    (route) => `  /** ${route.summary.join(' / ').replaceAll('*/', '* /')} */
  readonly ${operationId(route)}: { readonly input: ${inputText(route)}; readonly answer: ${answerText(route)} };\n`,
  );
  const table = routes.map(
    (route) =>
      `  ${operationId(route)}: { method: '${route.method}', path: '${route.path}'${route.idempotent ? ', idempotent: true' : ''} },\n`,
  );
  return `/** The whole API in one table of types, written by "npm run client" from the list of routes; do not edit. */

${names.join('\n')}
export interface Operations {
${types.join('')}}

export const operations: Readonly<Record<keyof Operations, { readonly method: string; readonly path: string; readonly idempotent?: true }>> = {
${table.join('')}};
`;
}

function inputText({ path, params, query, body, raw, idempotent, problems = [] }: Route): string {
  const unnamed = [...path.matchAll(/[:*](\w+)/g)].map(([, name]) => `readonly ${name}: string;`);
  const parts = [
    ...(params ? [`readonly params: ${typeText(params)};`] : unnamed.length > 0 ? [`readonly params: { ${unnamed.join(' ')} };`] : []),
    ...(query ? [`readonly query${(query as { required?: readonly string[] }).required?.length ? '' : '?'}: ${typeText(query)};`] : []),
    ...(body ? [`readonly body: ${typeText(body)};`] : []),
    ...(raw === undefined ? [] : ['readonly body: Uint8Array;']),
    ...(idempotent ? ['/** absent: a new one */ readonly idempotencyKey?: string;'] : []),
    ...(problems.includes('REVISION_CHANGED') ? ['/** revision that was read */ readonly ifRevision?: number;'] : []),
  ];
  return parts.length === 0 ? 'Readonly<Record<never, never>>' : `{ ${parts.join(' ')} }`;
}

function answerText({ answer, media }: Route): string {
  return media !== undefined && !/json/.test(media) ? 'Response' : answer ? typeText(answer) : 'undefined';
}
