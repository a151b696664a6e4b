import { dateAndTimeFromText, dateFromText, durationFromText, timeFromText } from './temporal.ts';
import { feelType, type RangeValue, type Value } from './value.ts';

const numberPattern = /^-?(?:\d+(?:\.\d+)?|\.\d+)$/;
const callPattern = /^(date|time|date and time|duration)\(\s*"([^"]*)"\s*\)$/;
const readers = { date: dateFromText, time: timeFromText, 'date and time': dateAndTimeFromText, duration: durationFromText };

/** The range that a text such as `[18..21)` writes, ends being literals or left out (an open end is null); undefined when it writes none (DMN 1.5, 10.3.4.1). */
export function rangeFromText(text: string): RangeValue | undefined {
  const [, open, first, last, close] = /^\s*([[(\]])([^]*?)\.\.([^]*?)([\])[])\s*$/.exec(text) ?? [];
  if (open === undefined || first === undefined || last === undefined) return undefined;
  const [start, end] = [endOf(first.trim()), endOf(last.trim())];
  if (start === undefined || end === undefined || (start === null && end === null)) return undefined;
  const range = { [feelType]: 'range', start, end, startIncluded: open === '[', endIncluded: close === ']' } as const;
  if (start !== null && end !== null) return range;
  return { ...range, open: start === null ? 'start' : 'end' };
}

function endOf(text: string): Value | undefined {
  if (text === '') return null;
  if (numberPattern.test(text)) return Number(text);
  const quoted = /^"([^"]*)"$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  const at = /^@"([^"]*)"$/.exec(text)?.[1];
  if (at !== undefined) return dateFromText(at) ?? timeFromText(at) ?? durationFromText(at) ?? dateAndTimeFromText(at);
  const [, name, inner = ''] = callPattern.exec(text) ?? [];
  return name === undefined ? undefined : readers[name as keyof typeof readers](inner);
}
