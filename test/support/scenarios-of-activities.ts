/** Scenarios of what has a state of its own between two commands: complex gateways, ad-hoc subprocesses, quantities, instances that throw. In one list, because every deployment runs them all. */
import { and, boundary, bpmn, end, start, user } from '../engine/semantics/support.ts';
import { content, element } from './bpmn.ts';
import type { Routing } from './scenarios-between-dossiers.ts';

const condition = (tag: string, text: string) => `<${tag} xsi:type="tFormalExpression">${text}</${tag}>`;

export const scenariosOfActivities: readonly Routing[] = [
  {
    id: 'two-of-three-then-the-rest',
    xml: bpmn(
      start('s'),
      and('fork'),
      user('a'),
      user('b'),
      user('c'),
      element('complexGateway', 'g', condition('activationCondition', 'activationCount &gt;= 2')),
      user('first'),
      user('rest'),
      's->fork',
      'fork->a',
      'fork->b',
      'fork->c',
      'a->g',
      'b->g',
      'c->g',
      'g->first?waitingForStart',
      'g->rest?not(waitingForStart)',
    ),
    steps: [{ do: 'start' }, { do: 'complete', at: 'b' }, { do: 'complete', at: 'c' }, { do: 'complete', at: 'a' }],
    expect: [
      { after: 1, active: ['a', 'c'] },
      { after: 2, active: ['a', 'first'] },
      { after: 3, active: ['first', 'rest'], completed: ['g'] },
    ],
  },
  {
    id: 'chosen-and-awaited',
    xml: bpmn(
      start('s'),
      element(
        'adHocSubProcess',
        'x',
        content(user('a'), user('b'), user('c'), 'a->c') + condition('completionCondition', 'done'),
        'cancelRemainingInstances="false"',
      ),
      user('after'),
      's->x',
      'x->after',
    ),
    given: { variables: { done: false } },
    steps: [
      { do: 'start' },
      { do: 'activate', at: 'c' },
      { do: 'activate', at: 'a' },
      { do: 'complete', at: 'a' },
      { do: 'activate', at: 'c' },
      { do: 'activate', at: 'b' },
      { do: 'complete', at: 'c', variables: { done: true } },
      { do: 'activate', at: 'b' },
      { do: 'complete', at: 'b' },
    ],
    expect: [
      { after: 0, active: [] },
      { after: 1, refused: true },
      { after: 4, active: ['c'] },
      { after: 6, active: ['b'] },
      { after: 7, refused: true },
      { after: 8, active: ['after'], incidents: [] },
    ],
  },
  {
    id: 'instances-that-throw-and-tokens-in-pairs',
    xml: bpmn(
      start('s'),
      user(
        'a',
        `<multiInstanceLoopCharacteristics behavior="None">${condition('loopCardinality', '2')}</multiInstanceLoopCharacteristics>`,
      ),
      '<boundaryEvent id="each" attachedToRef="a" cancelActivity="false"><signalEventDefinition/></boundaryEvent>',
      user('pair', '', 'startQuantity="2" completionQuantity="2"'),
      user('after'),
      end('e'),
      boundary('late', 'after', 'timer:P1D'),
      's->a',
      'each->pair',
      'pair->after',
      'late->e',
    ),
    steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'pair' }],
    expect: [
      { after: 1, active: ['a'] },
      { after: 2, active: ['pair'] },
      { after: 3, active: ['after', 'after'] },
    ],
  },
];
