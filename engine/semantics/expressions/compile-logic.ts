import { compareOf } from './comparison-operators.ts';
import { comparisonTest, compileTest, membership } from './compile-tests.ts';
import type { Evaluate } from './evaluation.ts';
import { childrenOf, type SyntaxNode } from './parse.ts';
import type { Place } from './problem.ts';
import { failPart, failSyntax, placeOf, type Compilation, type Scope } from './scope.ts';

type Operand = (scope: Scope) => Evaluate;
interface Chain {
  readonly operands: Operand[];
  /** Between the operands. */
  readonly words: string[];
}

/**
 * A chain of `and`, `or` and `in`. The grammar reads "a in [1, 2] and b" as "a in ([1, 2] and b)"; as everywhere
 * else a comparison binds closer, so the chain is laid out flat as written and grouped again: in, and, or.
 * `and` and `or` stop at the first operand that decides; an operand that is not needed is not evaluated.
 */
export function compileLogic(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const chain: Chain = { operands: [], words: [] };
  layOut(compilation, node, chain, (operand) => (inner) => compilation.compile(operand, inner));
  const groups: Evaluate[][] = [[]];
  for (const [index, operand] of chain.operands.entries()) {
    if (chain.words[index - 1] === 'or') groups.push([]);
    groups.at(-1)?.push(operand(scope));
  }
  const place = placeOf(compilation, node);
  return joined(
    'or',
    true,
    groups.map((group) => joined('and', false, group, place)),
    place,
  );
}

function layOut(compilation: Compilation, node: SyntaxNode, chain: Chain, wrap: (operand: SyntaxNode) => Operand): void {
  const [left, word, right] = childrenOf(node);
  if ((node.name === 'Conjunction' || node.name === 'Disjunction') && left && word && right) {
    layOut(compilation, left, chain, wrap);
    chain.words.push(word.name);
    layOut(compilation, right, chain, (operand) => (scope) => compilation.compile(operand, scope));
    return;
  }
  const isMembership = node.name === 'Comparison' && word?.name === 'in' && left && right;
  if (!isMembership) {
    chain.operands.push(wrap(node));
    return;
  }
  if (right.name !== 'PositiveUnaryTest') {
    const tests = childrenOf(node)[3];
    if (!tests) return failSyntax(compilation, node);
    chain.operands.push((scope) =>
      membership(
        compilation,
        left,
        childrenOf(tests).map((test) => compileTest(compilation, childrenOf(test)[0] ?? test, scope)),
        word,
        scope,
      ),
    );
    return;
  }
  layOutTest(compilation, right, chain, left, word);
}

const bracketsNeeded = {
  cure: 'hãy đặt phần trước hoặc sau "in" trong ngoặc đơn',
  cureEn: 'put what stands before or after "in" into brackets',
};

/** The one test behind `in` without brackets, which the grammar lets swallow the rest of the chain. */
function layOutTest(compilation: Compilation, test: SyntaxNode, chain: Chain, value: SyntaxNode, word: SyntaxNode): void {
  const [inner] = childrenOf(test);
  if (!inner || inner.name === 'Comparison') return failSyntax(compilation, inner ?? test, bracketsNeeded);
  const [operator, endpoint] = inner.name === 'SimplePositiveUnaryTest' ? childrenOf(inner) : [];
  if (operator && endpoint) {
    const compare = compareOf(compilation, operator);
    layOut(
      compilation,
      endpoint,
      chain,
      (operand) => (scope) => membership(compilation, value, [comparisonTest(compilation, compare, operand, scope)], word, scope),
    );
    return;
  }
  layOut(
    compilation,
    inner,
    chain,
    (operand) => (scope) => membership(compilation, value, [compileTest(compilation, operand, scope, { isAlone: true })], word, scope),
  );
}

function joined(word: 'and' | 'or', decisive: boolean, operands: readonly Evaluate[], place: Place): Evaluate {
  const [only] = operands;
  if (only && operands.length === 1) return only;
  return (evaluation, bound) => {
    let isUnknown = false;
    for (const operand of operands) {
      const value = operand(evaluation, bound);
      if (value === decisive) return decisive;
      if (value === null) isUnknown = true;
      else if (typeof value !== 'boolean') return failPart(word, 'boolean', value, place);
    }
    return isUnknown ? null : !decisive;
  };
}
