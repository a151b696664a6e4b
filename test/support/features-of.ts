/** What of BPMN a file uses, each as a short text: elements, triggers where they stand, markers, quantities. */
import type { Moddle } from 'bpmn-moddle';
import { parseBpmn } from '../../engine/model/parse-bpmn.ts';

/** The features of a file; a text that is no BPMN has none. */
export async function featuresOf(xml: string): Promise<Set<string>> {
  const { definitions } = await parseBpmn(xml);
  const features = new Set<string>();
  const note = (feature: string | false | undefined) => feature && features.add(feature);
  const visit = (element: Moddle, inHandler: boolean): void => {
    note(nameOf(element));
    noteEvent(element, inHandler, note);
    noteLoop(element.loopCharacteristics as Moddle | undefined, note);
    note(element.isForCompensation === true && 'compensation handler');
    note(Number(element.startQuantity ?? 1) > 1 && 'startQuantity');
    note(Number(element.completionQuantity ?? 1) > 1 && 'completionQuantity');
    note(element.instantiate === true && `${nameOf(element)} instantiating`);
    note(element.eventGatewayType === 'Parallel' && 'EventBasedGateway parallel');
    note(element.$type === 'bpmn:AdHocSubProcess' && `AdHocSubProcess ${String(element.ordering ?? 'Parallel')}`);
    note(element.cancelRemainingInstances === false && 'AdHocSubProcess keeps the remaining');
    noteData(element, note);
    note(element.conditionExpression !== undefined && `condition out of ${nameOf(element.sourceRef as Moddle)}`);
    const isHandler = element.triggeredByEvent === true;
    note(isHandler && 'event subprocess');
    for (const child of list(element, 'flowElements')) visit(child, isHandler);
  };
  for (const root of definitions ? list(definitions, 'rootElements') : []) {
    for (const part of [...list(root, 'messageFlows'), ...list(root, 'correlationKeys')]) note(nameOf(part));
    if (root.$type === 'bpmn:Process') visit(root, false);
    else if (!root.$instanceOf('bpmn:EventDefinition')) note(nameOf(root));
  }
  return features;
}

type Note = (feature: string | false | undefined) => void;

function noteEvent(element: Moddle, inHandler: boolean, note: Note): void {
  if (!element.$instanceOf('bpmn:Event')) return;
  const shared = list(element, 'eventDefinitionRef');
  const definitions = [...list(element, 'eventDefinitions'), ...shared];
  note(shared.length > 0 && 'shared event definition');
  const several = element.parallelMultiple === true ? 'parallel multiple' : 'multiple';
  const trigger = definitions.length > 1 ? several : definitions[0] ? nameOf(definitions[0]).replace('EventDefinition', '') : 'none';
  // compensation comes when its scope has completed: there is nothing left to interrupt
  const mayNot = trigger !== 'Compensate' && (element.cancelActivity === false || element.isInterrupting === false);
  const interrupts = mayNot ? 'non-interrupting ' : '';
  note(`${interrupts}${nameOf(element)}${inHandler ? ' of an event subprocess' : ''}: ${trigger}`);
}

function noteData(element: Moddle, note: Note): void {
  const kind = element.$instanceOf('bpmn:Activity') ? 'activity' : element.$instanceOf('bpmn:Event') ? 'event' : nameOf(element);
  const has = (property: string) => list(element, property).length > 0;
  note(has('properties') && `property of ${kind}`);
  note(has('correlationSubscriptions') && 'correlation subscription');
  note(has('ioSpecification') && `data specification of ${kind}`);
  for (const direction of ['dataInputAssociations', 'dataOutputAssociations'])
    for (const association of list(element, direction)) {
      const how =
        list(association, 'transformation').length > 0 ? 'transformed' : list(association, 'assignment').length > 0 ? 'assigned' : 'plain';
      note(`${direction} of ${kind}: ${how}`);
      note(list(association, 'sourceRef').length === 0 && how === 'plain' && `${direction}: only drawn`);
    }
}

function noteLoop(loop: Moddle | undefined, note: Note): void {
  if (loop?.$type === 'bpmn:StandardLoopCharacteristics') {
    note(`loop, tested ${loop.testBefore === true ? 'before' : 'after'}`);
    note(loop.loopMaximum !== undefined && 'loop with a maximum');
    note(loop.loopCondition !== undefined && 'loop with a condition');
  } else if (loop) {
    note(`rounds ${loop.isSequential === true ? 'in sequence' : 'in parallel'}`);
    note(loop.loopCardinality !== undefined && 'rounds by number');
    note(loop.get('tthc:collection') !== undefined && 'rounds by collection');
    note(loop.get('tthc:outputCollection') !== undefined && 'rounds with results');
    note(loop.completionCondition !== undefined && 'rounds with a completion condition');
    note(loop.behavior !== undefined && loop.behavior !== 'All' && `rounds that throw: ${String(loop.behavior)}`);
  }
}

function nameOf({ $type }: Moddle): string {
  return $type.replace('bpmn:', '');
}

function list(element: Moddle, property: string): readonly Moddle[] {
  const value = element.get(property);
  return Array.isArray(value) ? (value as Moddle[]) : value ? [value as Moddle] : [];
}
