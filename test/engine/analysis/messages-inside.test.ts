/** Messages between processes of which one end lies deeper: never called answered when nothing says that they come. */
import { expect } from 'chai';
import { soundnessOf } from '../../support/soundness-of.ts';
import { content, definitions, element, processXml } from '../../support/bpmn.ts';

const message = '<messageEventDefinition messageRef="M"/>';
const roots = '<message id="M" name="M"/><message id="N" name="N"/>';
const flow = (from: string, to: string) =>
  `<collaboration id="K"><participant id="P1" processRef="P"/><participant id="Q1" processRef="Q"/><messageFlow id="m" sourceRef="${from}" targetRef="${to}"/></collaboration>`;
const send = (attributes = '') => element('sendTask', 'send', '', `messageRef="M" ${attributes}`);
const choosing = ['<startEvent id="s"/>', '<exclusiveGateway id="x"/>', '<endEvent id="t"/>', 's->x', 'x->t'];
const inside = (...parts: string[]) => element('subProcess', 'sp', content('<startEvent id="is"/>', '<endEvent id="ie"/>', ...parts));
const waiting = (...parts: string[]) => processXml('Q', '<startEvent id="qs"/>', '<endEvent id="qe"/>', ...parts);
const receive = element('receiveTask', 'rec', '', 'messageRef="M"');
const together = (...parts: string[]) => soundnessOf(definitions(roots, ...parts), 'together');
const sendsPlainly = processXml('P', '<startEvent id="s"/>', '<endEvent id="t"/>', send(), 's->send', 'send->t');

describe('soundness with messages sent or awaited deeper inside', () => {
  it('a message that a subprocess sends on one way only is not said to come', async () => {
    const { outcomes, reasons, process } = await together(
      flow('send', 'rec'),
      processXml('P', ...choosing, inside(send(), 'is->send', 'send->ie'), 'x->sp', '<endEvent id="u"/>', 'sp->u'),
      waiting(receive, 'qs->rec', 'rec->qe'),
    );
    expect(outcomes).to.equal('?????');
    expect(reasons).to.deep.equal(['MESSAGES_INSIDE']);
    expect(process.optionToComplete.outcome === 'notDecided' && process.optionToComplete.reason.messageEn).to.match(/: "send", "rec"$/);
  });

  it('nor one that a worker sends', async () => {
    const { outcomes } = await together(
      flow('send', 'rec'),
      processXml('P', ...choosing, send('tthc:jobType="post"'), 'x->send', 'send->t'),
      waiting(receive, 'qs->rec', 'rec->qe'),
    );
    expect(outcomes).to.equal('?????');
  });

  it('nor one that is awaited in a subprocess', async () => {
    const { outcomes } = await together(
      flow('send', 'rec'),
      processXml('P', ...choosing, send(), 'x->send', 'send->t'),
      waiting(inside(receive, 'is->rec', 'rec->ie'), 'qs->sp', 'sp->qe'),
    );
    expect(outcomes).to.equal('?????');
  });

  it('nor one that a called process sends', async () => {
    const { outcomes } = await together(
      '<collaboration id="K"><participant id="P1" processRef="P"/><participant id="Q1" processRef="Q"/><participant id="R1" processRef="R"/><messageFlow id="m" sourceRef="send" targetRef="rec"/></collaboration>',
      processXml('P', ...choosing, element('callActivity', 'c', '', 'calledElement="R"'), 'x->c', 'c->t'),
      waiting(receive, 'qs->rec', 'rec->qe'),
      processXml('R', '<startEvent id="rs"/>', '<endEvent id="re"/>', send(), 'rs->send', 'send->re'),
    );
    expect(outcomes).to.equal('?????');
  });

  it('nothing is called never reached that a subprocess starts', async () => {
    const { process } = await together(
      flow('send', 'ms'),
      processXml('P', '<startEvent id="s"/>', '<endEvent id="t"/>', inside(send(), 'is->send', 'send->ie'), 's->sp', 'sp->t'),
      processXml('Q', element('startEvent', 'ms', message), '<userTask id="u"/>', '<endEvent id="qe"/>', 'ms->u', 'u->qe'),
    );
    expect(process.noDeadActivities.outcome).to.equal('notDecided');
  });

  it('one sending does not answer the rounds of a receive task', async () => {
    const rounds = `<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality xsi:type="tFormalExpression">2</loopCardinality></multiInstanceLoopCharacteristics>`;
    const { outcomes, reasons } = await together(
      flow('send', 'rec'),
      sendsPlainly,
      waiting(element('receiveTask', 'rec', rounds, 'messageRef="M"'), 'qs->rec', 'rec->qe'),
    );
    expect([outcomes, reasons]).to.deep.equal(['?????', ['MESSAGES_INSIDE']]);
  });

  it('a message between the outermost elements is followed as before', async () => {
    const { outcomes } = await together(flow('send', 'rec'), sendsPlainly, waiting(receive, 'qs->rec', 'rec->qe'));
    expect(outcomes).to.equal('+++++');
  });
});
