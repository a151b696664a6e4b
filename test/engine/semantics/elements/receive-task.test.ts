import { expect } from 'chai';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { element } from '../../../support/bpmn.ts';
import { bpmn, end, expectEmpty, mappings, multiInstance, played, start } from '../support.ts';

const receive = (children = '', attributes = '') =>
  element('receiveTask', 'r', children, `messageRef="M1"${attributes && ` ${attributes}`}`);
const xml = bpmn(start('s'), receive(mappings({}, { amount: 'sum' }), 'tthc:correlationKey="code"'), end('e'), 's->r', 'r->e');

describe('receive task', () => {
  it('is completed by its message with the right key, through its output mappings', async () => {
    const dossier = await played(xml, { variables: { code: 'D-1' } });
    dossier.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'M1', correlationKey: 'D-2' });
    dossier.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'M1', correlationKey: 'D-2', elementKey: 'r#1' });
    dossier.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'M2', elementKey: 'r#1' });
    dossier.send({ type: 'deliverMessage', name: 'M1', correlationKey: 'D-1', variables: { sum: 5, other: 1 } });
    expectEmpty(dossier);
    expect(dossier.state.result).to.deep.equal({ code: 'D-1', amount: 5 });
  });

  it('is not completed by a person or worker', async () => {
    const dossier = await played(xml, { variables: { code: 'D-1' } });
    dossier.refuses('NOT_APPLICABLE', { type: 'completeTask', elementKey: 'r#1' });
    dossier.refuses('NOT_APPLICABLE', { type: 'completeJob', elementKey: 'r#1' });
    dossier.refuses('NOT_APPLICABLE', { type: 'claimTask', elementKey: 'r#1', by: 'officer-1' });
  });

  it('each round of a multi-instance one takes one message', async () => {
    const dossier = await played(bpmn(start('s'), receive(multiInstance({ cardinality: '2' })), end('e'), 's->r', 'r->e'));
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.active()).to.deep.equal(['r']);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expectEmpty(dossier);
  });

  it('an instantiating one in the middle of a process is refused by name when it is read', async () => {
    const { problems } = await readBpmn(
      bpmn(start('s'), element('receiveTask', 'r', '', 'messageRef="M1" instantiate="true"'), end('e'), 's->r', 'r->e'),
    );
    expect(problems.map(({ code, at }) => [code, at])).to.deep.equal([['INSTANTIATE_PLACE', 'r']]);
  });
});
