/** What the engines of the campaign run: something of everything that can be doubled or lost, over within seconds. */
import { content, definitions, element, escape, processXml } from '../support/bpmn.ts';

/** Names of the processes that callers start, each as often as it is named: every signal is a command for every listener. */
export const startable = [
  ...['review', 'review', 'review', 'review', 'clocks', 'clocks'],
  ...['asker', 'asker', 'listener', 'thrower'],
] as const;
export const signalName = 'storm';
export const jobType = 'lookUp';

/** An activity of a unit, with a budget of so many seconds: the calendar of the campaign never closes. */
const step = (unit: string, seconds: number) =>
  `tthc:unit="${unit}" tthc:budget="${(seconds / 3_600).toFixed(7)}" tthc:budgetUnit="workingHour"`;
const timed = (id: string, kind: 'timeDuration' | 'timeCycle', text: string) =>
  `<timerEventDefinition id="${id}Timer"><${kind}>${escape(text)}</${kind}></timerEventDefinition>`;
const boundary = (id: string, host: string, definition: string, interrupting: boolean) =>
  element('boundaryEvent', id, definition, `attachedToRef="${host}" cancelActivity="${interrupting}"`);
const sends = (inputs: Readonly<Record<string, string>>) =>
  `<extensionElements>${Object.entries(inputs)
    .map(([target, source]) => `<tthc:input source="${escape(source)}" target="${target}"/>`)
    .join('')}</extensionElements>`;
const flows = (...parts: string[]) => parts;

/** Tasks of three units with budgets of seconds, a reminder, a job that may fail, a message from outside, a clock that pauses. */
const review = definitions(
  '<message id="paid" name="paid"/>',
  '<error id="refused" errorCode="refused"/>',
  `<process id="review" isExecutable="true" tthc:procedureCode="1.000001" tthc:onSupplement="pause"><extensionElements><tthc:deadline kind="published" value="2" unit="workingDay"/><tthc:appointment order="1" value="1" unit="workingDay"/></extensionElements>${content(
    element('startEvent', 's'),
    element('userTask', 'intake', '', step('centre', 1.2)),
    element('userTask', 'appraise', '', step('land', 1.6)),
    boundary('remind', 'appraise', timed('remind', 'timeCycle', 'R2/PT0.7S'), false),
    element('endEvent', 'reminded'),
    element('exclusiveGateway', 'which'),
    element('serviceTask', 'look', '', `tthc:jobType="${jobType}" ${step('tax', 2)}`),
    boundary('turnedDown', 'look', '<errorEventDefinition id="turnedDownError" errorRef="refused"/>', true),
    element('receiveTask', 'pay', '', 'messageRef="paid" tthc:correlationKey="code"'),
    element('userTask', 'hand', '', step('centre', 200_000)),
    element('endEvent', 'e'),
    ...flows('s->intake', 'intake->appraise', 'appraise->which', 'remind->reminded'),
    ...flows('which->look?route = "job"', 'which->pay!', 'turnedDown->pay', 'look->hand', 'pay->hand', 'hand->e'),
  )}</process>`,
);

/** Timers alone: one that waits, one that reminds three times, one that ends a task that nobody does. */
const clocks = definitions(
  processXml(
    'clocks',
    element('startEvent', 's'),
    element('intermediateCatchEvent', 'wait', timed('wait', 'timeDuration', '=wait')),
    element('userTask', 'hold', '', step('tax', 0.5)),
    boundary('ring', 'hold', timed('ring', 'timeCycle', 'R3/PT0.3S'), false),
    boundary('over', 'hold', timed('over', 'timeDuration', 'PT1.3S'), true),
    element('endEvent', 'rung'),
    element('endEvent', 'e'),
    ...flows('s->wait', 'wait->hold', 'hold->e', 'ring->rung', 'over->e'),
  ),
);

/** Asks a dossier that its message starts, and waits for the answer. */
const asker = definitions(
  '<message id="ask" name="ask"/>',
  '<message id="answer" name="answer"/>',
  processXml(
    'asker',
    element('startEvent', 's'),
    element(
      'intermediateThrowEvent',
      'put',
      `${sends({ code: 'code', ref: '"ask " + code' })}<messageEventDefinition id="putMessage" messageRef="ask" tthc:correlationKey="code"/>`,
    ),
    element('receiveTask', 'hear', '', 'messageRef="answer" tthc:correlationKey="code"'),
    element('endEvent', 'e'),
    ...flows('s->put', 'put->hear', 'hear->e'),
  ),
);
const answerer = definitions(
  '<message id="ask" name="ask"/>',
  '<message id="answer" name="answer"/>',
  processXml(
    'answerer',
    element('startEvent', 'asked', '<messageEventDefinition id="askedMessage" messageRef="ask"/>'),
    element(
      'endEvent',
      'give',
      `${sends({ ref: '"answer " + code' })}<messageEventDefinition id="giveMessage" messageRef="answer" tthc:correlationKey="code"/>`,
    ),
    'asked->give',
  ),
);

const signal = `<signal id="storm" name="${signalName}"/>`;
const onSignal = (id: string) => `<signalEventDefinition id="${id}Signal" signalRef="storm"/>`;
const thrower = definitions(
  signal,
  processXml(
    'thrower',
    element('startEvent', 's'),
    element('intermediateThrowEvent', 'throw', `${sends({ storm: 'code' })}${onSignal('throw')}`),
    element('endEvent', 'e'),
    ...flows('s->throw', 'throw->e'),
  ),
);
/** Hears every signal for as long as its task is open. */
const listener = definitions(
  signal,
  processXml(
    'listener',
    element('startEvent', 's'),
    element('userTask', 'listen'),
    boundary('heard', 'listen', onSignal('heard'), false),
    element('endEvent', 'noted'),
    element('endEvent', 'e'),
    ...flows('s->listen', 'listen->e', 'heard->noted'),
  ),
);
const alarm = definitions(
  signal,
  processXml('alarm', element('startEvent', 'rings', onSignal('rings')), element('endEvent', 'e'), 'rings->e'),
);

/** Starts by itself every second. */
const regular = definitions(
  processXml('regular', element('startEvent', 's', timed('s', 'timeCycle', 'R/PT1S')), element('endEvent', 'e'), 's->e'),
);

export const procedures = { review, clocks, asker, answerer, thrower, listener, alarm, regular } as const;

/** The next version of `regular`, which starts no more. */
export const noMoreRegular = definitions(processXml('regular', element('startEvent', 's'), element('endEvent', 'e'), 's->e'));

/**
 * Three units whose calendar never closes. Its zone makes it early morning when the campaign runs, because what is sent after 15:00 is not waited
 * for before the next day.
 */
export function organisationAt(now: Date): object {
  const hours = 6 - now.getUTCHours();
  const offset = `${hours < 0 ? '-' : '+'}${String(Math.min(14, Math.abs(hours))).padStart(2, '0')}:00`;
  const day = ['00:00-24:00'];
  const weeklyHours = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day };
  return {
    id: 'campaign',
    name: 'Đơn vị thử',
    calendars: [{ id: 'always', offset, weeklyHours, statutoryHolidays: false }],
    units: [
      { id: 'centre', name: 'Trung tâm', level: 'centre' },
      { id: 'land', name: 'Đất đai', level: 'department' },
      { id: 'tax', name: 'Thuế', level: 'department' },
    ],
    handOffUnclaimedHours: 0.0003,
  };
}
