/** How long the steps of the drawn procedure really took, asked of the service once; nothing where it has no figures, or may not be asked. */
import type { MeasuredStep } from '../../engine/index.ts';
import { api } from '../data/session.ts';
import type { Editor } from '../editor/editor.ts';

const known = new WeakMap<Editor, Promise<readonly MeasuredStep[]>>();

export function measuredStepsOf(editor: Editor): Promise<readonly MeasuredStep[]> {
  let steps = known.get(editor);
  if (!steps) known.set(editor, (steps = ask(editor)));
  return steps;
}

async function ask(editor: Editor): Promise<readonly MeasuredStep[]> {
  const { rootElements = [] } = editor.definitions() as { readonly rootElements?: readonly { $type: string; id: string }[] };
  const keys = rootElements.filter(({ $type }) => $type === 'bpmn:Process').map(({ id }) => id);
  try {
    const answers = await Promise.all(keys.map((processKey) => api.getProcedureMeasuredSteps({ params: { processKey } })));
    return answers.flatMap(({ steps }) => steps);
  } catch {
    return [];
  }
}
