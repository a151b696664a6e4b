/** The dossier as a whole: clocks, supplements, appointments, phases, and how it ends; with what the model draws for it and without. */
import { expect } from 'chai';
import { openAppointment } from '../../../engine/deadlines/clocks.ts';
import { element, escape } from '../../support/bpmn.ts';
import {
  boundary,
  bpmn,
  catching,
  end,
  event,
  eventSub,
  expectEmpty,
  holds,
  mappings,
  offices,
  played,
  procedure,
  start,
  sub,
  user,
  type Play,
} from './support.ts';

const ten = '<tthc:deadline kind="published" value="10" unit="workingDay"/>';
const step = 'tthc:unit="maps" tthc:budget="2" tthc:budgetUnit="workingDay"';
const environment = { organisation: offices };
const local = (instant: string | undefined) => instant && new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 16);
const appointment = ({ state: { clock } }: Play) => local(openAppointment(clock!)?.dueAt ?? clock!.appointments.at(-1)?.dueAt);
const due = (dossier: Play, key: string) => local(dossier.state.elements[key]?.step?.dueAt);

/** What the model draws for a purpose: the start of an event subprocess, or an event inside it. */
const withPurpose = (purpose: string, xml: string) =>
  xml.replace(/(<(?:startEvent|boundaryEvent|intermediateCatchEvent|receiveTask) )/, `$1tthc:purpose="${purpose}" `);

/** An interrupting event subprocess that asks for a supplement, waits for it, and has the file examined again. */
const drawnSupplement = withPurpose(
  'supplementRequest',
  eventSub(
    'ask',
    'message:M1',
    true,
    'wait',
    withPurpose('supplementReceipt', catching('wait', 'message:M2')),
    user('again', '', step),
    'wait->again',
  ),
);

