/** Loop characteristics: standard loop and multi-instance. */
import type { Moddle } from 'bpmn-moddle';
import { defined, expressionOf, feelAttribute, listOf } from './moddle-access.ts';
import { problem } from './problems.ts';
import type { Compilation } from './compilation.ts';
import type { DataFlow } from './data/data-flow.ts';
import { variableOf } from './data/variable-of.ts';
import { thrownEventOf } from './event-of.ts';
import type { LoopCharacteristics, RoundEvent } from './types.ts';

/** `data`: what fills the input that the rounds are counted by, and where their results go. */
export function loopOf(element: Moddle, data: DataFlow, compilation: Compilation): LoopCharacteristics | undefined {
  const { problems } = compilation;
  const loop = element.loopCharacteristics as Moddle | undefined;
  const at = element.id!;
  if (!loop) return undefined;
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') {
    const condition = expressionOf(loop.loopCondition as Moddle | undefined, at, problems);
    const maximum = loop.loopMaximum === undefined ? undefined : Number(loop.loopMaximum);
    if (condition === undefined && maximum === undefined) problems.push(problem('LOOP_ENDLESS', '', at));
    return defined({ kind: 'standard' as const, testBefore: loop.testBefore === true, condition, maximum });
  }
  const cardinality = expressionOf(loop.loopCardinality as Moddle | undefined, at, problems);
  const collection = feelAttribute(loop, 'collection') ?? data.collection ?? nameOf(loop.loopDataInputRef);
  if (cardinality === undefined && collection === undefined) problems.push(problem('LOOP_UNBOUNDED', '', at));
  return defined({
    kind: 'multiInstance' as const,
    sequential: loop.isSequential === true,
    cardinality,
    collection,
    elementVariable: (loop.get('tthc:elementVariable') as string | undefined) ?? nameOf(loop.inputDataItem),
    outputCollection: (loop.get('tthc:outputCollection') as string | undefined) ?? data.outputCollection ?? nameOf(loop.loopDataOutputRef),
    outputElement: feelAttribute(loop, 'outputElement') ?? nameOf(loop.outputDataItem),
    completionCondition: expressionOf(loop.completionCondition as Moddle | undefined, at, problems),
    roundEvents: roundEventsOf(element, loop, compilation),
  });
}

/** What is named without being declared stands for itself. */
function nameOf(item: unknown): string | undefined {
  const data = item as Moddle | undefined;
  return data && (data.$parent ? variableOf(data) : data.id);
}

/** Behaviour None, One or Complex. Without an event of its own the activity throws a signal of its own name: its id (10.3.8). */
function roundEventsOf(element: Moddle, loop: Moddle, compilation: Compilation): RoundEvent[] | undefined {
  const { problems } = compilation;
  const thrown = (definition: Moddle | undefined, when: RoundEvent['when']): RoundEvent[] => {
    if (!definition) return [{ when, event: { type: 'signal', signalName: element.id! } }];
    const event = thrownEventOf(definition, element, compilation);
    return event ? [{ when, event }] : [];
  };
  if (loop.behavior === 'None') return thrown(loop.noneBehaviorEventRef as Moddle | undefined, 'each');
  if (loop.behavior === 'One') return thrown(loop.oneBehaviorEventRef as Moddle | undefined, 'first');
  if (loop.behavior !== 'Complex') return undefined;
  return listOf(loop, 'complexBehaviorDefinition').flatMap((definition) => {
    const condition = expressionOf(definition.condition as Moddle | undefined, element.id!, problems);
    const event = definition.event as Moddle | undefined;
    if (condition === undefined || !event) {
      problems.push(problem('REFERENCE_MISSING', condition === undefined ? 'condition' : 'event', element.id));
      return [];
    }
    return [...listOf(event, 'eventDefinitions'), ...listOf(event, 'eventDefinitionRef')].flatMap((each) => thrown(each, { condition }));
  });
}
