/** The main model of the benchmark: ten tasks, two exclusive gateways with conditions. */
import type { ProcessModel } from '../../engine/index.ts';
import { content, definitions, element, modelOfXml } from '../support/bpmn.ts';

function tenTasksXml(process: { readonly attributes: string; readonly extension: string }, taskAttributes: string): string {
  const inside = content(
    element('startEvent', 'start'),
    ...Array.from({ length: 10 }, (_, index) => element('userTask', `task${index}`, '', taskAttributes)),
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
  );
  return definitions(`<process id="tenTasks" isExecutable="true"${process.attributes}>${process.extension}${inside}</process>`);
}

/** Without places, budgets and deadlines: the token rules alone. */
export const tenTasks: Promise<ProcessModel> = modelOfXml(tenTasksXml({ attributes: '', extension: '' }, ''));

/** The same as a procedure of one unit with a legal deadline, an appointment, and a budget for each task: clocks, forecast and flags are on. */
export const tenBudgetedTasks: string = tenTasksXml(
  {
    attributes: ' tthc:procedureCode="1.000001" tthc:department="centre"',
    extension:
      '<extensionElements><tthc:deadline kind="legal" value="15" unit="workingDay" /><tthc:appointment order="1" value="15" unit="workingDay" /></extensionElements>',
  },
  'tthc:unit="centre" tthc:budget="1" tthc:budgetUnit="workingDay"',
);

/** The key of the task that is open after `completed` completions, in a dossier that goes straight through. */
export const taskKey = (completed: number) => `task${completed}#1`;

export const variables = { amount: 200, approved: true };
export const now = new Date('2026-03-02T01:00:00Z');
