/** Moving tokens by hand: all or nothing, checked before anything happens, with the records that a token brings. */
import { expect } from 'chai';
import { content, element } from '../../support/bpmn.ts';
import type { CommandRejected } from '../../../engine/semantics/errors.ts';
import { advance, plainEnvironment } from '../../../engine/semantics/advance.ts';
import type { ModifyInstruction } from '../../../engine/semantics/commands.ts';
import {
  and,
  boundary,
  bpmn,
  catching,
  compensated,
  end,
  eventSub,
  expectEmpty,
  holds,
  multiInstance,
  offices,
  played,
  procedure,
  start,
  sub,
  throwing,
  transaction,
  user,
  xor,
  type Play,
} from './support.ts';

const modify = (dossier: Play, ...instructions: ModifyInstruction[]) =>
  dossier.send({ type: 'modify', instructions, reason: 'đi nhầm nhánh' });

function problems(dossier: Play, ...instructions: ModifyInstruction[]): string[] {
  dossier.refuses('MODIFICATION_REFUSED', { type: 'modify', instructions });
  try {
    advance(dossier.model, dossier.state, { type: 'modify', instructions }, dossier.now, plainEnvironment);
  } catch (error) {
    const { details } = error as CommandRejected;
    return (details as { problems: { code: string; at: string; instruction: number }[] }).problems.map(
      ({ code, at, instruction }) => `${instruction} ${code} ${at}`,
    );
  }
  throw new Error('accepted');
}

