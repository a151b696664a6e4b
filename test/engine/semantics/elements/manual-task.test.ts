import { element } from '../../../support/bpmn.ts';
import { bpmn, end, holds, played, start } from '../support.ts';

describe('manual task', () => {
  const xml = bpmn(start('s'), element('manualTask', 'm'), end('e'), 's->m', 'm->e');

  it('waits until the person says that the work has been done', async () => {
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'claim', at: 'm', by: 'officer-1' }, { do: 'complete', at: 'm', by: 'officer-1' }],
      expect: [
        { after: 1, active: ['m'] },
        { after: 2, ended: true, completed: ['m', 'e'] },
      ],
    });
  });

  it('is no job', async () => {
    const dossier = await played(xml);
    dossier.refuses('NOT_APPLICABLE', { type: 'completeJob', elementKey: 'm#1' });
  });
});
