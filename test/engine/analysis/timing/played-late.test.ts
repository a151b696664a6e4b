/** What is said of time against the engine: where every limit is said to hold no run of it is late, where one is said to fail some run is. */
import { expect } from 'chai';
import { checkTime } from '../../../../engine/analysis/timing.ts';
import { defaultOrganisation } from '../../../../engine/deadlines/organisation.ts';
import type { Variables } from '../../../../engine/semantics/state.ts';
import { content, definitions, element, modelOfXml, processXml } from '../../../support/bpmn.ts';
import { latenessOf } from '../../../support/lateness.ts';

const node = (part: string) => part.replace(/^(\w+):(\w+)$/, '<$2 id="$1"/>');
const inside = (...parts: string[]) => content(...parts.map(node));
const step = (id: string, days: number, attributes = '', inner = '') =>
  element('userTask', id, inner, `tthc:unit="u" tthc:budget="${days}" tthc:budgetUnit="workingDay" ${attributes}`);
const boundary = (id: string, on: string, event: string, interrupting = true) =>
  element('boundaryEvent', id, event, `attachedToRef="${on}" cancelActivity="${interrupting}"`);
const around = (id: string, ...parts: string[]) => element('subProcess', id, inside(`${id}s:startEvent`, ...parts));
/** What happens after the event takes its own part of the way. */
const beside = (id: string, event: string, interrupting: boolean, ...parts: string[]) =>
  element(
    'subProcess',
    id,
    inside(element('startEvent', `${id}s`, event, `isInterrupting="${interrupting}"`), ...parts),
    'triggeredByEvent="true"',
  );
const timed = (inner: string) => `<timerEventDefinition>${inner}</timerEventDefinition>`;
const timer = (days: number) => timed(`<extensionElements><tthc:workingTime value="${days}" unit="workingDay"/></extensionElements>`);
const unknown = timed('<timeDuration xsi:type="tFormalExpression">=wait</timeDuration>');
const cycle = timed('<timeCycle xsi:type="tFormalExpression">R5/P1D</timeCycle>');
const message = '<messageEventDefinition messageRef="m"/>';
const other = '<messageEventDefinition messageRef="n"/>';
const error = '<errorEventDefinition errorRef="E"/>';
const escalation = '<escalationEventDefinition escalationRef="X"/>';
const deadline = (days: number, attributes = '') => `<tthc:deadline kind="legal" value="${days}" unit="workingDay" ${attributes}/>`;
const appointment = (order: number, days: number, attributes: string) =>
  `<tthc:appointment order="${order}" value="${days}" unit="workingDay" ${attributes}/>`;
const line = ['s:startEvent', 'e:endEvent'];
const after = [step('c', 9), 'b->c'];
const through = (id: string) => [...line, `s->${id}`, `${id}->e`];
const roots = '<message id="m" name="m"/><message id="n" name="n"/><error id="E" errorCode="E"/><escalation id="X" escalationCode="X"/>';
const receipt = (id = 'r') => element('receiveTask', id, '', 'messageRef="m" tthc:purpose="supplementReceipt"');
const request = (interrupting: boolean, ...parts: string[]) =>
  element(
    'subProcess',
    'v',
    inside(element('startEvent', 'vs', other, `isInterrupting="${interrupting}" tthc:purpose="supplementRequest"`), 'vs->r', ...parts),
    'triggeredByEvent="true"',
  );
const restart = 'tthc:onSupplement="restart"';
const result = step('out', 1, 'tthc:step="return"');

