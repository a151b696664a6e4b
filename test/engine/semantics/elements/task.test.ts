import { expect } from 'chai';
import { element } from '../../../support/bpmn.ts';
import { bpmn, end, expectEmpty, holds, mappings, played, start, user } from '../support.ts';

describe('task', () => {
  it('is completed upon activation; nobody is asked', async () => {
    const dossier = await played(
      bpmn(start('s'), element('task', 't', '', 'tthc:budget="1" tthc:budgetUnit="workingDay"'), end('e'), 's->t', 't->e'),
    );
    expectEmpty(dossier);
    expect(dossier.completed()).to.deep.equal(['s', 't', 'e']);
    expect(dossier.state.steps).to.deep.equal({});
  });

  it('applies its mappings on the way', async () => {
    const dossier = await played(bpmn(start('s'), element('task', 't', mappings({ local: 'x' }, { y: 'local + 1' })), 's->t'), {
      variables: { x: 1 },
    });
    expect(dossier.state.result).to.deep.equal({ x: 1, y: 2 });
  });

  it('without outgoing flow it ends its branch, without incoming flow it starts with its process', async () => {
    await holds(bpmn(element('task', 't'), user('a')), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, active: ['a'], completed: ['t'] }],
    });
  });

  it('cannot be completed by anybody', async () => {
    const dossier = await played(bpmn(start('s'), element('task', 't', mappings({ x: '1 + y' })), 's->t'), { variables: { y: 'text' } });
    expect(dossier.active()).to.deep.equal([]);
    dossier.refuses('NOT_WAITING', { type: 'completeTask', elementKey: 't#1' });
  });
});
