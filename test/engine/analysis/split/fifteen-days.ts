/** The worked example of splitting: fifteen working days for five steps and a parallel branch. */
import type { ProcessModel } from '../../../../engine/model/types.ts';
import { content, definitions, element, modelOfXml } from '../../../support/bpmn.ts';

export const task = (id: string, days: number, more = '') =>
  element('userTask', id, '', `tthc:unit="so" tthc:budget="${days}" tthc:budgetUnit="workingDay" ${more}`);

/** A process with a legal deadline of so many working days. */
export function procedure(days: number, ...parts: string[]): Promise<ProcessModel> {
  const deadline = `<extensionElements><tthc:deadline kind="legal" value="${days}" unit="workingDay" /></extensionElements>`;
  return modelOfXml(definitions(`<process id="p" isExecutable="true">${deadline}${content(...parts)}</process>`));
}

/** Reception 0.5, appraisal 6, at once opinion 4 and inspection 3, approval 1.5, return 0.5. */
export const fifteenDays = (days = 15) =>
  procedure(
    days,
    element('startEvent', 'start'),
    task('receive', 0.5),
    task('appraise', 6),
    element('parallelGateway', 'fork'),
    task('opinion', 4),
    task('inspect', 3),
    element('parallelGateway', 'join'),
    task('approve', 1.5),
    task('return', 0.5),
    element('endEvent', 'end'),
    ...['start->receive', 'receive->appraise', 'appraise->fork', 'fork->opinion', 'fork->inspect', 'opinion->join', 'inspect->join'],
    ...['join->approve', 'approve->return', 'return->end'],
  );
