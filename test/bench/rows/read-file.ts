import { readBpmn } from '../../../engine/index.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import type { Row } from '../row.ts';

/** 250 tasks and 250 flows. */
export const readFile: Row = {
  name: 'read a file',
  unit: '500 elements, XML to model',
  show: 'milliseconds',
  async prepare() {
    const tasks = Array.from({ length: 249 }, (_, index) => element('userTask', `task${index}`));
    const flows = tasks.map((_, index) => (index === 0 ? 'start->task0' : `task${index - 1}->task${index}`));
    const xml = definitions(processXml('long', element('startEvent', 'start'), ...tasks, ...flows));
    const count = 4;
    return {
      count,
      async run() {
        for (let index = 0; index < count; index++) if (!(await readBpmn(xml)).model) throw new Error('the file was refused');
      },
    };
  },
};
