/** Global tasks: defined once in a file and called by call activities, each of which does the task in its own place (BPMN 2.0.2, 10.3.6; ADR 0054). */
import type { Moddle } from 'bpmn-moddle';
import { findCalled } from './called-version.ts';
import { listOf } from './moddle-access.ts';

export const globalTaskTypes = [
  'bpmn:GlobalTask',
  'bpmn:GlobalUserTask',
  'bpmn:GlobalManualTask',
  'bpmn:GlobalScriptTask',
  'bpmn:GlobalBusinessRuleTask',
];

/** Global tasks of a file by id. */
export function globalTasksOf(definitions: Moddle): ReadonlyMap<string, Moddle> {
  const tasks = listOf(definitions, 'rootElements').filter(({ $type }) => globalTaskTypes.includes($type));
  return new Map(tasks.flatMap((task) => (task.id === undefined ? [] : [[task.id, task] as const])));
}

/** The global task that a call activity calls, if it is one. */
export function calledTask(element: Moddle, globalTasks: ReadonlyMap<string, Moddle>): Moddle | undefined {
  if (element.$type !== 'bpmn:CallActivity' || globalTasks.size === 0) return undefined;
  return findCalled(globalTasks, String(element.calledElement ?? ''));
}

/** The call activity as if it were the task: what it does not say itself, the task says. Its id, flows and boundary events are its own. */
export function asTask(element: Moddle, task: Moddle): Moddle {
  const said = (name: string): unknown => {
    // true where nothing is said
    if (name === 'tthc:counts') return element.get(name) !== false && task.get(name) !== false;
    return element.get(name) ?? (name.startsWith('tthc:') ? task.get(name) : undefined);
  };
  return Object.create(element, {
    $type: { value: task.$type.replace('Global', '') },
    name: { value: element.name ?? task.name },
    script: { value: task.script },
    scriptFormat: { value: task.scriptLanguage },
    get: { value: said },
  }) as Moddle;
}
