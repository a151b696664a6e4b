/**
 * Instants along the ways: when the last way ends if everything takes its most. Adding is monotone, so at each place only the latest instant counts.
 * Plain days that follow each other are added before they are walked, as the forecast of a running dossier does (deadlines/way-forward.ts).
 */
import { budgetDue } from '../../deadlines/budget.ts';
import { addWorkingMinutes, type Calendar } from '../../deadlines/calendar.ts';
import { millisecondsPerDay } from '../../deadlines/local-date.ts';
import { afterDuration } from '../../model/iso-8601.ts';
import { workingMinutes } from './amount.ts';
import type { Notes } from './notes.ts';
import type { Place, Routes } from './routes.ts';
import type { Amount } from './time-graph.ts';

/** One addition: working minutes, plain days or calendar time by one calendar, after the places before. */
interface Leg {
  /** Groups of legs before; the earlier of the groups counts where `isEarlier`. */
  readonly before: readonly (readonly number[])[];
  readonly isEarlier: boolean;
  readonly isSource: boolean;
  isTarget: boolean;
  kind: 'none' | 'working' | 'plain' | 'elapsed';
  calendar?: Calendar;
  /** Minutes of working time, or plain days. */
  size: number;
  readonly iso?: string;
  readonly places: Place[];
}

export interface Walk {
  /** The latest end when the dossier comes at `start`; `notBefore` gives when a calendar's offices begin with it. */
  readonly endFrom: (start: number, notBefore?: (calendar: Calendar) => number) => number;
  /** The same with the places of the way that ends last. */
  readonly wayFrom: (
    start: number,
    notBefore?: (calendar: Calendar) => number,
  ) => { readonly end: number; readonly places: readonly Place[] };
  /** The calendars that are counted by. */
  readonly calendars: readonly Calendar[];
}

export function walkOf(routes: Routes, mostOf: (place: Place) => Amount | undefined, notes: Notes): Walk {
  const legs = legsOf(routes, mostOf);
  const count = legs.length;
  const at = new Float64Array(count);
  const plain = new Float64Array(count);
  const plainBy = new Array<Calendar | undefined>(count);
  const via = new Int32Array(count);
  const calendars = [...new Set(legs.flatMap(({ calendar }) => (calendar ? [calendar] : [])))];
  const fractions = legs.some(({ kind, size }) => kind === 'plain' && !Number.isInteger(size));
  if (fractions && legs.some(({ before }) => before.flat().length > 1))
    notes.note(
      'PLAIN_DAY_FRACTIONS',
      undefined,
      'Phần lẻ của ngày thường trên các nhánh được so theo thời điểm kết thúc',
      'Fractions of plain days on branches are compared by the instants at which they end',
    );

  const resolved = (leg: number): number =>
    plain[leg]! > 0 ? budgetDue(plainBy[leg]!, at[leg]!, { value: plain[leg]!, unit: 'calendarDay' }) : at[leg]!;

  /** Which of two legs ends later; of two that move to the same opening the one that got nearer to it, because more plain days may follow. */
  const compared = (one: number, other: number): number =>
    resolved(one) - resolved(other) || at[one]! + plain[one]! * millisecondsPerDay - (at[other]! + plain[other]! * millisecondsPerDay);

  const latest = (group: readonly number[]): number => {
    let found = group[0]!;
    for (let i = 1; i < group.length; i++) if (compared(group[i]!, found) > 0) found = group[i]!;
    return found;
  };

  const chosen = ({ before, isEarlier }: Leg): number => {
    let found = latest(before[0]!);
    for (let i = 1; i < before.length; i++) {
      const other = latest(before[i]!);
      const order = compared(other, found);
      if (isEarlier ? order < 0 : order > 0) found = other;
    }
    return found;
  };

  const run = (start: number, notBefore?: (calendar: Calendar) => number): number => {
    let end = -1;
    for (let index = 0; index < count; index++) {
      const leg = legs[index]!;
      const previous = leg.isSource ? -1 : leg.before.length === 1 && leg.before[0]!.length === 1 ? leg.before[0]![0]! : chosen(leg);
      via[index] = previous;
      const from = previous < 0 ? start : at[previous]!;
      const days = previous < 0 ? 0 : plain[previous]!;
      plain[index] = 0;
      plainBy[index] = undefined;
      if (leg.kind === 'none') {
        at[index] = from;
        plain[index] = days;
        if (days > 0) plainBy[index] = plainBy[previous];
      } else if (leg.kind === 'plain') {
        at[index] = days > 0 || !notBefore ? from : Math.max(from, notBefore(leg.calendar!));
        // sums of decimal fractions: a millionth of a day is no time
        plain[index] = Math.round((days + leg.size) * 1e6) / 1e6;
        plainBy[index] = days > 0 ? plainBy[previous] : leg.calendar;
      } else {
        const begun = previous < 0 ? start : resolved(previous);
        if (leg.kind === 'elapsed') at[index] = afterDuration(begun, leg.iso!) ?? begun;
        else at[index] = addWorkingMinutes(leg.calendar!, notBefore ? Math.max(begun, notBefore(leg.calendar!)) : begun, leg.size);
      }
      if (leg.isTarget && (end < 0 || resolved(index) > resolved(end))) end = index;
    }
    return end;
  };

  return {
    calendars,
    endFrom(start, notBefore) {
      const end = run(start, notBefore);
      return end < 0 ? start : resolved(end);
    },
    wayFrom(start, notBefore) {
      const end = run(start, notBefore);
      const places: Place[] = [];
      for (let leg = end; leg >= 0; leg = via[leg]!) places.unshift(...legs[leg]!.places);
      return { end: end < 0 ? start : resolved(end), places };
    },
  };
}

