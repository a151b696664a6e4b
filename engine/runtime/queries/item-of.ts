/**
 * What is shown of a row whose columns were selected under the item's names: null becomes absent, an instant ISO text.
 * The statement beside the call is what makes it a `T`.
 */
export function itemOf<T extends object>(row: Readonly<Record<string, unknown>>): T {
  const item: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) if (value !== null) item[name] = value instanceof Date ? value.toISOString() : value;
  return item as T;
}
