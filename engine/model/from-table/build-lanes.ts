/** Lanes of a table: one a place, in the order in which the flow first comes there. */
import type { BpmnModdle, Moddle } from 'bpmn-moddle';
import { laneNamesOf } from './lane-names.ts';
import type { Flow, FlowItem } from './plan-flow.ts';
import type { PublishedTable } from './published-table.ts';
import { placeKey, type Place } from './read-place.ts';
import { leadDepartmentOf } from './read-steps.ts';

/** Where an element of an item lies. */
export function placeOf(item: FlowItem, element: Moddle, flow: Flow): Place | undefined {
  if (item.kind === 'step') return item.step.place;
  if (item.kind === 'parallel') return (item.steps.find(({ id }) => id === element.id) ?? item.steps[0])!.place;
  if (item.kind === 'block') return blockPlace(item);
  if (item.kind === 'wait') return item.before.place;
  // the one-stop desk owns the payment wait (Hà Nội, Decision 1610/QĐ-TTPVHCC)
  return flow.items.flatMap((other) => (other.kind === 'step' ? [other.step.place] : []))[0];
}

/** A block lies in a lane of its department; its steps carry their own units. */
function blockPlace(item: FlowItem & { kind: 'block' }): Place {
  const { department, atCentre, kind } = item.steps[0]!.place;
  return { department, atCentre, doubts: [], ...(kind && { kind }) };
}

/** The lanes, and how elements are put into them. `give` gives ids. */
export function lanesOf(moddle: BpmnModdle, table: PublishedTable, flow: Flow, give: (prefix: string, text?: string) => string) {
  const places = new Map<string, Place>();
  for (const item of flow.items) {
    const own =
      item.kind === 'step'
        ? [item.step.place]
        : item.kind === 'parallel'
          ? item.steps.map(({ place }) => place)
          : item.kind === 'block'
            ? [blockPlace(item)]
            : [];
    for (const place of own) if (!places.has(placeKey(place))) places.set(placeKey(place), place);
  }
  const names = laneNamesOf([...places.values()], leadDepartmentOf(table));
  const laneOf = new Map<string, Moddle>();
  [...places].forEach(([key, { department, unit, kind }], index) => {
    const lane = moddle.create('bpmn:Lane', {
      id: give('lane', unit ? `${unit} ${department}` : department),
      name: names[index],
      department,
      ...(unit && { unit }),
      ...(kind && { kind }),
    });
    laneOf.set(key, lane);
  });
  const home = new Map<Moddle, Moddle>();
  const into = (element: Moddle, lane: Moddle) => {
    home.set(element, lane);
    (lane.get('flowNodeRef') as Moddle[]).push(element);
  };
  return {
    list: [...laneOf.values()],
    put: (element: Moddle, place: Place | undefined) => place && into(element, laneOf.get(placeKey(place))!),
    putBeside: (element: Moddle, other: Moddle) => into(element, home.get(other) ?? [...laneOf.values()][0]!),
  };
}
