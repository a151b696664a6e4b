/** Cases 50 to 60: messages, signals, timers and suspension (BPMN 2.0.2, 13.5; ADR 0008, 0009). What must survive a restart is tested with the database. */
import { expect } from 'chai';
import { readOrganisation } from '../../../../engine/deadlines/read-organisation.ts';
import type { Organisation } from '../../../../engine/deadlines/organisation.ts';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { advance } from '../../../../engine/semantics/advance.ts';
import { initialState } from '../../../../engine/semantics/state.ts';
import { element, modelOfXml, processXml } from '../../../support/bpmn.ts';
import {
  and,
  boundary,
  bpmn,
  catching,
  end,
  event,
  eventSub,
  expectEmpty,
  file,
  holds,
  multiInstance,
  played,
  procedure,
  start,
  sub,
  throwing,
  user,
  type Play,
} from '../support.ts';

const gateway = (id: string) => element('eventBasedGateway', id);

/** Fires the oldest timer of an element and says when it is due next, in local time. */
function fire(dossier: Play, elementId: string): string | undefined {
  const elementKey = dossier.armed(elementId);
  dossier.send({ type: 'fireTimer', elementKey });
  return local(dossier.state.subscriptions[elementKey]?.dueAt);
}

function local(instant: string | undefined): string | undefined {
  return instant && new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 16);
}

/** A task with a timer beside it that does not interrupt it. */
const ticks = (cycle: string) => bpmn(start('s'), user('a'), boundary('tick', 'a', `cycle:${cycle}`, false), end('x'), 's->a', 'tick->x');
const ticking = (cycle: string) => played(ticks(cycle));

