/** Scenarios that hold one rule each of what happens between the dossiers of a deployment, and of what time brings them. Together in one list, because every deployment runs them all. */
import type { Scenario } from '../../engine/scenarios/scenario.ts';
import {
  and,
  boundary,
  bpmn,
  catching,
  end,
  event,
  file,
  mappings,
  procedure,
  script,
  start,
  throwing,
  user,
  xor,
} from '../engine/semantics/support.ts';
import { processXml } from './bpmn.ts';

export type Routing = Scenario & { readonly xml: string };

/** Waits for a trigger, then for a task named after `who`. */
const waiter = (what: string) => [
  start('s'),
  user('a'),
  catching('c', what),
  xor('which'),
  user('one'),
  user('two'),
  's->a',
  'a->c',
  'c->which',
  'which->one?who = 1',
  'which->two!',
];

/** A process that starts by a trigger and passes through one script. */
const reaction = (id: string, what: string) => processXml(`of_${id}`, start(`${id}_s`, what), script(id, '1'), `${id}_s->${id}`);

const first = { do: 'start', variables: { who: 1 } };
const second = { do: 'start', variables: { who: 2 } };
const told = mappings({ told: '1' });

export const scenariosBetweenDossiers: readonly Routing[] = [
  {
    id: 'a message is taken by the dossier that waits longest, not by the one that started first',
    xml: bpmn(...waiter('message:M1')),
    steps: [first, second, { do: 'complete', at: 'a', nth: 1 }, { do: 'complete', at: 'a' }, { do: 'message', name: 'M1' }],
    expect: [{ after: 'end', active: ['c', 'two'] }],
  },
  {
    id: 'a message goes past a longer waiting dossier with another key',
    xml: bpmn(...waiter('message:M1?who')),
    given: { auto: true, hold: ['one', 'two'] },
    steps: [first, second, { do: 'message', name: 'M1', key: 3 }, { do: 'message', name: 'M1', key: 2 }],
    expect: [
      { after: 2, active: ['c', 'c'] },
      { after: 3, active: ['c', 'two'] },
    ],
  },
  {
    id: 'messages that nobody waits for are kept and taken in order of sending, by whichever dossier comes to wait',
    xml: bpmn(...waiter('message:M1'), boundary('never', 'one', 'message:M2')),
    steps: [
      { do: 'message', name: 'M1', variables: { text: 'early' } },
      { do: 'message', name: 'M1', variables: { text: 'late' } },
      second,
      { do: 'complete', at: 'a' },
    ],
    expect: [
      { after: 2, active: ['a'] },
      { after: 3, active: ['two'], variables: { text: 'early' } },
    ],
  },
  {
    id: 'a message is kept for thirty days and no instant longer',
    xml: bpmn(...waiter('message:M1')),
    steps: [
      { do: 'message', name: 'M1' },
      { do: 'advance', by: 'PT1S' },
      { do: 'message', name: 'M1' },
      { do: 'advance', to: '2026-04-01T08:00:00+07:00' },
      first,
      { do: 'complete', at: 'a' },
      second,
      { do: 'complete', at: 'a' },
    ],
    expect: [{ after: 'end', active: ['c', 'one'] }],
  },
  {
    id: 'the same message id counts once in thirty days, also when the first has been taken',
    xml: bpmn(...waiter('message:M1')),
    given: { auto: true, hold: ['one', 'two'] },
    steps: [
      first,
      second,
      { do: 'message', name: 'M1', id: 'x' },
      { do: 'advance', by: 'P29D' },
      { do: 'message', name: 'M1', id: 'x' },
      { do: 'advance', by: 'P1D' },
      { do: 'message', name: 'M1', id: 'x' },
    ],
    expect: [
      { after: 5, active: ['c', 'one'] },
      { after: 6, active: ['one', 'two'] },
    ],
  },
  {
    id: 'the same message id counts once among messages that nobody has taken yet',
    xml: bpmn(...waiter('message:M1')),
    given: { auto: true, hold: ['one', 'two'] },
    steps: [
      { do: 'message', name: 'M1', id: 'x' },
      { do: 'message', name: 'M1', id: 'x' },
      first,
      second,
      { do: 'message', name: 'M1', id: 'y' },
    ],
    expect: [
      { after: 3, active: ['c', 'one'] },
      { after: 4, active: ['one', 'two'] },
    ],
  },
  {
    id: 'a message starts a process only if nobody waits for it',
    xml: file(
      processXml('P', start('s'), catching('c', 'message:M1'), user('a'), 's->c', 'c->a'),
      processXml('Q', start('qs', 'message:M1'), user('b'), 'qs->b'),
    ),
    process: 'P',
    given: { variables: { common: 1 } },
    steps: [{ do: 'start' }, { do: 'message', name: 'M1' }, { do: 'message', name: 'M1', variables: { mine: 2 } }],
    expect: [
      { after: 1, active: ['a'] },
      { after: 2, active: ['a', 'b'], variables: { common: 1, mine: 2 } },
    ],
  },
  {
    id: 'a message to a suspended dossier is kept until the dossier goes on',
    xml: bpmn(...waiter('message:M1')),
    given: { auto: true, hold: ['one', 'two'] },
    steps: [first, { do: 'suspend' }, { do: 'message', name: 'M1' }, { do: 'resume' }],
    expect: [
      { after: 2, active: ['c'] },
      { after: 3, active: ['one'] },
    ],
  },
  {
    id: 'what a dossier sends is delivered in order of sending, before what the receivers send',
    xml: file(
      processXml('P', start('s'), throwing('t1', 'message:M1'), throwing('t2', 'message:M2'), 's->t1', 't1->t2'),
      processXml('Q', start('qs', 'message:M1'), throwing('t3', 'message:M3'), 'qs->t3'),
      reaction('direct', 'message:M2'),
      reaction('indirect', 'message:M3'),
    ),
    process: 'P',
    steps: [{ do: 'start' }],
    expect: [
      {
        after: 0,
        ended: true,
        completed: ['direct', 'indirect'],
        order: [
          ['t3', 'direct'],
          ['direct', 'indirect'],
        ],
      },
    ],
  },
  {
    id: 'a message that a dossier sends may be taken by the dossier itself, if it waits by then',
    xml: bpmn(
      start('s'),
      event('intermediateThrowEvent', 't', 'message:M1', '', told),
      catching('c', 'message:M1'),
      user('a'),
      's->t',
      't->c',
      'c->a',
    ),
    steps: [{ do: 'start' }],
    expect: [{ after: 0, active: ['a'], variables: { told: 1 } }],
  },
  {
    id: 'a signal reaches every dossier that waits, oldest dossier first, and then starts processes',
    xml: file(
      processXml(
        'P',
        start('s'),
        catching('c', 'signal:S1'),
        xor('which'),
        script('one', '1'),
        script('two', '1'),
        's->c',
        'c->which',
        'which->one?who = 1',
        'which->two!',
      ),
      reaction('begun', 'signal:S1'),
    ),
    process: 'P',
    steps: [first, second, { do: 'signal', name: 'S1' }, { do: 'signal', name: 'S1' }],
    expect: [
      {
        after: 2,
        ended: true,
        completed: ['one', 'two', 'begun'],
        order: [
          ['one', 'two'],
          ['two', 'begun'],
        ],
      },
      { after: 3, completed: ['one', 'two', 'begun', 'begun'] },
    ],
  },
  {
    id: 'a signal reaches catches of the dossier that throws it once',
    xml: bpmn(
      start('s'),
      and('split'),
      user('a'),
      boundary('heard', 'a', 'signal:S1', false),
      user('b'),
      throwing('t', 'signal:S1'),
      's->split',
      'split->a',
      'split->b',
      'b->t',
    ),
    steps: [{ do: 'start' }, { do: 'start' }, { do: 'complete', at: 'b' }],
    expect: [{ after: 'end', active: ['a', 'a', 'b'], completed: ['heard', 'heard'] }],
  },
  {
    id: 'a signal is not for those who come to wait after the throw, even by a message of the same command',
    xml: file(
      processXml('P', start('s'), throwing('t1', 'message:M1'), throwing('t2', 'signal:S1'), 's->t1', 't1->t2'),
      processXml('Q', start('qs', 'message:M1'), catching('c', 'signal:S1'), 'qs->c'),
    ),
    process: 'P',
    steps: [{ do: 'start' }],
    expect: [{ after: 0, active: ['c'] }],
  },
  {
    id: 'of two signals thrown in one command the second is not for a catch that the first led to',
    xml: file(
      processXml('P', start('s'), throwing('t1', 'signal:S1'), throwing('t2', 'signal:S1'), 's->t1', 't1->t2'),
      processXml('Q', start('qs'), catching('c1', 'signal:S1'), catching('c2', 'signal:S1'), 'qs->c1', 'c1->c2'),
    ),
    steps: [
      { do: 'start', at: 'qs' },
      { do: 'start', at: 's' },
    ],
    expect: [{ after: 1, active: ['c2'] }],
  },
  {
    id: 'a delivery that is refused does not keep what was sent after it',
    xml: file(
      processXml(
        'P',
        start('s'),
        event('intermediateThrowEvent', 't1', 'message:M1', '', mappings({ n: '"many"' })),
        throwing('t2', 'message:M2'),
        's->t1',
        't1->t2',
      ),
      `<process id="Q" isExecutable="true"><extensionElements><tthc:deadline kind="published" value="5" unit="workingDay" when="n &gt; 1"/></extensionElements>${start('qs', 'message:M1')}${user('never')}<sequenceFlow id="f" sourceRef="qs" targetRef="never"/></process>`,
      reaction('direct', 'message:M2'),
    ),
    process: 'P',
    steps: [{ do: 'start' }],
    expect: [{ after: 0, refused: true, code: 'INVALID_VALUE', completed: ['t1', 't2', 'direct'], notReached: ['qs'], ended: true }],
  },
  {
    id: 'a message whose start is refused is kept for who comes to wait',
    xml: file(
      `<process id="P" isExecutable="true"><extensionElements><tthc:deadline kind="published" value="5" unit="workingDay" when="n &gt; 1"/></extensionElements>${start('s', 'message:M1')}${user('never')}<sequenceFlow id="f" sourceRef="s" targetRef="never"/></process>`,
      processXml('Q', start('qs'), catching('c', 'message:M1'), user('a'), 'qs->c', 'c->a'),
    ),
    steps: [
      { do: 'message', name: 'M1', variables: { n: 'many' } },
      { do: 'start', at: 'qs' },
    ],
    expect: [
      { after: 0, refused: true, code: 'INVALID_VALUE' },
      { after: 1, active: ['a'], variables: { n: 'many' } },
    ],
  },
  {
    id: 'time goes on past starts that are refused, each of which uses up its round',
    xml: file(
      `<process id="P" isExecutable="true"><extensionElements><tthc:deadline kind="published" value="5" unit="workingDay" when="n &gt; 1"/></extensionElements>${start('s', 'cycle:R2/PT1H')}${user('never')}<sequenceFlow id="f" sourceRef="s" targetRef="never"/></process>`,
      reaction('later', 'timer:PT3H'),
    ),
    given: { variables: { n: 'many' } },
    steps: [
      { do: 'advance', by: 'P1D' },
      { do: 'advance', by: 'P1D' },
    ],
    expect: [
      { after: 0, refused: true, code: 'INVALID_VALUE', completed: ['later'] },
      { after: 1, notReached: ['s'] },
    ],
  },
  {
    id: 'timers of one instant fire in the order in which their dossiers started',
    xml: bpmn(
      start('s'),
      catching('c', 'timer:PT1H'),
      xor('which'),
      script('one', '1'),
      script('two', '1'),
      's->c',
      'c->which',
      'which->one?who = 1',
      'which->two!',
    ),
    steps: [second, first, { do: 'advance', by: 'PT1H' }],
    expect: [{ after: 'end', ended: true, order: [['two', 'one']] }],
  },
  {
    id: 'of timers long overdue the one due first fires first, whichever dossier it is in',
    xml: bpmn(
      start('s'),
      catching('go', 'signal:S1'),
      catching('c', 'date:=due'),
      xor('which'),
      script('one', '1'),
      script('two', '1'),
      's->go',
      'go->c',
      'c->which',
      'which->one?who = 1',
      'which->two!',
    ),
    steps: [
      { do: 'start', variables: { who: 1, due: '2026-03-01T10:00:00+07:00' } },
      { do: 'start', variables: { who: 2, due: '2026-03-01T09:00:00+07:00' } },
      { do: 'signal', name: 'S1' },
    ],
    expect: [{ after: 'end', ended: true, order: [['two', 'one']] }],
  },
  {
    id: 'a process that starts by a timer comes before the timers of dossiers at the same instant',
    xml: file(
      processXml('P', start('s'), catching('c', 'date:2026-03-02T09:00:00+07:00'), script('fired', '1'), 's->c', 'c->fired'),
      reaction('begun', 'date:2026-03-02T09:00:00+07:00'),
    ),
    process: 'P',
    steps: [{ do: 'start' }, { do: 'advance', to: '2026-03-02T08:59:59+07:00' }, { do: 'advance', by: 'PT1S' }],
    expect: [
      { after: 1, active: ['c'], notReached: ['begun_s'] },
      { after: 2, ended: true, order: [['begun', 'fired']] },
    ],
  },
  {
    id: 'processes that start at the same instant start in the order of the file',
    xml: file(reaction('some', 'timer:PT1H'), reaction('other', 'date:2026-03-02T09:00:00+07:00')),
    steps: [{ do: 'advance', by: 'PT1H' }],
    expect: [{ after: 0, ended: true, order: [['some', 'other']] }],
  },
  {
    id: 'a process that starts by a cycle starts once a round, with the variables of the deployment, as often as the cycle says',
    xml: bpmn(start('s', 'cycle:R3/PT1H'), user('a'), 's->a'),
    given: { variables: { common: 1 } },
    steps: [
      { do: 'advance', by: 'PT2H' },
      { do: 'advance', by: 'P1D' },
    ],
    expect: [
      { after: 0, active: ['a', 'a'], variables: { common: 1 } },
      { after: 1, active: ['a', 'a', 'a'] },
    ],
  },
  {
    id: 'a flag is raised before the timer of the same instant that ends its step',
    xml: procedure(
      '',
      '<tthc:deadline kind="published" value="5" unit="workingDay"/>',
      start('s'),
      user('a', '', 'tthc:budget="1" tthc:budgetUnit="workingHour"'),
      boundary('late', 'a', 'timer:PT1H'),
      user('b'),
      's->a',
      'late->b',
    ),
    steps: [{ do: 'start' }, { do: 'advance', by: 'PT1H' }],
    expect: [
      {
        after: 1,
        active: ['b'],
        flags: [
          { flag: 'stepAtRisk', at: 'a', instant: '2026-03-02T08:45:00+07:00' },
          { flag: 'stepOverBudget', at: 'a', instant: '2026-03-02T09:00:00+07:00' },
        ],
      },
    ],
  },
  {
    id: 'flags fall due while a dossier is suspended, its timers have left what they had left when it goes on',
    xml: procedure(
      '',
      '<tthc:deadline kind="published" value="5" unit="workingDay"/>',
      start('s'),
      user('a', '', 'tthc:budget="2" tthc:budgetUnit="workingHour"'),
      boundary('late', 'a', 'timer:PT1H'),
      user('b'),
      's->a',
      'late->b',
    ),
    steps: [
      { do: 'start' },
      { do: 'advance', by: 'PT30M' },
      { do: 'suspend' },
      { do: 'advance', by: 'PT3H' },
      { do: 'resume' },
      { do: 'advance', by: 'PT30M' },
    ],
    expect: [
      { after: 3, active: ['a'], flags: [{ flag: 'stepOverBudget', at: 'a', instant: '2026-03-02T10:00:00+07:00' }] },
      { after: 4, active: ['a'] },
      { after: 5, active: ['b'] },
    ],
  },
  {
    id: 'a new version takes every open dossier along, or none; what starts afterwards starts by it',
    xml: bpmn(start('s'), user('a'), user('b'), 's->a', 'a->b'),
    steps: [
      { do: 'start' },
      { do: 'start' },
      { do: 'complete', at: 'a' },
      { do: 'migrate', xml: bpmn(start('s'), user('a'), user('c'), 's->a', 'a->c'), plan: { b: null } },
      { do: 'migrate', xml: bpmn(start('s'), user('a'), user('c'), user('d'), 's->a', 'a->c', 'c->d'), plan: { b: 'c' } },
      { do: 'complete', at: 'c' },
      { do: 'start' },
    ],
    expect: [
      { after: 3, active: ['a', 'b'], refused: true, code: 'MIGRATION_REFUSED' },
      { after: 4, active: ['a', 'c'] },
      { after: 5, active: ['a', 'd'] },
      { after: 6, active: ['a', 'a', 'd'] },
    ],
  },
  {
    id: 'automatic work is done at the instant that brings it, while time passes',
    xml: bpmn(
      start('s'),
      catching('t1', 'timer:PT1H'),
      user('a'),
      catching('t2', 'timer:PT1H'),
      user('b'),
      's->t1',
      't1->a',
      'a->t2',
      't2->b',
    ),
    given: { auto: true, hold: ['b'] },
    steps: [{ do: 'start' }, { do: 'advance', by: 'PT2H' }],
    expect: [{ after: 1, active: ['b'] }],
  },
  {
    id: 'automatic work goes by age, over all dossiers, whatever the keys',
    xml: bpmn(
      start('s'),
      catching('c', 'signal:S1'),
      and('split'),
      user('older'),
      user('b'),
      's->c',
      'c->split',
      'split->older',
      'split->b',
    ),
    given: { auto: true },
    steps: [{ do: 'start' }, { do: 'start' }, { do: 'signal', name: 'S1' }],
    expect: [{ after: 'end', ended: true, order: [['older', 'b']] }],
  },
  {
    id: 'hand-offs are accepted by age, over all dossiers, whatever the keys',
    xml: procedure(
      '',
      '',
      start('s'),
      user('a', '', 'tthc:unit="centre"'),
      and('split'),
      user('older', '', 'tthc:unit="tax"'),
      user('b', '', 'tthc:unit="maps"'),
      's->a',
      'a->split',
      'split->older',
      'split->b',
    ),
    steps: [
      first,
      second,
      { do: 'complete', at: 'a', nth: 1 },
      { do: 'complete', at: 'a' },
      { do: 'acceptHandOff', by: 'officer' },
      { do: 'returnHandOff', at: 'older', reason: 'thiếu giấy', nth: 1 },
    ],
    expect: [
      { after: 4, handOffs: [{ to: 'tax', state: 'accepted' }] },
      { after: 5, handOffs: [{ to: 'tax', state: 'returned' }] },
    ],
  },
  {
    id: 'a step means the nth oldest of what waits, over all dossiers',
    xml: bpmn(start('s'), xor('again'), user('a'), user('b'), 's->again', 'again->a', 'a->b', 'b->again'),
    steps: [
      first,
      second,
      { do: 'complete', at: 'a' },
      { do: 'complete', at: 'b' },
      { do: 'claim', at: 'a', by: 'officer' },
      { do: 'complete', at: 'a' },
    ],
    expect: [{ after: 'end', active: ['a', 'b'], completed: ['a', 'a', 'b'] }],
  },
  {
    id: 'of two processes of a dossier that have a variable the one that began first is looked at',
    xml: file(
      '<collaboration id="c"><participant id="x" processRef="Older"/><participant id="y" processRef="B"/><messageFlow id="m" sourceRef="t" targetRef="bs"/></collaboration>',
      processXml(
        'Older',
        start('s'),
        event('intermediateThrowEvent', 't', 'message:M1', '', mappings({ v: '2' })),
        user('a'),
        's->t',
        't->a',
      ),
      processXml('B', start('bs', 'message:M1'), user('b'), 'bs->b'),
    ),
    process: 'Older',
    steps: [{ do: 'start', variables: { v: 1 } }],
    expect: [{ after: 0, active: ['a', 'b'], variables: { v: 1 } }],
  },
  {
    id: 'a choice holds for every dossier from then on',
    xml: bpmn(
      start('s'),
      user('a'),
      xor('which'),
      user('one'),
      user('two'),
      's->a',
      'a->which',
      'which->one[to_one]?who = 1',
      'which->two[to_two]!',
    ),
    given: { choose: { which: ['to_one'] } },
    steps: [second, { do: 'complete', at: 'a' }, { do: 'choose', at: 'which', flows: ['to_two'] }, first, { do: 'complete', at: 'a' }],
    expect: [
      { after: 1, active: ['one'] },
      { after: 4, active: ['one', 'two'] },
    ],
  },
  {
    id: 'a refused start leaves no dossier behind',
    xml: bpmn(start('s'), user('a'), end('e'), 's->a', 'a->e'),
    steps: [{ do: 'start', at: 'nowhere' }, { do: 'start' }, { do: 'complete', at: 'a' }],
    expect: [
      { after: 0, refused: true, ended: false, active: [] },
      { after: 2, ended: true, completed: ['e'] },
    ],
  },
];
