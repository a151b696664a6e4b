import { listBuiltins } from './lists.ts';
import { numberBuiltins } from './numbers.ts';
import { stringBuiltins } from './strings.ts';
import { temporalBuiltins } from './temporals.ts';
import type { Builtin } from './builtin.ts';

/** Every built-in function of FEEL by its name. `sort` without a function, `trim`, `duplicate values` and `last day of month` are common extensions. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  Object.entries<Builtin>({
    ...stringBuiltins,
    ...numberBuiltins,
    ...listBuiltins,
    ...temporalBuiltins,
    not: {
      parameters: { negand: 'boolean' },
      apply: ([negand]) => !negand,
    },
  }),
);
