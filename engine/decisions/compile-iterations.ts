/** The boxed expressions that choose and repeat (DMN 1.4, 10.2.1.8 to 10.2.1.11) → closures. They mean what FEEL's `if`, filters, `for`, `some` and `every` mean. */
import { itemsOf } from '../semantics/expressions/compile-loops.ts';
import { countItems, countRound } from '../semantics/expressions/evaluation.ts';
import { isContext, isInheritedName, isList, typeOf, vietnameseTypeName, type Value } from '../semantics/expressions/value.ts';
import { checkNames, compileBoxed } from './compile-boxed.ts';
import { within, type Asking, type Building, type Compiled } from './compiled.ts';
import type { Boxed } from './definition.ts';
import { DecisionObstacle } from './failure.ts';

type Of<Kind extends Boxed['kind']> = Extract<Boxed, { kind: Kind }>;

/** Null takes the other way, as in FEEL. */
export function compileConditional(boxed: Of<'conditional'>, building: Building): Compiled {
  const [test, then, otherwise] = [boxed.test, boxed.then, boxed.otherwise].map((part) => compileBoxed(part, building)) as [
    Compiled,
    Compiled,
    Compiled,
  ];
  return {
    names: new Set([...test.names, ...then.names, ...otherwise.names]),
    evaluate: (asking) => (truthOf(test.evaluate(asking), 'if') === true ? then : otherwise).evaluate(asking),
  };
}

/** What is true for it stays; entries of the item are names, and the item is `item`. */
export function compileFilter(boxed: Of<'filter'>, building: Building): Compiled {
  const source = compileBoxed(boxed.source, building);
  const match = compileBoxed(boxed.match, { ...building, known: [...building.known, 'item'] });
  return {
    names: new Set([...source.names, ...without(match, ['item'])]),
    evaluate: (asking) => {
      const given = source.evaluate(asking);
      if (given === null) return null;
      const kept: Value[] = [];
      for (const item of isList(given) ? given : [given]) {
        countRound(asking, { text: building.name, offset: 0 });
        const names = new Map<string, Value>(isContext(item) ? Object.entries(item).filter(([name]) => !isInheritedName(name)) : []);
        names.set('item', item);
        if (truthOf(within(asking, names, match.evaluate), 'match') === true) kept.push(item);
      }
      return kept;
    },
  };
}

/** The results in order; `partial` is the list of those so far. */
export function compileFor(boxed: Of<'for'>, building: Building): Compiled {
  const iteration = compileIteration(boxed, boxed.result, building, ['partial']);
  return {
    names: iteration.names,
    evaluate: (asking) => {
      const results: Value[] = [];
      const isWhole = iteration.each(asking, results, (value) => {
        results.push(value);
        return true;
      });
      return isWhole ? results : null;
    },
  };
}

/** The first decisive round ends it, a null leaves it open. */
export function compileQuantified(boxed: Of<'quantified'>, building: Building): Compiled {
  const iteration = compileIteration(boxed, boxed.condition, building, []);
  const decisive = boxed.word === 'some';
  return {
    names: iteration.names,
    evaluate: (asking) => {
      let verdict: boolean | null = !decisive;
      const isWhole = iteration.each(asking, undefined, (value) => {
        const truth = truthOf(value, 'satisfies');
        if (truth !== !decisive) verdict = truth;
        return truth !== decisive;
      });
      return isWhole ? verdict : null;
    },
  };
}

/** The rounds over one variable; `each` is false when there is no list. */
function compileIteration(
  { variable, source }: { readonly variable: string; readonly source: Boxed },
  inner: Boxed,
  building: Building,
  extra: readonly string[],
): {
  readonly names: ReadonlySet<string>;
  readonly each: (asking: Asking, partial: readonly Value[] | undefined, take: (value: Value) => boolean) => boolean;
} {
  checkNames([variable], building);
  const items = compileBoxed(source, building);
  const body = compileBoxed(inner, { ...building, known: [...building.known, variable, ...extra] });
  const isPartialUsed = body.names.has('partial');
  const place = { text: building.name, offset: 0 };
  return {
    names: new Set([...items.names, ...without(body, [variable, ...extra])]),
    each: (asking, partial, take) => {
      const values = itemsOf(items.evaluate(asking), asking, place);
      if (values === null) return false;
      for (const value of values) {
        countRound(asking, place);
        const names = new Map<string, Value>([[variable, value]]);
        if (partial && isPartialUsed) {
          countItems(asking, partial.length, place);
          names.set('partial', [...partial]);
        }
        if (!take(within(asking, names, body.evaluate))) break;
      }
      return true;
    },
  };
}

function without({ names }: Compiled, bound: readonly string[]): string[] {
  return [...names].filter((name) => !bound.includes(name));
}

function truthOf(value: Value, where: string): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  const type = typeOf(value);
  throw new DecisionObstacle(
    `"${where}" cần đúng/sai, nhưng nhận ${vietnameseTypeName(type)}`,
    `"${where}" wants boolean, but was given ${type}`,
  );
}
