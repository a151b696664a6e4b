/** What takes time in elements whose time is not a sum along one way: exact, a bound that accuses nobody, or not decided by name. */
import { expect } from 'chai';
import { checkTime } from '../../../../engine/analysis/timing.ts';
import { defaultOrganisation } from '../../../../engine/deadlines/organisation.ts';
import { content, definitions, element, modelOfXml } from '../../../support/bpmn.ts';

const step = (id: string, days: number, attributes = '') =>
  element('userTask', id, '', `tthc:unit="u" tthc:budget="${days}" tthc:budgetUnit="workingDay" ${attributes}`);
const boundary = (id: string, on: string, ...events: string[]) => element('boundaryEvent', id, events.join(''), `attachedToRef="${on}"`);
const timer = (days: number) =>
  `<timerEventDefinition><extensionElements><tthc:workingTime value="${days}" unit="workingDay"/></extensionElements></timerEventDefinition>`;
const condition = (text: string) => `<activationCondition xsi:type="tFormalExpression">${text}</activationCondition>`;
const adHoc = (id: string, attributes = '') =>
  element('adHocSubProcess', id, content(step('one', 1), step('two', 2)), `ordering="Sequential" ${attributes}`);

/** Worst case in working days, verdict, and what it names. */
async function timeOf(days: number, ...parts: string[]) {
  const model = await modelOfXml(
    definitions(
      '<message id="M1" name="M1"/><message id="M2" name="M2"/>',
      `<process id="P"><extensionElements><tthc:deadline kind="legal" value="${days}" unit="workingDay"/></extensionElements>${content(...parts)}</process>`,
    ),
  );
  const [time] = checkTime(model, { organisation: defaultOrganisation }).processes;
  const { worst, verdict, unbounded, approximations } = time!;
  return {
    worst: worst?.days,
    verdict: verdict.outcome,
    reason: verdict.outcome === 'notDecided' ? verdict.reason.code : undefined,
    named: unbounded.map(({ elementId }) => elementId),
    approximations: approximations.map(({ code }) => code),
  };
}
const line = ['<startEvent id="s"/>', '<endEvent id="e"/>'];

describe('time of every element', () => {
  it('a process that starts at a receive task or behind a gateway takes what follows', async () => {
    const receive = (id: string, name: string, attributes = '') => element('receiveTask', id, '', `messageRef="${name}" ${attributes}`);
    const begun = await timeOf(5, receive('r', 'M1', 'instantiate="true"'), step('a', 6), '<endEvent id="e"/>', 'r->a', 'a->e');
    expect([begun.worst, begun.verdict]).to.deep.equal([6, 'fails']);
    const behind = (kind: string) =>
      timeOf(
        5,
        element('eventBasedGateway', 'g', '', `instantiate="true" ${kind}`),
        receive('r', 'M1'),
        receive('q', 'M2'),
        step('a', 1),
        step('b', 4),
        'g->r',
        'g->q',
        'r->a',
        'q->b',
      );
    expect(await behind('')).to.include({ worst: 4, verdict: 'holds' });
    const all = await behind('eventGatewayType="Parallel"');
    expect([all.verdict, all.reason, all.named]).to.deep.equal(['notDecided', 'UNBOUNDED', ['r', 'q']]);
  });

  it('beside a start event, too: the longer beginning counts', async () => {
    const receive = element('receiveTask', 'r', '', 'messageRef="M1" instantiate="true"');
    const time = await timeOf(5, ...line, receive, step('a', 1), step('b', 6), 's->a', 'a->e', 'r->b', 'b->e');
    expect([time.worst, time.verdict]).to.deep.equal([6, 'fails']);
  });

  it('an ad-hoc subprocess has the time it is given, else no bound; a timer bounds it', async () => {
    const around = ['s->x', 'x->e'];
    const open = await timeOf(9, ...line, adHoc('x'), ...around);
    expect([open.verdict, open.reason, open.named]).to.deep.equal(['notDecided', 'UNBOUNDED', ['x']]);
    const given = await timeOf(9, ...line, adHoc('x', 'tthc:unit="u" tthc:budget="4" tthc:budgetUnit="workingDay"'), ...around);
    expect([given.worst, given.verdict, given.named]).to.deep.equal([4, 'holds', []]);
    const cut = await timeOf(
      9,
      ...line,
      adHoc('x'),
      boundary('late', 'x', timer(8)),
      step('after', 2),
      'late->after',
      'after->e',
      ...around,
    );
    expect([cut.worst, cut.verdict]).to.deep.equal([10, 'fails']);
  });

  it('a complex gateway waits at most for the slowest branch: that is a bound', async () => {
    const parts = [
      ...line,
      '<parallelGateway id="f"/>',
      step('quick', 1),
      step('slow', 6),
      element('complexGateway', 'j', condition('activationCount &gt;= 1')),
      's->f',
      'f->quick',
      'f->slow',
      'quick->j',
      'slow->j',
      'j->e',
    ];
    expect(await timeOf(6, ...parts)).to.include({ worst: 6, verdict: 'holds' });
    const late = await timeOf(5, ...parts);
    expect([late.verdict, late.reason, late.approximations]).to.deep.equal(['notDecided', 'ONLY_A_BOUND', ['COMPLEX_GATEWAY']]);
  });

  it('taking back by people is not decided, by name; taking back at once takes nothing', async () => {
    const undoing = (handler: string) =>
      timeOf(
        5,
        ...line,
        step('a', 1),
        element('boundaryEvent', 'back', '<compensateEventDefinition/>', 'attachedToRef="a"'),
        handler,
        '<association id="l" associationDirection="One" sourceRef="back" targetRef="undo"/>',
        element('intermediateThrowEvent', 'call', '<compensateEventDefinition/>'),
        's->a',
        'a->call',
        'call->e',
      );
    const people = await undoing(step('undo', 30, 'isForCompensation="true"'));
    expect([people.verdict, people.reason, people.named]).to.deep.equal(['notDecided', 'UNBOUNDED', ['call']]);
    expect(await undoing(element('task', 'undo', '', 'isForCompensation="true"'))).to.include({ worst: 1, verdict: 'holds' });
  });

  it('several timers on a subprocess lead out of it by each', async () => {
    const inside = element('subProcess', 'x', content('<startEvent id="t"/>', step('work', 3), 't->work'));
    const time = await timeOf(
      5,
      ...line,
      inside,
      boundary('late', 'x', timer(1), timer(2)),
      step('after', 4),
      's->x',
      'x->e',
      'late->after',
    );
    expect(time.verdict).to.equal('fails');
    expect(time.worst).to.equal(7);
  });

  it('a condition may come at any moment of its activity', async () => {
    const when = '<conditionalEventDefinition><condition xsi:type="tFormalExpression">ok</condition></conditionalEventDefinition>';
    const time = await timeOf(5, ...line, step('a', 3), boundary('c', 'a', when), step('b', 4), 's->a', 'a->e', 'c->b');
    expect([time.worst, time.verdict]).to.deep.equal([7, 'fails']);
  });

  it('several tokens are counted by the slowest', async () => {
    const time = await timeOf(
      5,
      ...line,
      '<parallelGateway id="f"/>',
      step('a', 1),
      step('b', 4),
      step('both', 2, 'startQuantity="2"'),
      's->f',
      'f->a',
      'f->b',
      'a->both',
      'b->both',
      'both->e',
    );
    expect([time.worst, time.verdict, time.approximations]).to.deep.equal([6, 'fails', ['QUANTITIES']]);
  });
});
