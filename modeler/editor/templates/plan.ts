/** A small process as it is written down here, before it is BPMN: what the templates are made of. */

export interface PlannedNode {
  readonly id: string;
  /** Of BPMN, without its prefix: `userTask`. */
  readonly type: string;
  readonly name?: string;
  /** Key of its lane; without: that of the plan's first. */
  readonly lane?: string;
  /** Written as they are: `'tthc:step'`, `attachedToRef`. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** XML of its event definition and extensions. */
  readonly inside?: string;
  readonly contents?: Contents;
}

export interface PlannedFlow {
  readonly from: string;
  readonly to: string;
  readonly name?: string;
  /** FEEL. */
  readonly when?: string;
  readonly isDefault?: true;
}

export interface Contents {
  readonly nodes: readonly PlannedNode[];
  readonly flows: readonly PlannedFlow[];
}

export interface Plan extends Contents {
  /** Names of lanes by key; without: no pool. */
  readonly lanes?: Readonly<Record<string, string>>;
  /** Names of messages by id. */
  readonly messages?: Readonly<Record<string, string>>;
}

/** A flow from each to the next. */
export const inARow = (...ids: readonly string[]): PlannedFlow[] => ids.slice(1).map((to, index) => ({ from: ids[index]!, to }));

/** A step of the five, where it is done and its part of the deadline (0 to 1). */
export function step(
  id: string,
  name: string,
  lane: string,
  of: {
    readonly step?: string;
    readonly place?: string;
    readonly share?: number;
    readonly role?: string;
    readonly more?: Readonly<Record<string, string>>;
  },
): PlannedNode {
  return {
    id,
    type: 'userTask',
    name,
    lane,
    attributes: {
      ...(of.role !== undefined && { 'tthc:role': of.role }),
      ...(of.step !== undefined && { 'tthc:step': of.step }),
      ...(of.place !== undefined && { 'tthc:place': of.place }),
      ...(of.share !== undefined && { 'tthc:budgetShare': String(of.share) }),
      ...of.more,
    },
  };
}

/** XML of a message event. */
export const messageEvent = (message: string) =>
  `<bpmn:messageEventDefinition messageRef="${message}" tthc:correlationKey="=dossierCode" />`;
