/** One model, so one file of over 300 lines.
 * The compiled form of one BPMN file with what it calls, shared by execution, deadlines, rules and analysis.
 * Elements point at each other directly; everything is frozen. Ids are BPMN ids, unique in a file; those of a called version have its prefix.
 */

import type { Decision } from './decision.ts';

/** A value with its unit as a person wrote it; fractions are allowed (0,25 working days). */
export interface Duration {
  readonly value: number;
  readonly unit: TimeUnit;
}
export type TimeUnit = 'workingDay' | 'calendarDay' | 'workingHour';

/** One of the five places of work of "5 tại chỗ": receive, appraise, approve, seal, return. */
export type FiveStep = 'receive' | 'appraise' | 'approve' | 'seal' | 'return';

/** What an event or subprocess stands for in the procedure, so that a command of the field can find it. */
export type Purpose = 'supplementRequest' | 'supplementReceipt' | 'withdrawal' | 'refusal' | 'payment' | 'apology';

/** A deadline of the procedure; the first whose `when` (FEEL, absent = always) is true applies within its kind and phase. */
export interface Deadline extends Duration {
  readonly kind: 'legal' | 'published' | 'national';
  readonly when?: string;
  readonly phase?: string;
  readonly source?: string;
}

/** A date promised to the applicant: counted from receipt, or from the completion of element `from`; kept when `until` (else the process) completes. */
export interface Appointment extends Duration {
  readonly order: number;
  readonly from?: string;
  readonly until?: string;
  readonly source?: string;
}

/** The administrative attributes of a process (namespace `tthc`). */
export interface Procedure {
  readonly procedureCode?: string;
  readonly caseName?: string;
  readonly field?: string;
  readonly province?: string;
  readonly department?: string;
  readonly regime?: string;
  readonly onlineLevel?: string;
  readonly after15: 'handoverOnly' | 'shiftStart';
  /** True: the law lengthens this procedure in units with extra working days (land procedures in mountain communes). */
  readonly unitExtraDays: boolean;
  readonly onSupplement: 'restart' | 'pause' | 'none';
  readonly atRiskPercent: number;
  readonly deadlines: readonly Deadline[];
  readonly appointments: readonly Appointment[];
  readonly legalBasis: readonly string[];
  readonly fee?: string;
}

/** The administrative attributes of an activity. `unit` and `department` are its own or its lane's. */
export interface Step {
  readonly department?: string;
  readonly unit?: string;
  readonly desk?: string;
  /** A kind of unit ("communeCommittee") that the dossier binds at its start; see the glossary. */
  readonly kind?: string;
  readonly role?: string;
  readonly step?: FiveStep;
  readonly place?: 'centre' | 'agency' | 'offSite';
  /** Who allowed a place outside the Centre, why and until when. */
  readonly placeBasis?: string;
  readonly form?: string;
  readonly product?: string;
  readonly budget?: Duration;
  /** Share of the published deadline, 0 to 1, instead of a budget. */
  readonly budgetShare?: number;
  readonly budgetPer: 'dossier' | 'visit';
  /** False: the time spent here is excluded from the legal deadline; `countsBasis` names the law. */
  readonly counts: boolean;
  readonly countsBasis?: string;
  readonly waitFor?: string;
  readonly phase?: string;
}

export type ActivityType =
  | 'task'
  | 'userTask'
  | 'manualTask'
  | 'serviceTask'
  | 'scriptTask'
  | 'businessRuleTask'
  | 'sendTask'
  | 'receiveTask'
  | 'subProcess'
  | 'adHocSubProcess'
  | 'callActivity';

export type NodeType =
  | ActivityType
  | 'startEvent'
  | 'endEvent'
  | 'intermediateCatchEvent'
  | 'intermediateThrowEvent'
  | 'boundaryEvent'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'complexGateway'
  | 'eventBasedGateway';

/** What an event catches or throws. `condition` is FEEL, without a leading `=`. */
export type EventDefinition =
  /** `conversation`: the process variable that keeps the key which the first message of the conversation has said. */
  | { readonly type: 'message'; readonly messageName: string; readonly correlationKey?: string; readonly conversation?: string }
  | { readonly type: 'signal'; readonly signalName: string }
  | { readonly type: 'timer'; readonly timer: TimerDefinition }
  | { readonly type: 'error'; readonly code?: string }
  | { readonly type: 'escalation'; readonly code?: string }
  | { readonly type: 'conditional'; readonly condition: string }
  | { readonly type: 'link'; readonly linkName: string }
  | { readonly type: 'terminate' }
  /** `waits`: a throw goes on when everything it started has been compensated. */
  | { readonly type: 'compensate'; readonly waits: boolean }
  | { readonly type: 'cancel' };

