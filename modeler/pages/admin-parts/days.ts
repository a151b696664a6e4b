/** Days of the country as instants: it has one zone and no summer time. */

/** The first instant of a day `2026-11-27`. */
export const beginningOfDay = (date: string): string => `${date}T00:00:00+07:00`;

/** The first instant after a day: until then it holds. */
export const endOfDay = (date: string): string => new Date(Date.parse(beginningOfDay(date)) + 86_400_000).toISOString();

/** Today, or so many days later. */
export const dayFromNow = (days = 0): string => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
