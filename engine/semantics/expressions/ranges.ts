import { orderOf } from './operators.ts';
import type { Place } from './problem.ts';
import { feelType, isRange, type RangeValue, type Value } from './value.ts';

/** Whether a range holds a value; null when the value or an end is null, unless that end is open. */
export function isInRange(range: RangeValue, value: Value, place: Place): boolean | null {
  const fromStart = orderOf('in', value, range.start, place);
  const toEnd = orderOf('in', value, range.end, place);
  if (range.open !== undefined && value !== null)
    return range.open === 'start' ? !isOutside(-toEnd!, range.endIncluded) : !isOutside(fromStart!, range.startIncluded);
  if ((fromStart !== null && isOutside(fromStart, range.startIncluded)) || (toEnd !== null && isOutside(-toEnd, range.endIncluded)))
    return false;
  return fromStart === null || toEnd === null ? null : true;
}

function isOutside(distance: number, isIncluded: boolean): boolean {
  return isIncluded ? distance < 0 : distance <= 0;
}

type Relation = (left: RangeValue, right: RangeValue, order: (left: Value, right: Value) => number) => boolean;

/** A point counts as the range from itself to itself. Order of ends: closed starts come before open ones, open ends before closed ones. */
function asRange(value: Value): RangeValue {
  return isRange(value) ? value : { [feelType]: 'range', start: value, end: value, startIncluded: true, endIncluded: true };
}

const isBefore: Relation = (left, right, order) => {
  const gap = order(left.end, right.start);
  return gap < 0 || (gap === 0 && !(left.endIncluded && right.startIncluded));
};
const meets: Relation = (left, right, order) => left.endIncluded && right.startIncluded && order(left.end, right.start) === 0;
const startsNoLater: Relation = (left, right, order) => {
  const gap = order(left.start, right.start);
  return gap < 0 || (gap === 0 && (left.startIncluded || !right.startIncluded));
};
const endsNoEarlier: Relation = (left, right, order) => {
  const gap = order(left.end, right.end);
  return gap > 0 || (gap === 0 && (left.endIncluded || !right.endIncluded));
};
const includes: Relation = (left, right, order) => startsNoLater(left, right, order) && endsNoEarlier(left, right, order);
const starts: Relation = (left, right, order) =>
  order(left.start, right.start) === 0 && left.startIncluded === right.startIncluded && endsNoEarlier(right, left, order);
const finishes: Relation = (left, right, order) =>
  order(left.end, right.end) === 0 && left.endIncluded === right.endIncluded && startsNoLater(right, left, order);
const coincides: Relation = (left, right, order) => includes(left, right, order) && includes(right, left, order);
const overlaps: Relation = (left, right, order) => !isBefore(left, right, order) && !isBefore(right, left, order);
const overlapsBefore: Relation = (left, right, order) =>
  overlaps(left, right, order) &&
  startsNoLater(left, right, order) &&
  !startsNoLater(right, left, order) &&
  endsNoEarlier(right, left, order);
const overlapsAfter: Relation = (left, right, order) =>
  overlaps(left, right, order) &&
  endsNoEarlier(left, right, order) &&
  !endsNoEarlier(right, left, order) &&
  startsNoLater(right, left, order);

function turned(relation: Relation): Relation {
  return (left, right, order) => relation(right, left, order);
}

/** The interval relations by their FEEL names (DMN 1.5, table 78). */
export const rangeRelations: Readonly<Record<string, Relation>> = {
  before: isBefore,
  after: turned(isBefore),
  meets,
  'met by': turned(meets),
  overlaps,
  'overlaps before': overlapsBefore,
  'overlaps after': overlapsAfter,
  finishes,
  'finished by': turned(finishes),
  includes,
  during: turned(includes),
  starts,
  'started by': turned(starts),
  coincides,
};

/** Whether the relation holds; null when one of the ends it compares is null. */
export function holdsBetween(relation: Relation, left: Value, right: Value, place: Place): boolean | null {
  const [first, second] = [asRange(left), asRange(right)];
  if ([first.start, first.end, second.start, second.end].includes(null)) return null;
  return relation(first, second, (one, other) => orderOf('in', one, other, place) ?? 0);
}
