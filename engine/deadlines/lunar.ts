/**
 * Vietnamese lunar dates, from the astronomy: a month begins on the day (UTC+7) of the new moon; month 11 holds the winter solstice;
 * when thirteen months lie between two months 11, the first one without a major solar term is the leap month.
 * Not the Chinese calendar: that one counts at UTC+8 and differs in 1985, 2007 and 2030.
 * Formulas: J. Meeus, Astronomical Algorithms, chapters 25 (sun) and 49 (phases of the moon). Good for 1970–2100.
 */
import { dateOf, dayOfDate } from './local-date.ts';

const degree = Math.PI / 180;
const sin = (degrees: number) => Math.sin(degrees * degree);
/** Julian day number of 1970-01-01T00:00Z. */
const julianEpoch = 2440587.5;
/** Viet Nam's zone, in days. */
const zone = 7 / 24;
const synodicMonth = 29.530588861;

/** Dynamical time minus universal time, in days: about a minute now, two at the end of the century. */
function clockDrift(julianDay: number): number {
  const years = (julianDay - 2451545) / 365.25;
  return (62.92 + 0.32217 * years + 0.005589 * years * years) / 86_400;
}

/** Terms of the true new moon: [days, power of the orbit's eccentricity, multiples of M (sun), M' (moon), F (latitude)]. */
const newMoonTerms: readonly (readonly [number, number, number, number, number])[] = [
  [-0.4072, 0, 0, 1, 0],
  [0.17241, 1, 1, 0, 0],
  [0.01608, 0, 0, 2, 0],
  [0.01039, 0, 0, 0, 2],
  [0.00739, 1, -1, 1, 0],
  [-0.00514, 1, 1, 1, 0],
  [0.00208, 2, 2, 0, 0],
  [-0.00111, 0, 0, 1, -2],
  [-0.00057, 0, 0, 1, 2],
  [0.00056, 1, 1, 2, 0],
  [-0.00042, 0, 0, 3, 0],
  [0.00042, 1, 1, 0, 2],
  [0.00038, 1, 1, 0, -2],
  [-0.00024, 1, -1, 2, 0],
  [-0.00007, 0, 2, 1, 0],
  [0.00004, 0, 0, 2, -2],
  [0.00004, 0, 3, 0, 0],
  [0.00003, 0, 1, 1, -2],
  [0.00003, 0, 0, 2, 2],
  [-0.00003, 0, 1, 1, 2],
  [0.00003, 0, -1, 1, 2],
];

/** Planetary terms: [days, phase in degrees, degrees per lunation]. */
const planetaryTerms: readonly (readonly [number, number, number])[] = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
];

/** Day number (UTC+7) of new moon `k`, counted from the one of 6 January 2000. */
function newMoonDay(k: number): number {
  const t = k / 1236.85;
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t;
  let day = 2451550.09766 + synodicMonth * k + 0.00015437 * t * t - 0.00000015 * t * t * t - 0.00017 * sin(node);
  for (const [days, power, m, mMoon, f] of newMoonTerms) day += days * eccentricity ** power * sin(m * sun + mMoon * moon + f * latitude);
  for (const [days, phase, speed] of planetaryTerms) day += days * sin(phase + speed * k);
  return Math.floor(day - clockDrift(day) + zone - julianEpoch);
}

/** Which of the twelve major terms the sun is in at the beginning of a day (UTC+7): 0 from the March equinox, 9 from the December solstice. */
function solarTermOn(day: number): number {
  const instant = day + julianEpoch - zone;
  const t = (instant + clockDrift(instant) - 2451545) / 36525;
  const anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t;
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly) +
    (0.019993 - 0.000101 * t) * sin(2 * anomaly) +
    0.000289 * sin(3 * anomaly);
  const longitude = 280.46646 + 36000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
}

/** Index of the lunation that is month 11 of a solar year: the last that begins on or before the winter solstice. */
function monthEleven(year: number): number {
  const yearEnd = dayOfDate(year, 12, 31);
  let k = Math.ceil((yearEnd + julianEpoch - 2451550.09766) / synodicMonth);
  // term 9 at the beginning of a day: the solstice was on an earlier day, so a month beginning there does not hold it
  while (newMoonDay(k) > yearEnd || solarTermOn(newMoonDay(k)) >= 9) k -= 1;
  return k;
}

/** Lunations of months 1 to 12 of a lunar year, leap months left out. */
function monthsOf(lunarYear: number): readonly number[] {
  const first = monthEleven(lunarYear - 1);
  const last = monthEleven(lunarYear);
  const following = monthEleven(lunarYear + 1);
  const months = [...regularMonths(first, last), ...regularMonths(last, following)];
  // months[0] is month 11 of the year before, months[2] is month 1
  return months.slice(2, 14);
}

/** The twelve regular months from one month 11 to before the next. */
function regularMonths(first: number, next: number): number[] {
  const all = Array.from({ length: next - first }, (_, i) => first + i);
  if (all.length === 12) return all;
  const leap = all.findIndex((k, i) => i > 0 && solarTermOn(newMoonDay(k)) === solarTermOn(newMoonDay(k + 1)));
  return all.filter((_, i) => i !== leap);
}

const daysOfYears = new Map<number, readonly number[]>();

/** Day number of a day of a lunar year that begins in solar year `year`; `month` 1 to 12, never the leap month. */
export function lunarDay(year: number, month: number, dayOfMonth: number): number {
  let firstDays = daysOfYears.get(year);
  if (!firstDays) daysOfYears.set(year, (firstDays = monthsOf(year).map(newMoonDay)));
  return (firstDays[month - 1] ?? NaN) + dayOfMonth - 1;
}

/** Tết Nguyên đán: the first day of the lunar year, as a date. */
export function lunarNewYear(year: number): string {
  return dateOf(lunarDay(year, 1, 1));
}

/** Giỗ Tổ Hùng Vương: the tenth day of the third lunar month, as a date. */
export function hungKingsDay(year: number): string {
  return dateOf(lunarDay(year, 3, 10));
}