describe('dossier', () => {
  it('opens its clock with the deadlines whose condition holds, of each kind the first', async () => {
    const xml = procedure(
      '',
      `<tthc:deadline kind="published" when="urgent" value="2" unit="workingDay"/><tthc:deadline kind="published" value="10" unit="workingDay"/><tthc:deadline kind="legal" value="15" unit="workingDay"/>`,
      start('s'),
      user('a'),
      's->a',
    );
    const deadlines = async (variables: Record<string, boolean>) =>
      (await played(xml, { variables })).state.clock!.deadlines.map(({ kind, value }) => [kind, value]);
    expect(await deadlines({ urgent: true })).to.deep.equal([
      ['published', 2],
      ['legal', 15],
    ]);
    // on data that is not there a condition does not hold
    for (const variables of [{ urgent: false }, {}])
      expect(await deadlines(variables as Record<string, boolean>)).to.deep.equal([
        ['published', 10],
        ['legal', 15],
      ]);
  });

  it('a procedure without any deadline has no clock', async () => {
    expect((await played(bpmn(start('s'), user('a'), 's->a'))).state).to.not.have.property('clock');
  });

  it('received late is counted from when it was received', async () => {
    const dossier = await played(
      procedure('', ten, start('s'), user('a'), 's->a'),
      { occurredAt: '2026-02-26T10:00:00+07:00' },
      environment,
    );
    expect(dossier.state.clock!.receivedAt).to.equal('2026-02-26T03:00:00.000Z');
    expect(appointment(dossier)).to.equal('2026-03-12T17:00');
  });

  for (const [mode, appointmentAfter, status] of [
    ['restart', '2026-03-23T17:00', 'paused'],
    ['pause', '2026-03-20T17:00', 'paused'],
    ['none', '2026-03-16T17:00', 'running'],
  ] as const)
    describe(`supplement, ${mode}`, () => {
      const bare = procedure(`tthc:onSupplement="${mode}"`, ten, start('s'), user('a', '', step), end('e'), 's->a', 'a->e');
      const drawn = procedure(
        `tthc:onSupplement="${mode}"`,
        ten,
        start('s'),
        user('a', '', step),
        end('e'),
        's->a',
        'a->e',
        drawnSupplement,
      );

      it('without a drawn event acts on the clocks alone', async () => {
        const dossier = await played(bare, {}, environment);
        expect(appointment(dossier)).to.equal('2026-03-16T17:00');
        expect(due(dossier, 'a#1')).to.equal('2026-03-04T08:00');
        dossier.at('2026-03-03T08:00:00+07:00');
        dossier.send({ type: 'requestSupplement', reason: 'map is missing' });
        expect(dossier.state.clock!.status).to.equal(status);
        expect(dossier.active()).to.deep.equal(['a']);
        expect(dossier.state.elements['a#1']!.step!.runningSince === undefined).to.equal(mode !== 'none');
        dossier.at('2026-03-09T08:00:00+07:00');
        dossier.send({ type: 'receiveSupplement', variables: {} });
        expect(appointment(dossier)).to.equal(appointmentAfter);
        // restart: two days anew; pause: the day that was left; none: it ran on
        expect(due(dossier, 'a#1')).to.equal({ restart: '2026-03-11T08:00', pause: '2026-03-10T08:00', none: '2026-03-04T08:00' }[mode]);
        expect(dossier.state.clock!.epoch).to.equal(mode === 'restart' ? 2 : 1);
      });

      it('with a drawn event subprocess runs it', async () => {
        const dossier = await played(drawn, {}, environment);
        dossier.at('2026-03-03T08:00:00+07:00');
        dossier.send({ type: 'requestSupplement' });
        expect(dossier.active()).to.deep.equal(['wait']);
        expect(dossier.state.clock!.status).to.equal(status);
        dossier.at('2026-03-09T08:00:00+07:00');
        dossier.send({ type: 'receiveSupplement', variables: { pages: 3 } });
        expect(dossier.active()).to.deep.equal(['again']);
        expect(appointment(dossier)).to.equal(appointmentAfter);
        expect(dossier.variable('pages')).to.equal(3);
        dossier.complete('again');
        expectEmpty(dossier);
      });

      it('the drawn events triggered by their own messages do the same to the clocks', async () => {
        const dossier = await played(drawn, {}, environment);
        dossier.at('2026-03-03T08:00:00+07:00');
        dossier.send({ type: 'deliverMessage', name: 'M1' });
        dossier.at('2026-03-09T08:00:00+07:00');
        dossier.send({ type: 'deliverMessage', name: 'M2' });
        expect(appointment(dossier)).to.equal(appointmentAfter);
      });
    });

  it('a supplement received earlier and entered late counts from when it was received', async () => {
    const dossier = await played(procedure('', ten, start('s'), user('a', '', step), 's->a'), {}, environment);
    dossier.at('2026-03-03T08:00:00+07:00');
    dossier.send({ type: 'requestSupplement' });
    dossier.at('2026-03-09T08:00:00+07:00');
    dossier.refuses('CLOCK_STATE', { type: 'receiveSupplement', occurredAt: '2026-03-02T09:00:00+07:00' });
    dossier.send({ type: 'receiveSupplement', occurredAt: '2026-03-05T08:00:00+07:00' });
    expect(appointment(dossier)).to.equal('2026-03-19T17:00');
  });

  it('a request at the event drawn on the named element takes that one', async () => {
    const xml = procedure(
      '',
      ten,
      start('s'),
      user('a'),
      user('b'),
      withPurpose('supplementRequest', boundary('askA', 'a', 'message:M1', false)),
      withPurpose('supplementRequest', boundary('askB', 'b', 'message:M1', false)),
      user('x'),
      user('y'),
      's->a',
      's->b',
      'askA->x',
      'askB->y',
    );
    const dossier = await played(xml);
    dossier.send({ type: 'requestSupplement', elementKey: 'b#1' });
    expect(dossier.active()).to.deep.equal(['a', 'b', 'y']);
  });

  it('a mapping that fails at an event with a purpose stops it before the clock was touched', async () => {
    const failing = withPurpose('supplementRequest', boundary('ask', 'a', 'message:M1', true, mappings({}, { x: '1 + why' })));
    const dossier = await played(procedure('', ten, start('s'), user('a'), failing, user('b'), 's->a', 'ask->b'), {
      variables: { why: 'text' },
    });
    dossier.send({ type: 'requestSupplement' });
    expect(dossier.incidents().map(({ elementId }) => elementId)).to.deep.equal(['ask']);
    expect(dossier.state.clock!.status).to.equal('running');
    dossier.refuses('WRONG_STATUS', { type: 'requestSupplement' });
    dossier.send({ type: 'setVariables', variables: { why: 1 } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['b']);
    expect(dossier.state.clock!.status).to.equal('paused');
  });

  it('two appointments: the first is kept when its element completes, the second counts from the proof of payment', async () => {
    const xml = procedure(
      '',
      `<tthc:appointment order="1" value="5" unit="workingDay" until="assess"/><tthc:appointment order="2" value="3" unit="workingDay" from="paid" source="Decree"/>`,
      start('s'),
      user('assess', '', step),
      catching('paid', 'message:M1'),
      user('issue', '', step),
      end('e'),
      's->assess',
      'assess->paid',
      'paid->issue',
      'issue->e',
    );
    const dossier = await played(xml, {}, environment);
    expect(appointment(dossier)).to.equal('2026-03-09T17:00');
    dossier.at('2026-03-04T10:00:00+07:00');
    dossier.complete('assess');
    expect(dossier.state.clock!.appointments.map(({ order, keptAt }) => [order, local(keptAt)])).to.deep.equal([[1, '2026-03-04T10:00']]);
    dossier.at('2026-03-12T09:00:00+07:00');
    // the money came the day before, the paper today
    dossier.send({ type: 'deliverMessage', name: 'M1', occurredAt: '2026-03-11T09:00:00+07:00' });
    expect(appointment(dossier)).to.equal('2026-03-16T17:00');
    dossier.complete('issue');
    expectEmpty(dossier);
    expect(dossier.state.clock!.appointments.every(({ keptAt }) => keptAt !== undefined)).to.equal(true);
  });

  for (const [what, waiting] of [
    ['counts="false"', element('userTask', 'outside', '', `tthc:unit="tax" tthc:counts="false" tthc:countsBasis="tax law"`)],
    ['the purpose payment', withPurpose('payment', event('receiveTask', 'outside', undefined, 'messageRef="M1"'))],
  ] as const)
    it(`time in a step with ${what} is not counted; the appointment moves on by it when it is over`, async () => {
      const dossier = await played(
        procedure('', ten, start('s'), waiting, user('a', '', step), 's->outside', 'outside->a'),
        {},
        environment,
      );
      expect(dossier.state.clock!.status).to.equal('paused');
      dossier.at('2026-03-05T08:00:00+07:00');
      if (dossier.state.subscriptions['outside#1']) dossier.send({ type: 'deliverMessage', name: 'M1' });
      else dossier.complete('outside');
      expect(dossier.state.clock!.status).to.equal('running');
      expect(appointment(dossier)).to.equal('2026-03-19T17:00');
    });

  it('an excluded step that is interrupted counts no longer either', async () => {
    const dossier = await played(
      procedure(
        '',
        ten,
        start('s'),
        element('userTask', 'outside', '', 'tthc:unit="tax" tthc:counts="false"'),
        boundary('x', 'outside', 'message:M1'),
        user('a'),
        's->outside',
        'x->a',
      ),
      {},
      environment,
    );
    dossier.at('2026-03-05T08:00:00+07:00');
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.state.clock!.status).to.equal('running');
    expect(appointment(dossier)).to.equal('2026-03-19T17:00');
  });

  it('an event subprocess whose time does not count stops the clock while it runs', async () => {
    const aside = eventSub('aside', 'message:M1', false, 'look', user('look')).replace('<subProcess ', '<subProcess tthc:counts="false" ');
    const dossier = await played(procedure('', ten, start('s'), user('a'), 's->a', aside), {}, environment);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.state.clock!.status).to.equal('paused');
    dossier.complete('look');
    expect(dossier.state.clock!.status).to.equal('running');
  });

  it('a re-appointment is made once, later and with a reason, and steps follow it', async () => {
    const dossier = await played(
      procedure('', '<tthc:appointment order="1" value="1" unit="workingDay"/>', start('s'), user('a', '', step), 's->a'),
      {},
      environment,
    );
    expect([appointment(dossier), due(dossier, 'a#1')]).to.deep.equal(['2026-03-03T17:00', '2026-03-03T17:00']);
    dossier.send({ type: 'reappoint', to: '2026-03-10', reason: 'flood' });
    expect([appointment(dossier), due(dossier, 'a#1')]).to.deep.equal(['2026-03-10T17:00', '2026-03-04T08:00']);
    dossier.refuses('CLOCK_STATE', { type: 'reappoint', to: '2026-03-12', reason: 'again' });
  });

  it('an apology timer follows the appointment when it moves', async () => {
    const timer = `<timerEventDefinition><timeDate xsi:type="tFormalExpression">${escape('=dossier.apologyAt')}</timeDate></timerEventDefinition>`;
    const apology = element('boundaryEvent', 'sorry', timer, 'attachedToRef="a" cancelActivity="false" tthc:purpose="apology"');
    const dossier = await played(
      procedure('', ten, start('s'), user('a'), apology, user('write'), 's->a', 'sorry->write'),
      {},
      environment,
    );
    const before = local(dossier.state.subscriptions['sorry#1']!.dueAt)!;
    expect(before.slice(0, 10)).to.equal('2026-03-13');
    dossier.send({ type: 'reappoint', to: '2026-03-20', reason: 'flood' });
    expect(local(dossier.state.subscriptions['sorry#1']!.dueAt)!.slice(0, 10)).to.equal('2026-03-19');
  });

  it('phases have limits of their own: the next one begins with its first step and ends the one before', async () => {
    const xml = procedure(
      '',
      `<tthc:deadline kind="published" value="10" unit="workingDay"/><tthc:deadline kind="published" value="3" unit="workingDay" phase="one"/><tthc:deadline kind="published" value="4" unit="workingDay" phase="two"/>`,
      start('s'),
      user('a', '', 'tthc:phase="one"'),
      user('b', '', 'tthc:phase="two"'),
      's->a',
      'a->b',
    );
    const dossier = await played(xml, {}, environment);
    const dues = () => Object.fromEntries(dossier.state.clock!.deadlines.map(({ phase = 'all', dueAt }) => [phase, local(dueAt)]));
    expect(dues()).to.deep.include({ all: '2026-03-16T17:00', one: '2026-03-05T17:00' });
    dossier.at('2026-03-04T09:00:00+07:00');
    dossier.complete('a');
    expect(dossier.state.clock!.phases.map(({ phase, endedAt }) => [phase, local(endedAt)])).to.deep.equal([
      ['one', '2026-03-04T09:00'],
      ['two', undefined],
    ]);
    expect(dues()).to.deep.include({ two: '2026-03-10T17:00' });
  });

  it('a phase ends with a step of another that has run before, too, and does not begin again', async () => {
    const limits = ['one', 'two'].map((phase) => `<tthc:deadline kind="published" value="3" unit="workingDay" phase="${phase}"/>`);
    const parts = [start('s'), user('a', '', 'tthc:phase="one"'), user('b', '', 'tthc:phase="two"'), user('c', '', 'tthc:phase="one"')];
    const dossier = await played(procedure('', limits.join(''), ...parts, 's->a', 'a->b', 'b->c'), {}, environment);
    dossier.at('2026-03-04T09:00:00+07:00');
    dossier.complete('a');
    dossier.at('2026-03-05T09:00:00+07:00');
    dossier.complete('b');
    expect(dossier.state.clock!.phases.map(({ phase, endedAt }) => [phase, local(endedAt)])).to.deep.equal([
      ['one', '2026-03-04T09:00'],
      ['two', '2026-03-05T09:00'],
    ]);
  });

  it('the step that returns the result ends the processing; the result is given back when it completes', async () => {
    const dossier = await played(
      procedure(
        '',
        ten,
        start('s'),
        user('a', '', step),
        user('give', '', 'tthc:unit="centre" tthc:step="return"'),
        end('e'),
        's->a',
        'a->give',
        'give->e',
      ),
      {},
      environment,
    );
    dossier.at('2026-03-04T09:00:00+07:00');
    dossier.complete('a');
    expect(dossier.state.clock).to.deep.include({ outcome: 'processed', status: 'ended', processedAt: '2026-03-04T02:00:00.000Z' });
    dossier.at('2026-03-09T09:00:00+07:00');
    dossier.complete('give');
    expect(dossier.state.clock).to.deep.include({
      outcome: 'returned',
      processedAt: '2026-03-04T02:00:00.000Z',
      returnedAt: '2026-03-09T02:00:00.000Z',
    });
    expect(dossier.state.outcome).to.equal('completed');
  });

  for (const [command, purpose, outcome] of [
    ['withdraw', 'withdrawal', 'withdrawn'],
    ['refuse', 'refusal', 'refused'],
  ] as const)
    describe(command, () => {
      it('without a drawn event ends the dossier at once, with its reason', async () => {
        const dossier = await played(
          procedure(
            '',
            ten,
            start('s'),
            sub('scope', user('a', '', step)),
            boundary('late', 'scope', 'timer:PT1H'),
            end('e'),
            's->scope',
            'late->e',
          ),
          {},
          environment,
        );
        dossier.send({ type: command, reason: 'moved away' });
        expectEmpty(dossier);
        expect([dossier.state.outcome, dossier.state.clock!.outcome]).to.deep.equal([outcome, outcome]);
        expect(dossier.events.at(-1)).to.deep.include({ type: 'dossierEnded', reason: 'moved away' });
      });

      it('with a drawn event runs its path, and the dossier then ends so', async () => {
        const dossier = await played(
          procedure(
            '',
            ten,
            start('s'),
            user('a', '', step),
            's->a',
            withPurpose(purpose, eventSub('stop', 'message:M1', true, 'letter', user('letter'))),
          ),
          {},
          environment,
        );
        dossier.send({ type: command });
        expect(dossier.active()).to.deep.equal(['letter']);
        dossier.complete('letter');
        expectEmpty(dossier);
        expect([dossier.state.outcome, dossier.state.clock!.outcome]).to.deep.equal([outcome, outcome]);
      });
    });

  it('works through scenarios: a withdrawal while a supplement is waited for', async () => {
    await holds(procedure('', ten, start('s'), user('a', '', step), end('e'), 's->a', 'a->e', drawnSupplement), {
      steps: [{ do: 'start' }, { do: 'requestSupplement', at: 'a' }, { do: 'withdraw' }],
      expect: [
        { after: 1, active: ['wait'] },
        { after: 2, ended: true, incidents: [] },
      ],
    });
  });
});
