import { advance as step, initialState } from '../../../engine/index.ts';
import type { Row } from '../row.ts';
import { now, tenTasks, variables } from '../ten-tasks.ts';

/** Pure steps: the state before stays as it was. */
export const advance: Row = {
  name: 'advance',
  unit: 'steps of a 10-task procedure',
  goal: '≥ 50,000/s',
  show: 'perSecond',
  async prepare() {
    const model = await tenTasks;
    const dossiers = 2_000;
    const run = () => {
      for (let dossier = 0; dossier < dossiers; dossier++) {
        let { state } = step(model, initialState, { type: 'startInstance', variables }, now);
        for (let task = 0; task < 10; task++) ({ state } = step(model, state, { type: 'completeTask', elementKey: `task${task}#1` }, now));
        if (state.status !== 'ended') throw new Error('the dossier did not end');
      }
    };
    return { count: dossiers * 11, run };
  },
};
