/** Cases 36 to 44: compensation and transactions (BPMN 2.0.2, 10.7, 13.5.5; ADR 0050 and 0051). */
import { expect } from 'chai';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { processXml } from '../../../support/bpmn.ts';
import {
  and,
  boundary,
  bpmn,
  call,
  compensated,
  end,
  eventSub,
  expectEmpty,
  file,
  holds,
  loop,
  mappings,
  multiInstance,
  played,
  script,
  start,
  sub,
  throwing,
  transaction,
  user,
  xor,
  type Play,
} from '../support.ts';

const problemsOf = async (...parts: string[]) => {
  const { model, problems } = await readBpmn(bpmn(start('s'), user('a'), 's->a', ...parts));
  return [model === undefined, ...problems.map(({ code, at }) => `${code} ${at}`)];
};

/** What each handler saw in a variable, in the order in which they began. */
function seen(dossier: Play, elementId: string, name: string): unknown[] {
  return dossier.events.flatMap((each) =>
    each.type === 'scopeOpened' && each.scope.key.startsWith(`${elementId}#`) ? [each.scope.variables[name]] : [],
  );
}

describe('F5 compensation and transactions', () => {
  it('case 36: handlers run in the reverse order of completion, each only when the one before has finished', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b'),
      user('c'),
      and('join'),
      throwing('back', 'compensate'),
      user('after'),
      's->split',
      'split->a',
      'split->b',
      'split->c',
      'a->join',
      'b->join',
      'c->join',
      'join->back',
      'back->after',
      compensated('a'),
      compensated('b'),
      compensated('c'),
    );
    const complete = (at: string) => ({ do: 'complete', at }) as const;
    await holds(xml, {
      steps: [{ do: 'start' }, complete('b'), complete('c'), complete('a'), complete('undo_a'), complete('undo_c'), complete('undo_b')],
      expect: [
        { after: 3, active: ['undo_a'], notReached: ['undo_b', 'undo_c', 'after'] },
        { after: 4, active: ['undo_c'], notReached: ['undo_b'] },
        { after: 5, active: ['undo_b'] },
        { after: 6, active: ['after'], completed: ['back', 'undo_a', 'undo_b', 'undo_c'] },
      ],
    });
  });

  it('case 36: a throw that does not wait goes on at once; its handlers still follow each other, and the scope waits for them', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        user('a'),
        user('b'),
        throwing('back', 'compensate?'),
        user('after'),
        end('e'),
        's->a',
        'a->b',
        'b->back',
        'back->after',
        'after->e',
        compensated('a'),
        compensated('b'),
      ),
    );
    dossier.complete('a');
    dossier.complete('b');
    expect(dossier.active()).to.deep.equal(['after', 'undo_b']);
    dossier.complete('after');
    expect(dossier.active()).to.deep.equal(['undo_b']);
    dossier.complete('undo_b');
    expect(dossier.active()).to.deep.equal(['undo_a']);
    dossier.complete('undo_a');
    expectEmpty(dossier);
  });

  it('case 37: an activity that completed three times is taken back three times, newest first, each with its own data; a second throw finds what is left', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        xor('again'),
        user('a'),
        xor('more'),
        throwing('first', 'compensate:a'),
        user('b'),
        end('second', 'compensate'),
        's->again',
        'again->a',
        'a->more',
        'more->again?n < 3',
        'more->first!',
        'first->b',
        'b->second',
        compensated('a'),
        compensated('b'),
      ),
    );
    for (const n of [1, 2, 3]) dossier.complete('a', { n });
    for (let times = 0; times < 3; times++) dossier.complete('undo_a', { n: 99 });
    expect(seen(dossier, 'undo_a', 'n')).to.deep.equal([3, 2, 1]);
    expect(dossier.variable('n')).to.equal(99);
    dossier.complete('b');
    expect(dossier.active()).to.deep.equal(['undo_b']);
    dossier.complete('undo_b');
    expectEmpty(dossier);
    expect(dossier.completed().filter((id) => id === 'undo_a')).to.have.length(3);
  });

  it('case 37: what is kept is what can still be taken back', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        xor('again'),
        script('a', 'n + 1', 'n'),
        throwing('back', 'compensate'),
        user('look'),
        xor('more'),
        's->again',
        'again->a',
        'a->back',
        'back->look',
        'look->more',
        'more->again?n < 50',
        end('e'),
        'more->e!',
        compensated('a', script('undo_a', 'n', 'undone')),
      ),
      { variables: { n: 0 } },
    );
    const size = JSON.stringify(dossier.state).length;
    for (let times = 0; times < 40; times++) dossier.complete('look');
    expect(dossier.variable('undone')).to.equal(41);
    expect(JSON.stringify(dossier.state).length).to.be.below(size + 100);
    expect(dossier.state.scopes['P#1']).to.not.have.property('compensable');
  });

  it('case 38: every round of a multi-instance activity is taken back by itself, the last to complete first, once all have completed', async () => {
    const rounds = multiInstance({ collection: 'list', each: 'item' });
    const dossier = await played(
      bpmn(
        start('s'),
        user('a', rounds),
        user('b'),
        throwing('back', 'compensate'),
        end('e'),
        's->a',
        'a->b',
        'b->back',
        'back->e',
        compensated('a'),
        compensated('b'),
      ),
      { variables: { list: ['x', 'y', 'z'] } },
    );
    dossier.send({ type: 'completeTask', elementKey: 'a#3' });
    dossier.complete('a');
    dossier.complete('a');
    dossier.complete('b');
    for (const id of ['undo_b', 'undo_a', 'undo_a', 'undo_a']) dossier.complete(id);
    expect(seen(dossier, 'undo_a', 'item')).to.deep.equal(['z', 'x', 'y']);
    expectEmpty(dossier);
  });

  it('case 38: while rounds are still at work, those that have completed are not taken back', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        user('a', multiInstance({ cardinality: '2' })),
        user('b'),
        throwing('back', 'compensate'),
        user('after'),
        's->a',
        's->b',
        'b->back',
        'back->after',
        compensated('a'),
      ),
    );
    dossier.complete('a');
    dossier.complete('b');
    expect(dossier.active()).to.deep.equal(['a', 'after']);
  });

  it('case 38: a handler may itself have several rounds, and may have none', async () => {
    const undo = user('undo_a', multiInstance({ collection: 'done', each: 'one' }));
    const xml = bpmn(
      start('s'),
      user('a'),
      throwing('back', 'compensate'),
      user('after'),
      's->a',
      'a->back',
      'back->after',
      compensated('a', undo),
    );
    const dossier = await played(xml);
    dossier.complete('a', { done: ['p', 'q'] });
    expect(dossier.active()).to.deep.equal(['undo_a', 'undo_a']);
    dossier.complete('undo_a', { done: [] });
    dossier.complete('undo_a');
    expect(dossier.active()).to.deep.equal(['after']);
    expect(dossier.variable('done')).to.deep.equal([]);
    const none = await played(xml);
    none.complete('a', { done: [] });
    expect(none.active()).to.deep.equal(['after']);
  });

  it('case 38: a standard loop as handler', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        user('a'),
        throwing('back', 'compensate'),
        user('after'),
        's->a',
        'a->back',
        'back->after',
        compensated('a', user('undo_a', loop('loopCounter < 2'))),
      ),
    );
    dossier.complete('a');
    dossier.complete('undo_a');
    expect(dossier.active()).to.deep.equal(['undo_a']);
    dossier.complete('undo_a');
    expect(dossier.active()).to.deep.equal(['after']);
  });

  it('case 39: what has completed inside a subprocess that is still at work is not taken back; when it has completed, it is', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', start('is'), user('a'), user('b'), 'is->a', 'a->b', compensated('a'), compensated('b')),
      user('c'),
      throwing('back', 'compensate'),
      user('after'),
      end('second', 'compensate'),
      's->scope',
      's->c',
      'c->back',
      'back->after',
      'after->second',
      compensated('c'),
    );
    const dossier = await played(xml);
    dossier.complete('a');
    dossier.complete('c');
    expect(dossier.active()).to.deep.equal(['b', 'undo_c']);
    dossier.complete('undo_c');
    dossier.complete('b');
    dossier.complete('after');
    expect(dossier.active()).to.deep.equal(['undo_b']);
    dossier.complete('undo_b');
    dossier.complete('undo_a');
    expectEmpty(dossier);
  });

  it('case 40: a throw that names an activity takes back that one only', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      user('b'),
      throwing('back', 'compensate:a'),
      user('after'),
      's->a',
      'a->b',
      'b->back',
      'back->after',
      compensated('a'),
      compensated('b'),
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }, { do: 'complete', at: 'undo_a' }],
      expect: [
        { after: 2, active: ['undo_a'] },
        { after: 3, active: ['after'], notReached: ['undo_b'] },
      ],
    });
  });

  it('case 40: a throw inside a subprocess reaches nothing outside it, and cannot name it', async () => {
    const inner = (what: string) =>
      sub('scope', start('is'), user('b'), throwing('back', what), end('ie'), 'is->b', 'b->back', 'back->ie', compensated('b'));
    const dossier = await played(
      bpmn(start('s'), user('a'), inner('compensate'), user('after'), 's->a', 'a->scope', 'scope->after', compensated('a')),
    );
    dossier.complete('a');
    dossier.complete('b');
    expect(dossier.active()).to.deep.equal(['undo_b']);
    dossier.complete('undo_b');
    expect(dossier.active()).to.deep.equal(['after']);
    expect(await problemsOf(inner('compensate:a'))).to.deep.equal([true, 'COMPENSATION_REACH back']);
    expect(await problemsOf(throwing('back', 'compensate:b'), sub('scope', start('is'), user('b'), 'is->b'))).to.deep.equal([
      true,
      'COMPENSATION_REACH back',
    ]);
  });

  it('case 40: a throw in an event subprocess takes back the activities of the scope around it too', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      user('b'),
      's->a',
      'a->b',
      compensated('a'),
      eventSub('aside', 'message:M1', true, 'c', user('c'), end('back', 'compensate'), 'c->back', compensated('c')),
    );
    const dossier = await played(xml);
    dossier.complete('a');
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.active()).to.deep.equal(['c']);
    dossier.complete('c');
    expect(dossier.active()).to.deep.equal(['undo_c']);
    dossier.complete('undo_c');
    expect(dossier.active()).to.deep.equal(['undo_a']);
    dossier.complete('undo_a');
    expectEmpty(dossier);
  });

  it('case 41: a compensation event subprocess runs instead of the inner handlers, with the data as of the completion, and may throw for them', async () => {
    const xml = (inner: string) =>
      bpmn(
        start('s'),
        sub(
          'scope',
          mappings({ own: '1' }),
          start('is'),
          user('a'),
          user('b'),
          'is->a',
          'a->b',
          compensated('a'),
          compensated('b'),
          eventSub('undo', 'compensate', true, 'look', user('look'), inner),
        ),
        throwing('back', 'compensate'),
        user('after'),
        's->scope',
        'scope->back',
        'back->after',
      );
    const plain = await played(xml(''));
    plain.complete('a', { own: 2 });
    plain.complete('b');
    expect(plain.active()).to.deep.equal(['look']);
    expect(plain.events.findLast((each) => each.type === 'compensationKept')?.variables).to.deep.equal({ own: 2 });
    expect(plain.state.scopes['scope#2']!.variables).to.deep.equal({ own: 2 });
    plain.complete('look');
    expect(plain.active()).to.deep.equal(['after']);
    expect(plain.completed()).to.not.include('undo_a');
    const throwsOn = await played(xml(`${end('again', 'compensate:a')}<sequenceFlow id="f" sourceRef="look" targetRef="again"/>`));
    throwsOn.complete('a');
    throwsOn.complete('b');
    throwsOn.complete('look');
    expect(throwsOn.active()).to.deep.equal(['undo_a']);
    throwsOn.complete('undo_a');
    expect(throwsOn.active()).to.deep.equal(['after']);
    expect(Object.keys(throwsOn.state.scopes)).to.deep.equal(['P#1']);
  });

  it('case 41: a handler on the border of a subprocess runs instead of those inside', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        sub('scope', start('is'), user('a'), 'is->a', compensated('a')),
        throwing('back', 'compensate'),
        user('after'),
        's->scope',
        'scope->back',
        'back->after',
        compensated('scope', sub('undo_scope', start('us'), user('u'), 'us->u')),
      ),
    );
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['u']);
    dossier.complete('u');
    expect(dossier.active()).to.deep.equal(['after']);
  });

  const cancelling = (inner: string[], ...outer: string[]) =>
    bpmn(
      start('s'),
      transaction('t', start('ts'), user('a'), 'ts->a', compensated('a'), ...inner),
      boundary('cancelled', 't', 'cancel'),
      boundary('late', 't', 'timer:PT1H'),
      user('after'),
      user('repair'),
      user('expired'),
      's->t',
      't->after',
      'cancelled->repair',
      'late->expired',
      ...outer,
    );

  it('case 42: a cancel end event, from a nested subprocess too, stops all, takes back all and leaves by the cancel boundary event', async () => {
    const xml = cancelling([
      and('split'),
      user('b'),
      sub(
        'scope',
        start('is'),
        user('c'),
        user('d'),
        end('stop', 'cancel'),
        'is->c',
        'c->d',
        'd->stop',
        compensated('c'),
        compensated('d'),
      ),
      'a->split',
      'split->b',
      'split->scope',
      compensated('b'),
    ]);
    const dossier = await played(xml);
    for (const id of ['a', 'c', 'd']) dossier.complete(id);
    expect(dossier.active()).to.deep.equal(['undo_d']);
    expect(dossier.state.subscriptions).to.deep.equal({});
    dossier.complete('undo_d');
    dossier.complete('undo_c');
    expect(dossier.active()).to.deep.equal(['undo_a']);
    dossier.complete('undo_a');
    expect(dossier.active()).to.deep.equal(['repair']);
    dossier.complete('repair');
    expectEmpty(dossier);
    expect(dossier.completed()).to.not.include('undo_b');
  });

  it('case 42: two cancels at the same time cancel once', async () => {
    const dossier = await played(
      cancelling([and('split'), end('one', 'cancel'), end('two', 'cancel'), 'a->split', 'split->one', 'split->two']),
    );
    dossier.complete('a');
    expect(dossier.events.filter(({ type }) => type === 'transactionCancelled')).to.have.length(1);
    dossier.complete('undo_a');
    expect(dossier.active()).to.deep.equal(['repair']);
  });

  it('case 42: the protocol of the transaction cancels it from outside, by a trigger of the cancel boundary event', async () => {
    const dossier = await played(cancelling([user('b'), 'a->b']));
    dossier.complete('a');
    dossier.send({ type: 'trigger', elementKey: dossier.armed('cancelled'), variables: { why: 'refused' } });
    expect(dossier.active()).to.deep.equal(['undo_a']);
    dossier.complete('undo_a');
    expect(dossier.active()).to.deep.equal(['repair']);
    expect(dossier.variable('why')).to.equal('refused');
  });

  it('case 42: an error leaves without taking anything back, and a transaction that has completed can be taken back like a subprocess', async () => {
    const hazard = await played(
      cancelling([end('bad', 'error:E1'), 'a->bad'], boundary('hazard', 't', 'error:E1'), user('lost'), 'hazard->lost'),
    );
    hazard.complete('a');
    expect(hazard.active()).to.deep.equal(['lost']);
    expect(hazard.completed()).to.not.include('undo_a');
    const done = await played(cancelling([], end('back', 'compensate'), 'after->back'));
    done.complete('a');
    done.complete('after');
    expect(done.active()).to.deep.equal(['undo_a']);
    done.complete('undo_a');
    expectEmpty(done);
  });

  it('case 42: one round of a transaction cancels all of them', async () => {
    const xml = bpmn(
      start('s'),
      transaction(
        't',
        multiInstance({ cardinality: '3' }),
        start('ts'),
        user('a'),
        user('b'),
        end('stop', 'cancel'),
        'ts->a',
        'a->b',
        'b->stop?go',
        end('e'),
        'b->e!',
        compensated('a'),
      ),
      boundary('cancelled', 't', 'cancel'),
      user('after'),
      user('repair'),
      's->t',
      't->after',
      'cancelled->repair',
    );
    const dossier = await played(xml);
    dossier.complete('a');
    dossier.complete('b', { go: false });
    dossier.complete('a');
    dossier.complete('b', { go: true });
    dossier.complete('undo_a');
    dossier.complete('undo_a');
    expect(dossier.active()).to.deep.equal(['repair']);
    expect(dossier.completed().filter((id) => id === 'undo_a')).to.have.length(2);
  });

  it('case 43: an error of a handler goes outward and gives up what is not yet taken back', async () => {
    const xml = bpmn(
      start('s'),
      sub(
        'scope',
        start('is'),
        user('a'),
        user('b'),
        end('back', 'compensate'),
        'is->a',
        'a->b',
        'b->back',
        compensated('a'),
        compensated('b'),
      ),
      boundary('failed', 'scope', 'error:E1'),
      user('repair'),
      's->scope',
      'failed->repair',
    );
    const dossier = await played(xml);
    dossier.complete('a');
    dossier.complete('b');
    dossier.send({ type: 'throwError', elementKey: 'undo_b#1', code: 'E1' });
    expect(dossier.active()).to.deep.equal(['repair']);
    expect(Object.keys(dossier.state.scopes)).to.deep.equal(['P#1']);
    const uncaught = await played(xml);
    uncaught.complete('a');
    uncaught.complete('b');
    uncaught.send({ type: 'throwError', elementKey: 'undo_b#1', code: 'E2' });
    expect(uncaught.incidents().map(({ code, elementId }) => `${code} ${elementId}`)).to.deep.equal(['ERROR_UNCAUGHT undo_b']);
    expect(uncaught.active()).to.deep.equal(['undo_b']);
  });

  it('case 43: an error boundary event on the handler itself lets the next one follow; terminate inside a handler ends that handler only', async () => {
    const undo = sub(
      'undo_b',
      start('us'),
      and('both'),
      user('u'),
      user('v'),
      end('stop', 'terminate'),
      'us->both',
      'both->u',
      'both->v',
      'u->stop',
    );
    const dossier = await played(
      bpmn(
        start('s'),
        user('a'),
        user('b'),
        user('c'),
        throwing('back', 'compensate'),
        user('after'),
        's->a',
        'a->b',
        'b->c',
        'c->back',
        'back->after',
        compensated('a'),
        compensated('b', undo),
        compensated('c'),
        boundary('failed', 'undo_c', 'error'),
        user('noted'),
        'failed->noted',
      ),
    );
    for (const id of ['a', 'b', 'c']) dossier.complete(id);
    dossier.send({ type: 'throwError', elementKey: 'undo_c#1' });
    expect(dossier.active()).to.deep.equal(['noted', 'u', 'v']);
    dossier.complete('u');
    expect(dossier.active()).to.deep.equal(['noted', 'undo_a']);
    dossier.complete('undo_a');
    expect(dossier.active()).to.deep.equal(['after', 'noted']);
  });

  it('case 43: in a cancelled transaction an error of a handler leaves by the error boundary event', async () => {
    const dossier = await played(
      cancelling([end('stop', 'cancel'), 'a->stop'], boundary('hazard', 't', 'error'), user('lost'), 'hazard->lost'),
    );
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['undo_a']);
    dossier.send({ type: 'throwError', elementKey: 'undo_a#1' });
    expect(dossier.active()).to.deep.equal(['lost']);
  });

  it('case 43: a dossier that is cancelled in the middle of it leaves nothing behind', async () => {
    const dossier = await played(cancelling([end('stop', 'cancel'), 'a->stop']));
    dossier.complete('a');
    dossier.send({ type: 'cancel', reason: 'by request' });
    expectEmpty(dossier);
    expect(dossier.state.outcome).to.equal('cancelled');
  });

  it('case 43: an input of a handler that cannot be evaluated is an incident, tried again when it is resolved', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        user('a'),
        user('b'),
        throwing('back', 'compensate'),
        user('after'),
        's->a',
        'a->b',
        'b->back',
        'back->after',
        compensated('a', user('undo_a', mappings({ x: '1 / later' }))),
      ),
    );
    dossier.complete('a');
    dossier.complete('b', { later: 0 });
    expect(dossier.incidents().map(({ elementId }) => elementId)).to.deep.equal(['undo_a']);
    dossier.send({ type: 'setVariables', variables: { later: 2 } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['undo_a']);
    expect(seen(dossier, 'undo_a', 'x')).to.deep.equal([0.5]);
  });

  it('case 44: handlers inside a called process are not reached; the handler of the call is', async () => {
    const xml = (...parts: string[]) =>
      file(
        processXml(
          'P',
          start('s'),
          call('c', 'Q'),
          throwing('back', 'compensate'),
          user('after'),
          's->c',
          'c->back',
          'back->after',
          ...parts,
        ),
        processXml('Q', start('qs'), user('a'), 'qs->a', compensated('a')),
      );
    const plain = await played(xml());
    plain.complete('a');
    expect(plain.active()).to.deep.equal(['after']);
    const handled = await played(xml(compensated('c')));
    handled.complete('a');
    expect(handled.active()).to.deep.equal(['undo_c']);
  });

  it('what cannot be is refused by name when the file is read', async () => {
    const refused: readonly (readonly [string, readonly string[]])[] = [
      ['COMPENSATION_HANDLER x', [boundary('x', 'a', 'compensate')]],
      [
        'COMPENSATION_SEVERAL a',
        [
          compensated('a'),
          boundary('x', 'a', 'compensate'),
          user('y', '', 'isForCompensation="true"'),
          '<association id="z" sourceRef="x" targetRef="y"/>',
        ],
      ],
      ['COMPENSATION_FLOW undo_a', [compensated('a'), 'a->undo_a']],
      ['CANCEL_PLACE x', [end('x', 'cancel'), 'a->x']],
      ['CANCEL_PLACE x', [boundary('x', 'a', 'cancel'), end('e'), 'x->e']],
      ['CANCEL_BOUNDARY x', [transaction('t', start('ts'), end('x', 'cancel'), 'ts->x'), 'a->t']],
    ];
    for (const [problem, parts] of refused) expect(await problemsOf(...parts)).to.include.members([true, problem]);
  });
});
