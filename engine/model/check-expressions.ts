/** Every FEEL text of a model is compiled once at reading, so that a misspelt condition is found before a dossier meets it. */
import { compileExpression, isExpressionProblem } from '../semantics/expressions.ts';
import { problem } from './problems.ts';
import type { Container, FlowNode, Problem } from './types.ts';

/** Problems of all texts of a process and what is inside it, each at its element or flow. */
export function checkExpressions(container: Container): Problem[] {
  const texts: (readonly [at: string, text: string])[] = [];
  const pending: Container[] = [container];
  for (let place = pending.pop(); place; place = pending.pop()) {
    for (const { id, condition } of place.flows) if (condition !== undefined) texts.push([id, condition]);
    for (const node of place.nodes) {
      for (const text of textsOf(node)) texts.push([node.id, text]);
      if (node.contents) pending.push(node.contents);
    }
    for (const { when } of place.procedure?.deadlines ?? []) if (when !== undefined) texts.push([place.id, when]);
  }
  return texts.flatMap(([at, text]) => {
    const compiled = compileExpression(text);
    return isExpressionProblem(compiled)
      ? [
          {
            ...problem('EXPRESSION_INVALID', '', at),
            message: sentence(text, compiled.message, 'Biểu thức không hợp lệ'),
            messageEn: sentence(text, compiled.messageEn, 'Not a valid expression'),
          },
        ]
      : [];
  });
}

function sentence(text: string, why: string, what: string): string {
  return `${what} "${text.length > 120 ? `${text.slice(0, 120)}…` : text}": ${why}`;
}

function textsOf({ inputs, outputs, script, correlationKey, event, loop }: FlowNode): string[] {
  const texts = [...inputs, ...outputs].map(({ source }) => source);
  if (script !== undefined) texts.push(script);
  if (correlationKey !== undefined) texts.push(correlationKey);
  if (event?.type === 'message' && event.correlationKey !== undefined) texts.push(event.correlationKey);
  if (event?.type === 'timer' && event.timer.kind !== 'workingTime' && event.timer.text.startsWith('='))
    texts.push(event.timer.text.slice(1));
  const looped =
    loop?.kind === 'standard'
      ? [loop.condition]
      : loop
        ? [loop.cardinality, loop.collection, loop.outputElement, loop.completionCondition]
        : [];
  return [...texts, ...looped.filter((text) => text !== undefined)];
}