interface Case {
  readonly limits: string;
  readonly attributes?: string;
  readonly parts: readonly string[];
  readonly others?: readonly string[];
  readonly variables?: readonly Variables[];
  /** By limit, counted anew after a supplement with an `R`. */
  readonly said: Readonly<Record<string, string>>;
  readonly named?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'an event subprocess comes before the result is on its way': {
    limits: deadline(5),
    parts: [...line, step('a', 1), result, 's->a', 'a->out', 'out->e', beside('v', message, true, step('c', 9), 'vs->c')],
    said: { deadline: 'fails 10' },
  },
  'a border comes before the result that is inside': {
    limits: deadline(5),
    parts: [...through('o'), around('o', step('a', 1), result, 'os->a', 'a->out'), boundary('b', 'o', message), ...after],
    said: { deadline: 'fails 10' },
  },
  'a border comes before an error that always leaves': {
    limits: deadline(5),
    parts: [
      ...through('o'),
      around('o', step('a', 1), element('endEvent', 'x', error), 'os->a', 'a->x'),
      boundary('q', 'o', error),
      boundary('b', 'o', message),
      ...after,
    ],
    said: { deadline: 'fails 10' },
  },
  'a border comes before the next phase': {
    limits: deadline(30) + deadline(5, 'phase="A"'),
    parts: [
      ...through('o'),
      around('o', step('a', 1, 'tthc:phase="A"'), step('d', 1, 'tthc:phase="B"'), 'os->a', 'a->d'),
      boundary('b', 'o', message),
      ...after,
    ],
    said: { deadline: 'holds 11', 'phase A': 'fails 10' },
  },
  'a border comes before an appointment is kept': {
    limits: deadline(30) + appointment(1, 5, 'until="u"'),
    parts: [...through('o'), around('o', step('u', 1), step('d', 1), 'os->u', 'u->d'), boundary('b', 'o', message), ...after],
    said: { deadline: 'holds 11', 'appointment 1': 'fails 10' },
  },
  'an appointment that one way passes by is kept at the end': {
    limits: deadline(30) + appointment(1, 5, 'until="u"'),
    parts: [...line, 'x:exclusiveGateway', step('u', 1), step('w', 9), 's->x', 'x->u?k', 'x->w!', 'u->e', 'w->e'],
    variables: [{ k: true }, { k: false }],
    said: { deadline: 'holds 9', 'appointment 1': 'fails 9' },
  },
  'but not where it is kept on a branch beside': {
    limits: deadline(30) + appointment(1, 5, 'until="u"'),
    parts: [...line, 'f:parallelGateway', step('u', 1), step('w', 9), 's->f', 'f->u', 'f->w', 'u->e', 'w->e'],
    said: { deadline: 'holds 9', 'appointment 1': 'holds 1' },
  },
  'a result that one branch may not bring leaves the other to be waited for': {
    limits: deadline(5),
    parts: [
      ...line,
      'f:parallelGateway',
      'x:exclusiveGateway',
      result,
      'i:endEvent',
      step('w', 9),
      ...['s->f', 'f->x', 'f->w', 'x->out?k', 'x->i!', 'out->e', 'w->e'],
    ],
    variables: [{ k: true }, { k: false }],
    said: { deadline: 'fails 9' },
  },
  'an event subprocess that may begin again has no bound': {
    limits: deadline(8),
    parts: [...through('a'), step('a', 1), beside('v', message, false, step('c', 5), 'vs->c')],
    said: { deadline: 'notDecided 6' },
    named: ['v'],
  },
  'what goes on beside keeps open for what interrupts': {
    limits: deadline(12),
    parts: [
      ...through('a'),
      step('a', 2),
      beside('v', timer(1), false, step('c', 5), 'vs->c'),
      beside('w', other, true, step('d', 9), 'ws->d'),
    ],
    said: { deadline: 'fails 15' },
  },
  'what goes on beside keeps open for a timer': {
    limits: deadline(12),
    parts: [
      ...through('a'),
      step('a', 1),
      beside('v', escalation, false, step('c', 5), 'vs->c'),
      beside('w', timer(4), true, step('d', 11), 'ws->d'),
    ],
    said: { deadline: 'fails 15' },
  },
  'the timer of an event subprocess ends what it interrupts': {
    limits: deadline(5),
    parts: [...through('a'), step('a', 9), beside('v', timer(2), true, step('c', 1), 'vs->c')],
    said: { deadline: 'holds 3' },
  },
  'an unknown timer beside a step': {
    limits: deadline(5),
    parts: [...through('a'), step('a', 3), boundary('b', 'a', unknown, false), ...after],
    variables: [{ wait: 'P1D' }],
    said: { deadline: 'notDecided 12' },
  },
  'an unknown timer beside a subprocess': {
    limits: deadline(5),
    parts: [...through('o'), around('o', step('a', 3), 'os->a'), boundary('b', 'o', unknown, false), ...after],
    variables: [{ wait: 'P1D' }],
    said: { deadline: 'notDecided 12' },
  },
  'an unknown timer of an event subprocess': {
    limits: deadline(5),
    parts: [...through('a'), step('a', 3), beside('v', unknown, true, step('c', 9), 'vs->c')],
    variables: [{ wait: 'P1D' }],
    said: { deadline: 'notDecided 12' },
  },
  'an unknown timer on the way': {
    limits: deadline(5),
    parts: [...through('k'), element('intermediateCatchEvent', 'k', unknown)],
    variables: [{ wait: 'P20D' }],
    said: { deadline: 'notDecided 0' },
    named: ['k'],
  },
  'a timer that fires again and again': {
    limits: deadline(12),
    parts: [...through('a'), step('a', 8), boundary('b', 'a', cycle, false), ...after],
    said: { deadline: 'notDecided 17' },
  },
  'the timer beside a wait for a supplement': {
    limits: deadline(5),
    attributes: restart,
    parts: [...through('o'), around('o', step('a', 3), 'os->a', request(true, receipt(), boundary('b', 'r', timer(2)), ...after))],
    said: { deadline: 'fails 14', 'deadline R': 'holds 0' },
  },
  'a reminder beside a wait for a supplement': {
    limits: deadline(5),
    attributes: restart,
    parts: [...through('o'), around('o', step('a', 3), 'os->a', request(true, receipt(), boundary('b', 'r', timer(2), false), ...after))],
    said: { deadline: 'fails 12', 'deadline R': 'holds 0' },
  },
  'a timer around a wait for a supplement': {
    limits: deadline(10),
    attributes: restart,
    parts: [...through('o'), around('o', step('a', 1), 'os->a', request(true, receipt())), boundary('b', 'o', timer(8)), ...after],
    said: { deadline: 'fails 17', 'deadline R': 'holds 0' },
  },
  'a message around a wait for a supplement': {
    limits: deadline(10),
    attributes: restart,
    parts: [...through('o'), around('o', step('a', 3), 'os->a', request(true, receipt())), boundary('b', 'o', message), ...after],
    said: { deadline: 'fails 12', 'deadline R': 'holds 9' },
  },
  'a phase that a supplement counts anew': {
    limits: deadline(30) + deadline(5, 'phase="A"'),
    attributes: restart,
    parts: [
      ...through('o'),
      around(
        'o',
        step('a', 2, 'tthc:phase="A"'),
        'os->a',
        request(true, receipt(), step('x', 4), step('y', 4, 'tthc:phase="A"'), 'r->x', 'x->y'),
      ),
    ],
    said: { deadline: 'holds 2', 'deadline R': 'holds 8', 'phase A': 'holds 4', 'phase A R': 'fails 8' },
  },
  'an appointment that a supplement counts anew, and one that was kept before': {
    limits: deadline(30) + appointment(1, 20, 'until="f"') + appointment(2, 5, 'from="f" until="u"'),
    attributes: restart,
    parts: [
      ...line,
      step('f', 1),
      around('o', step('a', 2), 'os->a', request(true, receipt(), step('x', 9), 'r->x')),
      step('u', 1),
      ...['s->f', 'f->o', 'o->u', 'u->e'],
    ],
    said: {
      deadline: 'holds 4',
      'deadline R': 'holds 10',
      'appointment 1': 'holds 1',
      'appointment 2': 'holds 3',
      'appointment 2 R': 'fails 10',
    },
  },
  'a receipt that nobody has asked for': {
    limits: deadline(5),
    attributes: 'tthc:onSupplement="pause"',
    parts: [...line, step('a', 1), receipt(), 's->a', 'a->r', 'r->e'],
    said: { deadline: 'notDecided 1' },
    named: ['r'],
  },
  'an appointment from a step beside which another branch runs': {
    limits: deadline(30) + appointment(1, 25, '') + appointment(2, 5, 'from="p"'),
    parts: [
      ...line,
      'f:parallelGateway',
      'j:parallelGateway',
      step('p', 1),
      step('w', 9),
      ...['s->f', 'f->p', 'f->w', 'p->j', 'w->j', 'j->e'],
    ],
    said: { deadline: 'holds 9', 'appointment 1': 'holds 9', 'appointment 2': 'fails 9' },
  },
  'a phase that ends only when another branch is done': {
    limits: deadline(30) + deadline(5, 'phase="A"'),
    parts: [
      ...line,
      'f:parallelGateway',
      'j:parallelGateway',
      step('a', 1, 'tthc:phase="A"'),
      step('w', 9),
      step('d', 1, 'tthc:phase="B"'),
      ...['s->f', 'f->a', 'f->w', 'a->j', 'w->j', 'j->d', 'd->e'],
    ],
    said: { deadline: 'holds 10', 'phase A': 'fails 9' },
  },
  'a phase that begins while a reminder is still at work': {
    limits: deadline(30) + deadline(5, 'phase="A"'),
    parts: [...line, step('w', 1), boundary('b', 'w', message, false), ...after, step('a', 1, 'tthc:phase="A"'), 's->w', 'w->a', 'a->e'],
    said: { deadline: 'holds 10', 'phase A': 'fails 10' },
  },
  'a phase that a step of one which ran before ends': {
    limits: deadline(30) + deadline(5, 'phase="A"') + deadline(5, 'phase="B"'),
    parts: [
      ...line,
      step('a', 4, 'tthc:phase="A"'),
      step('d', 1, 'tthc:phase="B"'),
      step('a2', 9, 'tthc:phase="A"'),
      ...['s->a', 'a->d', 'd->a2', 'a2->e'],
    ],
    said: { deadline: 'holds 14', 'phase A': 'holds 4', 'phase B': 'holds 1' },
  },
  'phases side by side, of which either may end the other': {
    limits: deadline(30) + deadline(5, 'phase="A"') + deadline(5, 'phase="B"'),
    parts: [
      ...line,
      'f:parallelGateway',
      'j:parallelGateway',
      step('a', 4, 'tthc:phase="A"'),
      step('d', 9, 'tthc:phase="B"'),
      ...['s->f', 'f->a', 'f->d', 'a->j', 'd->j', 'j->e'],
    ],
    said: { deadline: 'holds 9', 'phase A': 'notDecided 9', 'phase B': 'notDecided 9' },
  },
  'what goes on beside is cut short where the way beside it always ends everything': {
    limits: deadline(7),
    parts: [
      's:startEvent',
      element('endEvent', 'e', '<terminateEventDefinition/>'),
      step('a', 6),
      boundary('b', 'a', message, false),
      step('c', 2),
      'e2:endEvent',
      ...['s->a', 'a->e', 'b->c', 'c->e2'],
    ],
    said: { deadline: 'notDecided 8' },
  },
  'but not where that may end by itself': {
    limits: deadline(7),
    parts: [
      's:startEvent',
      'x:exclusiveGateway',
      element('endEvent', 'e', '<terminateEventDefinition/>'),
      'i:endEvent',
      step('a', 6),
      boundary('b', 'a', message, false),
      step('c', 2),
      'e2:endEvent',
      ...['s->a', 'a->x', 'x->e?k', 'x->i!', 'b->c', 'c->e2'],
    ],
    variables: [{ k: true }, { k: false }],
    said: { deadline: 'fails 8' },
  },
  'an event on a border comes before the timer beside it, which ends the contents': {
    limits: deadline(7),
    parts: [
      ...through('o'),
      around('o', step('a', 9), 'os->a'),
      boundary('t', 'o', timer(2)),
      boundary('b', 'o', message),
      step('c', 5),
      'e2:endEvent',
      ...['t->e2', 'b->c', 'c->e'],
    ],
    said: { deadline: 'holds 7' },
  },
  'a subprocess with nothing in it is over before its timer': {
    limits: deadline(2),
    parts: [...through('o'), element('subProcess', 'o'), boundary('t', 'o', timer(4)), 'e2:endEvent', 't->e2'],
    said: { deadline: 'holds 0' },
  },
  'a phase inside a subprocess that has one time for all': {
    limits: deadline(30) + deadline(5, 'phase="A"'),
    parts: [
      ...through('o'),
      element(
        'subProcess',
        'o',
        inside('os:startEvent', step('a', 9, 'tthc:phase="A"'), 'os->a'),
        'tthc:unit="u" tthc:budget="9" tthc:budgetUnit="workingDay"',
      ),
    ],
    said: { deadline: 'holds 9', 'phase A': 'notDecided 9' },
  },
};

