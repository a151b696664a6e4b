import { expect } from 'chai';
import { checkTime, type Estimate, type ProcessTime, type TimeOptions, type TimeReport } from '../../../engine/analysis/timing.ts';
import { vietnamCalendar } from '../../../engine/deadlines/vietnam-calendar.ts';
import { defaultOrganisation, type Organisation } from '../../../engine/deadlines/organisation.ts';
import { content, definitions, element, modelOfXml } from '../../support/bpmn.ts';

const organisation: Organisation = {
  ...defaultOrganisation,
  calendar: vietnamCalendar.id,
  units: new Map([
    ['centre', { id: 'centre', name: 'Trung tâm', level: 'centre' as const }],
    ['mountain', { id: 'mountain', name: 'UBND xã', level: 'commune' as const, kind: 'communeCommittee', calendar: 'mountain' }],
  ]),
  calendars: new Map([...defaultOrganisation.calendars, ['mountain', { id: 'mountain', inherits: 'vietnam' }]]),
};

const step = (id: string, days: number, attributes = '', unit = 'workingDay') =>
  element('userTask', id, '', `name="${id}" tthc:unit="centre" tthc:budget="${days}" tthc:budgetUnit="${unit}" ${attributes}`);
const deadline = (value: number, attributes = '', unit = 'workingDay') =>
  `<tthc:deadline kind="legal" value="${value}" unit="${unit}" ${attributes}/>`;
const workingTime = (value: number, unit = 'workingDay') =>
  `<timerEventDefinition><extensionElements><tthc:workingTime value="${value}" unit="${unit}"/></extensionElements></timerEventDefinition>`;
const boundary = (id: string, on: string, definition: string, interrupting = true) =>
  element('boundaryEvent', id, definition, `attachedToRef="${on}" cancelActivity="${interrupting}"`);
const message = '<messageEventDefinition messageRef="m"/>';
const flow = (from: string, to: string, attributes: string) =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" ${attributes}/>`;

async function reportOf(limits: string, parts: readonly string[], options: TimeOptions = {}, attributes = ''): Promise<TimeReport> {
  const inside = content(element('startEvent', 'start'), element('endEvent', 'end'), ...parts);
  const model = await modelOfXml(
    definitions(
      '<message id="m" name="m"/><error id="no" errorCode="no"/>',
      `<process id="p" isExecutable="true" tthc:department="centre" ${attributes}><extensionElements>${limits}</extensionElements>${inside}</process>`,
    ),
  );
  return checkTime(model, { organisation, ...options });
}

async function timeOf(limits: string, parts: readonly string[], options: TimeOptions = {}, attributes = ''): Promise<ProcessTime> {
  return (await reportOf(limits, parts, options, attributes)).processes[0]!;
}

const golden = [
  step('receive', 0.5),
  step('appraise', 6),
  element('parallelGateway', 'fork'),
  step('finance', 4),
  step('land', 3),
  element('parallelGateway', 'join'),
  step('sign', 1.5),
  step('seal', 0.5),
  ...['start->receive', 'receive->appraise', 'appraise->fork', 'fork->finance', 'fork->land', 'finance->join', 'land->join'],
  ...['join->sign', 'sign->seal', 'seal->end'],
];

