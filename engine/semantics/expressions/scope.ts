import type { Bound, Evaluate } from './evaluation.ts';
import { syntaxProblem, type SyntaxNode } from './parse.ts';
import { EvaluationFailure, fail, type Place } from './problem.ts';
import { typeOf, vietnameseTypeName, type TypeName, type Value } from './value.ts';

/** The names a part of the expression sees: each link stands for one link of `Bound`. `item`: inside a filter, entries of the item are names too. */
export type Scope = { readonly name: string; readonly isItem: boolean; readonly outer: Scope } | null;

/** What the compilation of every kind of node needs; one per expression. */
export interface Compilation {
  readonly text: string;
  /** Free variables met so far. */
  readonly names: Set<string>;
  /** Names as the variables are called, by the parser's spelling. */
  readonly knownNames: ReadonlyMap<string, string>;
  /** Names of variables that may hold functions; a built-in function of that name goes before. */
  readonly functions?: ReadonlySet<string>;
  readonly compile: (node: SyntaxNode, scope: Scope) => Evaluate;
}

/** The source text of a node. */
export function sourceOf(compilation: Compilation, node: SyntaxNode): string {
  return compilation.text.slice(node.from, node.to);
}

/** Where a node begins, for problems. */
export function placeOf(compilation: Compilation, node: SyntaxNode): Place {
  return { text: compilation.text, offset: node.from };
}

/** A scope with one more name. */
export function withName(name: string, outer: Scope): Scope {
  return { name, isItem: false, outer };
}

/** The value `depth` links out. */
export function boundValue(bound: Bound | null, depth: number): Value {
  let link = bound;
  for (let step = 0; step < depth; step += 1) link = link?.outer ?? null;
  return link?.value ?? null;
}

/** Ends the evaluation because a part must be of one type and is not. `what` is quoted FEEL. */
export function failPart(what: string, wanted: TypeName, value: Value, place: Place): never {
  const given = typeOf(value);
  return fail(
    'FEEL_TYPE_MISMATCH',
    place,
    `"${what}" cần ${vietnameseTypeName(wanted)}, nhưng nhận ${vietnameseTypeName(given)}`,
    `"${what}" wants ${wanted}, but was given ${given}`,
  );
}

/** A node that the grammar allows where it means nothing ("a == b", "1 + > 3"). */
export function failSyntax(compilation: Compilation, node: SyntaxNode, known?: { cure: string; cureEn: string }): never {
  throw new EvaluationFailure(syntaxProblem(compilation.text, node.from, known));
}