/** `text` is ISO 8601, or FEEL when it starts with `=`; calendar time. Working time only through `workingTime`. */
export type TimerDefinition =
  | { readonly kind: 'date' | 'duration' | 'cycle'; readonly text: string }
  | { readonly kind: 'workingTime'; readonly workingTime: Duration };

/** `source` is FEEL, `target` a variable name. */
export interface Mapping {
  readonly source: string;
  readonly target: string;
}

/** What a process, subprocess, activity or event declares of BPMN's data (10.4.1). */
export interface DataItem {
  readonly id: string;
  /** A store is a reference to what lies outside the dossier: for people. */
  readonly kind: 'object' | 'property' | 'input' | 'output' | 'store';
  /** The variable that it is; a store is none. */
  readonly variable?: string;
  readonly name?: string;
  readonly isCollection?: true;
  /** States that it is drawn in, for people. */
  readonly states?: readonly string[];
}

export type LoopCharacteristics =
  | { readonly kind: 'standard'; readonly testBefore: boolean; readonly condition?: string; readonly maximum?: number }
  | {
      readonly kind: 'multiInstance';
      readonly sequential: boolean;
      readonly cardinality?: string;
      readonly collection?: string;
      readonly elementVariable?: string;
      readonly outputCollection?: string;
      readonly outputElement?: string;
      readonly completionCondition?: string;
      /** What is thrown when an instance completes: of behaviour None each time, of One the first time, of Complex when a condition holds. */
      readonly roundEvents?: readonly RoundEvent[];
    };

/** Thrown by a multi-instance activity; caught on its border first. */
export interface RoundEvent {
  readonly when: 'each' | 'first' | { readonly condition: string };
  readonly event: EventDefinition;
}

/** How the contents of an ad-hoc subprocess are chosen and end. */
export interface AdHoc {
  /** One after the other. */
  readonly isSequential: boolean;
  /** FEEL; absent: a person says when it is done. */
  readonly completionCondition?: string;
  /** What still runs then is interrupted; else awaited. */
  readonly cancelsRemaining: boolean;
}

export interface SequenceFlow {
  readonly id: string;
  readonly name?: string;
  readonly source: FlowNode;
  readonly target: FlowNode;
  /** FEEL, without a leading `=`. */
  readonly condition?: string;
  readonly isDefault: boolean;
  readonly probability?: number;
  readonly mostReturns?: number;
}

export interface FlowNode {
  readonly id: string;
  readonly type: NodeType;
  readonly name?: string;
  readonly container: Container;
  /** In the order of `<incoming>`; without those, of the sequenceFlow elements. */
  readonly incoming: readonly SequenceFlow[];
  /** In the order of `<outgoing>`; without those, of the sequenceFlow elements. This order decides conditions and branches. */
  readonly outgoing: readonly SequenceFlow[];
  readonly defaultFlow?: SequenceFlow;
  /** In document order, shared ones (`eventDefinitionRef`) after its own. Several: any one triggers, all are thrown. */
  readonly events: readonly EventDefinition[];
  /** The only one of `events`; undefined when there are several. */
  readonly event?: EventDefinition;
  /** Of several `events` all are needed, not any one. */
  readonly parallelMultiple: boolean;
  /** Receive tasks and event-based gateways: what they wait for starts the process. */
  readonly instantiate?: true;
  /** Event-based gateways: all that is behind is waited for, not the first (`eventGatewayType="Parallel"`). */
  readonly waitsForAll?: true;
  /** Boundary event: the activity it sits on. */
  readonly attachedTo?: FlowNode;
  /** Boundary events that wait for a trigger, in document order; those of compensation only mark the handler. */
  readonly boundaryEvents: readonly FlowNode[];
  /** Boundary events (cancelActivity) and start events of event subprocesses (isInterrupting). */
  readonly interrupting: boolean;
  /** Activities only. */
  readonly step?: Step;
  /** The lane of an event or gateway: whose calendar its working time follows. */
  readonly place?: Pick<Step, 'unit' | 'department' | 'kind'>;
  readonly loop?: LoopCharacteristics;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /** Targets of `inputs`, set by set: all of one set have a value before it begins. Absent: it waits for no data. */
  readonly requiredInputs?: readonly (readonly string[])[];
  /** What output mappings read as its own: null when nobody gave it, whatever has that name outside. */
  readonly ownNames?: readonly string[];
  /** Subprocess: what is inside. */
  readonly contents?: Container;
  /** A subprocess that a cancel event takes back as a whole. */
  readonly isTransaction?: boolean;
  /** `isForCompensation`: reached over an association, never by a flow. */
  readonly isHandler?: boolean;
  /** Activity: what takes it back, joined to its compensation boundary event by an association. */
  readonly handler?: FlowNode;
  /** Compensation throw: the activities that it takes back; absent: all. */
  readonly compensates?: readonly FlowNode[];
  readonly calledElement?: string;
  /** Call activity: the process of the same model that it calls, of the file's own or linked. */
  readonly called?: Container;
  /** FEEL of a script task. */
  readonly script?: string;
  /** Of a script task, and of a business rule task. */
  readonly resultVariable?: string;
  /** Business rule task: what it asks. */
  readonly decision?: Decision;
  readonly jobType?: string;
  /** Link throw event: where the token goes on. */
  readonly linkTarget?: FlowNode;
  readonly purpose?: Purpose;
  /** Ad-hoc subprocess. */
  readonly adHoc?: AdHoc;
  /** Activities: tokens that one begins with, and that leave on each flow; absent: 1. */
  readonly startQuantity?: number;
  readonly completionQuantity?: number;
  /** FEEL of a complex gateway, over data and the tokens that wait; absent: one token is enough. */
  readonly activationCondition?: string;
  /** Send and receive tasks. */
  readonly messageName?: string;
  readonly correlationKey?: string;
  readonly conversation?: string;
  readonly documentation?: string;
}

