/** A long row of steps of two hours or less: one absence makes all of them late. */
import { sumOf } from '../model/from-table/arithmetic.ts';
import { longestPath } from './reading/longest-path.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

/** A quarter of a working day: the shortest time that published tables give. */
const shortestDays = 0.25;
/** Ten of twelve in the table that showed the risk; five in a row are more than a day. */
const fewestInARow = 5;

export const manyShortSteps: Rule = {
  id: 'many-short-steps',
  severity: 'info',
  check: ({ model }) =>
    mainProcesses(model).flatMap((process) => {
      const rows: string[][] = [[]];
      for (const { node, duration } of longestPath(process)) {
        const { workingDays, calendarDays } = sumOf([duration]);
        if (workingDays + calendarDays <= shortestDays) rows.at(-1)!.push(node.id);
        else rows.push([]);
      }
      return rows
        .filter((row) => row.length >= fewestInARow)
        .map((row) =>
          found(
            manyShortSteps,
            `${row.length} bước liền nhau chỉ có 2 giờ làm việc trở xuống: vắng một người là trễ cả chuỗi`,
            `${row.length} steps in a row have two working hours or less: one absence makes all of them late`,
            row,
          ),
        );
    }),
};
