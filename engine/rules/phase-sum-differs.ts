/** The steps of a phase or section do not add up to its own deadline. */
import { durationTexts, equals, sumOf, sumTexts } from '../model/from-table/arithmetic.ts';
import type { Container } from '../model/types.ts';
import { deadlinesToMeet } from './reading/deadlines.ts';
import { longestPath } from './reading/longest-path.ts';
import { mainProcesses } from './reading/processes.ts';
import { untimedSteps } from './reading/untimed-steps.ts';
import { found, type Rule } from './rule.ts';

export const phaseSumDiffers: Rule = {
  id: 'phase-sum-differs',
  severity: 'error',
  source: 'Nghị định 61/2018/NĐ-CP, điều 19(6)(7) (liên thông: thời hạn của từng cơ quan); nay Nghị định 118/2025/NĐ-CP',
  check: ({ model }) => mainProcesses(model).flatMap(check),
};

function check(process: Container) {
  const phases = new Set((process.procedure?.deadlines ?? []).flatMap(({ phase }) => (phase === undefined ? [] : [phase])));
  return [...phases].flatMap((phase) => {
    const limits = deadlinesToMeet(process, phase);
    const path = longestPath(process, ({ step }) => step?.phase === phase, limits[0]);
    const sum = sumOf(path.map(({ duration }) => duration));
    const untimed = untimedSteps(process).some(({ step }) => step?.phase === phase);
    if (path.length === 0 || limits.length === 0 || untimed || limits.some((limit) => equals(sum, limit))) return [];
    const [limit, limitEn] = durationTexts(limits[0]!);
    const [sumText, sumTextEn] = sumTexts(sum);
    return [
      found(
        phaseSumDiffers,
        `Giai đoạn "${phase}" có thời hạn ${limit} nhưng các bước cộng lại ${sumText}`,
        `Phase "${phase}" has the deadline ${limitEn} but its steps add up to ${sumTextEn}`,
        [process.id, ...path.map(({ node }) => node.id)],
      ),
    ];
  });
}
