/** What a file draws and where: from the diagram interchange of its tree. Pure. */
export interface Drawn {
  readonly id: string;
  /** Of BPMN: `bpmn:UserTask`. */
  readonly type: string;
  readonly name?: string;
  /** Absent: a connection. */
  readonly at?: { readonly x: number; readonly y: number };
}

interface Tree {
  readonly $type?: string;
  readonly id?: string;
  readonly name?: string;
  readonly [property: string]: unknown;
}

/** By the id of the element. */
export function drawnOf(definitions: object): ReadonlyMap<string, Drawn> {
  const drawn = new Map<string, Drawn>();
  for (const diagram of list((definitions as Tree)['diagrams']))
    for (const each of list((diagram['plane'] as Tree | undefined)?.['planeElement'])) {
      const element = each['bpmnElement'] as Tree | undefined;
      if (element?.id === undefined) continue;
      const bounds = each['bounds'] as { readonly x: number; readonly y: number } | undefined;
      drawn.set(element.id, {
        id: element.id,
        type: element.$type ?? '',
        ...(element.name !== undefined && { name: element.name }),
        ...(bounds && { at: { x: bounds.x, y: bounds.y } }),
      });
    }
  return drawn;
}

const list = (value: unknown): readonly Tree[] => (Array.isArray(value) ? (value as readonly Tree[]) : []);
