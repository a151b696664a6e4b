/** A step is budgeted in a kind of day that its deadline is not counted in. */
import { durationTexts } from '../model/from-table/arithmetic.ts';
import type { Container, Duration, FlowNode } from '../model/types.ts';
import { deadlinesToMeet } from './reading/deadlines.ts';
import { isCounted, nameOf, nodesWithin } from './reading/nodes-within.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const unitDiffersFromDeadline: Rule = {
  id: 'unit-differs-from-deadline',
  severity: 'warning',
  source: 'Bộ luật Dân sự 2015, điều 146, 147 (ngày và ngày làm việc)',
  check: ({ model }) =>
    mainProcesses(model).flatMap((process) => nodesWithin(process).flatMap((node) => (isCounted(node) ? check(process, node) : []))),
};

function check(process: Container, { id, name, step }: FlowNode) {
  const budget = step?.budget;
  if (!budget) return [];
  const ofPhase = step.phase === undefined ? [] : deadlinesToMeet(process, step.phase);
  const limits = ofPhase.length > 0 ? ofPhase : deadlinesToMeet(process);
  // a share of a day is worked through in working hours either way
  if (limits.length === 0 || limits.some((limit) => sameKind(limit, budget)) || (budget.unit === 'workingHour' && budget.value < 8))
    return [];
  const [time, timeEn] = durationTexts(budget);
  const [limit, limitEn] = durationTexts(limits[0]!);
  return [
    found(
      unitDiffersFromDeadline,
      `Bước "${nameOf({ id, name })}" tính bằng ${time} trong khi thời hạn là ${limit}: không cộng được với nhau`,
      `Step "${nameOf({ id, name })}" has ${timeEn} while the deadline is ${limitEn}: they do not add up`,
      [id, process.id],
      {
        fix: {
          label: `Đổi đơn vị theo thời hạn`,
          labelEn: "Use the deadline's unit",
          changes: [{ do: 'setAttribute', element: id, name: 'tthc:budgetUnit', value: limits[0]!.unit }],
        },
      },
    ),
  ];
}

function sameKind(one: Duration, other: Duration): boolean {
  return (one.unit === 'calendarDay') === (other.unit === 'calendarDay');
}
