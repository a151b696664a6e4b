/** Hand-offs between units (ADR 0010): sent with the token, accepted, returned without moving a token, corrected, sent again. */
import { expect } from 'chai';
import { processXml } from '../../support/bpmn.ts';
import {
  and,
  bpmn,
  boundary,
  catching,
  end,
  eventSub,
  file,
  holds,
  offices,
  or,
  played,
  start,
  sub,
  throwing,
  user,
  xor,
} from './support.ts';

const environment = { organisation: offices };
const at = (id: string, unit: string, more = '') => user(id, '', `tthc:unit="${unit}" ${more}`);
const budget = 'tthc:budget="1" tthc:budgetUnit="workingDay"';
const xml = bpmn(start('s'), at('a', 'maps'), at('b', 'tax', budget), end('e'), 's->a', 'a->b', 'b->e');
const rows = (dossier: Awaited<ReturnType<typeof played>>) =>
  Object.values(dossier.state.handOffs).map(({ from, to, level, state, fromHolder }) => ({
    from,
    to,
    level,
    state,
    ...(fromHolder !== undefined && { fromHolder }),
  }));

describe('hand-offs', () => {
  it('arise when an activity of another unit becomes active; gateways and events between belong to nobody', async () => {
    const dossier = await played(
      bpmn(start('s'), at('a', 'maps'), xor('g'), throwing('n'), at('b', 'tax'), at('c', 'tax'), 's->a', 'a->g', 'g->n', 'n->b', 'b->c'),
      {},
      environment,
    );
    expect(rows(dossier)).to.deep.equal([]);
    dossier.complete('a', {}, 'an');
    expect(rows(dossier)).to.deep.equal([{ from: 'maps', to: 'tax', level: 'department', state: 'sent', fromHolder: 'an' }]);
    dossier.complete('b');
    expect(rows(dossier)).to.have.length(1);
  });

  it('between two units of one department the row has level unit', async () => {
    const dossier = await played(bpmn(start('s'), at('a', 'maps'), at('b', 'titles'), 's->a', 'a->b'), {}, environment);
    dossier.complete('a');
    expect(rows(dossier)).to.deep.equal([{ from: 'maps', to: 'titles', level: 'unit', state: 'sent' }]);
  });

  it('an activity of nobody between does not hide the sender', async () => {
    const dossier = await played(bpmn(start('s'), at('a', 'maps'), user('n'), at('b', 'tax'), 's->a', 'a->n', 'n->b'), {}, environment);
    dossier.complete('a');
    dossier.complete('n');
    expect(rows(dossier)).to.deep.equal([{ from: 'maps', to: 'tax', level: 'department', state: 'sent' }]);
  });

  for (const [what, join] of [
    ['a parallel', and],
    ['an inclusive', or],
  ] as const)
    it(`after ${what} join there is one row per sender`, async () => {
      const dossier = await played(
        bpmn(
          start('s'),
          and('split'),
          at('a', 'maps'),
          at('b', 'tax'),
          join('join'),
          at('c', 'centre'),
          's->split',
          'split->a',
          'split->b',
          'a->join',
          'b->join',
          'join->c',
        ),
        {},
        environment,
      );
      dossier.complete('a');
      dossier.complete('b');
      expect(rows(dossier).map(({ from, to }) => [from, to])).to.have.deep.members([
        ['maps', 'centre'],
        ['tax', 'centre'],
      ]);
    });

  it('out of a subprocess the senders are those who worked last inside', async () => {
    const dossier = await played(
      bpmn(start('s'), sub('scope', at('a', 'maps'), at('b', 'tax')), at('c', 'centre'), 's->scope', 'scope->c'),
      {},
      environment,
    );
    dossier.complete('a');
    dossier.complete('b');
    expect(rows(dossier).map(({ from }) => from)).to.have.members(['maps', 'tax']);
  });

  it('leaving by a boundary event the sender is the unit that had the work', async () => {
    const dossier = await played(
      bpmn(start('s'), at('a', 'maps'), boundary('late', 'a', 'timer:PT1H'), at('b', 'tax'), 's->a', 'late->b'),
      {},
      environment,
    );
    dossier.send({ type: 'trigger', elementKey: 'late#1' });
    expect(rows(dossier)).to.deep.equal([{ from: 'maps', to: 'tax', level: 'department', state: 'sent' }]);
  });

  it('an event subprocess takes the file from everybody who had it', async () => {
    const dossier = await played(
      bpmn(start('s'), at('a', 'maps'), at('b', 'tax'), 's->a', 's->b', eventSub('ask', 'message:M1', true, 'c', at('c', 'centre'))),
      {},
      environment,
    );
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(rows(dossier).map(({ from, to }) => [from, to])).to.deep.equal([
      ['maps', 'centre'],
      ['tax', 'centre'],
    ]);
  });

  it('is accepted explicitly, once, by a named person', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.complete('a');
    dossier.send({ type: 'acceptHandOff', handOffKey: 'b#1~1', by: 'binh' });
    expect(dossier.state.handOffs['b#1~1']).to.deep.include({
      state: 'accepted',
      acceptedBy: 'binh',
      acceptedAt: '2026-03-02T01:00:00.000Z',
    });
    dossier.refuses('HAND_OFF_STATE', { type: 'acceptHandOff', handOffKey: 'b#1~1' });
  });

  it('claiming or completing the work accepts it', async () => {
    const claimed = await played(xml, {}, environment);
    claimed.complete('a');
    claimed.send({ type: 'claimTask', elementKey: 'b#1', by: 'binh' });
    expect(claimed.state.handOffs['b#1~1']).to.deep.include({ state: 'accepted', acceptedBy: 'binh' });
    const completed = await played(xml, {}, environment);
    completed.complete('a');
    completed.complete('b', {}, 'chi');
    expect(completed.state.handOffs['b#1~1']).to.deep.include({ state: 'accepted', acceptedBy: 'chi' });
    const anonymous = await played(xml, {}, environment);
    anonymous.complete('a');
    anonymous.complete('b');
    expect(anonymous.state.handOffs['b#1~1']).to.include({ state: 'accepted' }).and.not.have.property('acceptedBy');
  });

  it('a paper hand-over may be entered late, not before it was sent and not ahead of time', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.complete('a');
    dossier.at('2026-03-02T10:00:00+07:00');
    dossier.refuses('INVALID_VALUE', { type: 'acceptHandOff', handOffKey: 'b#1~1', occurredAt: '2026-03-02T07:59:00+07:00' });
    dossier.refuses('INVALID_VALUE', { type: 'acceptHandOff', handOffKey: 'b#1~1', occurredAt: '2026-03-02T10:01:00+07:00' });
    dossier.send({ type: 'acceptHandOff', handOffKey: 'b#1~1', occurredAt: '2026-03-02T09:00:00+07:00' });
    expect(dossier.state.handOffs['b#1~1']).to.deep.include({ acceptedAt: '2026-03-02T02:00:00.000Z' });
  });

  describe('returned', () => {
    const returned = async () => {
      const dossier = await played(xml, {}, environment);
      dossier.complete('a', {}, 'an');
      dossier.at('2026-03-02T09:00:00+07:00');
      dossier.send({ type: 'returnHandOff', handOffKey: 'b#1~1', reason: 'page 2 is missing', by: 'binh' });
      return dossier;
    };

    it('no token moves; a correction opens for the sender’s last holder and the clock of the receiver stands', async () => {
      const dossier = await returned();
      expect(dossier.active()).to.deep.equal(['b']);
      expect(rows(dossier)).to.deep.equal([{ from: 'maps', to: 'tax', level: 'department', state: 'returned', fromHolder: 'an' }]);
      expect(dossier.state.corrections['b#1~1~return']).to.deep.equal({
        key: 'b#1~1~return',
        handOffKey: 'b#1~1',
        unit: 'maps',
        holder: 'an',
        openedAt: '2026-03-02T02:00:00.000Z',
        reason: 'page 2 is missing',
      });
      const { step } = dossier.state.elements['b#1']!;
      expect(step).to.not.have.any.keys('runningSince', 'dueAt');
      expect(step!.ran).to.deep.equal([['2026-03-02T01:00:00.000Z', '2026-03-02T02:00:00.000Z']]);
    });

    it('the receiver cannot complete, return again or accept while the sender corrects', async () => {
      const dossier = await returned();
      dossier.refuses('HAND_OFF_STATE', { type: 'completeTask', elementKey: 'b#1' });
      dossier.refuses('HAND_OFF_STATE', { type: 'throwError', elementKey: 'b#1' });
      dossier.refuses('HAND_OFF_STATE', { type: 'returnHandOff', handOffKey: 'b#1~1', reason: 'again' });
      dossier.refuses('HAND_OFF_STATE', { type: 'acceptHandOff', handOffKey: 'b#1~1' });
    });

    it('sending again makes a new row, and the clock goes on with what is left of the budget', async () => {
      const dossier = await returned();
      dossier.at('2026-03-03T09:00:00+07:00');
      dossier.send({ type: 'sendAgain', correctionKey: 'b#1~1~return' });
      expect(rows(dossier).map(({ state }) => state)).to.deep.equal(['returned', 'sent']);
      expect(dossier.state.corrections).to.deep.equal({});
      // one of eight hours was used: seven remain, from 9:00 on Tuesday
      expect(dossier.state.elements['b#1']!.step!.dueAt).to.equal('2026-03-04T01:00:00.000Z');
      dossier.refuses('NOT_WAITING', { type: 'sendAgain', correctionKey: 'b#1~1~return' });
      dossier.send({ type: 'returnHandOff', handOffKey: 'b#1~2', reason: 'page 3' });
      dossier.send({ type: 'sendAgain', correctionKey: 'b#1~2~return' });
      dossier.complete('b');
      expect(rows(dossier).map(({ state }) => state)).to.deep.equal(['returned', 'returned', 'accepted']);
    });

    it('a reason is required; an accepted one may still be returned', async () => {
      const dossier = await played(xml, {}, environment);
      dossier.complete('a');
      dossier.refuses('INVALID_VALUE', { type: 'returnHandOff', handOffKey: 'b#1~1', reason: '  ' });
      dossier.send({ type: 'claimTask', elementKey: 'b#1', by: 'binh' });
      dossier.send({ type: 'returnHandOff', handOffKey: 'b#1~1', reason: 'not ours' });
      expect(rows(dossier).map(({ state }) => state)).to.deep.equal(['returned']);
    });

    it('when the work ends by itself nothing is left to correct', async () => {
      const stopped = bpmn(
        start('s'),
        at('a', 'maps'),
        at('b', 'tax'),
        boundary('x', 'b', 'message:M1'),
        at('c', 'tax'),
        's->a',
        'a->b',
        'x->c',
      );
      const dossier = await played(stopped, {}, environment);
      dossier.complete('a');
      dossier.send({ type: 'returnHandOff', handOffKey: 'b#1~1', reason: 'not ours' });
      dossier.send({ type: 'deliverMessage', name: 'M1' });
      expect(dossier.state.corrections).to.deep.equal({});
      dossier.refuses('NOT_WAITING', { type: 'sendAgain', correctionKey: 'b#1~1~return' });
    });

    it('of two senders one is returned; the other row stays as it is', async () => {
      const dossier = await played(
        bpmn(
          start('s'),
          and('split'),
          at('a', 'maps'),
          at('b', 'tax'),
          and('join'),
          at('c', 'centre'),
          's->split',
          'split->a',
          'split->b',
          'a->join',
          'b->join',
          'join->c',
        ),
        {},
        environment,
      );
      dossier.complete('a');
      dossier.complete('b');
      dossier.send({ type: 'returnHandOff', handOffKey: 'c#1~2', reason: 'wrong sum' });
      expect(rows(dossier).map(({ state }) => state)).to.deep.equal(['sent', 'returned']);
      dossier.send({ type: 'sendAgain', correctionKey: 'c#1~2~return' });
      expect(rows(dossier).map(({ from, state }) => [from, state])).to.deep.equal([
        ['maps', 'sent'],
        ['tax', 'returned'],
        ['tax', 'sent'],
      ]);
    });
  });

  it('a message from another pool makes a row that cannot be returned', async () => {
    const pools = `<collaboration id="c"><participant id="p1" processRef="A"/><participant id="p2" processRef="B"/><messageFlow id="f" sourceRef="t" targetRef="bs"/></collaboration>`;
    const dossier = await played(
      file(
        pools,
        processXml('A', start('s'), at('a', 'maps'), throwing('t', 'message:M1'), 's->a', 'a->t'),
        processXml('B', start('bs', 'message:M1'), at('b', 'tax'), 'bs->b'),
      ),
      { process: 'A' },
      environment,
    );
    dossier.complete('a');
    expect(Object.values(dossier.state.handOffs).map(({ from, to, byMessage }) => [from, to, byMessage])).to.deep.equal([
      ['maps', 'tax', true],
    ]);
    dossier.refuses('HAND_OFF_STATE', { type: 'returnHandOff', handOffKey: 'b#1~1', reason: 'no' });
  });

  it('a kind that the dossier has bound is the unit that receives', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        at('a', 'maps'),
        user('b', '', ''),
        `<laneSet id="ls"><lane id="l" name="Committee" tthc:kind="committee"><flowNodeRef>b</flowNodeRef></lane></laneSet>`,
        's->a',
        'a->b',
      ),
      { participants: { committee: 'tax' } },
      environment,
    );
    dossier.complete('a');
    expect(rows(dossier)).to.deep.equal([{ from: 'maps', to: 'tax', level: 'department', state: 'sent' }]);
  });

  it('in a loop back and forth every change of unit has a row', async () => {
    await holds(
      bpmn(
        start('s'),
        xor('again'),
        at('a', 'maps'),
        at('b', 'tax'),
        xor('ok'),
        catching('done', 'message:M1'),
        's->again',
        'again->a',
        'a->b',
        'b->ok',
        'ok->again?more',
        'ok->done!',
      ),
      {
        steps: [
          { do: 'start' },
          { do: 'complete', at: 'a' },
          { do: 'complete', at: 'b', variables: { more: true } },
          { do: 'complete', at: 'a' },
          { do: 'complete', at: 'b', variables: { more: false } },
        ],
        expect: [
          {
            after: 4,
            active: ['done'],
            handOffs: [
              { from: 'maps', to: 'tax', state: 'accepted' },
              { from: 'tax', to: 'maps', state: 'accepted' },
              { from: 'maps', to: 'tax', state: 'accepted' },
            ],
          },
        ],
      },
      offices,
    );
  });
});
