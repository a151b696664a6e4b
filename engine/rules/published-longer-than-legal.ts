/** The province promises more time than the law or the national procedure allows. */
import { daysOf, durationTexts } from '../model/from-table/arithmetic.ts';
import type { Container, Deadline, Duration } from '../model/types.ts';
import { nationalCodes } from './catalogue/catalogue-entry.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule, type RuleInput } from './rule.ts';

export const publishedLongerThanLegal: Rule = {
  id: 'published-longer-than-legal',
  severity: 'error',
  check: (input) => mainProcesses(input.model).flatMap((process) => check(process, input)),
};

function check(process: Container, { catalogue = [] }: RuleInput) {
  const deadlines = process.procedure?.deadlines ?? [];
  const codes = nationalCodes(process.procedure?.procedureCode ?? '');
  const listed = catalogue.flatMap(({ code, caseName, national }) =>
    national && codes.includes(code) && caseName === process.procedure?.caseName ? [national] : [],
  );
  return deadlines
    .filter(({ kind }) => kind === 'published')
    .flatMap((published) => {
      const own = deadlines.filter((other) => other.kind !== 'published' && sameMatter(published, other));
      const limit = [...own, ...(published.phase === undefined && published.when === undefined ? listed : [])].find(
        (other) => comparable(published, other) && other.value > 0 && daysOf([published]) > daysOf([other]),
      );
      if (!limit) return [];
      const [longer, longerEn] = durationTexts(published);
      const [allowed, allowedEn] = durationTexts(limit);
      return [
        found(
          publishedLongerThanLegal,
          `Thời hạn công bố ${longer} dài hơn thời hạn theo luật hoặc của quốc gia ${allowed}`,
          `The published deadline of ${longerEn} is longer than the legal or national one of ${allowedEn}`,
          [process.id],
        ),
      ];
    });
}

function sameMatter(one: Deadline, other: Deadline): boolean {
  return one.phase === other.phase && (other.when === undefined || one.when === other.when);
}

function comparable(one: Duration, other: Duration): boolean {
  return (one.unit === 'calendarDay') === (other.unit === 'calendarDay');
}
