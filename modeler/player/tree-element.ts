/** What the player asks of an element of a diagram: bpmn-moddle's, of a viewer, of the editor or as parsed. */
export interface TreeElement {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  readonly [property: string]: unknown;
}

export type FindElement = (id: string) => TreeElement | undefined;

const waitingTypes: readonly string[] = [
  'bpmn:UserTask',
  'bpmn:ManualTask',
  'bpmn:ServiceTask',
  'bpmn:ReceiveTask',
  'bpmn:SubProcess',
  'bpmn:AdHocSubProcess',
  'bpmn:Transaction',
  'bpmn:CallActivity',
  'bpmn:EventBasedGateway',
];

/** Elements in which a token waits, as the engine has it: work, waiting events, and what is sent by a job. */
export function isWaiting({ $type, eventDefinitions, jobType, eventGatewayType }: TreeElement): boolean {
  // behind one that needs all its events, each event waits for itself
  if (eventGatewayType === 'Parallel') return false;
  if ($type === 'bpmn:IntermediateCatchEvent') return !typesOf(eventDefinitions).includes('bpmn:LinkEventDefinition');
  if ($type === 'bpmn:SendTask') return jobType !== undefined;
  if (/ThrowEvent$|EndEvent$/.test($type))
    return jobType !== undefined && typesOf(eventDefinitions).includes('bpmn:MessageEventDefinition');
  return waitingTypes.includes($type);
}

export function isActivity(type: string): boolean {
  return /(Task|SubProcess|Transaction|CallActivity)$/.test(type);
}

export function typesOf(definitions: unknown): string[] {
  return Array.isArray(definitions) ? (definitions as TreeElement[]).map(({ $type }) => $type) : [];
}

/** The element around, up to the process. */
export function parentOf(element: TreeElement | undefined): TreeElement | undefined {
  return element?.['$parent'] as TreeElement | undefined;
}
