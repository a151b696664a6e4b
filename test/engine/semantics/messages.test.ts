/** Messages between the pools of one file: delivered in the same command, kept until waited for, in order, by key (ADR 0008). */
import { expect } from 'chai';
import { content, element, escape } from '../../support/bpmn.ts';
import {
  boundary,
  catching,
  end,
  event,
  eventSub,
  expectEmpty,
  file,
  holds,
  mappings,
  played,
  start,
  throwing,
  user,
  type Play,
} from './support.ts';

/** Two pools, A and B, and message flows `from->to`. */
function pools(a: readonly string[], b: readonly string[], ...flows: string[]): string {
  const drawn = flows
    .map((flow) => flow.split('->'))
    .map(([from, to]) => `<messageFlow id="${from}_to_${to}" sourceRef="${from}" targetRef="${to}"/>`);
  return file(
    `<collaboration id="c"><participant id="poolA" processRef="A"/><participant id="poolB" processRef="B"/>${drawn.join('')}</collaboration>`,
    `<process id="A" isExecutable="true">${content(...a)}</process>`,
    `<process id="B" isExecutable="true">${content(...b)}</process>`,
  );
}

const begin = (xml: string, variables = {}): Promise<Play> => played(xml, { process: 'A', variables });
const told = mappings({ told: '1' });

