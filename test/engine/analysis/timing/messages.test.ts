import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { checkTime, type TimeOptions, type TimeReport } from '../../../../engine/analysis/timing.ts';
import { defaultOrganisation, type Organisation } from '../../../../engine/deadlines/organisation.ts';
import { content, definitions, element, modelOfXml } from '../../../support/bpmn.ts';

const late = ['13:00-17:00'];
const organisation: Organisation = {
  ...defaultOrganisation,
  calendars: new Map([
    ...defaultOrganisation.calendars,
    [
      'late',
      { id: 'late', inherits: 'vietnam', weeklyHours: { monday: late, tuesday: late, wednesday: late, thursday: late, friday: late } },
    ],
  ]),
  units: new Map([
    ['centre', { id: 'centre', name: 'Trung tâm', level: 'centre' as const }],
    ['police', { id: 'police', name: 'Công an', level: 'commune' as const, calendar: 'late' }],
  ]),
};

const step = (id: string, days: number, attributes = '', unit = 'centre') =>
  element('userTask', id, '', `name="${id}" tthc:unit="${unit}" tthc:budget="${days}" tthc:budgetUnit="workingDay" ${attributes}`);
const event = (type: string, id: string, attributes = '') =>
  element(type, id, `<messageEventDefinition messageRef="m" ${attributes}/>`, `name="${id}"`);
const ask = (id = 'ask') => event('intermediateThrowEvent', id);
const answer = (id = 'answer', attributes = '') => event('intermediateCatchEvent', id, attributes);
const gateway = (id: string, type = 'exclusiveGateway') => element(type, id);
const workingTime = (value: number) =>
  `<timerEventDefinition><extensionElements><tthc:workingTime value="${value}" unit="workingDay"/></extensionElements></timerEventDefinition>`;

/** The process `p` with its limit, other pools by id, and message flows `a->b`; a pool without content is a black box. */
async function reportOf(
  own: readonly string[],
  pools: Readonly<Record<string, readonly string[] | undefined>>,
  flows: readonly string[],
  { days = 10, ...options }: TimeOptions & { days?: number } = {},
): Promise<TimeReport> {
  const participants = ['p', ...Object.keys(pools)].map((id) =>
    element('participant', `pool_${id}`, '', id === 'p' || pools[id] ? `name="${id}" processRef="${id}"` : `name="${id}"`),
  );
  const drawn = flows.map((each) => {
    const [from, to] = each.split('->');
    return element('messageFlow', `${from}_to_${to}`, '', `sourceRef="${from}" targetRef="${to}"`);
  });
  const limit = `<extensionElements><tthc:deadline kind="legal" value="${days}" unit="workingDay"/></extensionElements>`;
  const process = (id: string, parts: readonly string[], before = '') =>
    `<process id="${id}" name="${id}" isExecutable="true" tthc:department="centre">${before}${content(...parts)}</process>`;
  const model = await modelOfXml(
    definitions(
      '<message id="m" name="m"/>',
      element('collaboration', 'collaboration', [...participants, ...drawn].join('')),
      process('p', [element('startEvent', 'start'), element('endEvent', 'end'), ...own], limit),
      ...Object.entries(pools).flatMap(([id, parts]) => (parts ? [process(id, parts)] : [])),
    ),
  );
  return checkTime(model, { organisation, ...options });
}

const inner = (id: string, ...days: readonly number[]) => {
  const ids = days.map((_, index) => `${id}${index + 1}`);
  const way = [`${id}Start`, ...ids, `${id}End`];
  return [
    event('startEvent', `${id}Start`),
    ...ids.map((each, index) => step(each, days[index]!)),
    event('endEvent', `${id}End`),
    ...way.slice(1).map((each, index) => `${way[index]}->${each}`),
  ];
};
const chain = ['start->receive', 'receive->ask', 'ask->answer', 'answer->sign', 'sign->end'];
const simple = [step('receive', 1), ask(), answer(), step('sign', 2), ...chain];
const both = ['ask->qStart', 'qEnd->answer'];

