/** Cases 61 to 65: data and expressions (ADR 0005, 0019). */
import { expect } from 'chai';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { element, processXml } from '../../../support/bpmn.ts';
import {
  and,
  boundary,
  bpmn,
  call,
  end,
  event,
  expectEmpty,
  file,
  holds,
  loop,
  mappings,
  multiInstance,
  or,
  played,
  script,
  start,
  sub,
  user,
  xor,
} from '../support.ts';

describe('F8 data and expressions', () => {
  it('case 61: parallel branches write the same variable: the later completion wins', async () => {
    const dossier = await played(bpmn(start('s'), user('a'), user('b'), 's->a', 's->b'));
    dossier.complete('b', { x: 'b' });
    dossier.complete('a', { x: 'a' });
    expect(dossier.variable('x')).to.equal('a');
  });

  it('case 61: a local variable hides one of the same name outside and is written itself', async () => {
    const inside = [start('is'), user('a'), 'is->a'];
    const dossier = await played(
      bpmn(start('s'), sub('scope', mappings({ x: 'x + 1' }), ...inside), user('after'), 's->scope', 'scope->after'),
      { variables: { x: 1 } },
    );
    expect(dossier.state.scopes['scope#1']!.variables).to.deep.equal({ x: 2 });
    dossier.complete('a', { x: 7, y: 8 });
    expect(dossier.variable('x')).to.equal(1);
    expect(dossier.variable('y')).to.equal(8);
  });

  it('case 61: an output mapping that fails half-way leaves nothing of itself', async () => {
    const dossier = await played(
      bpmn(start('s'), user('a', mappings({}, { one: '1', two: '2 + text' })), user('after'), 's->a', 'a->after'),
      { variables: { text: 'x' } },
    );
    dossier.complete('a', { given: true });
    expect(dossier.incidents().map(({ code, elementKey }) => [code, elementKey])).to.deep.equal([['EXPRESSION_FAILED', 'a#1']]);
    expect(dossier.variable('one')).to.equal(undefined);
    expect(dossier.active()).to.deep.equal(['a']);
    dossier.refuses('WRONG_STATUS', { type: 'completeTask', elementKey: 'a#1' });
    // what it was completed with is kept for the retry
    dossier.send({ type: 'setVariables', variables: { text: 40 } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect([dossier.variable('one'), dossier.variable('two')]).to.deep.equal([1, 42]);
    expect(dossier.active()).to.deep.equal(['after']);
  });

  it('case 61: mappings see those before them; with outputs only they leave the activity', async () => {
    const dossier = await played(bpmn(start('s'), user('a', mappings({ p: '1', q: 'p + 1' }, { r: 'q + answer', t: 'r * 2' })), 's->a'));
    dossier.complete('a', { answer: 40, secret: true });
    expect(dossier.state.result).to.deep.equal({ r: 42, t: 84 });
  });

  it('case 61: a called process has variables of its own; mappings say what goes in and out, without them everything does', async () => {
    const called = processXml('Q', start('qs'), user('a'), 'qs->a');
    const mapped = await played(
      file(processXml('P', start('s'), call('c', 'Q', mappings({ inner: 'x' }, { result: 'inner + 1' })), 's->c'), called),
      { variables: { x: 1, y: 2 } },
    );
    expect(mapped.state.scopes['c#1']!.variables).to.deep.equal({ inner: 1 });
    mapped.complete('a', { inner: 10, own: true });
    expect(mapped.state.result).to.deep.equal({ x: 1, y: 2, result: 11 });
    const plain = await played(file(processXml('P', start('s'), call('c', 'Q'), 's->c'), called), { variables: { x: 1 } });
    plain.complete('a', { x: 5, z: 6 });
    expect(plain.state.result).to.deep.equal({ x: 5, z: 6 });
  });

  for (const [what, condition] of [
    ['a type mismatch', 'x > 100'],
    ['an unknown variable', 'missing'],
    ['a comparison with an unknown variable', 'missing > 100'],
    ['a text', 'x'],
  ] as const)
    it(`case 62: ${what} in a condition is an incident at the gateway, and it returns when resolved without a change`, async () => {
      const dossier = await played(
        bpmn(start('s'), xor('choice'), end('a'), end('b'), 's->choice', `choice->a?${condition}`, 'choice->b!'),
        { variables: { x: 'text' } },
      );
      const incident = () => dossier.incidents().map(({ code, elementId }) => [code, elementId]);
      expect(incident()).to.deep.equal([['CONDITION_FAILED', 'choice']]);
      dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
      expect(incident()).to.deep.equal([['CONDITION_FAILED', 'choice']]);
      dossier.send({ type: 'setVariables', variables: { x: 101, missing: 101 } });
      dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
      if (condition === 'x') expect(incident()).to.have.length(1);
      else if (condition === 'missing') expect(incident()).to.have.length(1);
      else expectEmpty(dossier);
    });

  it('case 63: no condition true and no default is an incident; the default is ignored when any is true; the order is that of <outgoing>', async () => {
    const none = await played(bpmn(start('s'), xor('choice'), end('a'), 's->choice', 'choice->a?false'));
    expect(none.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['NO_FLOW', 'choice']]);
    await holds(bpmn(start('s'), xor('choice'), end('d'), end('a'), 's->choice', 'choice->d!', 'choice->a?true'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, ended: true, completed: ['a'], notReached: ['d'] }],
    });
    // the sequenceFlow elements say a first, the gateway's own list says b
    const ordered = element('exclusiveGateway', 'choice', '<outgoing>choice_b</outgoing><outgoing>choice_a</outgoing>');
    await holds(bpmn(start('s'), ordered, end('a'), end('b'), 's->choice', 'choice->a?true', 'choice->b?true'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, ended: true, completed: ['b'], notReached: ['a'] }],
    });
  });

  it('case 63: conditional flows out of an activity: every true one, the default when none is, an incident without a default', async () => {
    const xml = (last: string) =>
      bpmn(start('s'), user('t'), user('a'), user('b'), user('c'), 's->t', 't->a?x > 1', 't->b?x > 2', `t->c${last}`);
    const after = async (x: number, last = '!') => {
      const dossier = await played(xml(last));
      dossier.complete('t', { x });
      return [dossier.active(), dossier.incidents().map(({ code }) => code)];
    };
    expect(await after(3)).to.deep.equal([['a', 'b'], []]);
    expect(await after(2)).to.deep.equal([['a'], []]);
    expect(await after(1)).to.deep.equal([['c'], []]);
    expect(await after(2, '')).to.deep.equal([['a', 'c'], []]);
    expect(await after(1, '?x > 5')).to.deep.equal([['t'], ['NO_FLOW']]);
  });

  it('case 64: a condition on a flow out of a parallel gateway is ignored, and the reading says so', async () => {
    const xml = bpmn(start('s'), and('split'), user('a'), user('b'), 's->split', 'split->a?false', 'split->b?nonsense');
    await holds(xml, { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['a', 'b'], incidents: [] }] });
    const { problems } = await readBpmn(xml);
    expect(problems.map(({ code, severity, at }) => [code, severity, at])).to.deep.equal([
      ['CONDITION_IGNORED', 'warning', 'split_a'],
      ['CONDITION_IGNORED', 'warning', 'split_b'],
    ]);
  });

  describe('case 65: standard loop', () => {
    const rounds = async (marker: string, variables = {}) => {
      const dossier = await played(bpmn(start('s'), script('a', 'n + 1', 'n', marker), end('e'), 's->a', 'a->e'), {
        variables: { n: 0, ...variables },
      });
      expectEmpty(dossier);
      return dossier.variable('n');
    };
    it('testBefore false runs at least once', async () => {
      expect(await rounds(loop('false'))).to.equal(1);
      expect(await rounds(loop('false', 'testBefore="true"'))).to.equal(0);
    });
    it('the condition means: continue while true', async () => {
      expect(await rounds(loop('n < 3'))).to.equal(3);
      expect(await rounds(loop('n < 3', 'testBefore="true"'))).to.equal(3);
    });
    it('loopMaximum alone bounds the rounds, and with a condition whichever comes first', async () => {
      expect(await rounds(loop(undefined, 'loopMaximum="4"'))).to.equal(4);
      expect(await rounds(loop('n < 3', 'loopMaximum="2"'))).to.equal(2);
      expect(await rounds(loop('n < 3', 'loopMaximum="9"'))).to.equal(3);
      expect(await rounds(loop('true', 'loopMaximum="0" testBefore="true"'))).to.equal(0);
    });
    it('a condition that is neither true nor false is an incident of the loop, resolvable', async () => {
      const dossier = await played(bpmn(start('s'), user('a', loop('more')), end('e'), 's->a', 'a->e'));
      dossier.complete('a');
      expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['CONDITION_FAILED', 'a']]);
      dossier.send({ type: 'setVariables', variables: { more: false } });
      dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
      expectEmpty(dossier);
    });
    it('a boundary event on a loop sits on the whole', async () => {
      const xml = bpmn(start('s'), user('a', loop('true')), boundary('stop', 'a', 'message:M1'), user('after'), 's->a', 'stop->after');
      await holds(xml, {
        steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'a' }, { do: 'message', name: 'M1' }],
        expect: [{ after: 3, active: ['after'], completed: ['a', 'a', 'stop'] }],
      });
    });
  });

  it('a condition on the single flow out of an inclusive gateway or a start event counts as well', async () => {
    const inclusive = await played(bpmn(start('s'), or('g'), end('e'), 's->g', 'g->e?false'));
    expect(inclusive.incidents().map(({ code }) => code)).to.deep.equal(['NO_FLOW']);
    const begin = await played(bpmn(start('s'), end('e'), 's->e?ready'));
    expect(begin.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['CONDITION_FAILED', 's']]);
    begin.send({ type: 'setVariables', variables: { ready: true } });
    begin.send({ type: 'resolveIncident', incidentKey: begin.incidents()[0]!.key });
    expectEmpty(begin);
  });

  it('a start that met an incident keeps its scope alive although every other token has ended', async () => {
    // given a process without start event: one of its two starts cannot go on
    const dossier = await played(bpmn(xor('choice'), user('other'), user('later'), 'choice->later?ready'));
    dossier.complete('other');
    expect(dossier.state.scopes).to.have.property('P#1');
    dossier.send({ type: 'setVariables', variables: { ready: true } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['later']);
    dossier.complete('later');
    expectEmpty(dossier);
  });

  it('rounds see loopCounter and their item; what they give is collected by outputElement', async () => {
    const xml = bpmn(
      start('s'),
      script(
        'a',
        'item * loopCounter',
        'product',
        multiInstance({ collection: '[5, 6, 7]', each: 'item', outputCollection: 'all', outputElement: 'product' }),
      ),
      end('e'),
      's->a',
      'a->e',
    );
    const dossier = await played(xml);
    expectEmpty(dossier);
    expect(dossier.variable('all')).to.deep.equal([5, 12, 21]);
    expect(event('task', 'x')).to.equal('<task id="x"></task>');
  });
});