/** Names a deployed procedure version. */
export interface VersionName {
  /** The process it was deployed under. */
  readonly processId: string;
  /** Counted from 1. */
  readonly version: number;
}

/** A process or the inside of a subprocess. */
export interface Container {
  /** Id of the process or subprocess. */
  readonly id: string;
  readonly kind: 'process' | 'subProcess' | 'eventSubProcess';
  readonly name?: string;
  readonly parent?: Container;
  /** The subprocess element, when this is one. */
  readonly element?: FlowNode;
  /** The contents of an ad-hoc subprocess. */
  readonly adHoc?: AdHoc;
  readonly nodes: readonly FlowNode[];
  readonly flows: readonly SequenceFlow[];
  /** Event subprocesses directly inside that wait for a trigger. */
  readonly eventSubProcesses: readonly FlowNode[];
  /** The event subprocess that takes back this subprocess when it has completed. */
  readonly handler?: FlowNode;
  /** Start events without a trigger, and nodes without incoming flow when there is no start event at all (ADR 0019). */
  readonly starts: readonly FlowNode[];
  readonly startEvents: readonly FlowNode[];
  /** Data that it declares, in document order; absent: none. */
  readonly data?: readonly DataItem[];
  /** Subprocess: variables of its own, each null when it begins and gone when it ends; absent: none. */
  readonly locals?: Readonly<Record<string, null>>;
  /** Process with an input and output specification: the only variables that a call without mappings gives to it and takes from it. */
  readonly dataInputs?: readonly string[];
  readonly dataOutputs?: readonly string[];
  /** Process only. */
  readonly procedure?: Procedure;
  readonly isExecutable?: boolean;
  /** Process only: taken over from the file of this version, because a call activity calls it. Such a process never starts a dossier. */
  readonly linked?: VersionName;
}

export interface MessageFlow {
  readonly id: string;
  readonly name?: string;
  /** A flow node, or the process of a participant, or undefined for a black-box pool. */
  readonly source?: FlowNode | Container;
  readonly target?: FlowNode | Container;
  readonly messageName?: string;
}

/** FEEL that reads the key of a message in what it carries; `at`: the correlation key of the file. */
export interface MessageKey {
  readonly at: string;
  readonly text: string;
}

export interface Lane {
  readonly id: string;
  readonly name?: string;
  readonly department?: string;
  readonly unit?: string;
  readonly desk?: string;
  readonly kind?: string;
}

/** What a model has of what costs a question at every step: the engine asks no others. */
export interface ModelUses {
  /** A join that must look upstream. */
  readonly inclusiveJoin: boolean;
  readonly complexGateway: boolean;
  readonly adHoc: boolean;
  /** Something that can be taken back. */
  readonly compensation: boolean;
  readonly conditionalEvent: boolean;
}

export interface ProcessModel {
  readonly id: string;
  /** The file's own first, in document order, then the linked ones. */
  readonly processes: ReadonlyMap<string, Container>;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly flows: ReadonlyMap<string, SequenceFlow>;
  readonly lanes: readonly Lane[];
  readonly messageFlows: readonly MessageFlow[];
  /** Message name → its key, the file's own before those of linked files; absent: none has one. */
  readonly messageKeys?: ReadonlyMap<string, MessageKey>;
  readonly uses: ModelUses;
}

/** Why a file was refused, or what is doubtful in it. `at` is an element id, a line or a JSON pointer. */
export interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Vietnamese first, then English. */
  readonly message: string;
  readonly messageEn: string;
  readonly at?: string;
  readonly line?: number;
}
