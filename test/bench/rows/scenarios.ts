import { runScenario, type Scenario } from '../../../engine/index.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import type { Row } from '../row.ts';

/** Small scenarios, each with its own file to read. */
export const scenariosPerSecond: Row = {
  name: 'scenarios',
  unit: 'small scenarios, reading included',
  goal: '200/s: 1,000 in 5 s',
  show: 'perSecond',
  async prepare() {
    const xml = definitions(
      processXml(
        'p',
        element('startEvent', 'start'),
        element('parallelGateway', 'split'),
        element('userTask', 'a'),
        element('userTask', 'b'),
        element('parallelGateway', 'join'),
        element('endEvent', 'end'),
        'start->split',
        'split->a',
        'split->b',
        'a->join',
        'b->join',
        'join->end',
      ),
    );
    const scenario: Scenario = {
      id: 'parallel',
      xml,
      steps: [
        { do: 'start' },
        { do: 'complete', at: 'a' },
        { do: 'advance', by: 'PT1H' } as Scenario['steps'][number],
        { do: 'complete', at: 'b' },
      ],
      expect: [
        { after: 0, active: ['a', 'b'] },
        { after: 'end', ended: true, completed: ['a', 'b', 'end'] },
      ],
    };
    const count = 200;
    return {
      count,
      async run() {
        for (let index = 0; index < count; index++) if (!(await runScenario(scenario, xml)).ok) throw new Error('the scenario failed');
      },
    };
  },
};
