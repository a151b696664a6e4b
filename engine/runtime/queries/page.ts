/** Lists come in pages: a place in the order leads to the next one, however long the list is and whatever changed before it. */
import { EngineRefused } from '../requests.ts';
import { cursorOf, type Place } from './cursor.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** The `cursor` of the next page; absent on the last. */
  readonly next?: string;
}

export interface Paging {
  /** `next` of the page before; absent: the first page. Goes only with the same filter and order. */
  readonly cursor?: string;
  /** Items of a page, at least 1; 50 when absent, never more than 500. */
  readonly limit?: number;
}

const usualLimit = 50;
const mostPerPage = 500;

/** Items of a page. Throws EngineRefused INVALID_VALUE for anything but a whole number from 1. */
export function limitOf({ limit = usualLimit }: Paging): number {
  if (Number.isInteger(limit) && limit >= 1) return Math.min(limit, mostPerPage);
  throw new EngineRefused('INVALID_VALUE', `Số mục không hợp lệ: "${limit}"`, `Not a number of items: "${limit}"`, { limit });
}

/** One page out of the items that were read, one more than `limit` if another page follows; `placeOf`: where an item stands in the order. */
export function pageOf<T>(items: readonly T[], limit: number, placeOf: (item: T) => Place): Page<T> {
  return items.length > limit ? { items: items.slice(0, limit), next: cursorOf(placeOf(items[limit - 1]!)) } : { items };
}
