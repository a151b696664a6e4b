/** Every FEEL text of a model is compiled once at reading, so that a misspelt condition is found before a dossier meets it. */
import { compileExpression, isExpressionProblem } from '../semantics/expressions.ts';
import { feelTextsOf } from './feel-texts.ts';
import { problem } from './problems.ts';
import type { Container, Problem } from './types.ts';

/** Problems of all texts of a process and what is inside it, each at its element or flow. */
export function checkExpressions(process: Container): Problem[] {
  return feelTextsOf(process).flatMap(({ at, text, reads }) => (reads ? [] : checkText(at, text)));
}

/** The problem of one text, if it has one. */
export function checkText(at: string, text: string): Problem[] {
  const compiled = compileExpression(text);
  if (!isExpressionProblem(compiled)) return [];
  return [
    {
      ...problem('EXPRESSION_INVALID', '', at),
      message: sentence(text, compiled.message, 'Biểu thức không hợp lệ'),
      messageEn: sentence(text, compiled.messageEn, 'Not a valid expression'),
    },
  ];
}

function sentence(text: string, why: string, what: string): string {
  return `${what} "${text.length > 120 ? `${text.slice(0, 120)}…` : text}": ${why}`;
}
