/** Another province publishes a shorter deadline for the same procedure: information, not a fault. */
import { daysOf, durationTexts } from '../model/from-table/arithmetic.ts';
import { sameElsewhere } from './catalogue/catalogue-entry.ts';
import { deadlinesToMeet } from './reading/deadlines.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const fasterElsewhere: Rule = {
  id: 'faster-elsewhere',
  severity: 'info',
  check: ({ model, catalogue = [] }) =>
    mainProcesses(model).flatMap((process) => {
      const { procedureCode = '', caseName, province } = process.procedure ?? {};
      const own = deadlinesToMeet(process).filter(({ when }) => when === undefined)[0];
      if (!own) return [];
      const faster = sameElsewhere(catalogue, procedureCode, caseName, province).filter(
        ({ published }) =>
          published !== undefined &&
          published.value > 0 &&
          (published.unit === 'calendarDay') === (own.unit === 'calendarDay') &&
          daysOf([published]) < daysOf([own]),
      );
      if (faster.length === 0) return [];
      const texts = faster.map(({ province: there, published }) => durationTexts(published!).map((time) => `${there} ${time}`));
      const [time, timeEn] = durationTexts(own);
      return [
        found(
          fasterElsewhere,
          `Nơi khác nhanh hơn (ở đây ${time}): ${[...new Set(texts.map(([vietnamese]) => vietnamese))].join('; ')}`,
          `Faster elsewhere (here ${timeEn}): ${[...new Set(texts.map(([, english]) => english))].join('; ')}`,
          [process.id],
        ),
      ];
    }),
};
