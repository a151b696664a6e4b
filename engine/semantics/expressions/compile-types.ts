import { nameOf } from './compile-names.ts';
import type { Evaluate } from './evaluation.ts';
import { childrenOf, type SyntaxNode } from './parse.ts';
import { fail } from './problem.ts';
import { failSyntax, placeOf, sourceOf, type Compilation, type Scope } from './scope.ts';
import { isContext, isDuration, isFunction, isList, isRange, typeOf, type RangeValue, type Value } from './value.ts';

type HasType = (value: Value) => boolean;

const simpleTypes: readonly string[] = [
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'years and months duration',
  'days and time duration',
  'list',
  'context',
  'range',
  'function',
];

/** x instance of number, list<string>, context<a: number>, …; null is an instance of Null only. */
export function compileInstanceOf(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const children = childrenOf(node);
  const [valueNode, typeNode] = [children[0], children.at(-1)];
  if (!valueNode || !typeNode) return failSyntax(compilation, node);
  const value = compilation.compile(valueNode, scope);
  const hasType = typeTest(compilation, typeNode);
  return (evaluation, bound) => hasType(value(evaluation, bound));
}

function typeTest(compilation: Compilation, node: SyntaxNode): HasType {
  const [inner] = childrenOf(node);
  if (!inner) return failSyntax(compilation, node);
  switch (inner.name) {
    case 'ListType': {
      const hasItemType = innerTypeTest(compilation, inner);
      // the parser knows no range<T>: it is given `list <T>` instead
      if (sourceOf(compilation, inner).startsWith('range')) return (value) => isRange(value) && endsOf(value).every(hasItemType);
      return (value) => isList(value) && value.every(hasItemType);
    }
    case 'ContextType': {
      const entries = childrenOf(inner)
        .flatMap((child) => (child.name === 'ContextEntryTypes' ? childrenOf(child) : []))
        .filter((child) => child.name === 'ContextEntryType')
        .map((child) => [nameOf(compilation, childrenOf(child)[0] ?? child), innerTypeTest(compilation, child)] as const);
      return (value) =>
        isContext(value) && entries.every(([name, hasEntryType]) => Object.hasOwn(value, name) && hasEntryType(value[name] ?? null));
    }
    case 'FunctionType':
      return isFunction;
    default:
      return namedTypeTest(compilation, inner);
  }
}

function endsOf({ start, end, open }: RangeValue): readonly Value[] {
  return [...(open === 'start' ? [] : [start]), ...(open === 'end' ? [] : [end])];
}

function innerTypeTest(compilation: Compilation, node: SyntaxNode): HasType {
  const type = childrenOf(node).find((child) => child.name === 'Type');
  return type ? typeTest(compilation, type) : failSyntax(compilation, node);
}

function namedTypeTest(compilation: Compilation, node: SyntaxNode): HasType {
  const name = sourceOf(compilation, node).replace(/\s+/g, ' ');
  if (name === 'Any') return (value) => value !== null;
  if (name === 'Null') return (value) => value === null;
  if (name === 'duration') return isDuration;
  if (simpleTypes.includes(name)) return (value) => typeOf(value) === name;
  return fail('FEEL_UNSUPPORTED', placeOf(compilation, node), `FEEL không có kiểu "${name}"`, `FEEL has no type "${name}"`);
}