describe('time of a wait for a message of the same file', () => {
  it('is what the other pool takes from the request to its answer', async () => {
    const { processes, findings } = await reportOf(simple, { q: inner('q', 1, 3) }, both);
    const time = processes[0]!;
    expect(time.worst).to.deep.equal({ days: 7, unit: 'workingDay', isExact: true });
    expect(time.best!.days).to.equal(7);
    expect(time.verdict).to.deep.equal({ outcome: 'holds' });
    expect(time.unbounded).to.deep.equal([]);
    expect(findings).to.deep.equal([]);
    expect(time.criticalPath).to.deep.equal(['start', 'receive', 'ask', 'qStart', 'q1', 'q2', 'qEnd', 'answer', 'sign', 'end']);
    expect(time.steps.map(({ elementId, processId, share, slack }) => [elementId, processId, share, slack])).to.deep.equal([
      ['receive', undefined, 0.1, 3],
      ['q1', 'q', 0.1, 3],
      ['q2', 'q', 0.3, 3],
      ['sign', undefined, 0.2, 3],
    ]);
  });

  it('fails the deadline by the step of the other pool', async () => {
    const { findings } = await reportOf(simple, { q: inner('q', 1, 3) }, both, { days: 6 });
    expect(findings.map(({ rule, elements }) => [rule, elements])).to.deep.equal([
      ['time-exceeds-deadline', ['receive', 'q1', 'q2', 'sign']],
    ]);
  });

  it('is nothing more when the dossier itself comes later than the message', async () => {
    const own = [ask(), step('check', 5), answer(), 'start->ask', 'ask->check', 'check->answer', 'answer->end'];
    const time = (await reportOf(own, { q: inner('q', 4) }, both)).processes[0]!;
    expect([time.worst!.days, time.best!.days]).to.deep.equal([5, 5]);
    expect(time.steps.find(({ elementId }) => elementId === 'q1')).to.include({ slack: 6, isCritical: false });
  });

  it('of a request beside other work counts from the request', async () => {
    const own = [
      ...[gateway('fork', 'parallelGateway'), gateway('join', 'parallelGateway'), ask(), answer(), step('before', 2), step('other', 4)],
      ...['start->fork', 'fork->before', 'before->ask', 'ask->answer', 'answer->join', 'fork->other', 'other->join', 'join->end'],
    ];
    const time = (await reportOf(own, { q: inner('q', 3) }, both)).processes[0]!;
    expect(time.worst).to.deep.equal({ days: 5, unit: 'workingDay', isExact: true });
    expect(time.steps.find(({ elementId }) => elementId === 'other')!.slack).to.equal(6);
  });

  it('takes the longest of several answers, for the best case the shortest', async () => {
    const q = [
      ...[
        event('startEvent', 'qStart'),
        gateway('way'),
        step('quick', 1),
        step('slow', 4),
        event('endEvent', 'yes'),
        event('endEvent', 'no'),
      ],
      ...['qStart->way', 'way->quick', 'quick->yes', 'way->slow', 'slow->no'],
    ];
    const time = (await reportOf(simple, { q }, ['ask->qStart', 'yes->answer', 'no->answer'])).processes[0]!;
    expect([time.worst!.days, time.best!.days]).to.deep.equal([7, 4]);
  });

  it('goes from pool to pool, and back and forth', async () => {
    const q = [
      ...[event('startEvent', 'qStart'), ask('on'), step('q1', 1), answer('more'), step('q2', 2), event('endEvent', 'qEnd')],
      ...['qStart->on', 'on->q1', 'q1->more', 'more->q2', 'q2->qEnd'],
    ];
    const flows = ['ask->qStart', 'on->rStart', 'rEnd->more', 'qEnd->answer'];
    const time = (await reportOf(simple, { q, r: inner('r', 3) }, flows)).processes[0]!;
    expect(time.worst!.days).to.equal(1 + 3 + 2 + 2);
    expect(time.steps.map(({ processId }) => processId)).to.include.members(['q', 'r']);
  });

  it('waits in the other pool for the second message of ours', async () => {
    const q = [
      ...[event('startEvent', 'qStart'), step('q1', 1), answer('papers'), step('q2', 2), event('endEvent', 'qEnd')],
      ...['qStart->q1', 'q1->papers', 'papers->q2', 'q2->qEnd'],
    ];
    const own = [
      ...[ask(), step('collect', 4), ask('send'), answer()],
      ...['start->ask', 'ask->collect', 'collect->send', 'send->answer', 'answer->end'],
    ];
    const time = (await reportOf(own, { q }, ['ask->qStart', 'send->papers', 'qEnd->answer'])).processes[0]!;
    expect(time.worst!.days).to.equal(6);
    expect(time.verdict.outcome).to.equal('holds');
  });

  it('is taken in every round of a loop that asks again', async () => {
    const own = [
      ...[gateway('head'), ask(), answer(), gateway('again')],
      ...['start->head', 'head->ask', 'ask->answer', 'answer->again', 'again->end'],
      '<sequenceFlow id="back" sourceRef="again" targetRef="head" tthc:mostReturns="2"/>',
    ];
    const visit = inner('q').filter((part) => !part.includes('->'));
    const q = [...visit, step('q1', 1, 'tthc:budgetPer="visit"'), 'qStart->q1', 'q1->qEnd'];
    const time = (await reportOf(own, { q }, both)).processes[0]!;
    expect(time.worst!.days).to.equal(3);
    expect(time.steps[0]).to.include({ elementId: 'q1', visits: 3, share: 0.3 });
  });

  it('is bounded by the timer beside it, or by the answer when that comes first', async () => {
    const own = [
      ...[ask(), gateway('which', 'eventBasedGateway'), answer(), element('intermediateCatchEvent', 'timeOut', workingTime(3))],
      ...['start->ask', 'ask->which', 'which->answer', 'which->timeOut', 'answer->end', 'timeOut->end'],
    ];
    const late = (await reportOf(own, { q: inner('q', 5) }, both)).processes[0]!;
    expect([late.worst!.days, late.unbounded]).to.deep.equal([3, []]);
    const early = (await reportOf(own, { q: inner('q', 1) }, both)).processes[0]!;
    expect(early.steps.find(({ elementId }) => elementId === 'q1')).to.include({ earliestStart: 0, budgetDays: 1 });
    expect(early.verdict.outcome).to.equal('holds');
  });

  it('counts each step by the calendar of its own unit', async () => {
    const police = [event('startEvent', 'qStart'), step('q1', 0.5, '', 'police'), event('endEvent', 'qEnd'), 'qStart->q1', 'q1->qEnd'];
    const own = [step('receive', 0.5), ask(), answer(), step('sign', 0.25), ...chain];
    const end = async (parts: readonly string[]) => {
      const { processes } = await reportOf(own, { q: parts }, both, { days: 3, firstDate: '2026-03-02', dates: 1 });
      return processes[0]!.sweep!.worst;
    };
    // Monday 15:01: our half day until Tuesday at ten, the police's in the afternoon, ours the next morning
    expect(await end(police)).to.include({ receipt: '15:01', endsAt: '2026-03-04T02:30:00.000Z' });
    expect((await reportOf(own, { q: police }, both)).processes[0]!.verdict).to.have.nested.property('reason.code', 'MIXED_UNITS');
  });

  it('follows a message to a pool as a whole, and tasks that send and receive', async () => {
    const own = [
      ...[element('sendTask', 'ask', '', 'messageRef="m"'), element('receiveTask', 'answer', '', 'messageRef="m"')],
      ...['start->ask', 'ask->answer', 'answer->end'],
    ];
    const { processes, findings } = await reportOf(own, { q: inner('q', 2) }, ['ask->pool_q', 'qEnd->answer']);
    expect(processes[0]!.worst).to.deep.equal({ days: 2, unit: 'workingDay', isExact: true });
    expect(processes[0]!.verdict.outcome).to.equal('holds');
    expect(findings).to.deep.equal([]);
  });

  it('inside a subprocess ends with the answer, and an error of the other pool does not end ours', async () => {
    const q = [
      ...[event('startEvent', 'qStart'), gateway('way'), step('q1', 3), event('endEvent', 'qEnd')],
      ...[step('q2', 9), element('endEvent', 'failed', '<errorEventDefinition/>')],
      ...['qStart->way', 'way->q1', 'q1->qEnd', 'way->q2', 'q2->failed'],
    ];
    const inside = content(element('startEvent', 's'), ask(), answer(), element('endEvent', 'e'), 's->ask', 'ask->answer', 'answer->e');
    const own = [element('subProcess', 'sub', inside), 'start->sub', 'sub->end'];
    expect((await reportOf(own, { q }, both)).processes[0]!.worst!.days).to.equal(3);
  });

  describe('has no bound', () => {
    const unbounded = async (...args: Parameters<typeof reportOf>) => {
      const { processes, findings } = await reportOf(...args);
      const time = processes[0]!;
      expect(time.verdict).to.have.nested.property('reason.code', 'UNBOUNDED');
      expect(findings.filter(({ rule }) => rule === 'time-unbounded').length).to.be.greaterThan(0);
      return time.unbounded.map(({ message }) => message);
    };

    it('when a black box answers', async () => {
      expect(await unbounded(simple, { q: undefined }, ['ask->pool_q', 'pool_q->answer'])).to.deep.equal([
        '"answer" không có thời hạn cho tin "m" từ bên ngoài',
      ]);
    });

    it('when nothing of the dossier starts the pool that answers', async () => {
      const q = [element('startEvent', 'qStart'), step('q1', 1), event('endEvent', 'qEnd'), 'qStart->q1', 'q1->qEnd'];
      expect(await unbounded(simple, { q }, ['qEnd->answer'])).to.deep.equal(['"answer" không có thời hạn cho tin từ "q"']);
    });

    it('when both ends have keys that read differently', async () => {
      const own = simple.map((part) => (part.includes('id="answer"') ? answer('answer', 'tthc:correlationKey="=one"') : part));
      const q = inner('q', 1).map((part) =>
        part.includes('id="qEnd"') ? event('endEvent', 'qEnd', 'tthc:correlationKey="=other"') : part,
      );
      expect(await unbounded(own, { q }, both)).to.deep.equal(['"answer" không có thời hạn cho tin từ "q"']);
    });

    it('when the other pool waits for somebody outside', async () => {
      const q = [event('startEvent', 'qStart'), answer('tax'), event('endEvent', 'qEnd'), 'qStart->tax', 'tax->qEnd'];
      expect(await unbounded(simple, { q }, both)).to.deep.equal(['"tax" không có thời hạn cho tin "m" từ bên ngoài']);
    });

    it('when two pools wait for what the other sends later', async () => {
      const q = [
        ...[event('startEvent', 'qStart'), answer('papers'), step('q1', 1), event('endEvent', 'qEnd')],
        ...['qStart->papers', 'papers->q1', 'q1->qEnd'],
      ];
      const own = [
        ...[ask(), answer(), step('collect', 1), ask('send')],
        ...['start->ask', 'ask->answer', 'answer->collect', 'collect->send', 'send->end'],
      ];
      const [message] = await unbounded(own, { q }, ['ask->qStart', 'send->papers', 'qEnd->answer']);
      expect(message).to.match(/^Các bên chờ tin của nhau thành vòng tròn qua /);
    });

    it('when it is waited for once more than it was asked', async () => {
      const own = [
        ...[ask(), gateway('head'), answer(), gateway('again')],
        ...['start->ask', 'ask->head', 'head->answer', 'answer->again', 'again->end'],
        '<sequenceFlow id="back" sourceRef="again" targetRef="head" tthc:mostReturns="1"/>',
      ];
      expect(await unbounded(own, { q: inner('q', 1) }, both)).to.deep.equal(['"answer" có lúc chờ một tin mà chưa ai gửi']);
    });
  });

  it('of a phase that begins after the request is never too short', async () => {
    const phase = '<tthc:deadline kind="legal" phase="decide" value="4" unit="workingDay"/>';
    const own = [
      ...[step('receive', 1), ask(), step('check', 1, 'tthc:phase="decide"'), answer(), step('sign', 1, 'tthc:phase="decide"')],
      ...['start->receive', 'receive->ask', 'ask->check', 'check->answer', 'answer->sign', 'sign->end'],
    ];
    const model = await modelOfXml(
      definitions(
        '<message id="m" name="m"/>',
        `<collaboration id="c"><participant id="a" processRef="p"/><participant id="b" processRef="q"/><messageFlow id="f" sourceRef="ask" targetRef="qStart"/><messageFlow id="g" sourceRef="qEnd" targetRef="answer"/></collaboration>`,
        `<process id="p" isExecutable="true" tthc:department="centre"><extensionElements>${phase}</extensionElements>${content(element('startEvent', 'start'), element('endEvent', 'end'), ...own)}</process>`,
        `<process id="q" isExecutable="true">${content(...inner('q', 3))}</process>`,
      ),
    );
    const [time] = checkTime(model, { organisation }).processes;
    expect(time!.limits[0]!.worst.days).to.equal(4);
    expect(time!.approximations.map(({ code }) => code)).to.include('PARTNER_ASKED_BEFORE');
  });

  it('of the published procedure of the police is two and three quarter days of three', async () => {
    const file = new URL('../../../../procedures/dang-ky-cai-nghien-tu-nguyen/process.bpmn', import.meta.url);
    const report = checkTime(await modelOfXml(readFileSync(file, 'utf8')));
    const time = report.processes.find(({ deadline }) => deadline)!;
    expect(time.worst).to.deep.equal({ days: 2.75, unit: 'workingDay', isExact: true });
    expect(time.verdict).to.deep.equal({ outcome: 'holds' });
    expect(report.findings.filter(({ severity }) => severity !== 'info')).to.deep.equal([]);
  });
});
