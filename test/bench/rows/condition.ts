import { evaluateCondition } from '../../../engine/semantics/expressions.ts';
import type { Row } from '../row.ts';
import { variables } from '../ten-tasks.ts';

export const condition: Row = {
  name: 'condition',
  unit: 'FEEL condition of two comparisons',
  goal: '< 5 µs',
  show: 'microseconds',
  async prepare() {
    const lookup = (name: string) => variables[name as keyof typeof variables];
    const count = 200_000;
    const run = () => {
      let held = 0;
      for (let index = 0; index < count; index++)
        if (evaluateCondition('approved = true and amount < 1000', lookup, '2026-03-02T01:00:00.000Z') === true) held++;
      if (held !== count) throw new Error('the condition did not hold');
    };
    return { count, run };
  },
};
