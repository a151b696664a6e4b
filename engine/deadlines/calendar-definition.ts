/** A working calendar as data (organisation.json, calendars/*.json): what a clerk types in from the notices. */

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** Opening hours of a day, in order, such as ["07:30-11:30", "13:00-17:00"]; empty = closed. */
export type OpeningHours = readonly string[];

/** Whether the page that the day was taken from was compared with the notice itself. */
export type Confidence = 'verified' | 'unverified';

/** The two spans that the Prime Minister fixes each year; until then the rule of statutory-holidays.ts stands and the year is provisional. */
export type DecidedSpan = 'tet' | 'nationalDay';

/** One day that differs from the week. */
export interface DecidedDay {
  readonly date: string;
  /** `holiday`, `compensation` (day off for another day) and `closure` (storm, epidemic) are closed; `makeUp` is worked; `halfDay` is open for a half. */
  readonly kind: 'holiday' | 'compensation' | 'makeUp' | 'halfDay' | 'closure';
  /** makeUp: the weekday whose hours apply (default: those of `inPlaceOf`, else of Monday). halfDay: default the `open` half. */
  readonly hours?: OpeningHours;
  /** makeUp: the day off that it is worked for. */
  readonly inPlaceOf?: string;
  /** halfDay: which half stays open, before or after noon (default: morning). */
  readonly open?: 'morning' | 'afternoon';
  readonly name?: string;
  readonly notice?: string;
  readonly source?: string;
  readonly confidence?: Confidence;
}

/** One decision and its days; number and source hold for each day that names no other. */
export interface Notice {
  readonly year: number;
  readonly notice: string;
  readonly source: string;
  readonly confidence: Confidence;
  /** Spans that this notice fixes: its days stand instead of those of the rule. */
  readonly replaces?: readonly DecidedSpan[];
  readonly days: readonly DecidedDay[];
}

export interface CalendarDefinition {
  readonly id: string;
  readonly name?: string;
  /** Calendar whose hours, holidays, notices and days hold unless said otherwise here. */
  readonly inherits?: string;
  /** Hours ahead of UTC, "+07:00" by default. Viet Nam has no summer time, so an offset is enough. */
  readonly offset?: string;
  /** A weekday left out is inherited, or closed when there is nothing to inherit. */
  readonly weeklyHours?: Partial<Readonly<Record<Weekday, OpeningHours>>>;
  /** Whether the holidays of the Labour Code are days off (see statutory-holidays.ts); false when nobody says. */
  readonly statutoryHolidays?: boolean;
  readonly notices?: readonly Notice[];
  /** Days of this calendar alone, such as a closure; win over the notices. */
  readonly days?: readonly DecidedDay[];
}
