import { advanceDraft, draftOf, initialState } from '../../../engine/index.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';
import type { Row } from '../row.ts';
import { now } from '../ten-tasks.ts';

/** Ten thousand tasks that pass at once, in one command. */
export const straightProcess: Row = {
  name: 'straight process',
  unit: '10,000 steps in one command',
  show: 'milliseconds',
  async prepare() {
    const tasks = Array.from({ length: 10_000 }, (_, index) => element('task', `task${index}`));
    const flows = tasks.map((_, index) => (index === 0 ? 'start->task0' : `task${index - 1}->task${index}`));
    const model = await modelOfXml(definitions(processXml('straight', element('startEvent', 'start'), ...tasks, ...flows)));
    return {
      count: 1,
      run() {
        const draft = draftOf(initialState);
        advanceDraft(model, draft, { type: 'startInstance' }, now);
        if (draft.status !== 'ended') throw new Error('the dossier did not end');
      },
    };
  },
};