/** Places without time are passed over, and working time of one calendar that follows each other is one addition. */
function legsOf(routes: Routes, mostOf: (place: Place) => Amount | undefined): Leg[] {
  const followers = new Int32Array(routes.length);
  for (const { before } of routes) for (const group of before) for (const index of group) followers[index]!++;
  const legs: Leg[] = [];
  const legOf = new Int32Array(routes.length);
  routes.forEach((place, index) => {
    const most = mostOf(place);
    const kind = most === undefined ? 'none' : 'iso' in most ? 'elapsed' : most.unit === 'calendarDay' ? 'plain' : 'working';
    const size = most === undefined || 'iso' in most ? 0 : most.unit === 'calendarDay' ? most.value : workingMinutes(most);
    const calendar = place.take?.calendar;
    const only = place.before.length === 1 && place.before[0]!.length === 1 && !place.isSource ? place.before[0]![0]! : undefined;
    if (only !== undefined && followers[only] === 1 && !routes[only]!.isTarget) {
      const leg = legs[legOf[only]!]!;
      const isEmpty = leg.kind === 'none' && leg.places.length > 0;
      const joins =
        kind === 'none' ||
        size + (kind === 'elapsed' ? 1 : 0) === 0 ||
        (kind === leg.kind && kind === 'working' && calendar === leg.calendar);
      if (joins || isEmpty) {
        const grown: Leg =
          isEmpty && kind !== 'none'
            ? { ...leg, kind, size, ...(calendar && { calendar }), ...(most && 'iso' in most && { iso: most.iso }) }
            : { ...leg, size: leg.size + (joins && kind === 'working' ? size : 0) };
        grown.places.push(place);
        grown.isTarget = place.isTarget;
        legs[legOf[only]!] = grown;
        legOf[index] = legOf[only]!;
        return;
      }
    }
    legOf[index] =
      legs.push({
        before: place.before.map((group) => group.map((each) => legOf[each]!)),
        isEarlier: place.isEarlier && place.before.length > 1,
        isSource: place.isSource,
        isTarget: place.isTarget,
        kind,
        size,
        ...(calendar && kind !== 'none' && { calendar }),
        ...(most && 'iso' in most && { iso: most.iso }),
        places: [place],
      }) - 1;
  });
  return legs;
}
