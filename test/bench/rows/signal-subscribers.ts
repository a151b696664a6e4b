import { advanceDraft, draftOf, initialState } from '../../../engine/index.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';
import type { Row } from '../row.ts';
import { now } from '../ten-tasks.ts';

const subscribers = 10_000;

/** Ten thousand branches of one dossier wait for a signal; it comes, and all of them end. */
export const signalSubscribers: Row = {
  name: 'signal subscribers',
  unit: '10,000 armed and reached, each',
  show: 'microseconds',
  async prepare() {
    const loop = `<multiInstanceLoopCharacteristics><loopCardinality>${subscribers}</loopCardinality></multiInstanceLoopCharacteristics>`;
    const waits = element('intermediateCatchEvent', 'wait', '<signalEventDefinition signalRef="go"/>');
    const model = await modelOfXml(
      definitions('<signal id="go" name="go"/>', processXml('signals', element('subProcess', 'each', loop + waits))),
    );
    return {
      count: subscribers,
      run() {
        const draft = draftOf(initialState);
        advanceDraft(model, draft, { type: 'startInstance' }, now);
        advanceDraft(model, draft, { type: 'broadcastSignal', name: 'go' }, now);
        if (draft.status !== 'ended') throw new Error('the dossier did not end');
      },
    };
  },
};
