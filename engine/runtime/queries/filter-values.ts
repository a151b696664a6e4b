/** Values of filters, checked before they reach a statement. */
import { EngineRefused, isId } from '../requests.ts';

/** A day or instant with its zone, by ISO 8601, of a year that PostgreSQL and the calendars have. */
export const isInstant = (value: string) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value));

/** The ids of a filter. Throws EngineRefused INVALID_VALUE with the first that is none. */
export function idsIn(values: readonly string[], field: string): readonly string[] {
  const wrong = values.find((value) => !isId(value));
  if (wrong === undefined) return values;
  throw invalid(field, wrong);
}

/** The instant of a filter; undefined when absent. Throws EngineRefused INVALID_VALUE. */
export function instantIn(value: string | undefined, field: string): string | undefined {
  if (value === undefined || isInstant(value)) return value;
  throw invalid(field, value);
}

export function invalid(field: string, value: unknown): EngineRefused {
  return new EngineRefused(
    'INVALID_VALUE',
    `Giá trị không hợp lệ của "${field}": "${String(value)}"`,
    `Not a value of "${field}": "${String(value)}"`,
    {
      field,
      value,
    },
  );
}
