/** What a file offers to call activities and what it calls elsewhere: asked before it can be read, because the answer decides which versions it is read with. */
import type { Moddle } from 'bpmn-moddle';
import { findCalled, localName } from './called-version.ts';
import { globalTasksOf } from './global-task.ts';
import { listOf } from './moddle-access.ts';
import { parseBpmn } from './parse-bpmn.ts';

export interface Calls {
  /** The processes of the file, in document order. */
  readonly processIds: readonly string[];
  /** Called elements that are no process of the file, each once, without the prefix of their namespace. */
  readonly calledElements: readonly string[];
}

/** The calls of a moddle tree. */
export function callsOf(definitions: Moddle): Calls {
  const processes = listOf(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
  const own = new Map(processes.flatMap(({ id }) => (id === undefined ? [] : [[id, id] as const])));
  const tasks = globalTasksOf(definitions);
  const calledElements = new Set<string>();
  // grows while it is walked: nesting may be deep
  const places = [...processes];
  for (const place of places)
    for (const element of listOf(place, 'flowElements')) {
      if (element.$instanceOf('bpmn:SubProcess')) places.push(element);
      const called = element.$type === 'bpmn:CallActivity' ? String(element.calledElement ?? '') : '';
      if (called && findCalled(own, called) === undefined && findCalled(tasks, called) === undefined) calledElements.add(localName(called));
    }
  return { processIds: [...own.keys()], calledElements: [...calledElements] };
}

/** The calls of a file. A text that cannot be parsed calls nothing; `readBpmn` says what is wrong with it. */
export async function readCalls(xml: string): Promise<Calls> {
  const { definitions } = await parseBpmn(xml);
  return definitions ? callsOf(definitions) : { processIds: [], calledElements: [] };
}
