/** Work that is reached only by something thrown: by people, workers, scripts that fail, and by the rounds of an activity. */
import { expect } from 'chai';
import { checkTime } from '../../../../engine/analysis/timing.ts';
import { defaultOrganisation } from '../../../../engine/deadlines/organisation.ts';
import { content, definitions, element, modelOfXml, processXml } from '../../../support/bpmn.ts';

/** `id:type` for an element without anything, else as it is. */
const node = (part: string) => part.replace(/^(\w+):(\w+)$/, '<$2 id="$1"/>');
const step = (id: string, days: number, inner = '', attributes = '') =>
  element('userTask', id, inner, `tthc:unit="u" tthc:budget="${days}" tthc:budgetUnit="workingDay" ${attributes}`);
const boundary = (id: string, on: string, event: string, interrupting = true) =>
  element('boundaryEvent', id, event, `attachedToRef="${on}" cancelActivity="${interrupting}"`);
const inside = (...parts: string[]) => content(...parts.map(node));
const eventSubProcess = (event: string, interrupting: boolean, ...parts: string[]) =>
  element(
    'subProcess',
    'v',
    inside(element('startEvent', 'vs', event, `isInterrupting="${interrupting}"`), ...parts),
    'triggeredByEvent="true"',
  );
const error = '<errorEventDefinition errorRef="E"/>';
const anyError = '<errorEventDefinition/>';
const escalation = '<escalationEventDefinition escalationRef="X"/>';
const message = '<messageEventDefinition messageRef="m"/>';
const back = '<compensateEventDefinition/>';
const timer = (days: number) =>
  `<timerEventDefinition><extensionElements><tthc:workingTime value="${days}" unit="workingDay"/></extensionElements></timerEventDefinition>`;
const rounds = (event: string) =>
  `<multiInstanceLoopCharacteristics behavior="One" oneBehaviorEventRef="${event}"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>`;
const script = element('scriptTask', 'a', '<script>1</script>', 'scriptFormat="feel" tthc:resultVariable="x"');
const roots = [
  '<message id="m" name="m"/><signal id="S" name="S"/><error id="E" errorCode="E"/><escalation id="X" escalationCode="X"/>',
  '<escalationEventDefinition id="escalates" escalationRef="X"/><errorEventDefinition id="errs" errorRef="E"/>',
  '<signalEventDefinition id="signals" signalRef="S"/>',
].join('');

/** Of `P`, with a legal deadline; `others` are processes that it may call. */
async function timeOf(days: number, parts: readonly string[], others = '') {
  const model = await modelOfXml(
    definitions(
      roots,
      `<process id="P"><extensionElements><tthc:deadline kind="legal" value="${days}" unit="workingDay"/></extensionElements>${inside(...parts)}</process>${others}`,
    ),
  );
  const { processes } = checkTime(model, { organisation: defaultOrganisation, processId: 'P' });
  const { worst, best, verdict, unbounded, timers } = processes[0]!;
  return {
    worst: worst?.days,
    best: best?.days,
    verdict: verdict.outcome,
    reason: verdict.outcome === 'notDecided' ? verdict.reason.code : undefined,
    named: unbounded.map(({ elementId }) => elementId),
    dead: timers.filter(({ fact }) => fact === 'dead').map(({ elementId }) => elementId),
  };
}
const line = ['s:startEvent', 'e:endEvent'];
const after = [step('c', 9), 'e2:endEvent', 'b->c', 'c->e2'];
const around = (...parts: string[]) => element('subProcess', 'o', inside('os:startEvent', ...parts));
const through = [...line, 's->o', 'o->e'];
const through1 = [...line, 's->a', 'a->e'];
const work = [step('a', 1), 'oe:endEvent', 'os->a', 'a->oe'];

