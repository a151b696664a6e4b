/** The published tables, as data. */
import { readFileSync } from 'node:fs';

export const publishedTables = JSON.parse(
  readFileSync(new URL('../fixtures/published-procedures.json', import.meta.url), 'utf8'),
) as readonly { readonly id: string }[];