describe('time against runs of the engine', () => {
  for (const [name, { limits, attributes = '', parts, others = [], variables, said, named = [] }] of Object.entries(cases))
    it(name, async () => {
      const xml = `<process id="P" isExecutable="true" ${attributes}><extensionElements>${limits}</extensionElements>${inside(...parts)}</process>`;
      const called = others.map((other) => processXml('R', other));
      const model = await modelOfXml(definitions(roots, xml, ...called));
      const [time] = checkTime(model, { organisation: defaultOrganisation, processId: 'P', firstDate: '2026-03-02', dates: 1 }).processes;
      const told = Object.fromEntries(
        time!.limits.map(({ limit: { kind, phase, order }, restarted, worst, verdict }) => [
          [kind, phase ?? order, restarted ? 'R' : undefined].filter((each) => each !== undefined).join(' '),
          `${verdict.outcome} ${Math.round(worst.days)}`,
        ]),
      );
      expect(told).to.deep.equal(said);
      expect(time!.unbounded.filter(({ counts }) => counts).map(({ elementId }) => elementId)).to.deep.equal(named);
      const { late } = latenessOf(model, 'P', variables)!;
      for (const limit of new Set(Object.keys(said).map((each) => each.replace(/ R$/, '')))) {
        const outcomes = [said[limit], said[`${limit} R`]].flatMap((each) => each?.split(' ')[0] ?? []);
        if (outcomes.includes('fails')) expect(late.get(limit), `${limit} in the engine`).to.be.greaterThan(0);
        else if (outcomes.every((each) => each === 'holds')) expect(late.get(limit), `${limit} in the engine`).to.equal(0);
      }
    });
});
