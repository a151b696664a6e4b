/** The values of a statement that is put together from parts. */
export interface Parameters {
  readonly values: readonly unknown[];
  /** Takes a value and gives back its place in the text, such as `$3::bigint[]`. */
  add(value: unknown, type: string): string;
}

export function openParameters(): Parameters {
  const values: unknown[] = [];
  return { values, add: (value, type) => `$${values.push(value)}::${type}` };
}