describe('time of what is thrown', () => {
  it('an officer throws to the border of what is around the step', async () => {
    const parts = [...through, around(...work), boundary('b', 'o', error), ...after];
    expect(await timeOf(5, parts)).to.include({ worst: 10, best: 1, verdict: 'fails' });
    expect(await timeOf(10, parts)).to.include({ worst: 10, verdict: 'holds' });
  });

  it('a condition that holds already takes the way from the border of what passes at once', async () => {
    const condition = '<conditionalEventDefinition><condition>urgent</condition></conditionalEventDefinition>';
    for (const activity of [script, element('task', 'a')]) {
      const parts = [...through1, activity, boundary('b', 'a', condition), ...after];
      expect(await timeOf(5, parts)).to.include({ worst: 9, best: 0, verdict: 'fails' });
      expect(await timeOf(5, [...through1, activity, boundary('b', 'a', message), ...after])).to.include({ worst: 0, verdict: 'holds' });
    }
  });

  it('a transaction is cancelled from outside at any moment (ADR 0051)', async () => {
    const transaction = element('transaction', 'o', inside('os:startEvent', ...work));
    const parts = [...through, transaction, boundary('b', 'o', '<cancelEventDefinition/>'), ...after];
    expect(await timeOf(5, parts)).to.include({ worst: 10, best: 1, verdict: 'fails' });
    expect(await timeOf(10, parts)).to.include({ worst: 10, verdict: 'holds' });
  });

  it('but not past a border that takes the same error before', async () => {
    const parts = [...through, around(...work, boundary('n', 'a', error), 'd:task', 'n->d'), boundary('b', 'o', error), ...after];
    // any other error is not taken there, and neither by the border around
    expect(await timeOf(5, parts)).to.include({ worst: 1, verdict: 'holds' });
  });

  it('a worker throws to an event subprocess, at any moment, beside what goes on or instead', async () => {
    for (const interrupting of [true, false]) {
      const service = element('serviceTask', 'a', '', 'tthc:jobType="j" tthc:unit="u" tthc:budget="1" tthc:budgetUnit="workingDay"');
      const time = await timeOf(5, [...through1, service, eventSubProcess(escalation, interrupting, step('c', 9), 'vs->c')]);
      expect(time).to.include({ worst: 10, verdict: 'fails' });
    }
  });

  it('a script that fails leads over its own border or the one around', async () => {
    expect(await timeOf(5, [...through1, script, boundary('b', 'a', anyError), ...after])).to.include({ worst: 9, verdict: 'fails' });
    const parts = [...through, around(script, 'os->a'), boundary('b', 'o', anyError), ...after];
    expect(await timeOf(5, parts)).to.include({ worst: 9, best: 0, verdict: 'fails' });
    // another error is not what it throws
    expect(await timeOf(5, [...through1, script, boundary('b', 'a', error), ...after])).to.include({ worst: 0, verdict: 'holds' });
  });

  it('the event of a round is caught on the border, in an event subprocess or around; where rounds take time, of the longer way a bound is known', async () => {
    const bound = { verdict: 'notDecided', reason: 'ONLY_A_BOUND' };
    const own = (event: string, caught: string) => [...through1, element('task', 'a', rounds(event)), boundary('b', 'a', caught), ...after];
    expect(await timeOf(5, own('escalates', escalation))).to.include({ worst: 9, verdict: 'fails' });
    expect(await timeOf(5, own('signals', '<signalEventDefinition signalRef="S"/>'))).to.include({ worst: 9, verdict: 'fails' });
    expect(await timeOf(9, own('escalates', escalation))).to.include({ worst: 9, verdict: 'holds' });
    const beside = [...through1, step('a', 1, rounds('escalates')), eventSubProcess(escalation, true, step('c', 9), 'vs->c')];
    expect(await timeOf(5, beside)).to.include({ worst: 10, ...bound });
    const called = processXml('R', node('rs:startEvent'), step('z', 1), 'rs->z');
    const call = element('callActivity', 'a', rounds('errs'), 'calledElement="R"');
    expect(await timeOf(5, [...through1, call, boundary('b', 'a', error), ...after], called)).to.include({ worst: 10, ...bound });
  });

  it('each call of a process has its own handler', async () => {
    const called = processXml('R', node('rs:startEvent'), step('z', 1), 'rs->z');
    const calls = ['x:exclusiveGateway', '<callActivity id="a1" calledElement="R"/>', '<callActivity id="a2" calledElement="R"/>'];
    const parts = [...line, ...calls, boundary('b', 'a1', error), ...after, 's->x', 'x->a1?k', 'x->a2!', 'a1->e', 'a2->e'];
    expect(await timeOf(5, parts, called)).to.include({ worst: 10, verdict: 'fails' });
    const open = [...line, '<callActivity id="a" calledElement="R"/>', 's->a', 'a->e'];
    expect(await timeOf(5, open, called)).to.include({ worst: 1, verdict: 'holds' });
  });

  it('what a subprocess with a time of its own throws from inside', async () => {
    const given = element(
      'subProcess',
      'i',
      inside('is:startEvent', 'ia:userTask', 'is->ia'),
      'tthc:unit="u" tthc:budget="2" tthc:budgetUnit="workingDay"',
    );
    const time = await timeOf(5, [...through, around(given, 'os->i'), boundary('b', 'o', error), ...after]);
    expect(time).to.include({ worst: 11, verdict: 'fails' });
  });

  it('a timer around it comes first, in an ad-hoc subprocess at the latest', async () => {
    const long = around(step('a', 9), 'os->a');
    const parts = [...through, long, boundary('t', 'o', timer(2)), boundary('b', 'o', error), step('c', 3), 'b->c'];
    expect(await timeOf(5, parts)).to.include({ worst: 5, verdict: 'holds' });
    const chosen = element('adHocSubProcess', 'o', inside(step('a', 1)), 'ordering="Sequential"');
    const free = [...through, chosen, boundary('t', 'o', timer(4)), boundary('b', 'o', error), step('c', 3), 'b->c'];
    expect(await timeOf(6, free)).to.include({ worst: 7, verdict: 'fails' });
    expect(await timeOf(7, free)).to.include({ worst: 7, verdict: 'holds' });
  });

  it('a timer is not dead because only what ends by an error takes long', async () => {
    const two = around(
      'x:exclusiveGateway',
      step('a', 1),
      step('d', 8),
      element('endEvent', 'ee', error),
      'os->x',
      'x->a?k',
      'x->d!',
      'd->ee',
    );
    const late = [...through, two, boundary('t', 'o', timer(5)), boundary('b', 'o', error), step('c', 9), 't->c'];
    const time = await timeOf(9, late);
    expect(time).to.include({ worst: 14, verdict: 'fails' });
    expect(time.dead).to.deep.equal([]);
  });

  it('a process that calls itself has no bound', async () => {
    const time = await timeOf(5, [...line, step('a', 1), '<callActivity id="again" calledElement="P"/>', 's->a', 'a->again', 'again->e']);
    expect(time).to.include({ verdict: 'notDecided', reason: 'UNBOUNDED' });
    expect(time.named).to.deep.equal(['again']);
  });
});

describe('time of taking back from an event subprocess', () => {
  const handler = (task: string) => [
    boundary('k', 'a', back),
    task,
    '<association id="l" associationDirection="One" sourceRef="k" targetRef="h"/>',
  ];
  const undone = (task: string) =>
    timeOf(5, [
      ...line,
      step('a', 1),
      step('d', 1),
      ...handler(task),
      's->a',
      'a->d',
      'd->e',
      eventSubProcess(message, true, element('endEvent', 've', back), 'vs->ve'),
    ]);

  it('is not decided when what is around it has work to take back', async () => {
    const time = await undone(step('h', 9, '', 'isForCompensation="true"'));
    expect(time).to.include({ verdict: 'notDecided', reason: 'UNBOUNDED' });
    expect(time.named).to.deep.equal(['ve']);
    expect(await undone(element('task', 'h', '', 'isForCompensation="true"'))).to.include({ worst: 2, verdict: 'holds' });
  });
});
