/** Calendars over HTTP: the days of a year, and when something is due with the reason. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { openLandOffice } from '../../support/land-office.ts';
import { startTestService, type Answer, type TestService } from '../../support/service.ts';

describe('the routes of calendars', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let key: string;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    key = await service.key(['calendars:read']);
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  const ask = (path: string) => service.ask('GET', path, { key });
  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();

  it('list the calendars and say which is the default', async () => {
    const { body } = await ask('/calendars');
    checkAnswer(routes, 'GET', '/calendars', body);
    const { items } = body as { items: { id: string; isDefault: boolean; inherits?: string }[] };
    expect(items.filter(({ isDefault }) => isDefault).map(({ id, inherits }) => [id, inherits])).to.deep.equal([['office', 'vietnam']]);
  });

  it('give the days of a year that differ from the week, with the notice that says so', async () => {
    const { body } = await ask('/calendars/office/years/2026');
    checkAnswer(routes, 'GET', '/calendars/office/years/2026', body);
    const { days, provisional } = body as {
      provisional: boolean;
      days: { date: string; kind: string; name?: string; notice?: string; hours: string[] }[];
    };
    expect(provisional).to.equal(false);
    const on = (date: string) => days.find((day) => day.date === date);
    expect(on('2026-01-01')).to.deep.include({ kind: 'holiday', name: 'Tết Dương lịch', hours: [] });
    expect(on('2026-02-17')).to.deep.include({ kind: 'holiday', notice: 'TB 9441/TB-BNV', hours: [] });
    expect(on('2026-08-22')).to.deep.include({ kind: 'makeUp', hours: ['07:30-11:30', '13:00-17:00'] });
    // Hùng Kings' Day, 10 March by the moon, is a Sunday in 2026: the Monday is off for it
    expect(on('2026-04-26')).to.deep.include({ name: 'Giỗ Tổ Hùng Vương' });
    expect(on('2026-04-27')).to.deep.include({ kind: 'compensation', hours: [] });
    expect(on('2026-03-02')).to.equal(undefined);
    expect(days.map(({ date }) => date)).to.deep.equal(days.map(({ date }) => date).sort());
    expect((await ask('/calendars/office/years/2031')).body).to.include({ provisional: true });
    expect((await ask('/calendars/bareWeek/years/2026')).body).to.deep.equal({
      calendarId: 'bareWeek',
      year: 2026,
      provisional: false,
      days: [],
    });
    expect(code(await ask('/calendars/nothing/years/2026'))).to.equal('404 UNKNOWN_CALENDAR');
    expect(code(await ask('/calendars/office/years/1900'))).to.equal('400 INVALID_INPUT');
  });

  const due = (query: string) => ask(`/due-dates?${query.replaceAll('+', '%2B')}`);

  it('count an appointment by law: the day of receipt does not count, and holidays are named', async () => {
    // Monday 20 April 2026, 09:00
    const { body } = await due('start=2026-04-20T09:00:00+07:00&value=10&unit=workingDay&count=legal');
    checkAnswer(routes, 'GET', '/due-dates', body);
    const { dueAt, dueDate, countedFrom, reasons, provisional } = body as Record<string, string> & {
      reasons: { message: string; messageEn: string }[];
    };
    // 21–24 April are four, 28 and 29 six, 4–7 May ten
    expect({ dueAt, dueDate, countedFrom, provisional }).to.deep.equal({
      dueAt: '2026-05-07T10:00:00.000Z',
      dueDate: '2026-05-07',
      countedFrom: '2026-04-20',
      provisional: false,
    });
    const text = reasons.map(({ message }) => message).join('\n');
    expect(text).to.include('Điều 147').and.include('2026-04-30 (Ngày Chiến thắng)').and.include('2026-04-27');
  });

  it('move a late receipt to the next working day where the rule says so, and a closed last day to the next open one', async () => {
    const late = await due('start=2026-03-06T16:00:00+07:00&value=1&unit=workingDay&count=legal&after15=shiftStart');
    expect(late.body).to.include({ countedFrom: '2026-03-09', dueDate: '2026-03-10' });
    const kept = await due('start=2026-03-06T16:00:00+07:00&value=1&unit=workingDay&count=legal');
    expect(kept.body).to.include({ countedFrom: '2026-03-06', dueDate: '2026-03-09' });
    // the fifth day after Monday is a Saturday
    expect((await due('start=2026-03-02T09:00:00+07:00&value=5&unit=calendarDay&count=legal')).body).to.include({ dueDate: '2026-03-09' });
    expect((await due('start=2026-03-02T09:00:00+07:00&value=5&unit=workingDay&count=legal&extraWorkingDays=10')).body).to.include({
      dueDate: '2026-03-23',
    });
  });

  it('count a budget from the minute of arrival, and never past the appointment', async () => {
    const own = await due('start=2026-03-02T16:00:00+07:00&value=0.5&unit=workingDay&count=budget&department=maps');
    expect(own.body).to.include({ dueAt: '2026-03-03T03:30:00.000Z', calendarId: 'office' });
    expect(own.body).not.to.have.property('countedFrom');
    const limited = await due('start=2026-03-02T16:00:00+07:00&value=3&unit=workingDay&count=budget&notAfter=2026-03-03T17:00:00+07:00');
    expect(limited.body).to.include({ dueAt: '2026-03-03T10:00:00.000Z' });
    expect((await due('start=2026-03-02T16:00:00+07:00&value=2&unit=workingHour&count=budget&usedMinutes=60')).body).to.include({
      dueAt: '2026-03-02T10:00:00.000Z',
    });
  });

  it('refuse what cannot be counted', async () => {
    expect(code(await due('start=2099-12-30T09:00:00+07:00&value=9999&unit=workingDay&count=legal'))).to.equal('422 OUTSIDE_CALENDAR');
    expect(code(await due('start=yesterday&value=1&unit=workingDay&count=legal'))).to.equal('400 INVALID_INPUT');
    expect(code(await due('start=2026-03-02T09:00:00+07:00&value=-1&unit=workingDay&count=legal'))).to.equal('400 INVALID_INPUT');
    expect(code(await due('start=2026-03-02T09:00:00+07:00&value=1&unit=workingDay&count=legal&department=nowhere'))).to.equal(
      '404 UNKNOWN_UNIT',
    );
  });
});
