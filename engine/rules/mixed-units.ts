/** Budgets of one procedure in several units. */
import { durationTexts } from '../model/from-table/arithmetic.ts';
import { isCounted, nodesWithin } from './reading/nodes-within.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

/** Working hours beside working days add up exactly (8 hours a day), so this is a note; the deadline's own kind of day is unit-differs-from-deadline's matter. */
export const mixedUnits: Rule = {
  id: 'mixed-units',
  severity: 'info',
  check: ({ model }) =>
    mainProcesses(model).flatMap((process) => {
      const timed = nodesWithin(process).filter((node) => node.step?.budget && isCounted(node));
      const units = [...new Set(timed.map(({ step }) => step!.budget!.unit))];
      if (units.length < 2) return [];
      const names = units.map((unit) => durationTexts({ value: 1, unit }).map((text) => text.slice(2)) as [string, string]);
      return [
        found(
          mixedUnits,
          `Các bước dùng lẫn đơn vị thời gian: ${names.map(([vietnamese]) => vietnamese).join(', ')}`,
          `The steps mix units of time: ${names.map(([, english]) => english).join(', ')}`,
          [process.id, ...timed.map(({ id }) => id)],
        ),
      ];
    }),
};
