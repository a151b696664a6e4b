import { expect } from 'chai';
import { evaluateExpression, isExpressionProblem, type Json } from '../../../../engine/semantics/expressions.ts';

/** One test an expression: the value that DMN 1.5 gives it, and the problem where we are stricter than its null (ADR 0056). */
export function expectFeel(values: readonly (readonly [string, Json])[], problems: readonly (readonly [string, string])[]): void {
  const evaluated = (text: string) => evaluateExpression(text, () => undefined, '2026-03-02T20:00:00Z');
  for (const [text, value] of values) it(text, () => expect(evaluated(text)).to.deep.equal(value));
  for (const [text, code] of problems)
    it(`${text} is a problem`, () => {
      const problem = evaluated(text);
      expect(isExpressionProblem(problem) && problem.code).to.equal(code);
    });
}
