import { expect } from 'chai';
import { budgetOf, readDurationText } from '../../../../engine/model/from-table/read-duration.ts';

const timed: [text: string, value: number, printed: string][] = [
  ['0,5 ngày làm việc', 0.5, 'workingDay'],
  ['7.5 ngày làm việc', 7.5, 'workingDay'],
  ['07 ngày', 7, 'day'],
  ['1,0 ngày', 1, 'day'],
  ['1/4 ngày', 0.25, 'day'],
  ['1 / 2 ngày làm việc', 0.5, 'workingDay'],
  ['0,25', 0.25, 'none'],
  ['04 giờ', 4, 'hour'],
  ['58 giờ làm việc', 58, 'workingHour'],
  ['01 buổi', 1, 'halfDay'],
  ['30 phút', 30, 'minute'],
  ['Không quá 05 ngày làm việc', 5, 'workingDay'],
];

const untimed: [text: string, why: string][] = [
  ['', 'blank'],
  ['Không tính thời gian', 'notCounted'],
  ['Giờ hành chính', 'officeHours'],
  ['Ngay sau khi nhận đủ hồ sơ hợp lệ', 'immediate'],
  ['Theo thỏa thuận', 'agreed'],
  ['Không quy định', 'notStated'],
  ['(không ghi riêng)', 'notStated'],
  ['Trong thời gian thông báo tuyển dụng của cơ quan có thẩm…', 'whileOther'],
  ['(shared 07 ngày with Bước 6)', 'shared'],
  ['theo lịch họp', 'unclear'],
];

describe('readDurationText', () => {
  for (const [text, value, printed] of timed) {
    it(`reads "${text}" as ${value} ${printed}`, () => {
      expect(readDurationText(text)).to.deep.equal({ kind: 'timed', value, printed });
    });
  }

  for (const [text, why] of untimed) {
    it(`reads "${text}" as no number: ${why}`, () => {
      expect(readDurationText(text)).to.deep.equal({ kind: 'untimed', why });
    });
  }

  it('does not read a division by nothing as a time', () => {
    expect(readDurationText('1/0 ngày').kind).to.equal('untimed');
  });
});

describe('budgetOf', () => {
  it('counts half a day as half a working day and minutes as parts of a working hour', () => {
    expect(budgetOf(1, 'halfDay', 'calendarDay')).to.deep.equal({ value: 0.5, unit: 'workingDay' });
    expect(budgetOf(30, 'minute', 'calendarDay')).to.deep.equal({ value: 0.5, unit: 'workingHour' });
  });

  it('lets the table decide what a plain day or a bare number is', () => {
    expect(budgetOf(2, 'day', 'workingDay').unit).to.equal('workingDay');
    expect(budgetOf(2, 'none', 'calendarDay').unit).to.equal('calendarDay');
  });
});
