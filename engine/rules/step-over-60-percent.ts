/** One step takes most of the time, so that no early warning is possible. */
import { daysOf, vietnameseNumber } from '../model/from-table/arithmetic.ts';
import { longestPath } from './reading/longest-path.ts';
import { nameOf } from './reading/nodes-within.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

/** Share of the whole above which a step should be divided; the largest step of published tables has 41 % in the middle. */
const most = 0.6;

export const stepOver60Percent: Rule = {
  id: 'step-over-60-percent',
  severity: 'warning',
  check: ({ model }) =>
    mainProcesses(model).flatMap((process) => {
      const path = longestPath(process, undefined, process.procedure?.deadlines[0]);
      const whole = daysOf(path.map(({ duration }) => duration));
      if (path.length < 2 || whole === 0) return [];
      return path.flatMap(({ node, duration }) => {
        const share = daysOf([duration]) / whole;
        if (share <= most) return [];
        const percent = Math.round(share * 1000) / 10;
        return [
          found(
            stepOver60Percent,
            `Bước "${nameOf(node)}" chiếm ${vietnameseNumber(percent)} % tổng thời gian: không cảnh báo sớm được, nên chia nhỏ`,
            `Step "${nameOf(node)}" takes ${percent} % of the time: no early warning is possible, divide it`,
            [node.id],
          ),
        ];
      });
    }),
};
