/** BPMN's data and correlation keys through the database as in memory. */
import { expect } from 'chai';
import { durableDeployments } from '../../../engine/runtime/durable-deployment.ts';
import { openScenarioDatabases, type ScenarioDatabases } from '../../../engine/runtime/scenario-databases.ts';
import type { OpenDeployment } from '../../../engine/scenarios/deployment.ts';
import { openPureDeployment } from '../../../engine/scenarios/pure-deployment.ts';
import type { Scenario } from '../../../engine/scenarios/scenario.ts';
import { dataObject, taskData } from '../../support/bpmn-data.ts';
import { element } from '../../support/bpmn.ts';
import { keyed, oneKey, twoKeys } from '../../support/keyed-file.ts';
import { runTheSame } from '../../support/same-scenarios.ts';
import { bpmn, event, start, sub, user } from '../semantics/support.ts';

const receive = element('receiveTask', 'r', '', 'messageRef="answered"');

const scenarios: readonly (Scenario & { readonly xml: string })[] = [
  {
    id: 'data of a subprocess, what a task takes in and gives, and data that is missing',
    xml: bpmn(
      start('s'),
      sub(
        'scope',
        dataObject('inner'),
        start('is'),
        user('a', taskData('a', { inputs: { form: 'doc' }, outputs: { inner: 'answer' } })),
        user('b', taskData('b', { inputs: { seen: 'inner' }, outputs: { doc: '=seen + "!"' } })),
        'is->a',
        'a->b',
      ),
      user('c'),
      dataObject('doc'),
      's->scope',
      'scope->c',
    ),
    steps: [
      { do: 'start' },
      { do: 'setVariables', variables: { doc: 'draft' } },
      { do: 'resolveIncident', at: 'a' },
      { do: 'complete', at: 'a', variables: { answer: 'signed', other: 1 } },
      { do: 'complete', at: 'b' },
    ],
    expect: [
      { after: 0, notReached: ['a'] },
      { after: 2, active: ['a'] },
      { after: 3, active: ['b'] },
      { after: 4, active: ['c'], variables: { doc: 'signed!' } },
    ],
  },
  {
    id: 'a message from outside finds the dossier whose key it carries',
    xml: keyed(twoKeys, { code: 'ma', year: 'nam' }, start('s'), receive, user('x'), 's->r', 'r->x'),
    steps: [
      { do: 'start', variables: { ma: 'A', nam: 2026 } },
      { do: 'message', name: 'answered', variables: { reply: { year: 2026, code: 'B' } } },
      { do: 'message', name: 'answered', variables: { other: 1 } },
      { do: 'message', name: 'answered', variables: { reply: { year: 2026, code: 'A' } } },
    ],
    expect: [
      { after: 1, active: ['r'] },
      { after: 2, active: ['r'] },
      { after: 3, active: ['x'] },
    ],
  },
  {
    id: 'each message starts a conversation, and answers go to their own',
    xml: keyed(oneKey, undefined, event('startEvent', 's', 'message:asked'), receive, user('x'), 's->r', 'r->x'),
    steps: [
      { do: 'message', name: 'asked', variables: { code: 'A' } },
      { do: 'message', name: 'answered', variables: { reply: { code: 'B' } } },
      { do: 'message', name: 'asked', variables: { code: 'B' } },
      { do: 'message', name: 'answered', variables: { reply: { code: 'A' } } },
    ],
    expect: [
      { after: 1, active: ['r'] },
      { after: 2, active: ['r', 'x'] },
      { after: 3, active: ['x', 'x'] },
    ],
  },
];

describe("BPMN's data and keys on the durable engine", function () {
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
      const { failures } = await runTheSame(scenario, scenario.xml, undefined, openPureDeployment, openDurable);
      expect(failures).to.deep.equal([]);
    });
});
