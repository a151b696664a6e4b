/** Cron texts: what is one, what their fields mean, both days on which a clock is moved, and a second opinion that looks at every minute. */
import { expect } from 'chai';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { cronOf } from '../../../engine/model/cron.ts';

/** The next instants of a cron after `from`, in the time of `zone`. */
function next(text: string, from: string, count: number, zone = 'Asia/Ho_Chi_Minh'): string[] {
  const cron = cronOf(text)!;
  const found: string[] = [];
  let instant = Temporal.ZonedDateTime.from(`${from}[${zone}]`).epochMilliseconds;
  while (found.length < count) {
    instant = cron.after(instant)!;
    found.push(Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' }));
  }
  return found.map((iso) => (zone === 'Asia/Ho_Chi_Minh' ? iso.replace('+07:00', '') : iso));
}

describe('cron texts', () => {
  it('have five fields, or six with seconds first, in the time of the office', () => {
    expect(next('0 9 * * MON-FRI', '2026-11-27T09:00', 3)).to.deep.equal([
      '2026-11-30T09:00:00',
      '2026-12-01T09:00:00',
      '2026-12-02T09:00:00',
    ]);
    expect(next('15 30 7 * * *', '2026-11-27T08:00', 1)).to.deep.equal(['2026-11-28T07:30:15']);
    expect(next('0 9 * * MON-FRI [Europe/Berlin]', '2026-11-27T09:00', 1)).to.deep.equal(['2026-11-27T15:00:00']);
    expect(next('0 9 * * *[+09:00]', '2026-11-27T09:00', 1)).to.deep.equal(['2026-11-28T07:00:00']);
  });

  it('know names, ranges, lists, steps, ? and the days that are counted from an end of the month', () => {
    const first = (text: string) => next(text, '2026-11-27T09:00', 1)[0];
    expect(first('0 8 1 jan,Apr,JUL *')).to.equal('2027-01-01T08:00:00');
    expect(first('*/20 8-10 * * ?')).to.equal('2026-11-27T09:20:00');
    expect(first('0 0/5 * * * ?')).to.equal('2026-11-27T09:05:00');
    expect(first('7-59/10 9 ? * *')).to.equal('2026-11-27T09:07:00');
    expect(first('0 8 * * 0')).to.equal('2026-11-29T08:00:00');
    expect(first('0 8 * * 7')).to.equal('2026-11-29T08:00:00');
    expect(first('0 8 L * *')).to.equal('2026-11-30T08:00:00');
    expect(first('0 8 29W * *')).to.equal('2026-11-30T08:00:00');
    expect(first('0 8 * * FRI#L')).to.equal('2026-12-25T08:00:00');
    expect(first('0 8 * * MON#2')).to.equal('2026-12-14T08:00:00');
    expect(first('@monthly')).to.equal('2026-12-01T00:00:00');
    // day of month or weekday, as in crontab; + says and
    expect(next('0 8 13 * FRI', '2026-11-27T09:00', 3)).to.deep.equal([
      '2026-12-04T08:00:00',
      '2026-12-11T08:00:00',
      '2026-12-13T08:00:00',
    ]);
    expect(first('0 8 13 * +FRI')).to.equal('2027-08-13T08:00:00');
    expect(first('0 0 29 2 +MON')).to.equal('2044-02-29T00:00:00');
  });

  it('that are none, never come or name no zone are refused', () => {
    const refused = [
      '0 0 31 2 *',
      '0 0 30 2 +MON',
      '0 0 31 4,6,9,11 *',
      '0 9 * *',
      '0 0 9 * * * 2030',
      '60 * * * *',
      '0 24 * * *',
      '0 0 0 * *',
      '0 0 * 13 *',
      '0 0 * * 8',
      '/5 * * * *',
      '1,/5 * * * *',
      '*/0 * * * *',
      '5-1 * * * *',
      '1.5 * * * *',
      '0 9 * * MONDAY',
      '0 9 * * * Europe/Berlin',
      '0 9 * * * [Mars/Olympus]',
      '0 9 * * * [!Europe/Berlin]',
      '0 9 * * * []',
      '0 9 * * * [Europe/Berlin] [Europe/Paris]',
      '[Europe/Berlin]',
      '@reboot',
      '2026-01-01T00:00:00',
      'every day',
      '',
    ];
    for (const text of refused) expect(cronOf(text), text).to.equal(undefined);
  });

  it('of a time of the day come each day once: moved forward where the clock skips it, the first where it shows it twice', () => {
    expect(next('30 2 * * * [Europe/Berlin]', '2026-03-28T00:00', 3, 'Europe/Berlin')).to.deep.equal([
      '2026-03-28T02:30:00+01:00',
      '2026-03-29T03:30:00+02:00',
      '2026-03-30T02:30:00+02:00',
    ]);
    expect(next('30 2 * * * [Europe/Berlin]', '2026-10-24T00:00', 3, 'Europe/Berlin')).to.deep.equal([
      '2026-10-24T02:30:00+02:00',
      '2026-10-25T02:30:00+02:00',
      '2026-10-26T02:30:00+01:00',
    ]);
    // what is moved forward meets what is there: once
    expect(next('0,30 2,3 * * * [Europe/Berlin]', '2026-03-29T00:00', 3, 'Europe/Berlin')).to.deep.equal([
      '2026-03-29T03:00:00+02:00',
      '2026-03-29T03:30:00+02:00',
      '2026-03-30T02:00:00+02:00',
    ]);
    // of times in the same gap none overtakes another
    expect(next('15,45 2,3 29 3 * [Europe/Berlin]', '2026-03-29T00:00', 3, 'Europe/Berlin')).to.deep.equal([
      '2026-03-29T03:15:00+02:00',
      '2026-03-29T03:45:00+02:00',
      '2027-03-29T02:15:00+02:00',
    ]);
    // a whole day was skipped
    expect(next('0 10 30 12 * [Pacific/Apia]', '2011-12-29T12:00', 2, 'Pacific/Apia')).to.deep.equal([
      '2011-12-31T10:00:00+14:00',
      '2012-12-30T10:00:00+14:00',
    ]);
  });

  it('of every hour go on with time: in both passes of a repeated hour, and not at times that are skipped', () => {
    expect(next('*/30 * * * * [Europe/Berlin]', '2026-10-25T01:45', 5, 'Europe/Berlin')).to.deep.equal([
      '2026-10-25T02:00:00+02:00',
      '2026-10-25T02:30:00+02:00',
      '2026-10-25T02:00:00+01:00',
      '2026-10-25T02:30:00+01:00',
      '2026-10-25T03:00:00+01:00',
    ]);
    expect(next('15 * * * * [Australia/Lord_Howe]', '2026-10-04T00:30', 3, 'Australia/Lord_Howe')).to.deep.equal([
      '2026-10-04T01:15:00+10:30',
      '2026-10-04T03:15:00+11:00',
      '2026-10-04T04:15:00+11:00',
    ]);
    // the repeated hour is the last one of the day that the text names
    expect(next('30 * 1 11 * [America/Havana]', '2026-11-01T00:15', 3, 'America/Havana')).to.deep.equal([
      '2026-11-01T00:30:00-04:00',
      '2026-11-01T00:30:00-05:00',
      '2026-11-01T01:30:00-05:00',
    ]);
  });

  it('answer the same wherever the question before lay', () => {
    const cron = cronOf('30 2 * * * [Europe/Berlin]')!;
    const instants = ['2026-03-29T00:00Z', '2046-10-28T00:59Z', '2026-03-29T01:29:59.999Z', '2026-10-25T00:30Z', '1999-01-01T00:00Z'];
    const answers = instants.map((instant) => cron.after(Date.parse(instant)));
    expect([...instants].reverse().map((instant) => cron.after(Date.parse(instant)))).to.deep.equal(answers.reverse());
  });

  describe('a second opinion', () => {
    interface Field {
      readonly text: string;
      readonly values: ReadonlySet<number>;
    }

    const numbers = (from: number, to: number, step = 1) =>
      Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

    /** One field: everything, a list of values and ranges, or steps; `names` are written for some numbers. */
    const field = (least: number, most: number, names: readonly string[] = []): fc.Arbitrary<Field> => {
      const written = (value: number) => names[value] ?? String(value);
      const range = fc
        .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }), fc.integer({ min: 1, max: 5 }))
        .map(([one, other, step]) => ({ from: Math.min(one, other), to: Math.max(one, other), step }));
      const part = fc.oneof(
        fc.integer({ min: least, max: most }).map((value) => ({ text: written(value), values: [value] })),
        // SUN-SUN is a whole week
        range.map(({ from, to }) => ({ text: from === to ? written(to) : `${written(from)}-${written(to)}`, values: numbers(from, to) })),
        range.map(({ from, to, step }) => ({ text: `${from}-${to}/${step}`, values: numbers(from, to, step) })),
        range.map(({ from, step }) => ({ text: `${from}/${step}`, values: numbers(from, most, step) })),
        range.map(({ step }) => ({ text: `*/${step}`, values: numbers(least, most, step) })),
      );
      return fc.oneof(
        fc.constantFrom('*', '?').map((text) => ({ text, values: new Set(numbers(least, most)) })),
        fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => ({
          text: parts.map(({ text }) => text).join(','),
          values: new Set(parts.flatMap(({ values }) => values)),
        })),
      );
    };
    const months = ['', 'JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
    const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
    const cronFields = fc.tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12, months), field(0, 6, weekdays));

    const isStar = ({ text }: Field) => text === '*' || text === '?';

    /** Wall times are counted like epoch milliseconds of UTC, as far as the fields of a date are wanted. */
    function matches([minute, hour, day, month, weekday]: readonly Field[], wallMs: number): boolean {
      const wall = new Date(wallMs);
      const onDay = day!.values.has(wall.getUTCDate());
      const onWeekday = weekday!.values.has(wall.getUTCDay());
      const dayFits = isStar(day!) || isStar(weekday!) ? onDay && onWeekday : onDay || onWeekday;
      return (
        minute!.values.has(wall.getUTCMinutes()) &&
        hour!.values.has(wall.getUTCHours()) &&
        month!.values.has(wall.getUTCMonth() + 1) &&
        dayFits
      );
    }

    function wallOf(instant: number, zone: string): number {
      const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
      return Date.parse(`${wall.toString()}Z`);
    }

    function instantOn(wallMs: number, zone: string): number {
      const wall = Temporal.PlainDateTime.from(new Date(wallMs).toISOString().slice(0, 19));
      return wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
    }

    const minuteMs = 60_000;

    /** All instants in (from, until]: of a cron of every hour by what the clock shows each minute, of any other by each minute that a day has on paper. */
    function scan(fields: readonly Field[], zone: string, from: number, until: number): number[] {
      const found = new Set<number>();
      if (fields[1]!.values.size === 24) {
        for (let instant = Math.ceil((from + 1) / minuteMs) * minuteMs; instant <= until; instant += minuteMs)
          if (matches(fields, wallOf(instant, zone))) found.add(instant);
      } else {
        const hours = 3 * 3_600_000;
        const first = Math.floor((wallOf(from, zone) - hours) / minuteMs) * minuteMs;
        const last = wallOf(until, zone) + hours;
        for (let wall = first; wall < last; wall += minuteMs) if (matches(fields, wall)) found.add(instantOn(wall, zone));
      }
      return [...found].filter((instant) => instant > from && instant <= until).sort((a, b) => a - b);
    }

    /** Around days on which the clock of the zone is moved, and any others. */
    const place = fc.constantFrom(
      ['Asia/Ho_Chi_Minh', '2026-11-27T10:00Z'],
      ['Asia/Ho_Chi_Minh', '2028-02-28T10:00Z'],
      ['Europe/Berlin', '2026-03-28T22:00Z'],
      ['Europe/Berlin', '2026-10-24T22:00Z'],
      ['America/New_York', '2026-11-01T03:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T12:00Z'],
      ['Australia/Lord_Howe', '2026-10-03T12:00Z'],
    );

    it('finds the same instants by looking at every minute of a night', () => {
      let compared = 0;
      fc.assert(
        fc.property(cronFields, place, fc.integer({ min: 0, max: 3 * 3_600_000 }), (fields, [zone, base], ahead) => {
          const text = `${fields.map((each) => each.text).join(' ')} [${zone!}]`;
          const cron = cronOf(text);
          const from = Date.parse(base!) + ahead;
          const until = from + 6 * 3_600_000;
          const expected = scan(fields, zone!, from, until);
          // 30 February and the like
          if (!cron) {
            expect(expected, text).to.deep.equal([]);
            return;
          }
          const found: number[] = [];
          for (let instant = cron.after(from)!; instant <= until; instant = cron.after(instant)!) {
            expect(instant, text).to.be.greaterThan(found.at(-1) ?? from);
            found.push(instant);
          }
          expect(found, text).to.deep.equal(expected);
          compared += found.length;
        }),
        { numRuns: 120 },
      );
      expect(compared).to.be.greaterThan(50);
    });

    it('finds nothing between an instant and the next, by looking at every day', () => {
      fc.assert(
        fc.property(cronFields, fc.integer({ min: Date.parse('1990-01-01Z'), max: Date.parse('2090-01-01Z') }), (fields, from) => {
          const text = fields.map((each) => each.text).join(' ');
          const cron = cronOf(text);
          if (!cron) return;
          const instant = cron.after(from)!;
          expect(instant, text).to.be.greaterThan(from);
          expect(cron.after(instant - 1), text).to.equal(instant);
          expect(cron.after(from + Math.floor((instant - from) / 2)), text).to.equal(instant);
          const wallAt = (ms: number) => ms + 7 * 3_600_000;
          expect(matches(fields, wallAt(instant)), text).to.equal(true);
          const [minute, hour] = fields;
          const earliestMs = (Math.min(...hour!.values) * 60 + Math.min(...minute!.values)) * minuteMs;
          const dayMs = 86_400_000;
          const last = Math.floor(wallAt(instant) / dayMs) * dayMs;
          for (let day = Math.ceil(wallAt(from) / dayMs) * dayMs; day < last; day += dayMs)
            expect(matches(fields, day + earliestMs), `${text} on ${new Date(day).toISOString()}`).to.equal(false);
        }),
        { numRuns: 100 },
      );
    });
  });
});
