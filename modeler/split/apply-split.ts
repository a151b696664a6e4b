/** Writes the allowances of a split as the budgets of its steps: one step of undo. */
import type { Split } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';
import { sayNow } from '../i18n/say.tsx';
import { registryOf, type Drawn } from '../player/viewer.ts';
import { budgetText } from './split-form.ts';

interface Modeling {
  updateProperties(element: Drawn, properties: object): void;
}

/** How many steps were given a budget; those that are not drawn keep theirs. */
export function applySplit(editor: Editor, { steps }: Split): number {
  const registry = registryOf(editor.modeler);
  const drawn = steps.flatMap((step) => {
    const shape = registry.get(step.elementId);
    return shape ? [{ shape, step }] : [];
  });
  editor.together(sayNow('Chia thời hạn', 'Split the deadline'), () => {
    const modeling = editor.modeler.get<Modeling>('modeling');
    for (const {
      shape,
      step: { allowance },
    } of drawn)
      modeling.updateProperties(shape, {
        'tthc:budget': budgetText(allowance.value),
        'tthc:budgetUnit': allowance.unit,
        'tthc:budgetShare': undefined,
      });
  });
  return drawn.length;
}
