import { expect } from 'chai';
import { catchNames } from '../../../engine/model/catch-names.ts';
import type { CalledVersions } from '../../../engine/model/called-version.ts';
import { content, element, modelOfXml, processXml } from '../../support/bpmn.ts';
import { boundary, bpmn, call, catching, end, eventSub, file, start, throwing, user } from '../semantics/support.ts';

const found = async (xml: string, called?: CalledVersions) => {
  const { messageStarts, signalStarts, timerStarts, catches, throwsOutside } = catchNames(await modelOfXml(xml, called));
  const named = (starts: typeof messageStarts) => starts.map(({ node, name }) => `${node.id} ${name}`);
  return {
    starts: [...named(messageStarts), ...named(signalStarts), ...timerStarts.map(({ node }) => node.id)],
    catches: [...catches].sort(),
    throwsOutside: [...throwsOutside].sort(),
  };
};
const nothing = { starts: [], catches: [], throwsOutside: [] };

describe('what a model starts by and waits for', () => {
  it('starts by the message, signal and timer starts of its processes, not by plain ones', async () => {
    const xml = file(
      processXml(
        'P',
        start('plain'),
        start('mail', 'message:M1'),
        start('flare', 'signal:S1'),
        user('a'),
        'plain->a',
        'mail->a',
        'flare->a',
      ),
      processXml('Q', start('clock', 'timer:PT1H'), user('b'), 'clock->b'),
    );
    expect(await found(xml)).to.deep.equal({ ...nothing, starts: ['mail M1', 'flare S1', 'clock'], catches: ['M1'] });
  });

  it('waits at catch events, receive tasks, boundaries and event subprocesses, however deep; a start in there is no start of a dossier', async () => {
    const receive = (id: string, message: string) => element('receiveTask', id, '', `messageRef="${message}"`);
    const shapes = [
      [catching('a', 'message:M1'), 's->a'],
      [receive('a', 'M1'), 's->a'],
      [user('a'), boundary('b', 'a', 'message:M1'), 's->a'],
      [user('a'), eventSub('e', 'message:M1', false, 'ea', user('ea')), 's->a'],
      [element('subProcess', 'a', content(start('as'), receive('inner', 'M1'), 'as->inner')), 's->a'],
      ['<eventBasedGateway id="g"/>', catching('a', 'message:M1'), catching('b', 'timer:PT1H'), 's->g', 'g->a', 'g->b'],
    ];
    for (const parts of shapes)
      expect(await found(bpmn(start('s'), ...parts)), parts.join('')).to.deep.equal({ ...nothing, catches: ['M1'] });
  });

  it('sends outside what no message flow keeps inside', async () => {
    const send = (id: string, message: string) => element('sendTask', id, '', `messageRef="${message}"`);
    const pools = '<participant id="p" processRef="P"/><participant id="q" processRef="Q"/><participant id="people"/>';
    const flows = '<messageFlow id="f1" sourceRef="a" targetRef="q"/><messageFlow id="f2" sourceRef="b" targetRef="people"/>';
    const xml = file(
      `<collaboration id="col">${pools}${flows}</collaboration>`,
      processXml(
        'P',
        start('s'),
        send('a', 'M1'),
        send('b', 'M2'),
        throwing('c', 'message:M3'),
        element('sendTask', 'job', '', 'messageRef="M1" tthc:jobType="mail"'),
        end('d', 'message:M2'),
        's->a',
        'a->b',
        'b->c',
        'c->d',
      ),
      processXml('Q', start('qs', 'message:M1'), user('qa'), 'qs->qa'),
    );
    expect(await found(xml)).to.deep.equal({ starts: ['qs M1'], catches: ['M1'], throwsOutside: ['M2', 'M3'] });
  });

  it('catches and throws what a called version does, and does not start by it', async () => {
    const callee = file(
      processXml(
        'Q',
        start('qs'),
        start('mail', 'message:M1'),
        start('flare', 'signal:S1'),
        start('clock', 'timer:PT1H'),
        catching('a', 'message:M2'),
        throwing('b', 'message:M3'),
        'qs->a',
        'mail->a',
        'flare->a',
        'clock->a',
        'a->b',
      ),
    );
    const called: CalledVersions = new Map([['Q', { processId: 'Q', version: 1, xml: callee }]]);
    expect(await found(file(processXml('P', start('s'), call('c', 'Q'), 's->c')), called)).to.deep.equal({
      starts: [],
      catches: ['M2'],
      throwsOutside: ['M3'],
    });
    expect((await found(callee)).starts).to.deep.equal(['mail M1', 'flare S1', 'clock']);
  });

  it('is nothing for a model that only works', async () => {
    expect(await found(bpmn(start('s'), user('a'), 's->a'))).to.deep.equal(nothing);
  });
});
