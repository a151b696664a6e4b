/** Twelve months; every day says by a sign, a frame and in words what it is. Arrow keys go from day to day. */
import { Text } from '@mantine/core';
import { useRef, type KeyboardEvent } from 'react';
import { shownDate } from '../../i18n/format.ts';
import { useSay, type Say } from '../../i18n/say.tsx';
import { dayWords, wordOf } from '../admin-parts/words.ts';
import type { CalendarYear, YearDay } from './calendar-year.ts';
import './year-grid.css';

interface Props {
  readonly year: CalendarYear;
  readonly chosen: string | undefined;
  onChoose(date: string): void;
}

/** Under the number of the day, set there by the style sheet: the name of the button says it in words. */
export const signs: Readonly<Record<string, string>> = { holiday: 'Lễ', compensation: 'Bù', makeUp: 'Làm', halfDay: '½', closure: '✕' };

export function YearGrid({ year, chosen, onChoose }: Props) {
  const say = useSay();
  const place = useRef<HTMLDivElement>(null);
  const all = year.months.flat();
  const first = chosen !== undefined && all.some(({ date }) => date === chosen) ? chosen : all[0]!.date;

  function move(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const index = all.findIndex(({ date }) => date === (event.target as HTMLElement).dataset['date']);
    const next = step === undefined || index < 0 ? undefined : all[index + step];
    if (!next) return;
    event.preventDefault();
    onChoose(next.date);
    place.current?.querySelector<HTMLElement>(`[data-date="${next.date}"]`)?.focus();
  }

  return (
    <div className="year" ref={place} onKeyDown={move}>
      {year.months.map((days, month) => (
        <section key={month} className="month" aria-label={say(`Tháng ${month + 1}/${year.year}`, `Month ${month + 1}/${year.year}`)}>
          <Text fw={600} size="sm" component="h3">
            {say(
              `Tháng ${month + 1}`,
              new Date(Date.UTC(year.year, month)).toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' }),
            )}
          </Text>
          <div className="days">
            {weekdayNames(say).map((name) => (
              <span key={name} className="weekday" aria-hidden>
                {name}
              </span>
            ))}
            {days.map((day, index) => (
              <button
                key={day.date}
                type="button"
                className={`day ${day.isOpen ? 'open' : 'closed'} ${day.special?.kind ?? ''}`}
                data-date={day.date}
                data-sign={day.special ? signs[day.special.kind] : day.isOpen ? '' : '·'}
                data-column={index === 0 ? day.weekday + 1 : undefined}
                aria-label={dayText(day, say)}
                aria-pressed={day.date === chosen}
                tabIndex={day.date === first ? 0 : -1}
                title={day.special ? dayText(day, say) : undefined}
                onClick={() => onChoose(day.date)}
              >
                {index + 1}
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

export const weekdayNames = (say: Say): readonly string[] => say('T2 T3 T4 T5 T6 T7 CN', 'Mo Tu We Th Fr Sa Su').split(' ');

const longNames = (say: Say) =>
  say('Thứ Hai,Thứ Ba,Thứ Tư,Thứ Năm,Thứ Sáu,Thứ Bảy,Chủ Nhật', 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday').split(',');

/** `Thứ Hai 16/02/2026: Nghỉ lễ, Tết Nguyên đán (TB 9441/TB-BNV)`. */
export function dayText({ date, weekday, isOpen, hours, special }: YearDay, say: Say): string {
  // the day as the grid shows it, without a zero before it: who speaks to the page says what they see
  const day = `${longNames(say)[weekday]!} ${shownDate(date).replace(/^0/, '')}`;
  const what = special
    ? [wordOf(dayWords, special.kind, say), ...(special.name === undefined ? [] : [special.name])].join(', ')
    : isOpen
      ? say('ngày làm việc', 'working day')
      : say('ngày nghỉ hằng tuần', 'weekly day off');
  const when = isOpen ? `, ${hours.join(', ')}` : '';
  return `${day}: ${what}${when}${special?.notice === undefined ? '' : ` (${special.notice})`}`;
}
