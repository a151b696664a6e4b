import { expect } from 'chai';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { element } from '../../../support/bpmn.ts';
import { bpmn, catching, end, expectEmpty, holds, mappings, played, start, throwing, user } from '../support.ts';

const waiting = (what: string) => bpmn(start('s'), catching('c', what), end('e'), 's->c', 'c->e');

describe('intermediate catch event', () => {
  it('waits for its message and takes what it brings', async () => {
    const dossier = await played(waiting('message:M1'));
    expect(dossier.active()).to.deep.equal(['c']);
    dossier.send({ type: 'deliverMessage', name: 'M1', variables: { x: 1 } });
    expectEmpty(dossier);
    expect(dossier.variable('x')).to.equal(1);
  });

  it('waits for its signal', async () => {
    const dossier = await played(waiting('signal:S1'));
    dossier.refuses('NOT_WAITING', { type: 'broadcastSignal', name: 'S2' });
    dossier.send({ type: 'broadcastSignal', name: 'S1', variables: { x: 1 } });
    expectEmpty(dossier);
    expect(dossier.variable('x')).to.equal(1);
  });

  it('a duration counts from the arrival of the token; not a second before it is due', async () => {
    const dossier = await played(waiting('timer:PT30M'));
    dossier.at('2026-03-02T08:29:59.999+07:00');
    dossier.refuses('TIMER_NOT_DUE', { type: 'fireTimer', elementKey: 'c#1' });
    dossier.at('2026-03-02T08:30:00+07:00');
    dossier.send({ type: 'fireTimer', elementKey: 'c#1' });
    expectEmpty(dossier);
  });

  it('a date without a zone is one of the office; one in the past is due at once', async () => {
    const dossier = await played(waiting('date:2026-03-05'));
    expect(dossier.state.subscriptions['c#1']!.dueAt).to.equal('2026-03-04T17:00:00.000Z');
    await holds(waiting('date:2020-01-01T00:00:00Z'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, ended: true, completed: ['c', 'e'] }],
    });
  });

  it('FEEL may say the date or the duration; what is no time is an incident', async () => {
    const duration = await played(waiting('timer:=wait'), { variables: { wait: 'PT2H' } });
    expect(duration.state.subscriptions['c#1']!.dueAt).to.equal('2026-03-02T03:00:00.000Z');
    const date = await played(waiting('date:=date and time("2026-03-03T10:00:00+07:00")'));
    expect(date.state.subscriptions['c#1']!.dueAt).to.equal('2026-03-03T03:00:00.000Z');
    const wrong = await played(waiting('timer:=wait'));
    expect(wrong.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['TIMER_FAILED', 'c']]);
    wrong.send({ type: 'setVariables', variables: { wait: 'PT2H' } });
    wrong.send({ type: 'resolveIncident', incidentKey: wrong.incidents()[0]!.key });
    expect(wrong.active()).to.deep.equal(['c']);
  });

  it('a catching link goes on at once wherever its partner threw', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      user('b'),
      throwing('t1', 'link:L'),
      throwing('t2', 'link:L'),
      catching('c', 'link:L'),
      user('after'),
      's->a',
      's->b',
      'a->t1',
      'b->t2',
      'c->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }],
      expect: [{ after: 2, active: ['after', 'after'], completed: ['c', 'c', 't1', 't2'] }],
    });
  });

  it('can be triggered by hand, through its output mappings', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        element('intermediateCatchEvent', 'c', `${mappings({}, { y: 'x + 1' })}<messageEventDefinition messageRef="M1"/>`),
        end('e'),
        's->c',
        'c->e',
      ),
    );
    dossier.send({ type: 'trigger', elementKey: 'c#1', variables: { x: 1 } });
    expect(dossier.state.result).to.deep.equal({ y: 2 });
  });

  it('one that catches nothing, or a link among other things, is refused when it is read', async () => {
    const codes = async (xml: string) => (await readBpmn(bpmn(start('s'), xml, 's->c'))).problems.map(({ code }) => code);
    expect(await codes('<intermediateCatchEvent id="c"/>')).to.deep.equal(['EVENT_DEFINITION_WRONG']);
    expect(
      await codes(element('intermediateCatchEvent', 'c', '<messageEventDefinition messageRef="M1"/><linkEventDefinition name="L"/>')),
    ).to.deep.equal(['EVENT_DEFINITION_WRONG']);
    expect(await codes(catching('c', 'timer:tomorrow'))).to.deep.equal(['TIMER_INVALID']);
    expect(
      await codes(
        catching('c', 'link:Nowhere')
          .replace('intermediateCatchEvent', 'intermediateThrowEvent')
          .replace('/intermediateCatchEvent', '/intermediateThrowEvent'),
      ),
    ).to.deep.equal(['LINK_TARGET']);
  });
});
