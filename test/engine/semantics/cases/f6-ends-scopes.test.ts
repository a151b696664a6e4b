/** Cases 45 to 49: ends and scopes (BPMN 2.0.2, 13.5.3 and 10.5.6). */
import { expect } from 'chai';
import { processXml } from '../../../support/bpmn.ts';
import {
  and,
  boundary,
  bpmn,
  call,
  end,
  eventSub,
  expectEmpty,
  file,
  holds,
  multiInstance,
  or,
  played,
  start,
  sub,
  throwing,
  user,
} from '../support.ts';

describe('F6 ends and scopes', () => {
  it('case 45: a terminate end in a subprocess ends that scope with its waiting join, and the parent goes on', async () => {
    const xml = bpmn(
      start('s'),
      and('fork'),
      user('beside'),
      sub(
        'scope',
        start('is'),
        and('split'),
        user('a'),
        user('b'),
        user('c'),
        and('join'),
        end('stop', 'terminate'),
        'is->split',
        'split->a',
        'split->b',
        'split->c',
        'a->join',
        'b->join',
        'c->stop',
      ),
      user('after'),
      's->fork',
      'fork->beside',
      'fork->scope',
      'scope->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'c' }],
      expect: [{ after: 2, active: ['after', 'beside'], completed: ['scope', 'stop'], incidents: [] }],
    });
  });

  it('case 45: in a called process it ends only that process; in one round only that round', async () => {
    const called = file(
      processXml('P', start('s'), call('c', 'Q'), user('after'), 's->c', 'c->after'),
      processXml('Q', start('qs'), user('a'), user('b'), end('stop', 'terminate'), 'qs->a', 'qs->b', 'a->stop'),
    );
    await holds(called, { steps: [{ do: 'start' }, { do: 'complete', at: 'a' }], expect: [{ after: 1, active: ['after'] }] });
    const rounds = file(
      processXml('P', start('s'), call('c', 'Q', multiInstance({ cardinality: '2' })), end('e'), 's->c', 'c->e'),
      processXml('Q', start('qs'), user('a'), user('b'), end('stop', 'terminate'), 'qs->a', 'qs->b', 'a->stop'),
    );
    await holds(rounds, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'a' }],
      expect: [
        { after: 0, active: ['a', 'a', 'b', 'b'] },
        { after: 1, active: ['a', 'b'] },
        { after: 2, ended: true, completed: ['c', 'c', 'e'] },
      ],
    });
  });

  for (const gateway of [and, or])
    it(`case 46: terminate while ${gateway === and ? 'a parallel' : 'an inclusive'} join waits leaves nothing behind`, async () => {
      const xml = bpmn(
        start('s'),
        and('split'),
        user('a'),
        user('b'),
        user('c'),
        gateway('join'),
        end('e'),
        end('stop', 'terminate'),
        's->split',
        'split->a',
        'split->b',
        'split->c',
        'a->join',
        'b->join',
        'join->e',
        'c->stop',
      );
      const dossier = await played(xml);
      dossier.complete('a');
      dossier.complete('c');
      expectEmpty(dossier);
      expect(dossier.completed()).to.not.include('join');
    });

  it('case 46: terminate at the top ends running event subprocesses and armed ones too', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        user('a'),
        end('stop', 'terminate'),
        's->a',
        'a->stop',
        eventSub('aside', 'message:M1', false, 'asideTask', user('asideTask')),
      ),
    );
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    dossier.complete('a');
    expectEmpty(dossier);
  });

  it('case 47: an error end that nobody catches is an incident at that end, and can be resolved only by a change', async () => {
    const dossier = await played(bpmn(start('s'), user('a'), user('b'), end('bad', 'error:E1'), 's->a', 's->b', 'a->bad'));
    dossier.complete('a');
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['ERROR_UNCAUGHT', 'bad']]);
    expect(dossier.active()).to.deep.equal(['b']);
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.incidents()).to.have.length(1);
    dossier.complete('b');
    expect(dossier.state.status).to.equal('active');
  });

  it('case 47: an escalation that nobody catches is recorded and the flow goes on', async () => {
    const dossier = await played(
      bpmn(start('s'), throwing('raise', 'escalation:X1'), user('a'), end('e', 'escalation:X2'), 's->raise', 'raise->a', 'a->e'),
    );
    expect(dossier.active()).to.deep.equal(['a']);
    dossier.complete('a');
    expectEmpty(dossier);
    expect(dossier.events.flatMap((each) => (each.type === 'escalationThrown' ? [[each.code, each.caughtBy]] : []))).to.deep.equal([
      ['X1', undefined],
      ['X2', undefined],
    ]);
  });

  it('case 48: an escalation thrown twice reaches a non-interrupting boundary event twice', async () => {
    const xml = bpmn(
      start('s'),
      sub(
        'scope',
        start('is'),
        throwing('one', 'escalation:X1'),
        throwing('two', 'escalation:X1'),
        user('a'),
        'is->one',
        'one->two',
        'two->a',
      ),
      boundary('caught', 'scope', 'escalation:X1', false),
      user('look'),
      's->scope',
      'caught->look',
    );
    await holds(xml, { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['a', 'look', 'look'], completed: ['caught', 'caught'] }] });
  });

  it('case 48: nearest scope first, exact code before catch-all, whatever the order in the file', async () => {
    const inner = (code: string, ...catches: string[]) =>
      bpmn(
        start('s'),
        sub(
          'outer',
          start('os'),
          sub('scope', start('is'), user('a'), end('bad', `error:${code}`), 'is->a', 'a->bad'),
          ...catches,
          'os->scope',
        ),
        boundary('outerExact', 'outer', 'error:E1'),
        end('oe'),
        's->outer',
        'outerExact->oe',
      );
    const caughtBy = async (xml: string) => {
      const dossier = await played(xml);
      dossier.complete('a');
      return dossier.events.flatMap((each) => (each.type === 'errorThrown' ? [each.caughtBy] : []));
    };
    const any = boundary('any', 'scope', 'error');
    const exact = boundary('exact', 'scope', 'error:E1');
    const other = boundary('other', 'scope', 'error:E2');
    expect(await caughtBy(inner('E1', any, exact))).to.deep.equal(['exact']);
    expect(await caughtBy(inner('E1', exact, any))).to.deep.equal(['exact']);
    expect(await caughtBy(inner('E1', any))).to.deep.equal(['any']);
    expect(await caughtBy(inner('E1', other))).to.deep.equal(['outerExact']);
    expect(await caughtBy(inner('E2', exact, any))).to.deep.equal(['any']);
  });

  it('case 48: an escalation end caught by a non-interrupting event subprocess of the same scope keeps the scope alive', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', start('is'), end('raise', 'escalation:X1'), 'is->raise', eventSub('handler', 'escalation', false, 'look', user('look'))),
      user('after'),
      's->scope',
      'scope->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'look' }],
      expect: [
        { after: 0, active: ['look'] },
        { after: 1, active: ['after'] },
      ],
    });
  });

  it('case 49: an error thrown in a called process that has already made steps ends it, and the boundary event of the call fires', async () => {
    const xml = file(
      processXml('P', start('s'), call('c', 'Q'), boundary('failed', 'c', 'error:E1'), user('repair'), 's->c', 'failed->repair'),
      processXml(
        'Q',
        start('qs'),
        user('a'),
        and('split'),
        user('b'),
        user('d'),
        end('bad', 'error:E1'),
        'qs->a',
        'a->split',
        'split->b',
        'split->d',
        'b->bad',
      ),
    );
    const dossier = await played(xml);
    dossier.complete('a', { note: 'kept inside' });
    dossier.complete('b');
    expect(dossier.active()).to.deep.equal(['repair']);
    expect(Object.keys(dossier.state.scopes)).to.deep.equal(['P#1']);
    expect(dossier.variable('note')).to.equal(undefined);
  });

  it('an interrupting escalation ends what threw it; the flow behind the throw is not taken', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', start('is'), throwing('raise', 'escalation:X1'), user('a'), 'is->raise', 'raise->a'),
      boundary('caught', 'scope', 'escalation:X1'),
      user('after'),
      's->scope',
      'caught->after',
    );
    await holds(xml, { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['after'], notReached: ['a'] }] });
  });

  it('a process ends when its last token ends, whichever of its ends that is', async () => {
    const dossier = await played(bpmn(start('s'), user('a'), user('b'), end('e1'), 's->a', 's->b', 'a->e1'));
    dossier.complete('a');
    expect(dossier.state.status).to.equal('active');
    dossier.complete('b');
    expectEmpty(dossier);
    expect(dossier.state.outcome).to.equal('completed');
  });
});