describe('F7 messages, signals, timers', () => {
  it('case 50: a message published before its catch is reached is kept, given out in order of publishing, and for thirty days only', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      catching('first', 'message:M1'),
      catching('second', 'message:M1'),
      end('e'),
      's->a',
      'a->first',
      'first->second',
      'second->e',
    );
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'message', name: 'M1', variables: { one: 1 } },
        { do: 'message', name: 'M1', variables: { one: 2 } },
        { do: 'complete', at: 'a' },
      ],
      expect: [{ after: 3, ended: true, completed: ['first', 'second'], variables: { one: 2 } }],
    });
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }, { do: 'advance', by: 'P30D' }, { do: 'complete', at: 'a' }],
      expect: [{ after: 3, active: ['first'] }],
    });
  });

  it('case 51: of two dossiers that wait with the same key the longest waiting takes the message', async () => {
    const xml = bpmn(start('s'), user('a'), catching('m', 'message:M1?code'), end('e'), 's->a', 'a->m', 'm->e');
    await holds(xml, {
      given: { variables: { code: 'D' } },
      steps: [
        { do: 'start' },
        { do: 'start' },
        { do: 'complete', at: 'a', nth: 1 },
        { do: 'complete', at: 'a' },
        { do: 'message', name: 'M1', key: 'D', variables: { first: true } },
      ],
      expect: [{ after: 4, active: ['m'], completed: ['m', 'e'], variables: { first: true } }],
    });
  });

  it('case 51: a start event takes a message only if nobody waits for it', async () => {
    const xml = bpmn(
      start('s', 'message:M1'),
      start('plain'),
      catching('m', 'message:M1'),
      user('a'),
      end('e'),
      's->a',
      'plain->m',
      'm->e',
    );
    await holds(xml, {
      steps: [
        { do: 'start', at: 'plain' },
        { do: 'message', name: 'M1' },
        { do: 'message', name: 'M1' },
      ],
      expect: [
        { after: 1, completed: ['m'], notReached: ['a'] },
        { after: 2, active: ['a'], completed: ['s'] },
      ],
    });
  });

  it('case 52: the same message id counts once, at a non-interrupting boundary event too', async () => {
    const xml = bpmn(start('s'), user('a'), boundary('more', 'a', 'message:M1', false), user('b'), 's->a', 'more->b');
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'message', name: 'M1', id: 'x' },
        { do: 'message', name: 'M1', id: 'x' },
        { do: 'message', name: 'M1', id: 'y' },
      ],
      expect: [
        { after: 2, active: ['a', 'b'] },
        { after: 3, active: ['a', 'b', 'b'] },
      ],
    });
  });

  it('case 53: two messages at the same instant to one non-interrupting boundary event give two tokens', async () => {
    const xml = bpmn(start('s'), user('a'), boundary('more', 'a', 'message:M1', false), user('b'), 's->a', 'more->b');
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }, { do: 'message', name: 'M1' }],
      expect: [{ after: 2, active: ['a', 'b', 'b'] }],
    });
    // thrown by the dossier itself within one command
    const own = bpmn(
      start('s'),
      and('split'),
      user('a'),
      boundary('more', 'a', 'message:M1', false),
      user('b'),
      throwing('t1', 'message:M1'),
      throwing('t2', 'message:M1'),
      's->split',
      'split->a',
      'split->t1',
      't1->t2',
      'more->b',
    );
    await holds(own, { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['a', 'b', 'b'] }] });
  });

  it('case 54: a message whose catcher has just left is refused to that dossier and stays available to the next', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      boundary('m', 'a', 'message:M1'),
      user('b'),
      catching('later', 'message:M1'),
      's->a',
      'a->later',
      'm->b',
    );
    const dossier = await played(xml);
    const elementKey = dossier.armed('m');
    dossier.complete('a');
    dossier.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'M1', elementKey });
    dossier.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'M2' });
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expectEmpty(dossier);
  });

  it('case 54: two messages of one command to two events of one gateway: the second one is kept, not lost', async () => {
    const pools = `<collaboration id="c"><participant id="p1" processRef="A"/><participant id="p2" processRef="B"/><messageFlow id="f1" sourceRef="t1" targetRef="m1"/><messageFlow id="f2" sourceRef="t2" targetRef="m2"/><messageFlow id="f3" sourceRef="call" targetRef="bs"/></collaboration>`;
    const xml = file(
      pools,
      processXml(
        'A',
        start('s'),
        throwing('call', 'message:M3'),
        user('a'),
        throwing('t1', 'message:M1'),
        throwing('t2', 'message:M2'),
        's->call',
        'call->a',
        'a->t1',
        't1->t2',
      ),
      processXml(
        'B',
        start('bs', 'message:M3'),
        gateway('g'),
        catching('m1', 'message:M1'),
        catching('m2', 'message:M2'),
        user('b'),
        catching('later', 'message:M2'),
        'bs->g',
        'g->m1',
        'g->m2',
        'm1->b',
        'm2->b',
      ),
    );
    const dossier = await played(xml, { process: 'A' });
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['b']);
    expect(dossier.completed()).to.include('m1').and.not.include('m2');
    expect(Object.values(dossier.state.messages).map(({ name, target }) => [name, target])).to.deep.equal([['M2', 'm2']]);
  });

  it('case 55: ten thousand subscribers of a signal are reached by one throw', async function () {
    this.timeout(20_000);
    const xml = bpmn(
      start('s'),
      sub('many', multiInstance({ cardinality: '10000' }), catching('c', 'signal:S1')),
      end('e'),
      's->many',
      'many->e',
    );
    const dossier = await played(xml);
    expect(Object.keys(dossier.state.subscriptions)).to.have.length(10_000);
    dossier.send({ type: 'broadcastSignal', name: 'S1' });
    expectEmpty(dossier);
  });

  it('case 55: a signal reaches who waits at that instant, not who waits for it later, and never its own past', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      catching('waits', 'signal:S1'),
      throwing('t', 'signal:S1'),
      catching('later', 'signal:S1'),
      end('e'),
      's->split',
      'split->waits',
      'split->t',
      't->later',
      'later->e',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'signal', name: 'S1' }],
      expect: [
        { after: 0, active: ['later'], completed: ['waits', 't'] },
        { after: 1, ended: true },
      ],
    });
  });

  it('case 55: receivers are fixed when it is thrown: a branch that comes to wait afterwards in the same command does not hear it', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      throwing('t', 'signal:S1'),
      catching('afterThrow', 'signal:S1'),
      's->split',
      'split->t',
      'split->afterThrow',
    );
    await holds(xml, { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['afterThrow'] }] });
  });

  it('case 55: other dossiers hear the signal, each once, and a signal start begins a new one', async () => {
    const xml = file(
      processXml('P', start('s'), user('a'), throwing('t', 'signal:S1'), catching('c', 'signal:S1'), 's->a', 'a->t', 't->c'),
      processXml('Q', start('qs', 'signal:S1'), user('q'), 'qs->q'),
    );
    await holds(xml, {
      process: 'P',
      steps: [{ do: 'start' }, { do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'a' }],
      expect: [
        { after: 2, active: ['a', 'c', 'q'] },
        { after: 3, active: ['c', 'q', 'q'], completed: ['c'] },
      ],
    });
  });

  it('case 56: of two events of an event-based gateway in the same instant one wins and the others are gone', async () => {
    const xml = bpmn(
      start('s'),
      gateway('g'),
      catching('t', 'timer:PT1H'),
      catching('m', 'message:M1'),
      end('late'),
      end('paid'),
      's->g',
      'g->t',
      'g->m',
      't->late',
      'm->paid',
    );
    const dossier = await played(xml);
    const [timer, message] = [dossier.armed('t'), dossier.armed('m')];
    dossier.at('2026-03-02T09:00:00+07:00');
    dossier.send({ type: 'deliverMessage', name: 'M1', elementKey: message });
    dossier.refuses('WRONG_STATUS', { type: 'fireTimer', elementKey: timer });
    expectEmpty(dossier);
    expect(dossier.completed()).to.include('paid').and.not.include('late');
  });

  it('case 56: a timer of zero is due at once, a message already kept is taken at once', async () => {
    const zero = bpmn(
      start('s'),
      gateway('g'),
      catching('t', 'timer:PT0S'),
      catching('m', 'message:M1'),
      end('late'),
      end('paid'),
      's->g',
      'g->t',
      'g->m',
      't->late',
      'm->paid',
    );
    await holds(zero, { steps: [{ do: 'start' }], expect: [{ after: 0, ended: true, completed: ['t', 'late'] }] });
    const kept = bpmn(
      start('s'),
      user('a'),
      gateway('g'),
      catching('t', 'timer:PT1H'),
      catching('m', 'message:M1'),
      end('late'),
      end('paid'),
      's->a',
      'a->g',
      'g->t',
      'g->m',
      't->late',
      'm->paid',
    );
    await holds(kept, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }, { do: 'complete', at: 'a' }],
      expect: [{ after: 2, ended: true, completed: ['m', 'paid'], notReached: ['late'] }],
    });
  });

  it('case 57: a cycle missed for an hour fires once and is planned on its own grid, from the due instant', async () => {
    const xml = (cycle: string) => bpmn(start('s'), user('a'), boundary('tick', 'a', cycle, false), end('ticked'), 's->a', 'tick->ticked');
    const bounded = await played(xml('cycle:R3/PT10S'));
    bounded.at('2026-03-02T09:00:03+07:00');
    // the three missed rounds are caught up by one firing
    expect(fire(bounded, 'tick')).to.equal(undefined);
    expect(bounded.completed().filter((id) => id === 'tick')).to.have.length(1);
    const endless = await played(xml('cycle:R/PT10M'));
    endless.at('2026-03-02T09:03:00+07:00');
    expect(fire(endless, 'tick')).to.equal('2026-03-02T09:10');
    // late by a little: no drift
    endless.at('2026-03-02T09:10:59+07:00');
    expect(fire(endless, 'tick')).to.equal('2026-03-02T09:20');
    const past = await played(xml('cycle:R/2026-01-01T07:05:00+07:00/PT1H'));
    expect(local(past.state.subscriptions['tick#1']!.dueAt)).to.equal('2026-03-02T08:05');
  });

  it('case 57: a bounded cycle that is on time fires exactly as often as it says', async () => {
    await holds(bpmn(start('s'), user('a'), boundary('tick', 'a', 'cycle:R3/PT10S', false), end('ticked'), 's->a', 'tick->ticked'), {
      steps: [{ do: 'start' }, { do: 'advance', by: 'PT25S' }, { do: 'advance', by: 'PT1H' }],
      expect: [
        { after: 1, completed: ['tick', 'tick'] },
        { after: 2, completed: ['tick', 'tick', 'tick'] },
      ],
    });
  });

  it("case 58: a month's end stays a month's end, also after years without anybody looking", async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        user('a'),
        boundary('tick', 'a', 'cycle:R/2026-01-31T08:00:00+07:00/P1M', false),
        end('ticked'),
        's->a',
        'tick->ticked',
      ),
    );
    expect(local(dossier.state.subscriptions['tick#1']!.dueAt)).to.equal('2026-03-31T08:00');
    dossier.at('2026-03-31T08:00:00+07:00');
    expect(fire(dossier, 'tick')).to.equal('2026-04-30T08:00');
    dossier.at('2026-04-30T08:00:00+07:00');
    expect(fire(dossier, 'tick')).to.equal('2026-05-31T08:00');
    dossier.at('2032-02-10T08:00:00+07:00');
    expect(fire(dossier, 'tick')).to.equal('2032-02-29T08:00');
  });

  it('case 58: an instant of another zone that its clock change skips is the first one after the gap', async () => {
    const dossier = await played(bpmn(start('s'), catching('t', 'date:2026-03-29T02:30[Europe/Berlin]'), end('e'), 's->t', 't->e'));
    expect(dossier.state.subscriptions['t#1']!.dueAt).to.equal('2026-03-29T01:30:00.000Z');
  });

  it('case 58: a cycle with a zone stays at its time on the wall across both clock changes', async () => {
    const dossier = await ticking('R/2026-03-28T02:30[Europe/Berlin]/P1D');
    expect(dossier.state.subscriptions['tick#1']).to.include({ dueAt: '2026-03-28T01:30:00.000Z' });
    const due: (string | undefined)[] = [];
    for (const at of ['2026-03-28T01:30:00Z', '2026-03-29T01:30:00Z', '2026-10-24T00:30:00Z', '2026-10-25T00:30:00Z']) {
      dossier.at(at);
      fire(dossier, 'tick');
      due.push(dossier.state.subscriptions['tick#1']!.dueAt);
    }
    // 02:30 is skipped on 29 March and comes twice on 25 October: then the first counts
    expect(due).to.deep.equal([
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('case 58: cron at 02:30 comes once on both days of a clock change, at 03:30 where 02:30 is skipped', async () => {
    const dossier = await ticking('30 2 * * * [Europe/Berlin]');
    expect(dossier.state.subscriptions['tick#1']).to.include({ dueAt: '2026-03-02T01:30:00.000Z', every: '30 2 * * * [Europe/Berlin]' });
    const due: (string | undefined)[] = [];
    for (const at of ['2026-03-28T01:30:00Z', '2026-03-29T01:30:00Z', '2026-10-24T00:30:00Z', '2026-10-25T00:30:00Z']) {
      dossier.at(at);
      fire(dossier, 'tick');
      due.push(dossier.state.subscriptions['tick#1']!.dueAt);
    }
    expect(due).to.deep.equal([
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('case 58: cron in the time of the office; what was missed is caught up once, then the grid goes on', async () => {
    const dossier = await ticking('0 8 * * MON-FRI');
    expect(local(dossier.state.subscriptions['tick#1']!.dueAt)).to.equal('2026-03-03T08:00');
    dossier.at('2026-03-03T08:00:01+07:00');
    expect(fire(dossier, 'tick')).to.equal('2026-03-04T08:00');
    dossier.at('2026-03-13T17:00:00+07:00');
    expect(fire(dossier, 'tick')).to.equal('2026-03-16T08:00');
    expect(dossier.completed().filter((id) => id === 'tick')).to.have.length(2);
  });

  it('case 58: a month without an end of its own goes to its last day, also counted from the moment of arming', async () => {
    const xml = bpmn(
      start('s'),
      user('wait'),
      user('a'),
      boundary('tick', 'a', 'cycle:R/P1M', false),
      end('x'),
      's->wait',
      'wait->a',
      'tick->x',
    );
    const dossier = await played(xml);
    dossier.at('2026-01-31T08:00:00+07:00');
    dossier.complete('wait');
    expect(local(dossier.state.subscriptions[dossier.armed('tick')]!.dueAt)).to.equal('2026-02-28T08:00');
    dossier.at('2026-02-28T08:00:00+07:00');
    expect(fire(dossier, 'tick')).to.equal('2026-03-31T08:00');
  });

  it('case 58: a cron that never comes or names no zone is refused when it is read, one of FEEL is an incident', async () => {
    for (const text of ['0 0 31 2 *', '30 2 * * * [Mars/Olympus]']) {
      const { model, problems } = await readBpmn(ticks(text));
      expect(model).to.equal(undefined);
      expect(problems.map(({ code, at }) => [code, at])).to.deep.equal([['TIMER_INVALID', 'tick']]);
    }
    const dossier = await played(ticks('="0 0 31 " + string(2) + " *"'));
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['TIMER_FAILED', 'tick']]);
    const read = await played(ticks('="0 8 * * " + day'), { variables: { day: 'SUN' } });
    expect(local(read.state.subscriptions['tick#1']!.dueAt)).to.equal('2026-03-08T08:00');
  });

  describe('case 59: working time', () => {
    const { organisation } = readOrganisation({
      id: 'o',
      name: 'O',
      units: [{ id: 'u', name: 'U', level: 'department' }],
      calendars: [
        {
          id: 'own',
          name: 'Own',
          statutoryHolidays: false,
          weeklyHours: Object.fromEntries(
            ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, ['07:30-11:30', '13:00-17:00']]),
          ),
          days: [
            { date: '2026-03-03', kind: 'holiday', name: 'closed' },
            { date: '2026-03-04', kind: 'halfDay' },
          ],
        },
      ],
    }) as { organisation: Organisation };
    const due = async (value: string, unit: string, now: string) => {
      const timer = `<timerEventDefinition><extensionElements><tthc:workingTime value="${value}" unit="${unit}"/></extensionElements></timerEventDefinition>`;
      const xml = bpmn(start('s'), user('wait'), element('intermediateCatchEvent', 't', timer), end('e'), 's->wait', 'wait->t', 't->e');
      const dossier = await played(xml, {}, { organisation });
      dossier.at(now);
      dossier.complete('wait');
      return local(dossier.state.subscriptions['t#1']!.dueAt);
    };

    for (const [what, now, hours] of [
      ['before opening', '2026-03-02T06:00:00+07:00', '2026-03-02T09:30'],
      ['inside opening hours, across noon', '2026-03-02T10:30:00+07:00', '2026-03-02T14:00'],
      ['after closing, before a holiday', '2026-03-02T18:00:00+07:00', '2026-03-04T09:30'],
      ['on a holiday', '2026-03-03T09:00:00+07:00', '2026-03-04T09:30'],
      ['across the end of a half day', '2026-03-04T10:30:00+07:00', '2026-03-05T08:30'],
    ] as const)
      it(`two working hours from ${what}`, async () => {
        expect(await due('2', 'workingHour', now)).to.equal(hours);
      });

    it('days and hours are two units: a working day is the same hour of the next working day', async () => {
      expect(await due('1', 'workingDay', '2026-03-05T10:00:00+07:00')).to.equal('2026-03-06T10:00');
      expect(await due('8', 'workingHour', '2026-03-05T10:00:00+07:00')).to.equal('2026-03-06T10:00');
      expect(await due('1', 'calendarDay', '2026-03-02T10:00:00+07:00')).to.equal('2026-03-04T07:30');
    });

    it('a calendar without any working time is refused when it is read', () => {
      const { problems } = readOrganisation({
        id: 'o',
        name: 'O',
        units: [],
        calendars: [{ id: 'never', name: 'Never', statutoryHolidays: false, weeklyHours: {} }],
      });
      expect(problems.map(({ code }) => code)).to.include('NO_WORKING_TIME');
    });

    it('a working time beyond every law is refused when it is read', async () => {
      const timer = `<timerEventDefinition><extensionElements><tthc:workingTime value="99999999" unit="workingDay"/></extensionElements></timerEventDefinition>`;
      const { problems } = await readBpmn(bpmn(start('s'), element('intermediateCatchEvent', 't', timer), 's->t'));
      expect(problems.map(({ code, at }) => `${code} ${at}`)).to.include('VALUE_INVALID t');
    });

    it('a working time that ends beyond the calendar is an incident, not a hang', async () => {
      const timer = `<timerEventDefinition><extensionElements><tthc:workingTime value="3650" unit="workingDay"/></extensionElements></timerEventDefinition>`;
      const model = await modelOfXml(bpmn(start('s'), element('intermediateCatchEvent', 't', timer), 's->t'));
      const { state } = advance(model, initialState, { type: 'startInstance' }, new Date('2099-01-01T00:00:00Z'));
      expect(Object.values(state.incidents).map(({ code, elementId }) => [code, elementId])).to.deep.equal([['TIMER_FAILED', 't']]);
    });
  });

  describe('case 60: a suspended dossier', () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      element('serviceTask', 'job'),
      catching('t', 'timer:PT1H'),
      catching('m', 'message:M1'),
      's->split',
      'split->a',
      'split->job',
      'split->t',
      'split->m',
    );

    it('takes nothing that moves a token, a job that was given out before included, and loses nothing', async () => {
      const dossier = await played(xml);
      dossier.send({ type: 'suspend' });
      dossier.at('2026-03-02T10:00:00+07:00');
      dossier.refuses('WRONG_STATUS', { type: 'fireTimer', elementKey: 't#1' });
      dossier.refuses('WRONG_STATUS', { type: 'deliverMessage', name: 'M1' });
      dossier.refuses('WRONG_STATUS', { type: 'completeJob', elementKey: 'job#1' });
      dossier.refuses('WRONG_STATUS', { type: 'completeTask', elementKey: 'a#1' });
      dossier.refuses('WRONG_STATUS', { type: 'setVariables', variables: {} });
      dossier.refuses('FLAG_NOT_DUE', { type: 'raiseFlags' });
      dossier.refuses('WRONG_STATUS', { type: 'suspend' });
      dossier.send({ type: 'resume' });
      dossier.refuses('WRONG_STATUS', { type: 'resume' });
      expect(dossier.active()).to.deep.equal(['a', 'job', 'm', 't']);
      dossier.send({ type: 'suspend' });
      dossier.send({ type: 'cancel' });
      expectEmpty(dossier);
      expect(dossier.state.outcome).to.equal('cancelled');
    });

    it('a message that came meanwhile is taken when it goes on; a timer has left what it had left', async () => {
      await holds(xml, {
        steps: [
          { do: 'start' },
          { do: 'advance', by: 'PT20M' },
          { do: 'suspend' },
          { do: 'advance', by: 'PT2H' },
          { do: 'message', name: 'M1' },
          { do: 'resume' },
          { do: 'advance', by: 'PT39M' },
          { do: 'advance', by: 'PT1M' },
        ],
        expect: [
          { after: 4, active: ['a', 'job', 'm', 't'] },
          { after: 5, active: ['a', 'job', 't'], completed: ['m'] },
          { after: 6, active: ['a', 'job', 't'] },
          { after: 7, active: ['a', 'job'], completed: ['m', 't'] },
        ],
      });
    });

    it('a timer that was overdue when it was suspended fires as soon as it goes on', async () => {
      const dossier = await played(xml);
      dossier.at('2026-03-02T09:30:00+07:00');
      dossier.send({ type: 'suspend' });
      dossier.at('2026-03-02T11:00:00+07:00');
      dossier.send({ type: 'resume' });
      dossier.send({ type: 'fireTimer', elementKey: 't#1' });
      expect(dossier.active()).to.deep.equal(['a', 'job', 'm']);
    });

    it('cycles that began when they were armed are put off with their rounds; dates, dated cycles and cron lie in the calendar', async () => {
      const timers = bpmn(
        start('s'),
        user('a'),
        boundary('every', 'a', 'cycle:R5/PT1H', false),
        boundary('dated', 'a', 'cycle:R/2026-03-02T08:30:00+07:00/PT1H', false),
        boundary('cron', 'a', 'cycle:0 9 * * *', false),
        boundary('day', 'a', 'date:2026-03-02T12:00:00+07:00', false),
        boundary('computed', 'a', 'timer:="PT" + "3H"', false),
        's->a',
      );
      const dossier = await played(timers);
      const dueAt = (id: string) => dossier.state.subscriptions[dossier.armed(id)]!.dueAt;
      dossier.at('2026-03-02T08:15:00+07:00');
      dossier.send({ type: 'suspend' });
      dossier.at('2026-03-02T10:15:00+07:00');
      dossier.send({ type: 'resume' });
      expect(['every', 'dated', 'cron', 'day', 'computed'].map(dueAt)).to.deep.equal(
        ['11:00', '08:30', '09:00', '12:00', '13:00'].map((time) => new Date(`2026-03-02T${time}:00+07:00`).toISOString()),
      );
      // when: the put-off cycle goes on, its later rounds lie an hour after its own
      dossier.at('2026-03-02T11:00:00+07:00');
      dossier.send({ type: 'fireTimer', elementKey: dossier.armed('every') });
      expect(dueAt('every')).to.equal(new Date('2026-03-02T12:00:00+07:00').toISOString());
    });

    it('working time that was left is left', async () => {
      const timers = procedure(
        '',
        '',
        start('s'),
        element(
          'intermediateCatchEvent',
          't',
          '<timerEventDefinition><extensionElements><tthc:workingTime value="6" unit="workingHour"/></extensionElements></timerEventDefinition>',
        ),
        's->t',
      );
      const dossier = await played(timers);
      // given: six hours from 08:00, two of them used by 10:00
      dossier.at('2026-03-02T10:00:00+07:00');
      dossier.send({ type: 'suspend' });
      dossier.at('2026-03-03T09:30:00+07:00');
      dossier.send({ type: 'resume' });
      // then: 09:30–11:30 and 13:00–15:00
      expect(dossier.state.subscriptions['t#1']!.dueAt).to.equal(new Date('2026-03-03T15:00:00+07:00').toISOString());
    });

    it('the time of the law goes on: steps are late and flags are raised while it is suspended', async () => {
      const law = procedure(
        '',
        '<tthc:deadline kind="published" value="5" unit="workingDay"/>',
        start('s'),
        user('a', '', 'tthc:budget="2" tthc:budgetUnit="workingHour"'),
        's->a',
      );
      const dossier = await played(law);
      const { clock } = dossier.state;
      dossier.send({ type: 'suspend' });
      dossier.at('2026-03-02T11:00:00+07:00');
      expect(dossier.send({ type: 'raiseFlags' }).map((event) => event.type === 'flagRaised' && event.flag)).to.deep.equal([
        'stepAtRisk',
        'stepOverBudget',
      ]);
      dossier.send({ type: 'resume' });
      expect(dossier.state.clock).to.equal(clock);
      expect(dossier.state.elements['a#1']!.step!.ran).to.deep.equal([]);
    });
  });

  it('a timer event subprocess and its scope that end in the same instant: the timer finds nothing any more', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', catching('t', 'timer:PT1H'), eventSub('late', 'timer:PT1H', true, 'lateTask', user('lateTask'))),
      user('after'),
      's->scope',
      'scope->after',
    );
    // the event subprocess was armed first: it is the first to fire
    await holds(xml, { steps: [{ do: 'start' }, { do: 'advance', by: 'PT1H' }], expect: [{ after: 1, active: ['lateTask'] }] });
  });

  it('a trigger whose mapping fails is an incident of that event alone, and fires when it is resolved', async () => {
    const bad = `<extensionElements><tthc:output source="1 + text" target="x"/></extensionElements>`;
    const xml = bpmn(start('s'), user('a'), boundary('late', 'a', 'timer:PT1H', true, bad), user('b'), 's->a', 'late->b');
    const dossier = await played(xml, { variables: { text: 'one' } });
    dossier.at('2026-03-02T09:00:00+07:00');
    dossier.send({ type: 'fireTimer', elementKey: 'late#1' });
    expect(dossier.incidents().map(({ elementId, elementKey }) => [elementId, elementKey])).to.deep.equal([['late', 'late#1']]);
    dossier.refuses('WRONG_STATUS', { type: 'fireTimer', elementKey: 'late#1' });
    dossier.send({ type: 'setVariables', variables: { text: 1 } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['b']);
    expect(dossier.variable('x')).to.equal(2);
    // and the clock of the scenarios goes on although it never fires
    await holds(xml, {
      given: { variables: { text: 'one' } },
      steps: [{ do: 'start' }, { do: 'advance', by: 'P1D' }, { do: 'complete', at: 'a' }],
      expect: [
        { after: 1, active: ['a'], incidents: ['late'] },
        { after: 2, ended: true, incidents: [] },
      ],
    });
  });

  it('a message to an event subprocess start and a boundary event with another key goes by the key', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', user('a'), eventSub('inner', 'message:M1?"in"', false, 'innerTask', user('innerTask'))),
      boundary('outer', 'scope', 'message:M1?"out"', false),
      user('outerTask'),
      's->scope',
      'outer->outerTask',
    );
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'message', name: 'M1', key: 'out' },
        { do: 'message', name: 'M1', key: 'in' },
        { do: 'message', name: 'M1', key: 'nobody' },
      ],
      expect: [
        { after: 1, active: ['a', 'outerTask'] },
        { after: 3, active: ['a', 'innerTask', 'outerTask'] },
      ],
    });
  });

  it('a correlation key that evaluates to null agrees with no other key', async () => {
    const dossier = await played(
      bpmn(start('s'), event('receiveTask', 'r', undefined, 'messageRef="M1" tthc:correlationKey="missing"'), 's->r'),
    );
    dossier.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'M1', correlationKey: 'D-2' });
    dossier.send({ type: 'deliverMessage', name: 'M1', correlationKey: null });
    expectEmpty(dossier);
  });
});
