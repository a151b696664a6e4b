import { advanceDraft, draftOf, initialState } from '../../../engine/index.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';
import type { Row } from '../row.ts';
import { now } from '../ten-tasks.ts';

/** A parallel multi-instance task of ten thousand rounds, completed one by one. */
export const manyRounds: Row = {
  name: 'parallel rounds',
  unit: '10,000 completed one by one, each',
  show: 'microseconds',
  async prepare() {
    const loop = '<multiInstanceLoopCharacteristics><loopCardinality>10000</loopCardinality></multiInstanceLoopCharacteristics>';
    const model = await modelOfXml(
      definitions(
        processXml(
          'rounds',
          element('startEvent', 'start'),
          element('userTask', 'task', loop),
          element('endEvent', 'end'),
          'start->task',
          'task->end',
        ),
      ),
    );
    return {
      count: 10_000,
      run() {
        const draft = draftOf(initialState);
        advanceDraft(model, draft, { type: 'startInstance' }, now);
        for (let round = 2; round <= 10_001; round++)
          advanceDraft(model, draft, { type: 'completeTask', elementKey: `task#${round}` }, now);
        if (draft.status !== 'ended') throw new Error('the dossier did not end');
      },
    };
  },
};
