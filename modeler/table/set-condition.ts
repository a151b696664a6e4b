/** When a branch is taken, written into its flow: FEEL, or that it is the one taken when no other is. */
import { compileExpression, isExpressionProblem, type TableRow } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';
import { sayNow } from '../i18n/say.tsx';
import { canvasParts, isShape } from './canvas-parts.ts';
import type { CellRefusal } from './cell-edits.ts';

/** What stands there for the default flow, Vietnamese and English. */
export const otherwiseWords: readonly [string, string] = ['trường hợp còn lại', 'otherwise'];

/** An empty text takes the condition away. A text that is no FEEL is refused with what is wrong in it. */
export function setCondition(editor: Editor, row: TableRow, text: string): CellRefusal {
  const { find, modeling, newNode } = canvasParts(editor);
  const flow = find(row.choiceFlowId ?? '');
  if (!flow || isShape(flow)) return ['Không thấy đường này trên sơ đồ', 'The flow is not in the diagram'];
  const wanted = text.trim().replace(/^=\s*/, '');
  const isDefault = flow.source.businessObject.default === flow.businessObject;
  if (otherwiseWords.includes(wanted.toLocaleLowerCase('vi'))) {
    if (isDefault) return undefined;
    if (!mayHaveDefault.test(flow.source.type)) return ['Phần tử này không có nhánh mặc định', 'This element has no default branch'];
    editor.together(sayNow('Đổi đường mặc định', 'Change the default'), () => {
      modeling.updateProperties(flow.source, { default: flow.businessObject });
      modeling.updateProperties(flow, { conditionExpression: undefined });
    });
    return undefined;
  }
  const compiled = wanted === '' ? undefined : compileExpression(wanted);
  if (compiled && isExpressionProblem(compiled))
    return [`Điều kiện "${wanted}" chưa đúng: ${compiled.message}`, `The condition "${wanted}" is wrong: ${compiled.messageEn}`];
  editor.together(sayNow('Đổi điều kiện', 'Change the condition'), () => {
    if (isDefault) modeling.updateProperties(flow.source, { default: undefined });
    const conditionExpression = wanted === '' ? undefined : newNode('bpmn:FormalExpression', { body: `=${wanted}` });
    if (conditionExpression) (conditionExpression as { $parent?: unknown }).$parent = flow.businessObject;
    modeling.updateProperties(flow, { conditionExpression });
  });
  return undefined;
}

const mayHaveDefault = /Task$|Activity$|SubProcess$|Transaction$|:(Exclusive|Inclusive|Complex)Gateway$/u;
