import { advanceDraft, draftOf, initialState } from '../../../engine/index.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';
import type { Row } from '../row.ts';
import { now } from '../ten-tasks.ts';

const depth = 1_000;

/** A task inside a thousand subprocesses: opened from the outermost in one command, completed out of all of them in another. */
export const nestedScopes: Row = {
  name: 'nested subprocesses',
  unit: '1,000 deep, opened and completed',
  show: 'milliseconds',
  async prepare() {
    let inside = element('userTask', 'task');
    for (let level = depth; level >= 1; level--) inside = element('subProcess', `level${level}`, inside);
    const model = await modelOfXml(definitions(processXml('nested', inside)));
    return {
      count: 1,
      run() {
        const draft = draftOf(initialState);
        advanceDraft(model, draft, { type: 'startInstance' }, now);
        advanceDraft(model, draft, { type: 'completeTask', elementKey: 'task#1' }, now);
        if (draft.status !== 'ended') throw new Error('the dossier did not end');
      },
    };
  },
};
