/** What a process is as a table: its rows, what they add up to, its deadline. */
import type { Duration, FiveStep } from './types.ts';

export interface TableRow {
  /** Of the element; of the flow for a jump. */
  readonly id: string;
  /** `block`: a subprocess, its steps follow one level deeper. `jump`: a branch that goes to a row printed elsewhere. */
  readonly kind: 'step' | 'block' | 'gateway' | 'event' | 'jump';
  /** Type in BPMN, `bpmn:UserTask`. */
  readonly type: string;
  readonly depth: number;
  /** "3", inside a subprocess "3.1"; empty for what is no step. */
  readonly order: string;
  readonly name: string;
  /** How one comes here from the gateway above: text of the flow, or its condition. */
  readonly branch?: string;
  /** The branch taken when no other is. */
  readonly isDefault?: true;
  /** The flow by which one comes here, where it is one of several that data choose between. */
  readonly choiceFlowId?: string;
  /** FEEL of that flow, without its sign of equality. */
  readonly condition?: string;
  /** Row where a jump goes on. */
  readonly target?: string;
  readonly laneId?: string;
  /** Name of the unit: its own, or of its lane or pool. */
  readonly unit: string;
  readonly role?: string;
  readonly budget?: Duration;
  /** 0 to 1, of the published deadline. */
  readonly budgetShare?: number;
  readonly durationText?: string;
  readonly counts: boolean;
  readonly countsBasis?: string;
  readonly place?: string;
  readonly step?: FiveStep;
  readonly product?: string;
  readonly form?: string;
  readonly legalBasis?: string;
  /** The whole text of the step where its name is shortened for the diagram. */
  readonly documentation?: string;
}

/** Days; working hours as eighths of a day. */
export interface TableSum {
  readonly workingDays: number;
  readonly calendarDays: number;
}

export interface ProcessTable {
  readonly processId: string;
  readonly name: string;
  readonly rows: readonly TableRow[];
  /** Counted budgets along the longest branches. */
  readonly sum: TableSum;
  /** The published deadline, else the legal one. */
  readonly deadline?: Duration;
}
