/** Verdicts that were wrong once, each beside a dossier that shows in the engine what is true. */
import { expect } from 'chai';
import { dataObject, taskData } from '../../support/bpmn-data.ts';
import { content, element, escape, processXml } from '../../support/bpmn.ts';
import { soundnessOf } from '../../support/soundness-of.ts';
import {
  and,
  boundary,
  bpmn,
  catching,
  end,
  eventSub,
  file,
  loop,
  multiInstance,
  played,
  start,
  sub,
  user,
  xor,
} from '../semantics/support.ts';

/** A subprocess whose contents always end in an error that its border takes. */
const failing = (rounds: string) => [
  element('subProcess', 'sp', rounds + content(start('is'), user('u'), end('ie', 'error:E1'), 'is->u', 'u->ie')),
  boundary('b', 'sp', 'error:E1'),
];
const followed = (...parts: string[]) =>
  bpmn(start('s'), ...parts, user('after'), end('e'), end('e2'), 's->sp', 'sp->after', 'after->e', 'b->e2');

const complex = (id: string, condition: string) =>
  element('complexGateway', id, `<activationCondition xsi:type="tFormalExpression">${escape(condition)}</activationCondition>`);

describe('soundness beside the engine', () => {
  it('a receive task that a message starts its process with is not dead; one that no message comes to is', async () => {
    const receive = (id: string, name: string) => element('receiveTask', id, '', `messageRef="${name}" instantiate="true"`);
    const xml = file(
      '<collaboration id="K"><participant id="P1" processRef="P"/><participant id="Q1" processRef="Q"/><messageFlow id="m" sourceRef="send" targetRef="c1"/></collaboration>',
      processXml('P', start('s'), element('sendTask', 'send', '', 'messageRef="M1"'), end('e'), 's->send', 'send->e'),
      processXml('Q', receive('c1', 'M1'), receive('c2', 'M2'), user('w'), user('v'), end('qe'), 'c1->w', 'c2->v', 'w->qe', 'v->qe'),
    );
    const { process, outcomes } = await soundnessOf(xml, 'together');
    expect(outcomes).to.equal('++-++');
    expect(process.noDeadActivities).to.deep.include({ elements: ['c2', 'v'] });
    const play = await played(xml, { process: 'P' });
    expect([play.completed().includes('c1'), play.active()]).to.deep.equal([true, ['w']]);
  });

  it('work in an event subprocess for an error that nobody throws is dead', async () => {
    const waiting = (...inside: string[]) =>
      bpmn(start('s'), ...inside, end('e'), eventSub('es', 'error:E1', true, 'k', user('k'), end('ke'), 'k->ke'), 's->c', 'c->e');
    const xml = waiting(catching('c', 'message:M1'));
    const { process, outcomes } = await soundnessOf(xml);
    expect(outcomes).to.equal('++-++');
    expect(process.noDeadActivities).to.deep.include({ elements: ['k'], culprits: ['es', 'k'] });
    expect((await played(xml)).active()).to.deep.equal(['c']);
    // whoever does a task may throw it
    const thrown = waiting(user('c'));
    expect((await soundnessOf(thrown)).outcomes).to.equal('+++++');
    const play = await played(thrown);
    play.send({ type: 'throwError', elementKey: play.key('c'), code: 'E1' });
    expect(play.active()).to.deep.equal(['k']);
  });

  it('what follows rounds that always fail is reached when there may be none', async () => {
    for (const [rounds, variables] of [
      [multiInstance({ collection: 'list', each: 'x' }), { list: [] }],
      [loop('go', 'testBefore="true"'), { go: false }],
    ] as const) {
      const xml = followed(...failing(rounds));
      expect((await soundnessOf(xml)).outcomes).to.equal('+++++');
      expect((await played(xml, { variables })).active()).to.deep.equal(['after']);
    }
    for (const rounds of [multiInstance({ cardinality: '2' }), loop('go')]) {
      const { process } = await soundnessOf(followed(...failing(rounds)));
      expect(process.noDeadActivities).to.deep.include({ elements: ['after'] });
    }
    // a way that only skipping leads to
    const lost = await soundnessOf(
      bpmn(
        start('s'),
        and('f'),
        and('j'),
        end('e'),
        's->f',
        'f->sp',
        'f->j',
        'sp->j',
        'j->e',
        ...failing(loop('go', 'testBefore="true"')),
        'b->e',
      ),
    );
    expect(lost.outcomes[0]).to.equal('-');
  });

  it('an activity that needs data of its subprocess which nobody writes stops every run', async () => {
    const inside = (...parts: string[]) =>
      bpmn(start('s'), element('subProcess', 'sp', content(dataObject('d'), start('is'), end('ie'), ...parts)), end('e'), 's->sp', 'sp->e');
    const needs = user('a', taskData('a', { inputs: { x: 'dDrawn' } }));
    const never = inside(needs, 'is->a', 'a->ie');
    const { outcomes, evidence, process } = await soundnessOf(never);
    expect(outcomes).to.equal('-+-++');
    expect(evidence[0]).to.deep.include({ code: 'DATA_NEVER_THERE', culprits: ['a'], stateAtEnd: { sp: 1, is_a: 1 } });
    expect(process.noDeadActivities).to.deep.include({ elements: ['a'] });
    expect((await played(never, { variables: { d: 1 } })).incidents().map(({ code }) => code)).to.deep.equal(['DATA_UNAVAILABLE']);
    // a person before it may write them, one behind it comes too late
    const before = inside(user('w'), needs, 'is->w', 'w->a', 'a->ie');
    expect((await soundnessOf(before)).outcomes).to.equal('+++++');
    const play = await played(before);
    play.complete('w', { d: 1 });
    expect(play.active()).to.deep.equal(['a']);
    expect((await soundnessOf(inside(needs, user('w'), 'is->a', 'a->w', 'w->ie'))).outcomes).to.equal('-+-++');
    expect((await soundnessOf(bpmn(dataObject('d'), start('s'), needs, end('e'), 's->a', 'a->e'))).outcomes).to.equal('+++++');
  });

  it('an event that sends nothing does not ask for the data that are drawn into it', async () => {
    const drawn = `<dataInput id="x" name="x"/><dataInputAssociation id="take"><sourceRef>dDrawn</sourceRef><targetRef>x</targetRef></dataInputAssociation><inputSet id="set"><dataInputRefs>x</dataInputRefs></inputSet>`;
    const ends = (event: string) =>
      bpmn(
        start('s'),
        element('subProcess', 'sp', content(dataObject('d'), start('is'), element('endEvent', 'ie', `${drawn}${event}`), 'is->ie')),
        end('e'),
        's->sp',
        'sp->e',
      );
    for (const [event, outcomes, status] of [
      ['', '+++++', 'ended'],
      ['<terminateEventDefinition/>', '+++++', 'ended'],
      ['<signalEventDefinition signalRef="S1"/>', '-++++', 'active'],
    ] as const) {
      expect((await soundnessOf(ends(event))).outcomes, event).to.equal(outcomes);
      expect((await played(ends(event))).state.status, event).to.equal(status);
    }
  });

  it('in an ad-hoc subprocess several tokens are no end that is reached twice', async () => {
    const xml = bpmn(
      start('s'),
      element('adHocSubProcess', 'h', content(user('a'), user('b', '', 'startQuantity="2"'), 'a->b')),
      end('e'),
      's->h',
      'h->e',
    );
    expect(await soundnessOf(xml)).to.deep.include({ outcomes: '?????', reasons: ['AD_HOC'] });
  });

  it('a complex gateway that starts with many tokens of one flow starts', async () => {
    const xml = bpmn(
      start('s'),
      and('f'),
      user('a', '', 'completionQuantity="5"'),
      user('b'),
      complex('g', 'a_g >= 5'),
      user('c'),
      end('e'),
      's->f',
      'f->a',
      'f->b',
      'a->g',
      'b->g',
      'g->c',
      'c->e',
    );
    const { process } = await soundnessOf(xml);
    expect(process.noDeadActivities.outcome).to.equal('holds');
    const play = await played(xml);
    play.complete('b');
    play.complete('a');
    expect(play.active()).to.deep.equal(['c']);
  });

  it('nothing fails that only a net shows which does not do as the element does', async () => {
    /** Behind it one of two ways leads to a join that waits for both. */
    const tail = (from: string) => [xor('x'), and('j'), user('z'), end('je'), `${from}->x`, 'x->j', 'x->z', 'z->j', 'j->je'];
    // rounds that always fail never lead there
    const rounds = multiInstance({ cardinality: '2' }).replace(' ', ' behavior="None" noneBehaviorEventRef="thrown" ');
    const failing = bpmn(start('s'), user('a', rounds), boundary('b', 'a', 'error:E1'), end('e'), 's->a', 'b->e', ...tail('a')).replace(
      '<process ',
      '<errorEventDefinition id="thrown" errorRef="E1"/><process ',
    );
    expect(await soundnessOf(failing)).to.deep.include({ outcomes: '?????', reasons: ['ROUND_EVENTS'] });
    const play = await played(failing);
    play.complete('a');
    expect(play.state.status).to.equal('ended');
    // an escalation alone does not fire what waits for a message, too
    const both = bpmn(
      start('s'),
      sub('o', start('os'), end('oe', 'escalation:X1'), 'os->oe'),
      boundary('b', 'o', 'escalation:X1 | message:M1', true, '', 'parallelMultiple="true"'),
      end('e'),
      's->o',
      'o->e',
      ...tail('b'),
    );
    expect(await soundnessOf(both)).to.deep.include({ outcomes: '?????', reasons: ['PARALLEL_THROWS'] });
    expect((await played(both)).state.status).to.equal('ended');
    // what a gateway does not give when it starts it gives when it resets
    const phases = bpmn(
      start('s'),
      and('f'),
      user('a'),
      user('b'),
      complex('g', 'activationCount >= 1'),
      and('j'),
      end('e'),
      's->f',
      'f->a',
      'f->b',
      'a->g',
      'b->g',
      'g->j[one]?waitingForStart',
      'g->j[two]?not(waitingForStart)',
      'j->e',
    );
    expect(await soundnessOf(phases)).to.deep.include({ outcomes: '?????', reasons: ['COMPLEX_GATEWAY'] });
    const phased = await played(phases);
    phased.complete('a');
    phased.complete('b');
    expect(phased.state.status).to.equal('ended');
  });

  it('a condition on the border of an activity that does not wait comes before it has begun', async () => {
    const at = (interrupting: boolean, ...parts: string[]) =>
      bpmn(start('s'), element('task', 'a', ''), boundary('b', 'a', 'when:ok', interrupting), end('e'), 's->a', ...parts);
    const instead = at(true, and('f'), user('k'), and('j'), 'a->f', 'f->k', 'f->j', 'k->j', 'b->j', 'j->e');
    const lost = await soundnessOf(instead);
    expect(lost.outcomes).to.equal('-++++');
    expect(lost.evidence[0]).to.deep.include({ culprits: ['j', 'a'], stateAtEnd: { b_j: 1 } });
    expect((await played(instead, { variables: { ok: true } })).incidents().map(({ code }) => code)).to.deep.equal(['STUCK']);
    expect((await played(instead, { variables: { ok: false } })).active()).to.deep.equal(['k']);
    const beside = at(false, user('k'), end('ke'), 'a->e', 'b->k', 'k->ke');
    expect((await soundnessOf(beside)).outcomes).to.equal('+++++');
    expect((await played(beside, { variables: { ok: true } })).active()).to.deep.equal(['k']);
    const twice = await soundnessOf(at(false, user('k'), 'a->k', 'b->k', 'k->e'));
    expect(twice.outcomes[3]).to.equal('-');
    expect(twice.evidence.map(({ stateAtEnd }) => stateAtEnd)).to.deep.equal([{ k: 2 }, {}]);
  });

  it('a second message on its way is no second token', async () => {
    const xml = file(
      '<collaboration id="K"><participant id="P1" processRef="P"/><participant id="Q1" processRef="Q"/><messageFlow id="m" sourceRef="c" targetRef="r"/></collaboration>',
      processXml(
        'P',
        start('s'),
        xor('m1'),
        element('sendTask', 'c', '', 'messageRef="M1"'),
        xor('x'),
        end('e'),
        's->m1',
        'm1->c',
        'c->x',
        'x->m1',
        'x->e',
      ),
      processXml('Q', start('q'), element('receiveTask', 'r', '', 'messageRef="M1"'), end('qe'), 'q->r', 'r->qe'),
    );
    const { outcomes, evidence } = await soundnessOf(xml, 'together');
    expect(outcomes).to.equal('??+?-');
    expect(evidence.map(({ code }) => code)).to.deep.equal(['TOKENS_PILE_UP']);
  });

  it('who waits for what a process that is broken off would have sent is not said to end', async () => {
    const parts = (...flows: string[]) =>
      file(
        '<collaboration id="K"><participant id="P1" processRef="P"/><participant id="Q1" processRef="Q"/><messageFlow id="m" sourceRef="c" targetRef="qs"/><messageFlow id="n" sourceRef="d" targetRef="r"/></collaboration>',
        processXml(
          'P',
          start('s'),
          element('sendTask', 'c', '', 'messageRef="M1"'),
          user('w'),
          element('sendTask', 'd', '', 'messageRef="M2"'),
          end('e'),
          eventSub('es', 'timer:PT1H', true, 'ke', end('ke')),
          's->c',
          ...flows,
        ),
        processXml('Q', start('qs', 'message:M1'), element('receiveTask', 'r', '', 'messageRef="M2"'), end('qe'), 'qs->r', 'r->qe'),
      );
    const late = parts('c->w', 'w->d', 'd->e');
    expect(await soundnessOf(late, 'together')).to.deep.include({ outcomes: '?++++', reasons: ['NOT_SHOWN'] });
    const play = await played(late, { process: 'P' });
    play.send({ type: 'trigger', elementKey: play.armed('es_start') });
    expect(play.active()).to.deep.equal(['r']);
    expect((await soundnessOf(parts('c->d', 'd->w', 'w->e'), 'together')).outcomes).to.equal('+++++');
  });

  it('two runs of a process that messages start beside each other are not taken for one', async () => {
    const pools = (...flows: readonly (readonly [string, string])[]) =>
      `<collaboration id="K"><participant id="P1" processRef="P"/><participant id="Q1" processRef="Q"/>${flows.map(([from, to]) => `<messageFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`).join('')}</collaboration>`;
    const send = (id: string, name: string) => element('sendTask', id, '', `messageRef="${name}"`);
    // each waits for ever for what only the other has
    const each = file(
      pools(['c', 'qs'], ['d', 'qt']),
      processXml('P', start('s'), send('c', 'M1'), send('d', 'M2'), end('e'), 's->c', 'c->d', 'd->e'),
      processXml('Q', start('qs', 'message:M1'), start('qt', 'message:M2'), and('j'), end('qe'), 'qs->j', 'qt->j', 'j->qe'),
    );
    const told = await soundnessOf(each, 'together');
    expect([told.outcomes, told.reasons]).to.deep.equal(['?????', ['STARTED_AGAIN']]);
    const stuck = await played(each, { process: 'P' });
    expect(stuck.incidents().map(({ elementId, code }) => [elementId, code])).to.deep.equal([
      ['j', 'STUCK'],
      ['j', 'STUCK'],
    ]);
    // the one that begins by itself is reached, though the other may start it, too
    const both = file(
      pools(['c', 'qs'], ['qa', 's2']),
      processXml('P', start('s'), start('s2', 'message:M2'), send('c', 'M1'), user('k'), end('e'), 's->c', 's2->k', 'c->e', 'k->e'),
      processXml('Q', start('qs', 'message:M1'), send('qa', 'M2'), end('qe'), 'qs->qa', 'qa->qe'),
    );
    expect((await soundnessOf(both, 'together')).outcomes).to.equal('?????');
    expect((await played(both, { process: 'P' })).active()).to.deep.equal(['k']);
  });
});