describe('modify', () => {
  const forked = bpmn(
    start('s'),
    and('split'),
    user('a'),
    user('b'),
    and('join'),
    user('c'),
    end('e'),
    's->split',
    'split->a',
    'split->b',
    'a->join',
    'b->join',
    'join->c',
    'c->e',
  );

  it('moves a token: what it left is interrupted, what it reached begins, and the reason is kept', async () => {
    const dossier = await played(bpmn(start('s'), user('a'), user('b'), user('c'), end('e'), 's->a', 'a->b', 'b->c', 'c->e'));
    const events = modify(dossier, { do: 'move', from: { elementKey: 'a#1' }, to: { before: 'c' } });
    expect(events.map(({ type }) => type)).to.deep.equal(['dossierModified', 'elementInterrupted', 'elementActivated']);
    expect(events[0]).to.deep.include({ reason: 'đi nhầm nhánh' });
    expect(dossier.active()).to.deep.equal(['c']);
    // and back: a second visit has a key of its own
    modify(dossier, { do: 'move', from: { elementKey: 'c#1' }, to: { after: 's' } });
    expect(Object.keys(dossier.state.elements)).to.deep.equal(['a#2']);
  });

  it('adds and takes away in one command, in the order of the instructions', async () => {
    const dossier = await played(forked);
    modify(
      dossier,
      { do: 'remove', from: { elementKey: 'a#1' } },
      { do: 'add', to: { onto: 'a_join' } },
      { do: 'add', to: { before: 'c' } },
    );
    expect(dossier.active()).to.deep.equal(['b', 'c']);
    dossier.complete('b');
    expect(dossier.active()).to.deep.equal(['c', 'c']);
  });

  it('moves a token that waits in front of a join, and takes the incident STUCK with it', async () => {
    const dossier = await played(
      bpmn(start('s'), xor('x'), user('a'), and('join'), user('c'), 's->x', 'x->a', 'x->join', 'a->join', 'join->c'),
      {},
      { ...plainEnvironment, choices: { x: ['x_join'] } },
    );
    expect(dossier.incidents().map(({ code }) => code)).to.deep.equal(['STUCK']);
    modify(dossier, { do: 'move', from: { flow: 'x_join', scope: 'P#1' }, to: { before: 'a' } });
    expect([dossier.active(), dossier.incidents()]).to.deep.equal([['a'], []]);
    dossier.complete('a');
    expect(dossier.incidents().map(({ code }) => code)).to.deep.equal(['STUCK']);
  });

  it('hands the file on to the unit of the new step, stops the clock of the old one, and measures its time', async () => {
    const dossier = await played(
      procedure(
        '',
        '<tthc:deadline kind="published" value="5" unit="workingDay"/>',
        start('s'),
        user('a', '', 'tthc:unit="maps" tthc:budget="4" tthc:budgetUnit="workingHour" tthc:counts="false"'),
        user('b', '', 'tthc:unit="tax" tthc:budget="4" tthc:budgetUnit="workingHour"'),
        's->a',
        'a->b',
      ),
      {},
      { organisation: offices },
    );
    expect(dossier.state.clock!.status).to.equal('paused');
    dossier.at('2026-03-02T10:00:00+07:00');
    modify(dossier, { do: 'move', from: { elementKey: 'a#1' }, to: { before: 'b' } });
    const { steps, handOffs, clock } = dossier.state;
    expect(steps['a#1']).to.deep.include({ outcome: 'interrupted', leftAt: new Date('2026-03-02T10:00:00+07:00').toISOString() });
    expect(Object.values(handOffs).map(({ from, to, state }) => [from, to, state])).to.deep.equal([['maps', 'tax', 'sent']]);
    expect([clock!.status, clock!.exclusions.every(({ to }) => to !== undefined)]).to.deep.equal(['running', true]);
  });

  it('takes an activity with everything in it, its rounds and what is armed on it', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        element(
          'subProcess',
          'many',
          multiInstance({ cardinality: '3' }) +
            user('inner') +
            catching('t', 'timer:PT1H') +
            '<sequenceFlow id="it" sourceRef="inner" targetRef="t"/>',
        ),
        boundary('late', 'many', 'timer:PT2H'),
        user('after'),
        's->many',
        'many->after',
      ),
    );
    expect(problems(dossier, { do: 'remove', from: { elementKey: 'many#2' } })).to.deep.equal(['0 ONE_OF_MANY many#2']);
    modify(dossier, { do: 'move', from: { elementKey: 'many#1' }, to: { before: 'after' } });
    expect([Object.keys(dossier.state.elements), dossier.state.subscriptions]).to.deep.equal([['after#1'], {}]);
  });

  it('chooses the scope: the one the token comes from, the only one, or the one that is named', async () => {
    const dossier = await played(bpmn(start('s'), sub('box', user('x'), user('y'), 'x->y'), user('z'), 's->box', 'box->z'));
    expect(problems(dossier, { do: 'move', from: { elementKey: 'box#1' }, to: { before: 'y' } })).to.deep.equal(['0 NO_SCOPE y']);
    modify(dossier, { do: 'add', to: { before: 'box' } });
    expect(problems(dossier, { do: 'add', to: { before: 'y' } })).to.deep.equal(['0 SCOPE_AMBIGUOUS y']);
    expect(problems(dossier, { do: 'add', to: { before: 'y', scope: 'P#1' } })).to.deep.equal(['0 NO_SCOPE y']);
    modify(dossier, { do: 'move', from: { elementKey: 'x#2' }, to: { before: 'y' } }, { do: 'add', to: { before: 'y', scope: 'box#1' } });
    expect(
      Object.values(dossier.state.elements)
        .map(({ key, scope }) => `${key} in ${scope}`)
        .sort(),
    ).to.deep.equal(['box#1 in P#1', 'box#2 in P#1', 'x#1 in box#1', 'y#1 in box#2', 'y#2 in box#1']);
  });

  it('refuses what cannot be, each instruction with its reason, and does nothing of it', async () => {
    const dossier = await played(forked);
    const from = { elementKey: 'a#1' };
    expect(
      problems(
        dossier,
        { do: 'move', from: { elementKey: 'a#9' }, to: { before: 'c' } },
        { do: 'move', from, to: { before: 'nowhere' } },
        { do: 'remove', from },
        { do: 'add', to: { before: 'join' } },
        { do: 'add', to: { after: 'e' } },
        { do: 'add', to: { onto: 'nothing' } },
        { do: 'remove', from: { flow: 'a_join', scope: 'P#1' } },
        { do: 'remove', from: { incidentKey: 'none' } },
      ).sort(),
    ).to.deep.equal([
      '0 NOT_THERE a#9',
      '1 NO_TARGET nowhere',
      '2 NAMED_TWICE a#1',
      '3 NO_TARGET join',
      '4 NO_TARGET e',
      '5 NO_TARGET nothing',
      '6 NOT_THERE a_join',
      '7 NOT_THERE none',
    ]);
    expect(problems(dossier, { do: 'remove', from }, { do: 'remove', from: { elementKey: 'b#1' } })).to.deep.equal([
      '0 SCOPE_EMPTY a#1',
      '1 SCOPE_EMPTY b#1',
    ]);
    expect(problems(dossier)).to.deep.equal([]);
  });

  it('starts nothing that begins by its trigger only, and evaluates conditions before the first event', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        user('a'),
        boundary('late', 'a', 'timer:PT1H'),
        user('b'),
        eventSub('ev', 'message:M1', false, 'inside', user('inside')),
        's->a',
        'a->b?missing > 1',
        'late->b',
      ),
    );
    expect(
      problems(dossier, { do: 'add', to: { before: 'late' } }, { do: 'add', to: { before: 'ev' } }, { do: 'add', to: { after: 'a' } }),
    ).to.deep.equal(['0 NO_TARGET late', '1 NO_TARGET ev', '2 CONDITION_FAILED a']);
    modify(dossier, { do: 'add', to: { after: 'late' } });
    expect(dossier.active()).to.deep.equal(['a', 'b']);
  });

  it('puts nothing into what ends: a transaction that is being cancelled, an ad-hoc subprocess of which no more is chosen', async () => {
    const cancelled = await played(
      bpmn(
        start('s'),
        transaction(
          'deal',
          start('begin'),
          user('reserve'),
          user('free'),
          end('no', 'cancel'),
          'begin->reserve',
          'reserve->no',
          compensated('reserve'),
        ),
        boundary('off', 'deal', 'cancel'),
        user('tell'),
        user('after'),
        's->deal',
        'deal->after',
        'off->tell',
      ),
    );
    cancelled.complete('reserve');
    expect(cancelled.active()).to.deep.equal(['undo_reserve']);
    expect(problems(cancelled, { do: 'add', to: { before: 'free' } })).to.deep.equal(['0 SCOPE_ENDING free']);
    expect(problems(cancelled, { do: 'add', to: { before: 'reserve', scope: 'deal#1' } })).to.deep.equal(['0 SCOPE_ENDING reserve']);
    expect(problems(cancelled, { do: 'move', from: { elementKey: 'undo_reserve#1' }, to: { before: 'tell' } })).to.deep.equal([
      '0 TAKES_BACK undo_reserve#1',
    ]);
    modify(cancelled, { do: 'add', to: { before: 'tell' } });
    cancelled.complete('undo_reserve');
    expect(cancelled.active()).to.deep.equal(['tell', 'tell']);

    const inner = content(user('a'), user('b'));
    const closing = await played(
      bpmn(start('s'), element('adHocSubProcess', 'box', inner, 'cancelRemainingInstances="false"'), user('after'), 's->box', 'box->after'),
    );
    closing.send({ type: 'activateActivity', elementKey: 'box#1', activity: 'a' });
    closing.send({ type: 'completeTask', elementKey: 'box#1' });
    expect(problems(closing, { do: 'add', to: { before: 'b' } })).to.deep.equal(['0 SCOPE_ENDING b']);
    closing.complete('a');
    expect(closing.active()).to.deep.equal(['after']);
  });

  it('lets what it sends and ends follow as ever', async () => {
    const dossier = await played(bpmn(start('s'), user('a'), throwing('t', 'signal:S1'), end('e', 'terminate'), 's->a', 'a->t', 't->e'));
    modify(dossier, { do: 'move', from: { elementKey: 'a#1' }, to: { before: 't' } });
    expectEmpty(dossier);
    expect(dossier.state.outcome).to.equal('completed');
  });

  it('is a step of scenarios', async () => {
    await holds(forked, {
      steps: [
        { do: 'start' },
        { do: 'complete', at: 'a' },
        { do: 'move', from: 'a_join', to: 'a' },
        { do: 'move', from: 'b' },
        { do: 'move', to: 'b_join' },
        { do: 'complete', at: 'a' },
        { do: 'move', from: 'c' },
      ],
      expect: [
        { after: 2, active: ['a', 'b'] },
        { after: 3, active: ['a'] },
        { after: 5, active: ['c'] },
        { after: 6, refused: true, code: 'MODIFICATION_REFUSED' },
      ],
    });
  });
});
