/** Processes that start by conditions, by several triggers or where they wait, and conditional events in dossiers: through the database as in memory. */
import { durableDeployments } from '../../../engine/runtime/durable-deployment.ts';
import { openScenarioDatabases, type ScenarioDatabases } from '../../../engine/runtime/scenario-databases.ts';
import type { OpenDeployment } from '../../../engine/scenarios/deployment.ts';
import { openPureDeployment } from '../../../engine/scenarios/pure-deployment.ts';
import type { Scenario } from '../../../engine/scenarios/scenario.ts';
import { element } from '../../support/bpmn.ts';
import { runTheSame } from '../../support/same-scenarios.ts';
import { boundary, bpmn, catching, event, start, user } from '../semantics/support.ts';

const scenarios: readonly (Scenario & { readonly xml: string })[] = [
  {
    id: 'a condition starts a process once for each time that it comes to hold',
    xml: bpmn(start('s', 'when:level > 3 | timer:PT1H'), user('a'), 's->a'),
    steps: [
      { do: 'evaluateConditions', variables: { level: 4 } },
      { do: 'evaluateConditions', variables: { level: 9 } },
      { do: 'evaluateConditions', variables: {} },
      { do: 'evaluateConditions', variables: { level: 5 } },
      { do: 'evaluateConditions', variables: { level: 'x' } },
      { do: 'advance', by: 'PT2H' },
    ],
    expect: [
      { after: 0, active: ['a'], variables: { level: 4 } },
      { after: 1, active: ['a'] },
      { after: 2, active: ['a'] },
      { after: 3, active: ['a', 'a'] },
      { after: 4, refused: true, code: 'INVALID_VALUE' },
      { after: 5, active: ['a', 'a', 'a'] },
    ],
  },
  {
    id: 'a parallel event-based gateway starts a process by the first message; keys bring the rest to its dossier',
    xml: bpmn(
      element('eventBasedGateway', 'g', '', 'instantiate="true" eventGatewayType="Parallel"'),
      catching('one', 'message:M1?order'),
      element('receiveTask', 'two', '', 'messageRef="M2" tthc:correlationKey="order"'),
      element('parallelGateway', 'join'),
      user('a'),
      'g->one',
      'g->two',
      'one->join',
      'two->join',
      'join->a',
    ),
    steps: [
      { do: 'message', name: 'M2', key: 'A', variables: { order: 'A' } },
      { do: 'message', name: 'M1', key: 'B', variables: { order: 'B' } },
      { do: 'message', name: 'M1', key: 'A', variables: { order: 'A' } },
    ],
    expect: [
      { after: 0, active: ['one'], completed: ['g', 'two'] },
      { after: 1, active: ['one', 'two'] },
      { after: 2, active: ['a', 'two'] },
    ],
  },
  {
    id: 'a start that needs two messages waits for the second in its dossier',
    xml: bpmn(event('startEvent', 's', 'message:M1 | message:M2', 'parallelMultiple="true"'), user('a'), 's->a'),
    steps: [
      { do: 'message', name: 'M2', variables: { x: 1 } },
      { do: 'message', name: 'M1', variables: { y: 2 } },
    ],
    expect: [
      { after: 0, active: ['s'], notReached: ['a'] },
      { after: 1, active: ['a'], variables: { x: 1, y: 2 } },
    ],
  },
  {
    id: 'several triggers and conditions of a dossier outlive a restart',
    xml: bpmn(
      start('s'),
      user('a'),
      boundary('all', 'a', 'message:M1 | signal:S1 | when:n > 3', true, '', 'parallelMultiple="true"'),
      boundary('any', 'a', 'timer:PT1H | when:n > 9', false),
      user('b'),
      user('c'),
      's->a',
      'all->b',
      'any->c',
    ),
    steps: [
      { do: 'start', variables: { n: 1 } },
      { do: 'signal', name: 'S1', variables: { s: 1 } },
      { do: 'setVariables', variables: { n: 10 } },
      { do: 'advance', by: 'PT2H' },
      { do: 'message', name: 'M1', variables: { m: 1 } },
    ],
    expect: [
      { after: 1, active: ['a'] },
      { after: 2, active: ['a', 'c'] },
      { after: 3, active: ['a', 'c', 'c'] },
      { after: 4, active: ['b', 'c', 'c'], variables: { s: 1, m: 1 } },
    ],
  },
];

describe('starts and conditions on the durable engine', function () {
  this.timeout(600_000);
  let databases: ScenarioDatabases;
  let openDurable: OpenDeployment;
  before(async () => {
    databases = await openScenarioDatabases();
    openDurable = durableDeployments(() => databases.freshDatabase());
  });
  after(() => databases?.close());

  for (const scenario of scenarios)
    it(`run the same: ${scenario.id}`, async () => {
      await runTheSame(scenario, scenario.xml, undefined, openPureDeployment, openDurable);
    });
});
