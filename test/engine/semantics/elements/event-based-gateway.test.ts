import { expect } from 'chai';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { element } from '../../../support/bpmn.ts';
import { bpmn, catching, end, event, expectEmpty, holds, played, start, user } from '../support.ts';

const g = element('eventBasedGateway', 'g');

describe('event-based gateway', () => {
  const xml = bpmn(
    start('s'),
    g,
    catching('m', 'message:M1'),
    catching('c', 'signal:S1'),
    catching('t', 'timer:PT1H'),
    event('receiveTask', 'r', undefined, 'messageRef="M2"'),
    user('after'),
    end('late'),
    's->g',
    'g->m',
    'g->c',
    'g->t',
    'g->r',
    'm->after',
    'c->after',
    't->late',
    'r->after',
  );

  for (const [id, step] of [
    ['m', { do: 'message', name: 'M1', variables: { x: 1 } }],
    ['c', { do: 'signal', name: 'S1', variables: { x: 1 } }],
    ['r', { do: 'message', name: 'M2', variables: { x: 1 } }],
    ['m', { do: 'trigger', at: 'm', variables: { x: 1 } }],
  ] as const)
    it(`${step.do} at ${id} decides; the others are given up at once`, async () => {
      await holds(xml, {
        steps: [{ do: 'start' }, step, { do: 'advance', by: 'P1D' }],
        expect: [
          { after: 0, active: ['g'] },
          { after: 1, active: ['after'], completed: ['g', id], variables: { x: 1 } },
          { after: 2, active: ['after'], notReached: ['late'] },
        ],
      });
    });

  it('the timer decides when nothing else came', async () => {
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'advance', by: 'PT1H' }],
      expect: [{ after: 1, ended: true, completed: ['g', 't', 'late'] }],
    });
  });

  it('nothing of it stays armed', async () => {
    const dossier = await played(xml);
    expect(Object.keys(dossier.state.subscriptions).sort()).to.deep.equal(['c#1', 'm#1', 'r#1', 't#1']);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.state.subscriptions).to.deep.equal({});
    dossier.refuses('NOT_WAITING', { type: 'fireTimer', elementKey: 't#1' });
    dossier.complete('after');
    expectEmpty(dossier);
  });

  it('one event whose time cannot be evaluated stops the gateway before anything is armed', async () => {
    const dossier = await played(
      bpmn(start('s'), g, catching('m', 'message:M1'), catching('t', 'timer:=wait'), end('e'), 's->g', 'g->m', 'g->t', 'm->e', 't->e'),
    );
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['TIMER_FAILED', 't']]);
    expect(dossier.state.subscriptions).to.deep.equal({});
    dossier.send({ type: 'setVariables', variables: { wait: 'PT1H' } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['g']);
  });

  it('leads to events that wait only, each with one flow into it; others are refused when they are read', async () => {
    const codes = async (...parts: string[]) => (await readBpmn(bpmn(start('s'), g, 's->g', ...parts))).problems.map(({ code }) => code);
    expect(await codes(user('a'), 'g->a')).to.deep.equal(['EVENT_GATEWAY_TARGET']);
    expect(await codes(catching('m', 'message:M1'), user('a'), 'g->m', 'a->m')).to.include('EVENT_GATEWAY_TARGET_SHARED');
    const instantiating = element('eventBasedGateway', 'g', '', 'instantiate="true"');
    expect((await readBpmn(bpmn(start('s'), instantiating, 's->g'))).problems.map(({ code }) => code)).to.deep.equal(['INSTANTIATE_PLACE']);
  });
});
