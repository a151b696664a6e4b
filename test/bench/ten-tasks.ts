/** The main model of the benchmark: ten tasks, two exclusive gateways with conditions. */
import type { ProcessModel } from '../../engine/index.ts';
import { definitions, element, modelOfXml, processXml } from '../support/bpmn.ts';

export const tenTasks: Promise<ProcessModel> = modelOfXml(
  definitions(
    processXml(
      'tenTasks',
      element('startEvent', 'start'),
      ...Array.from({ length: 10 }, (_, index) => element('userTask', `task${index}`)),
      element('exclusiveGateway', 'first'),
      element('exclusiveGateway', 'second'),
      element('endEvent', 'end'),
      ...[
        'start->task0',
        'task0->task1',
        'task1->task2',
        'task2->first',
        'first->task3?amount > 100',
        'first->end!',
        'task3->task4',
        'task4->task5',
      ],
      ...[
        'task5->second',
        'second->task6?approved = true and amount < 1000',
        'second->task0!',
        'task6->task7',
        'task7->task8',
        'task8->task9',
        'task9->end',
      ],
    ),
  ),
);

export const variables = { amount: 200, approved: true };
export const now = new Date('2026-03-02T01:00:00Z');
