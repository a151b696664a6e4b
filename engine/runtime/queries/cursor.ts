/** A place in the order of a list, as an opaque text. */
import { wholeText } from '../boundary.ts';
import { EngineRefused, isId } from '../requests.ts';
import { isInstant } from './filter-values.ts';

/** The values that an order goes by, of the last item seen; null where the item has none. */
export type Place = readonly (string | number | null)[];

export type PlaceType = 'timestamptz' | 'bigint' | 'integer' | 'text';

export function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place that a cursor names; undefined without cursor. Throws EngineRefused INVALID_VALUE for a text that is none of this order. */
export function placeOf(cursor: string | undefined, types: readonly PlaceType[]): Place | undefined {
  if (cursor === undefined) return undefined;
  const place = read(cursor);
  if (Array.isArray(place) && place.length === types.length && types.every((type, index) => fits[type](place[index], index)))
    return wholeText(place as Place);
  throw new EngineRefused('INVALID_VALUE', `Vị trí không hợp lệ: "${cursor}"`, `Not a cursor: "${cursor}"`, { cursor });
}

/** Only what an order begins with may be missing. */
const fits: Record<PlaceType, (value: unknown, index: number) => boolean> = {
  timestamptz: (value, index) => (typeof value === 'string' && isInstant(value)) || (value === null && index === 0),
  bigint: (value) => typeof value === 'string' && isId(value),
  integer: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  text: (value) => typeof value === 'string',
};

function read(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
