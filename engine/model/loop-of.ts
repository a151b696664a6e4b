/** Loop characteristics: standard loop and multi-instance. */
import type { Moddle } from 'bpmn-moddle';
import { defined, expressionOf, feelAttribute } from './moddle-access.ts';
import { problem } from './problems.ts';
import type { LoopCharacteristics, Problem } from './types.ts';

export function loopOf(element: Moddle, problems: Problem[]): LoopCharacteristics | undefined {
  const loop = element.loopCharacteristics as Moddle | undefined;
  const at = element.id!;
  if (!loop) return undefined;
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') {
    const condition = expressionOf(loop.loopCondition as Moddle | undefined, at, problems);
    const maximum = loop.loopMaximum === undefined ? undefined : Number(loop.loopMaximum);
    if (condition === undefined && maximum === undefined) problems.push(problem('LOOP_ENDLESS', '', at));
    return defined({ kind: 'standard' as const, testBefore: loop.testBefore === true, condition, maximum });
  }
  if (loop.behavior !== undefined && loop.behavior !== 'All')
    problems.push(problem('ELEMENT_NOT_SUPPORTED', `multi-instance behavior ${String(loop.behavior)}`, at));
  const dataInput = loop.loopDataInputRef as Moddle | undefined;
  const dataOutput = loop.loopDataOutputRef as Moddle | undefined;
  const cardinality = expressionOf(loop.loopCardinality as Moddle | undefined, at, problems);
  const collection = feelAttribute(loop, 'collection') ?? dataInput?.name ?? dataInput?.id;
  if (cardinality === undefined && collection === undefined) problems.push(problem('LOOP_UNBOUNDED', '', at));
  const inputItem = loop.inputDataItem as Moddle | undefined;
  const outputItem = loop.outputDataItem as Moddle | undefined;
  return defined({
    kind: 'multiInstance' as const,
    sequential: loop.isSequential === true,
    cardinality,
    collection,
    elementVariable: (loop.get('tthc:elementVariable') as string | undefined) ?? inputItem?.name ?? inputItem?.id,
    outputCollection: (loop.get('tthc:outputCollection') as string | undefined) ?? dataOutput?.name ?? dataOutput?.id,
    outputElement: feelAttribute(loop, 'outputElement') ?? outputItem?.name ?? outputItem?.id,
    completionCondition: expressionOf(loop.completionCondition as Moddle | undefined, at, problems),
  });
}
