/** What the parts of reading share. */
import type { Moddle } from 'bpmn-moddle';
import type { DecisionSet } from './decision.ts';
import type { FlowNode, Lane, Problem, SequenceFlow } from './types.ts';

/** A model part while it is being built. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** What reading shares: the growing maps and the problems found. */
export interface Compilation {
  readonly nodes: Map<string, Draft<FlowNode>>;
  readonly flows: Map<string, Draft<SequenceFlow>>;
  readonly placeOfNode: Map<string, Lane>;
  readonly messageNameOf: Map<string, string>;
  /** Global tasks of the file, which a call activity does in its own place. */
  readonly globalTasks: ReadonlyMap<string, Moddle>;
  /** Boundary event → id of its host, which may stand after it in the file. */
  readonly hostOf: Map<Draft<FlowNode>, string>;
  /** Compensation throw → id of the activity that each of its definitions names, undefined where one names none. */
  readonly compensatedBy: Map<string, readonly (string | undefined)[]>;
  /** Associations of the file, as ids of their two ends. */
  readonly associations: (readonly [string, string])[];
  /** Of the DMN files beside the process. */
  readonly decisions?: DecisionSet;
  readonly problems: Problem[];
}