describe('time against the deadline', () => {
  describe('of the fifteen-day example', () => {
    it('has a critical path of 12.5 days and 2.5 days of slack', async () => {
      const time = await timeOf(deadline(15), golden);
      expect(time.worst).to.deep.equal({ days: 12.5, unit: 'workingDay', isExact: true });
      expect(time.best!.days).to.equal(12.5);
      expect(time.verdict).to.deep.equal({ outcome: 'holds' });
      expect(time.criticalPath).to.deep.equal(['start', 'receive', 'appraise', 'fork', 'finance', 'join', 'sign', 'seal', 'end']);
      expect(time.criticalPaths.map(({ days }) => days)).to.deep.equal([12.5, 11.5]);
      expect(time.steps.map(({ elementId, slack, isCritical }) => [elementId, slack, isCritical])).to.deep.equal([
        ['receive', 2.5, true],
        ['appraise', 2.5, true],
        ['finance', 2.5, true],
        ['land', 3.5, false],
        ['sign', 2.5, true],
        ['seal', 2.5, true],
      ]);
    });

    it('gives each step its share, its earliest start and its latest finish', async () => {
      const { steps } = await timeOf(deadline(15), golden);
      const appraise = steps.find(({ elementId }) => elementId === 'appraise')!;
      expect(appraise).to.include({ visits: 1, budgetDays: 6, share: 0.4, earliestStart: 0.5, latestFinish: 9, clock: 'runs' });
      expect(steps.find(({ elementId }) => elementId === 'land')!.latestFinish).to.equal(13);
    });

    it('is on time with a probability of about 0.85 when steps are normal', async () => {
      const sigmas = {
        receive: [0.5, 0.1],
        appraise: [6, 2],
        finance: [4, 1.2],
        land: [3, 0],
        sign: [1.5, 0.5],
        seal: [0.5, 0.1],
      } as const;
      const { probability } = await timeOf(deadline(15), golden, { estimates: normals(sigmas) });
      if (probability?.outcome !== 'known') throw new Error('not known');
      // the branch of three days is at times the longer one: a little less than the chain's 0.852
      expect(probability.onTime).to.be.within(0.82, 0.853);
      expect(probability.p90Days).to.be.within(15.5, 16);
      expect(probability.contributions[0]!.elementId).to.equal('appraise');
      expect(probability.contributions.reduce((sum, { share }) => sum + share, 0)).to.be.closeTo(1, 1e-9);
    });

    it('fails by half a day when the law gives twelve, and says what restores it', async () => {
      const report = await reportOf(deadline(12), golden);
      const [time] = report.processes;
      expect(time!.verdict).to.include({ outcome: 'fails', by: 'sum', overDays: 0.5 });
      const [finding] = report.findings;
      expect(finding).to.include({ rule: 'time-exceeds-deadline', severity: 'error' });
      expect(finding!.message).to.include('quá thời hạn theo luật 12 ngày là 0,5 ngày');
      expect(time!.changes.map(({ elementId, does, by }) => [elementId, does, by])).to.deep.equal(
        ['appraise', 'finance', 'sign', 'receive', 'seal'].map((id) => [id, 'mustShrink', 0.5]),
      );
    });
  });

  describe('of loops', () => {
    const loop = (attributes: string, per: string) => [
      step('draft', 2, `tthc:budgetPer="${per}"`),
      element('exclusiveGateway', 'agreed', '', 'name="Đồng ý?"'),
      ...['start->draft', 'draft->agreed'],
      flow('agreed', 'draft', attributes),
      flow('agreed', 'end', ''),
    ];

    it('counts each visit of a budget per visit, and once a budget per dossier', async () => {
      expect((await timeOf(deadline(10), loop('tthc:mostReturns="2"', 'visit'))).worst!.days).to.equal(6);
      expect((await timeOf(deadline(10), loop('tthc:mostReturns="2"', 'dossier'))).worst!.days).to.equal(2);
    });

    it('says how many visits there may be and what they take together', async () => {
      const { steps } = await timeOf(deadline(10), loop('tthc:mostReturns="2"', 'visit'));
      expect(steps[0]).to.include({ visits: 3, share: 0.6, slack: 4 });
    });

    it('names a loop without bound, and does not decide', async () => {
      const report = await reportOf(deadline(10), loop('', 'visit'));
      expect(report.processes[0]!.unbounded.map(({ what, elements }) => [what, elements])).to.deep.equal([['loop', ['draft', 'agreed']]]);
      expect(report.processes[0]!.verdict).to.have.nested.property('reason.code', 'UNBOUNDED');
      expect(report.findings.map(({ rule }) => rule)).to.deep.equal(['time-unbounded']);
    });

    it('bounds a loop by its shared budgets', async () => {
      const time = await timeOf(deadline(10), loop('', 'dossier'));
      expect(time.worst!.days).to.equal(2);
      expect(time.unbounded).to.deep.equal([]);
      expect(time.verdict.outcome).to.equal('holds');
      expect(time.approximations.map(({ code }) => code)).to.include('LOOP_SHARED_BUDGETS');
      expect(time.steps[0]).not.to.have.property('visits');
    });

    it('gives a bound, and accuses nobody, where shared budgets may be used in too many ways', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `way${index}`);
      const parts = [
        ...['head', 'meet', 'again'].map((id) => element('exclusiveGateway', id)),
        ...ids.map((id) => step(id, 1)),
        ...ids.flatMap((id) => [`head->${id}`, `${id}->meet`]),
        ...['start->head', 'meet->again', 'again->end'],
        flow('again', 'head', 'tthc:mostReturns="5"'),
      ];
      const time = await timeOf(deadline(5), parts);
      expect(time.worst).to.deep.equal({ days: 6, unit: 'workingDay', isExact: false });
      expect(time.verdict).to.have.nested.property('reason.code', 'ONLY_A_BOUND');
      expect((await timeOf(deadline(6), parts)).verdict.outcome).to.equal('holds');
    });

    it('says how many returns are still good', async () => {
      const { changes } = await timeOf(deadline(4), loop('tthc:mostReturns="2"', 'visit'));
      expect(changes.find(({ what }) => what === 'loop')).to.include({ elementId: 'agreed', by: 1 });
      expect(changes.find(({ what }) => what === 'budget')!.by).to.be.closeTo(2 / 3, 1e-5);
    });
  });

  describe('of waits and timers', () => {
    const wait = (attributes = '') => element('receiveTask', 'answer', '', `name="Chờ trả lời" messageRef="m" ${attributes}`);
    const around = ['start->answer', 'answer->end'];

    it('names a wait without time-out', async () => {
      const report = await reportOf(deadline(5), [wait(), ...around]);
      expect(report.processes[0]!.verdict).to.have.nested.property('reason.code', 'UNBOUNDED');
      expect(report.findings[0]!.message).to.equal('"Chờ trả lời" không có thời hạn cho tin "m" từ bên ngoài');
      const applicant = await reportOf(deadline(5), [wait('tthc:waitFor="applicant"'), ...around]);
      expect(applicant.findings[0]!.message).to.equal('"Chờ trả lời" không có thời hạn cho câu trả lời của người dân');
    });

    it('is an error where a deadline can be missed by it, and a warning without one', async () => {
      for (const [limits, severity] of [
        [deadline(5), 'error'],
        ['', 'warning'],
      ] as const)
        expect((await reportOf(limits, [wait(), ...around])).findings.map((one) => [one.rule, one.severity])).to.deep.equal([
          ['time-unbounded', severity],
        ]);
    });

    it('bounds it by the timer that ends it', async () => {
      const time = await timeOf(deadline(5), [wait(), boundary('late', 'answer', workingTime(3)), ...around, 'late->end']);
      expect(time.worst!.days).to.equal(3);
      expect(time.verdict.outcome).to.equal('holds');
    });

    it('leaves excluded waits out of the legal clock, not of the wall clock', async () => {
      const parts = [step('work', 2), wait('tthc:counts="false"'), 'start->work', 'work->answer', 'answer->end'];
      const report = await reportOf(deadline(5), parts);
      expect(report.processes[0]!.verdict.outcome).to.equal('holds');
      expect(report.processes[0]!.worst).not.to.have.property('isUnbounded');
      expect(report.processes[0]!.wallWorst).to.include({ days: 2, isUnbounded: true });
      expect(report.findings.map(({ rule, severity }) => [rule, severity])).to.deep.equal([['time-unbounded', 'info']]);
    });

    it('knows a timer that can never fire and one that always does', async () => {
      const parts = [
        step('work', 2),
        boundary('never', 'work', workingTime(3)),
        boundary('always', 'work', workingTime(1)),
        step('more', 1),
      ];
      const flows = ['start->work', 'work->end', 'never->more', 'always->more', 'more->end'];
      const dead = await reportOf(deadline(5), [...parts, ...flows]);
      expect(dead.processes[0]!.timers.map(({ elementId, fact }) => [elementId, fact])).to.deep.equal([['never', 'dead']]);
      expect(dead.processes[0]!.worst!.days).to.equal(2);
      const known = await timeOf(deadline(5), [...parts, ...flows], { estimates: { work: { unit: 'workingDay', min: 1.5 } } });
      expect(known.timers.map(({ elementId, fact }) => [elementId, fact])).to.deep.equal([
        ['never', 'dead'],
        ['always', 'certain'],
      ]);
      expect(known.best!.days).to.equal(2);
    });

    it('cuts a subprocess off at its timer, and knows a timer that it never needs', async () => {
      const inside = content(element('startEvent', 's'), step('inner', 4), element('endEvent', 'e'), 's->inner', 'inner->e');
      const parts = (days: number) => [
        element('subProcess', 'sub', inside),
        boundary('cut', 'sub', workingTime(days)),
        step('instead', 0.5),
        ...['start->sub', 'sub->end', 'cut->instead', 'instead->end'],
      ];
      expect((await timeOf(deadline(5), parts(2))).worst!.days).to.equal(2.5);
      const never = await timeOf(deadline(5), parts(6));
      expect(never.worst!.days).to.equal(4);
      expect(never.timers.map(({ elementId, hostId, fact }) => [elementId, hostId, fact])).to.deep.equal([['cut', 'sub', 'dead']]);
    });

    it('takes the first timer of an event gateway as the bound of its messages', async () => {
      const parts = [
        element('eventBasedGateway', 'which'),
        element('intermediateCatchEvent', 'comes', message),
        element('intermediateCatchEvent', 'late', workingTime(2)),
        step('work', 1),
        ...['start->which', 'which->comes', 'which->late', 'comes->work', 'work->end', 'late->end'],
      ];
      const time = await timeOf(deadline(5), parts);
      expect([time.worst!.days, time.best!.days]).to.deep.equal([3, 1]);
      expect(time.unbounded).to.deep.equal([]);
    });

    it('lets a branch beside the way count only when the result waits for it', async () => {
      const parts = [
        step('work', 3),
        boundary('remind', 'work', workingTime(1), false),
        step('letter', 4),
        element('endEvent', 'sent'),
        ...['start->work', 'remind->letter', 'letter->sent'],
      ];
      expect((await timeOf(deadline(9), [...parts, 'work->end'])).worst!.days).to.equal(5);
      const withReturn = [...parts, step('give', 1, 'tthc:step="return"'), 'work->give', 'give->end'];
      expect((await timeOf(deadline(9), withReturn)).worst!.days).to.equal(3);
    });
  });

  describe('of supplements', () => {
    const parts = (attributes = '') => [
      step('check', 3, attributes),
      boundary('ask', 'check', message).replace('<boundaryEvent', '<boundaryEvent tthc:purpose="supplementRequest"'),
      element('intermediateCatchEvent', 'comes', message, 'tthc:purpose="supplementReceipt"'),
      step('sign', 1),
      ...['start->check', 'check->sign', 'sign->end', 'ask->comes', 'comes->check'],
    ];

    it('counts anew from a restart', async () => {
      const time = await timeOf(deadline(4), parts(), {}, 'tthc:onSupplement="restart"');
      expect(time.limits.map(({ restarted, worst, verdict }) => [restarted, worst.days, verdict.outcome])).to.deep.equal([
        [false, 4, 'holds'],
        [true, 4, 'holds'],
      ]);
      expect(time.unbounded).to.deep.equal([]);
    });

    it('goes on after a pause, once, with the budget that is left', async () => {
      const shared = await timeOf(deadline(4), parts(), {}, 'tthc:onSupplement="pause"');
      expect([shared.worst!.days, shared.verdict.outcome]).to.deep.equal([4, 'holds']);
      const visit = await timeOf(deadline(9), parts('tthc:budgetPer="visit"'), {}, 'tthc:onSupplement="pause"');
      expect(visit.worst!.days).to.equal(7);
      expect(visit.approximations.map(({ code }) => code)).to.include('SUPPLEMENT_ONCE');
    });

    it('names the wait when the clock goes on meanwhile', async () => {
      const { verdict, unbounded } = await timeOf(deadline(9), parts(), {}, 'tthc:onSupplement="none"');
      expect(unbounded.map(({ elementId }) => elementId)).to.include('comes');
      expect(verdict.outcome).to.equal('notDecided');
    });
  });

  describe('of several limits', () => {
    it('checks every case of a deadline', async () => {
      const limits = deadline(5, 'when="documents &gt; 10"') + deadline(2);
      const time = await timeOf(limits, [step('work', 3), 'start->work', 'work->end']);
      expect(time.limits.map(({ limit, verdict }) => [limit.when, verdict.outcome])).to.deep.equal([
        ['documents > 10', 'holds'],
        [undefined, 'fails'],
      ]);
      expect(time.verdict.outcome).to.equal('fails');
    });

    it('checks phases from their first step to the next phase', async () => {
      const limits = deadline(2, 'phase="one"') + deadline(2, 'phase="two"') + deadline(3);
      const parts = [step('a', 1.5, 'tthc:phase="one"'), step('b', 2.5, 'tthc:phase="two"'), 'start->a', 'a->b', 'b->end'];
      const report = await reportOf(limits, parts);
      expect(report.processes[0]!.limits.map(({ limit, worst }) => [limit.phase, worst.days])).to.deep.equal([
        ['one', 1.5],
        ['two', 2.5],
        [undefined, 4],
      ]);
      expect(report.findings.map(({ rule }) => rule)).to.deep.equal(['time-exceeds-deadline', 'time-exceeds-phase', 'time-phase-sum']);
    });

    it('counts the second appointment from the proof of payment', async () => {
      const limits =
        '<tthc:appointment order="1" value="3" unit="workingDay" until="tax"/><tthc:appointment order="2" value="2" unit="workingDay" from="pay"/>';
      const parts = [
        step('tax', 3),
        element('receiveTask', 'pay', '', 'messageRef="m" tthc:counts="false"'),
        step('change', 2.5),
        ...['start->tax', 'tax->pay', 'pay->change', 'change->end'],
      ];
      const report = await reportOf(limits, parts);
      expect(report.processes[0]!.limits.map(({ limit, worst, verdict }) => [limit.order, worst.days, verdict.outcome])).to.deep.equal([
        [1, 3, 'holds'],
        [2, 2.5, 'fails'],
      ]);
      expect(report.findings[0]!.rule).to.equal('time-exceeds-appointment');
    });
  });

  describe('of parts', () => {
    it('lays subprocesses and called processes open', async () => {
      const called = `<process id="q" isExecutable="true">${content(element('startEvent', 'qs'), step('inside', 2), element('endEvent', 'qe'), 'qs->inside', 'inside->qe')}</process>`;
      const main = content(
        element('startEvent', 'start'),
        element('callActivity', 'call', '', 'calledElement="q"'),
        step('after', 1),
        element('endEvent', 'end'),
        ...['start->call', 'call->after', 'after->end'],
      );
      const model = await modelOfXml(
        definitions(`<process id="p" isExecutable="true"><extensionElements>${deadline(3)}</extensionElements>${main}</process>`, called),
      );
      const report = checkTime(model, { organisation, processId: 'p' });
      expect(report.processes.map(({ processId, worst }) => [processId, worst!.days])).to.deep.equal([['p', 3]]);
      expect(report.processes[0]!.criticalPath).to.include('inside');
    });

    it('counts the time of a refusal by error', async () => {
      const inside = content(
        element('startEvent', 's'),
        step('check', 2),
        element('endEvent', 'bad', '<errorEventDefinition errorRef="no"/>'),
        's->check',
        'check->bad',
      );
      const parts = [
        element('subProcess', 'sub', inside),
        boundary('caught', 'sub', '<errorEventDefinition errorRef="no"/>'),
        step('letter', 3),
        ...['start->sub', 'sub->end', 'caught->letter', 'letter->end'],
      ];
      expect((await timeOf(deadline(9), parts)).worst!.days).to.equal(5);
    });

    it('divides the rounds of a council among its officers', async () => {
      const council = (loop: string) => [
        element('userTask', 'vote', loop, 'tthc:unit="centre" tthc:budget="1" tthc:budgetUnit="workingDay" tthc:budgetPer="visit"'),
        ...['start->vote', 'vote->end'],
      ];
      const side = '<multiInstanceLoopCharacteristics><loopCardinality>5</loopCardinality></multiInstanceLoopCharacteristics>';
      expect((await timeOf(deadline(9), council(side))).worst!.days).to.equal(1);
      expect((await timeOf(deadline(9), council(side), { officers: { vote: 2 } })).worst!.days).to.equal(3);
      const after = side.replace('Characteristics>', 'Characteristics isSequential="true">');
      expect((await timeOf(deadline(9), council(after))).worst!.days).to.equal(5);
      const unknown = '<multiInstanceLoopCharacteristics isSequential="true" tthc:collection="=members"/>';
      expect((await timeOf(deadline(9), council(unknown))).unbounded.map(({ what }) => what)).to.deep.equal(['rounds']);
    });

    it('notes by which calendar a kind of unit is counted', async () => {
      const lane = '<laneSet id="lanes"><lane id="lane" tthc:kind="communeCommittee"><flowNodeRef>work</flowNodeRef></lane></laneSet>';
      const work = element('userTask', 'work', '', 'tthc:budget="1" tthc:budgetUnit="workingDay"');
      const { approximations } = await timeOf(deadline(9), [lane, work, 'start->work', 'work->end'], {
        participants: { communeCommittee: 'mountain' },
      });
      expect(approximations.find(({ code }) => code === 'KIND_ASSUMED')!.message)
        .to.include('"communeCommittee"')
        .and.include('"mountain"');
    });

    it('finds the shortest run where choices meet in no blocks', async () => {
      // two choices taken together: the cheap half of one goes with the dear half of the other
      const parts = [
        ...['x', 'm1', 'm2'].map((id) => element('exclusiveGateway', id)),
        ...['f1', 'f2', 'j'].map((id) => element('parallelGateway', id)),
        ...[step('a', 1), step('b', 5), step('c', 4), step('d', 2)],
        ...[
          'start->x',
          'x->f1',
          'x->f2',
          'f1->a',
          'f1->b',
          'f2->c',
          'f2->d',
          'a->m1',
          'c->m1',
          'b->m2',
          'd->m2',
          'm1->j',
          'm2->j',
          'j->end',
        ],
      ];
      const time = await timeOf(deadline(9), parts);
      expect(time.best).to.deep.equal({ days: 4, unit: 'workingDay', isExact: true });
      expect(time.worst!.days).to.equal(5);
    });
  });

  describe('of filing dates', () => {
    const plain = [step('work', 3), step('sign', 1, '', 'calendarDay'), 'start->work', 'work->sign', 'sign->end'];

    it('finds that a plan of working days breaks a deadline of plain days over Tết', async () => {
      const time = await timeOf(deadline(7, '', 'calendarDay'), plain, { firstDate: '2026-01-01' });
      expect(time.verdict).to.include({ outcome: 'fails', by: 'filingDate' });
      expect(time.sweep!.dates).to.equal(1_096);
      expect(time.sweep!.lastDate).to.equal('2028-12-31');
      expect(time.sweep!.shareOfDates).to.be.within(0.01, 0.2);
      const { worst, receipts } = time.sweep!;
      expect(worst.message).to.include('Tết Nguyên đán');
      expect(receipts.map(({ receipt }) => receipt)).to.deep.equal(['opening', '14:59', '15:01']);
      expect(receipts.every(({ breaking, share }) => share === breaking.length / 1_096)).to.equal(true);
      expect(receipts.some(({ breaking }) => breaking.includes(worst.date))).to.equal(true);
    });

    it('holds on every date when both are counted alike', async () => {
      const time = await timeOf(deadline(15), golden, { firstDate: '2026-01-01' });
      expect(time.sweep!.shareOfDates).to.equal(0);
      expect(time.sweep!.worst.overMinutes).to.be.at.most(0);
      expect(time.verdict.outcome).to.equal('holds');
    });

    it('does not decide mixed units without a first date', async () => {
      expect((await timeOf(deadline(9), plain)).verdict).to.have.nested.property('reason.code', 'MIXED_UNITS');
    });

    it('breaks late receipts on the day itself unless the procedure shifts the count', async () => {
      const parts = [step('work', 1), 'start->work', 'work->end'];
      const at = async (attributes: string) => {
        const { sweep } = await timeOf(deadline(0), parts, { firstDate: '2026-03-02', dates: 1 }, attributes);
        return sweep!.receipts.map(({ breaking }) => breaking.length);
      };
      expect(await at('tthc:after15="handoverOnly"')).to.deep.equal([0, 1, 1]);
      expect(await at('tthc:after15="shiftStart"')).to.deep.equal([0, 1, 0]);
    });
  });

  describe('never promises what it did not look at', () => {
    const chain = [step('work', 1), 'start->work', 'work->end'];

    it('of an unsound process', async () => {
      expect((await timeOf(deadline(5), chain, { isSound: false })).verdict).to.have.nested.property('reason.code', 'UNSOUND');
    });

    it('of steps without a time', async () => {
      const parts = [element('userTask', 'open', '', 'tthc:unit="centre"'), 'start->open', 'open->end'];
      const report = await reportOf(deadline(5), parts);
      expect(report.processes[0]!.verdict).to.have.nested.property('reason.code', 'STEPS_WITHOUT_TIME');
      expect(report.findings[0]).to.include({ rule: 'time-step-without-budget', severity: 'info' });
    });

    it('when it was cancelled, or there is no limit', async () => {
      expect((await timeOf(deadline(5), chain, { isCancelled: () => true })).verdict).to.have.nested.property('reason.code', 'CANCELLED');
      expect((await timeOf('', chain)).verdict).to.have.nested.property('reason.code', 'NO_DEADLINE');
    });
  });

  describe('by probability', () => {
    const choice = (attributes: string) => [
      element('exclusiveGateway', 'x'),
      step('short', 1),
      step('long', 5),
      ...['start->x', 'short->end', 'long->end'],
      flow('x', 'short', attributes),
      flow('x', 'long', ''),
    ];
    const fixed: Record<string, Estimate> = { short: { unit: 'workingDay', expected: 1 }, long: { unit: 'workingDay', expected: 5 } };

    it('mixes the branches of a choice', async () => {
      const { probability } = await timeOf(deadline(4), choice('tthc:probability="0.7"'), { estimates: fixed });
      expect(probability).to.include({ outcome: 'known' }).and.have.property('onTime').closeTo(0.7, 1e-9);
    });

    it('takes a loop as a geometric number of rounds, as far as it may return', async () => {
      const parts = [
        step('draft', 2, 'tthc:budgetPer="visit"'),
        element('exclusiveGateway', 'agreed'),
        ...['start->draft', 'draft->agreed'],
        flow('agreed', 'draft', 'tthc:mostReturns="2" tthc:probability="0.3"'),
        flow('agreed', 'end', ''),
      ];
      const estimates = { draft: { unit: 'workingDay' as const, expected: 2 } };
      const onTime = async (days: number) => {
        const { probability } = await timeOf(deadline(days), parts, { estimates });
        return probability?.outcome === 'known' ? probability.onTime : NaN;
      };
      expect(await onTime(3)).to.be.closeTo(0.7, 1e-9);
      expect(await onTime(5)).to.be.closeTo(0.91, 1e-9);
      expect(await onTime(7)).to.be.closeTo(1, 1e-9);
    });

    it('does not apply where a choice or a duration is unknown', async () => {
      const unknown = await timeOf(deadline(4), choice(''), { estimates: fixed });
      expect(unknown.probability).to.have.nested.property('reason.code', 'CHOICE_UNKNOWN');
      const missing = await timeOf(deadline(4), choice('tthc:probability="0.7"'), { estimates: { short: fixed.short! } });
      expect(missing.probability).to.have.nested.property('reason.code', 'DURATIONS_UNKNOWN');
    });
  });
});

function normals(sigmas: Readonly<Record<string, readonly [number, number]>>): Record<string, Estimate> {
  return Object.fromEntries(Object.entries(sigmas).map(([id, [mean, sigma]]) => [id, { unit: 'workingDay' as const, mean, sigma }]));
}
