import { splitDeadline } from '../../../engine/index.ts';
import { content, definitions, element, modelOfXml } from '../../support/bpmn.ts';
import type { Row } from '../row.ts';

const tasks = 60;

/** Sixty tasks, each before two of the next five, so that paths are many and no two alike. */
function webXml(): string {
  const flows = Array.from({ length: tasks }, (_, from) => {
    const targets = new Set([from + 1 + ((from * 7) % 3), from + 2 + ((from * 5) % 4)].map((to) => Math.min(to, tasks)));
    return [...targets].map((to) => `t${from}->${to === tasks ? 'end' : `t${to}`}`);
  });
  const steps = Array.from({ length: tasks }, (_, at) =>
    element('userTask', `t${at}`, '', `tthc:unit="centre" tthc:budget="${1 + ((at * 11) % 7)}" tthc:budgetUnit="workingHour"`),
  );
  const deadline = '<extensionElements><tthc:deadline kind="legal" value="60" unit="workingDay" /></extensionElements>';
  const inside = content(element('startEvent', 'start'), ...steps, element('endEvent', 'end'), 'start->t0', ...flows.flat());
  return definitions(`<process id="web" isExecutable="true">${deadline}${inside}</process>`);
}

/** The deadline of sixty steps on a web of parallel branches, split level by level and rounded to two hours. */
export const split: Row = {
  name: 'split',
  unit: 'a deadline split over 60 steps, levels and rounding',
  show: 'milliseconds',
  goal: '4 ms',
  async prepare() {
    const model = await modelOfXml(webXml());
    const count = 20;
    return {
      count,
      run() {
        for (let index = 0; index < count; index++)
          if (splitDeadline(model, { rounding: 'twoHours' }).outcome.outcome !== 'holds') throw new Error('the steps do not fit');
      },
    };
  },
};
