import { advanceDraft, draftOf, initialState } from '../../../engine/index.ts';
import type { Row } from '../row.ts';
import { now, tenTasks, variables } from '../ten-tasks.ts';

/** The same steps on a draft that the caller owns. */
export const advanceInPlace: Row = {
  name: 'advance in place',
  unit: 'steps of a 10-task procedure',
  show: 'perSecond',
  async prepare() {
    const model = await tenTasks;
    const dossiers = 2_000;
    const run = () => {
      for (let dossier = 0; dossier < dossiers; dossier++) {
        const draft = draftOf(initialState);
        advanceDraft(model, draft, { type: 'startInstance', variables }, now);
        for (let task = 0; task < 10; task++) advanceDraft(model, draft, { type: 'completeTask', elementKey: `task${task}#1` }, now);
        if (draft.status !== 'ended') throw new Error('the dossier did not end');
      }
    };
    return { count: dossiers * 11, run };
  },
};
