import { expect } from 'chai';
import { element, escape } from '../../../support/bpmn.ts';
import { bpmn, catching, end, expectEmpty, holds, mappings, played, start } from '../support.ts';

const send = (children = '', attributes = '') => element('sendTask', 'send', children, `messageRef="M1"${attributes && ` ${attributes}`}`);

describe('send task', () => {
  it('sends its message to who waits in another dossier and goes on at once', async () => {
    const xml = bpmn(
      start('s'),
      start('w'),
      send(mappings({ paid: '100' })),
      end('e'),
      catching('m', 'message:M1'),
      end('got'),
      's->send',
      'send->e',
      'w->m',
      'm->got',
    );
    await holds(xml, {
      steps: [
        { do: 'start', at: 'w' },
        { do: 'start', at: 's' },
      ],
      expect: [{ after: 1, ended: true, completed: ['send', 'e', 'm', 'got'], variables: { paid: 100 } }],
    });
  });

  it('to nobody: the message leaves the dossier as an event and the sender goes on (ADR 0008)', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        send(mappings({ paid: 'x' }), `tthc:correlationKey="${escape('"D-" + string(x)')}"`),
        end('e'),
        's->send',
        'send->e',
      ),
      { variables: { x: 1 } },
    );
    expectEmpty(dossier);
    expect(dossier.events.filter(({ type }) => type === 'messageThrown')).to.deep.equal([
      { type: 'messageThrown', elementId: 'send', name: 'M1', variables: { paid: 1 }, correlationKey: 'D-1', delivery: 'outside' },
    ]);
  });

  it('with a job type it is a job and sends nothing itself', async () => {
    const dossier = await played(bpmn(start('s'), send('', 'tthc:jobType="post"'), end('e'), 's->send', 'send->e'));
    expect(dossier.active()).to.deep.equal(['send']);
    dossier.refuses('NOT_APPLICABLE', { type: 'completeTask', elementKey: 'send#1' });
    dossier.complete('send');
    expectEmpty(dossier);
    expect(dossier.events.some(({ type }) => type === 'messageThrown')).to.equal(false);
  });

  it('a payload that cannot be evaluated stops it before anything is sent', async () => {
    const dossier = await played(bpmn(start('s'), send('', 'tthc:correlationKey="1 + x"'), end('e'), 's->send', 'send->e'), {
      variables: { x: 'text' },
    });
    expect(dossier.incidents().map(({ elementId }) => elementId)).to.deep.equal(['send']);
    expect(dossier.events.some(({ type }) => type === 'messageThrown')).to.equal(false);
    dossier.send({ type: 'setVariables', variables: { x: 1 } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expectEmpty(dossier);
  });
});
