import type { Ajv2020 } from 'ajv/dist/2020.js';
import { linearPattern, type PatternBudget } from './linear-pattern.ts';

type RegExpEngine = NonNullable<NonNullable<NonNullable<ConstructorParameters<typeof Ajv2020>[0]>['code']>['regExp']>;

/** What ajv makes its patterns by: all those of one ajv work within one budget. */
export function patternsWithin(budget?: PatternBudget): RegExpEngine {
  // ajv wants a name for programs that it writes to files, which is not done here
  return Object.assign((source: string) => linearPattern(source, budget), { code: 'linearPattern' });
}
