/** The steps of the longest way do not add up to the deadline that is published. */
import { durationTexts, equals, sumOf, sumTexts } from '../model/from-table/arithmetic.ts';
import type { Container, ProcessModel } from '../model/types.ts';
import { daysOfLimit, deadlinesToMeet, inOneKind } from './reading/deadlines.ts';
import { longestPath } from './reading/longest-path.ts';
import { mainProcesses, ownProcesses } from './reading/processes.ts';
import { untimedSteps } from './reading/untimed-steps.ts';
import { found, type Rule } from './rule.ts';

/**
 * Says nothing where the sum mixes kinds of day (unit-differs-from-deadline does), and of a sum that is too small while a counted step has no time
 * (step-without-budget does).
 */
export const sumDiffersFromDeadline: Rule = {
  id: 'sum-differs-from-deadline',
  severity: 'error',
  source: 'Thông tư 01/2018/TT-VPCP, điều 8 (quy trình nội bộ)',
  check: ({ model }) => mainProcesses(model).flatMap((process) => check(process, otherPools(model))),
};

function check(process: Container, others: readonly Container[]) {
  const limits = deadlinesToMeet(process);
  const longest = limits.toSorted((one, other) => daysOfLimit(other).days - daysOfLimit(one).days)[0];
  if (!longest) return [];
  const path = longestPath(process, undefined, longest);
  const sum = sumOf(path.map(({ duration }) => duration));
  const total = inOneKind(sum);
  if (path.length === 0 || !total || limits.some((limit) => equals(sum, limit))) return [];
  if (limits.some((limit) => daysOfLimit(limit).isCalendar !== total.isCalendar)) return [];
  // a pool of the same file may do its part while this one waits, or beside it: too little is no fault then
  const elsewhere = others.flatMap((pool) => longestPath(pool, undefined, longest));
  const isOver = total.days > daysOfLimit(longest).days;
  if (!isOver && (untimedSteps(process).length > 0 || elsewhere.length > 0)) return [];
  const texts = limits.map((limit) => durationTexts(limit));
  const deadline = texts.map(([vietnamese]) => vietnamese).join(' hoặc ');
  const deadlineEn = texts.map(([, english]) => english).join(' or ');
  const [sumText, sumTextEn] = sumTexts(sum);
  const [more, moreEn] = isOver ? (['nhiều hơn', 'more than'] as const) : (['ít hơn', 'less than'] as const);
  return [
    found(
      sumDiffersFromDeadline,
      `Các bước trên đường dài nhất cộng lại ${sumText}, ${more} thời hạn đã ghi ${deadline}`,
      `The steps of the longest way add up to ${sumTextEn}, ${moreEn} the deadline given (${deadlineEn})`,
      [process.id, ...path.map(({ node }) => node.id)],
    ),
  ];
}

/** Pools of the file that answer a procedure without being one. */
function otherPools(model: ProcessModel): Container[] {
  const main = mainProcesses(model);
  const called = new Set([...model.nodes.values()].map((node) => node.called));
  return ownProcesses(model).filter((process) => !main.includes(process) && !called.has(process));
}