describe('messages between pools', () => {
  it('start the other pool in the same dossier, with what they bring', async () => {
    const xml = pools(
      [start('s'), event('intermediateThrowEvent', 't', 'message:M1', '', told), user('a'), 's->t', 't->a'],
      [start('bs', 'message:M1'), user('b'), 'bs->b'],
      't->bs',
    );
    const dossier = await begin(xml);
    expect(dossier.active()).to.deep.equal(['a', 'b']);
    expect(Object.keys(dossier.state.scopes).sort()).to.deep.equal(['A#1', 'B#1']);
    expect(dossier.state.scopes['B#1']!.variables).to.deep.equal({ told: 1 });
    expect(dossier.state.scopes['A#1']!.variables).to.deep.equal({});
    dossier.complete('a');
    expect(dossier.state.status).to.equal('active');
    dossier.complete('b');
    expectEmpty(dossier);
  });

  it('there and back: question and answer in two commands', async () => {
    const xml = pools(
      [start('s'), throwing('ask', 'message:M1'), catching('answer', 'message:M2'), end('e'), 's->ask', 'ask->answer', 'answer->e'],
      [start('bs', 'message:M1'), user('b'), event('endEvent', 'reply', 'message:M2', '', told), 'bs->b', 'b->reply'],
      'ask->bs',
      'reply->answer',
    );
    const dossier = await begin(xml);
    expect(dossier.active()).to.deep.equal(['answer', 'b']);
    dossier.complete('b');
    expectEmpty(dossier);
    expect(dossier.variable('told')).to.equal(1);
  });

  it('sent before anybody waits they are kept, and taken in the order of sending', async () => {
    const xml = pools(
      [
        start('s'),
        throwing('call', 'message:M1'),
        event('intermediateThrowEvent', 't1', 'message:M2', '', mappings({ x: '1' })),
        event('intermediateThrowEvent', 't2', 'message:M2', '', mappings({ x: '2' })),
        's->call',
        'call->t1',
        't1->t2',
      ],
      [
        start('bs', 'message:M1'),
        user('b'),
        catching('m', 'message:M2'),
        user('between'),
        catching('n', 'message:M2'),
        'bs->b',
        'b->m',
        'm->between',
        'between->n',
      ],
      'call->bs',
      't1->poolB',
      't2->poolB',
    );
    const dossier = await begin(xml);
    expect(Object.values(dossier.state.messages).map(({ variables }) => variables.x)).to.deep.equal([1, 2]);
    // the order must not depend on the order of keys in a stored state
    dossier.state = { ...dossier.state, messages: Object.fromEntries(Object.entries(dossier.state.messages).reverse()) };
    dossier.complete('b');
    expect(dossier.variable('x')).to.equal(1);
    dossier.complete('between');
    expectEmpty(dossier);
    expect(dossier.state.result!.x).to.equal(2);
  });

  it('kept for a catch that stays armed they are all taken', async () => {
    const xml = pools(
      [
        start('s'),
        throwing('call', 'message:M1'),
        throwing('t1', 'message:M2'),
        throwing('t2', 'message:M2'),
        's->call',
        'call->t1',
        't1->t2',
      ],
      [
        start('bs', 'message:M1'),
        user('b'),
        user('host'),
        boundary('more', 'host', 'message:M2', false),
        user('extra'),
        'bs->b',
        'b->host',
        'more->extra',
      ],
      'call->bs',
      't1->more',
      't2->more',
    );
    const dossier = await begin(xml);
    dossier.complete('b');
    expect(dossier.active()).to.deep.equal(['extra', 'extra', 'host']);
    expect(dossier.state.messages).to.deep.equal({});
  });

  it('a message flow to a pool is not taken by the sender’s own pool', async () => {
    const xml = pools(
      [start('s'), catching('own', 'message:M2'), throwing('t', 'message:M2'), 's->own', 's->t'],
      [start('bs', 'message:M1'), catching('m', 'message:M2'), 'bs->m'],
      't->poolB',
    );
    const dossier = await begin(xml);
    expect(dossier.active()).to.deep.equal(['own']);
    expect(Object.values(dossier.state.messages).map(({ name, pool }) => [name, pool])).to.deep.equal([['M2', 'B']]);
  });

  it('a message flow to an element is for that element although another one waits longer for the same name', async () => {
    const xml = pools(
      [start('s'), throwing('call', 'message:M1'), user('a'), throwing('t', 'message:M2'), 's->call', 'call->a', 'a->t'],
      [start('bs', 'message:M1'), catching('first', 'message:M2'), catching('second', 'message:M2'), 'bs->first', 'bs->second'],
      'call->bs',
      't->second',
    );
    const dossier = await begin(xml);
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['first']);
  });

  it('the ends of a message flow may name the message differently', async () => {
    const xml = pools(
      [start('s'), throwing('call', 'message:M1'), throwing('t', 'message:M2'), 's->call', 'call->t'],
      [start('bs', 'message:M1'), catching('m', 'message:M3'), 'bs->m'],
      'call->bs',
      't->m',
    );
    expectEmpty(await begin(xml));
  });

  it('keys must agree: the message waits for the catch with its own key', async () => {
    const receive = (id: string, key: string) => element('receiveTask', id, '', `messageRef="M2" tthc:correlationKey="${escape(key)}"`);
    const xml = pools(
      [start('s'), throwing('call', 'message:M1'), event('intermediateThrowEvent', 't', 'message:M2?"K"'), 's->call', 'call->t'],
      [start('bs', 'message:M1'), receive('wrong', '"L"'), receive('right', '"K"'), 'bs->wrong', 'bs->right'],
      'call->bs',
      't->poolB',
    );
    const dossier = await begin(xml);
    expect(dossier.active()).to.deep.equal(['wrong']);
  });

  it('an event subprocess of the other pool takes it, whoever else waits later', async () => {
    const xml = pools(
      [start('s'), throwing('call', 'message:M1'), user('a'), throwing('t', 'message:M2'), 's->call', 'call->a', 'a->t'],
      [start('bs', 'message:M1'), user('b'), 'bs->b', eventSub('note', 'message:M2', false, 'noted', user('noted'))],
      'call->bs',
      't->poolB',
    );
    const dossier = await begin(xml);
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['b', 'noted']);
  });

  it('to a pool nobody runs (a black box) they leave the dossier', async () => {
    const xml = file(
      `<collaboration id="c"><participant id="poolA" processRef="A"/><participant id="box" name="Citizen"/><messageFlow id="f" sourceRef="t" targetRef="box"/></collaboration>`,
      `<process id="A" isExecutable="true">${content(start('s'), throwing('t', 'message:M1'), 's->t')}</process>`,
    );
    const dossier = await played(xml);
    expectEmpty(dossier);
    expect(dossier.events.flatMap((each) => (each.type === 'messageThrown' ? [each.delivery] : []))).to.deep.equal(['outside']);
  });

  it('through scenarios: both pools are one dossier and end together', async () => {
    const xml = pools(
      [start('s'), throwing('t', 'message:M1'), user('a'), 's->t', 't->a'],
      [start('bs', 'message:M1'), user('b'), 'bs->b'],
      't->bs',
    );
    await holds(xml, {
      process: 'A',
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }],
      expect: [
        { after: 0, active: ['a', 'b'] },
        { after: 1, ended: false },
        { after: 2, ended: true },
      ],
    });
  });
});
