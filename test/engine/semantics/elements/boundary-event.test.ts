import { expect } from 'chai';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { boundary, bpmn, call, end, eventSub, expectEmpty, file, holds, mappings, played, start, sub, user } from '../support.ts';
import { processXml } from '../../../support/bpmn.ts';

describe('boundary event', () => {
  const around = (what: string, interrupting: boolean) =>
    bpmn(start('s'), user('a'), boundary('x', 'a', what, interrupting), user('b'), end('e'), 's->a', 'a->e', 'x->b');

  for (const [what, step] of [
    ['message:M1', { do: 'message', name: 'M1' }],
    ['signal:S1', { do: 'signal', name: 'S1' }],
    ['timer:PT1H', { do: 'advance', by: 'PT1H' }],
    ['date:2026-03-02T09:00:00+07:00', { do: 'advance', by: 'PT1H' }],
    ['escalation:X1', { do: 'throwEscalation', at: 'a', code: 'X1' }],
    ['escalation', { do: 'throwEscalation', at: 'a', code: 'X2' }],
  ] as const)
    it(`${what}: interrupting ends the activity, not interrupting leaves it`, async () => {
      await holds(around(what, true), { steps: [{ do: 'start' }, step], expect: [{ after: 1, active: ['b'], completed: ['x'] }] });
      await holds(around(what, false), { steps: [{ do: 'start' }, step], expect: [{ after: 1, active: ['a', 'b'], completed: ['x'] }] });
    });

  it('an error always interrupts', async () => {
    await holds(around('error:E1', true), {
      steps: [{ do: 'start' }, { do: 'throwError', at: 'a', code: 'E1' }],
      expect: [{ after: 1, active: ['b'] }],
    });
    const { problems } = await readBpmn(around('error:E1', false));
    expect(problems.map(({ code, at }) => [code, at])).to.deep.equal([['BOUNDARY_INTERRUPTS', 'x']]);
  });

  it('is gone when its activity completes', async () => {
    const dossier = await played(around('message:M1', true));
    const elementKey = dossier.armed('x');
    dossier.complete('a');
    dossier.refuses('WRONG_STATUS', { type: 'trigger', elementKey });
    expectEmpty(dossier);
  });

  it('a timer that does not interrupt fires once, a cycle each round', async () => {
    await holds(around('timer:PT1H', false), {
      steps: [{ do: 'start' }, { do: 'advance', by: 'PT9H' }],
      expect: [{ after: 1, active: ['a', 'b'] }],
    });
    await holds(around('cycle:R2/PT1H', false), {
      steps: [{ do: 'start' }, { do: 'advance', by: 'PT9H' }],
      expect: [{ after: 1, active: ['a', 'b', 'b'] }],
    });
  });

  it('what triggers it brings variables, through its output mappings', async () => {
    const dossier = await played(bpmn(start('s'), user('a'), boundary('x', 'a', 'message:M1', true, mappings({}, { y: 'x * 2' })), 's->a'));
    dossier.send({ type: 'deliverMessage', name: 'M1', variables: { x: 4 } });
    expect(dossier.state.result).to.deep.equal({ y: 8 });
  });

  it('on a subprocess or a called process it ends everything inside', async () => {
    const inside = [start('is'), user('a'), 'is->a', eventSub('aside', 'message:M2', false, 'asideTask', user('asideTask'))];
    const onSub = bpmn(start('s'), sub('scope', ...inside), boundary('x', 'scope', 'message:M1'), user('b'), 's->scope', 'x->b');
    const onCall = file(
      processXml('P', start('s'), call('scope', 'Q'), boundary('x', 'scope', 'message:M1'), user('b'), 's->scope', 'x->b'),
      processXml('Q', ...inside),
    );
    for (const xml of [onSub, onCall]) {
      const dossier = await played(xml);
      dossier.send({ type: 'deliverMessage', name: 'M2' });
      dossier.send({ type: 'deliverMessage', name: 'M1' });
      expect(dossier.active()).to.deep.equal(['b']);
      expect(Object.keys(dossier.state.scopes)).to.deep.equal(['P#1']);
      expect(dossier.state.subscriptions).to.deep.equal({});
    }
  });

  it('one without anything to catch, or with a flow into it, is refused when it is read', async () => {
    const codes = async (...parts: string[]) =>
      (await readBpmn(bpmn(start('s'), user('a'), 's->a', ...parts))).problems.map(({ code }) => code);
    expect(await codes('<boundaryEvent id="x" attachedToRef="a"/>')).to.deep.equal(['EVENT_DEFINITION_WRONG']);
    expect(await codes(boundary('x', 'a', 'message:M1'), 'a->x')).to.include('FLOW_INTO_START');
    expect(await codes(boundary('x', 's', 'message:M1'))).to.include('BOUNDARY_HOST');
  });
});
