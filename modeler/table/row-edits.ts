/** Rows put in, taken out and moved: the flows are linked again and the shapes find room in their lane. Each is one step of undo. */
import type { TableRow } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';
import {
  canvasParts,
  drawFlowsAnew,
  flowsInto,
  flowsOutOf,
  followersInColumn,
  isShape,
  makeRoom,
  middle,
  type CanvasParts,
  type Connection,
  type Shape,
} from './canvas-parts.ts';

/** The element that is now chosen, or why nothing was done (Vietnamese, English). */
export type RowEdit = { readonly elementId: string } | { readonly refused: readonly [string, string] };

const refused = (vi: string, en: string): RowEdit => ({ refused: [vi, en] });

/** Between two steps. */
const gap = 60;

const isActivity = ({ type }: Shape): boolean => /(Task|SubProcess|Transaction|CallActivity)$/u.test(type);

/** A new step after the row; after a gateway on its first branch, after a jump on its branch. */
export function insertBelow(editor: Editor, row: TableRow, name: string): RowEdit {
  const parts = canvasParts(editor);
  const element = parts.find(row.id);
  if (!element) return refused('Không thấy bước này trên sơ đồ', 'The step is not in the diagram');
  if (!isShape(element)) return insertOn(editor, parts, element, name);
  if (element.type === 'bpmn:EndEvent')
    return refused('Sau sự kiện kết thúc không còn bước nào; hãy chèn ở trên', 'Nothing follows an end event: insert above it');
  const [flow] = flowsOutOf(element);
  if (flow) return insertOn(editor, parts, flow, name);
  if (!isActivity(element) && element.type !== 'bpmn:StartEvent' && !/Event$|Gateway$/u.test(element.type))
    return refused('Không chèn được ở đây', 'Nothing can be inserted here');
  return oneStep(editor, name, () => {
    makeRoom(parts, element.x + element.width + 5, parts.newTask().width + gap);
    const made = newStep(parts, name, element.x + element.width + gap, element);
    parts.modeling.connect(element, made);
    return made;
  });
}

/** A new step before the row: everything that came to the row comes to it. */
export function insertAbove(editor: Editor, row: TableRow, name: string): RowEdit {
  const parts = canvasParts(editor);
  const element = parts.find(row.id);
  if (!element) return refused('Không thấy bước này trên sơ đồ', 'The step is not in the diagram');
  if (!isShape(element)) return insertOn(editor, parts, element, name);
  if (element.type === 'bpmn:StartEvent' || element.type === 'bpmn:BoundaryEvent' || element.businessObject.triggeredByEvent === true)
    return refused('Không có bước nào trước sự kiện bắt đầu', 'Nothing comes before what starts by itself');
  const flows = flowsInto(element);
  if (flows.length === 1) return insertOn(editor, parts, flows[0]!, name, element);
  return oneStep(editor, name, () => {
    const { x } = element;
    makeRoom(parts, x - 5, parts.newTask().width + gap);
    const made = newStep(parts, name, x, element);
    for (const flow of flows) parts.modeling.reconnectEnd(flow, made, middle(made));
    parts.modeling.connect(made, element);
    return made;
  });
}

/** Without `beside` into the lane of the step before, or of the branch when a gateway comes before. */
function insertOn(editor: Editor, parts: CanvasParts, flow: Connection, name: string, beside?: Shape): RowEdit {
  const { source, target } = flow;
  return oneStep(editor, name, () => {
    const column = parts.newTask().width + gap;
    const followers = followersInColumn(source, target);
    makeRoom(parts, source.x + source.width + 5, followers.length > 0 ? 2 * column : column);
    if (followers.length > 0) parts.modeling.moveElements(followers, { x: 2 * column, y: 0 });
    const isBranch = !isActivity(source) && isActivity(target) && target.x >= source.x + source.width;
    const made = newStep(parts, name, source.x + source.width + gap, beside ?? (isBranch ? target : source));
    parts.modeling.reconnectEnd(flow, made, middle(made));
    parts.modeling.connect(made, target);
    if (followers.length > 0) drawFlowsAnew(parts, [made, ...followers]);
    return made;
  });
}

function newStep({ modeling, newTask }: CanvasParts, name: string, x: number, beside: Shape): Shape {
  const task = newTask();
  const position = { x: x + task.width / 2, y: middle(beside).y };
  const made = modeling.createShape(task, position, beside.parent);
  modeling.updateProperties(made, { name });
  return made;
}

/** Takes a step out; what came to it goes on to what followed. */
export function removeRow(editor: Editor, row: TableRow): RowEdit {
  const parts = canvasParts(editor);
  const element = parts.find(row.id);
  if (!element || !isShape(element))
    return refused(
      'Dòng này chỉ nói nhánh đi tiếp đến đâu; hãy xóa nhánh trên sơ đồ',
      'This row only says where a branch goes on: remove it in the diagram',
    );
  const out = flowsOutOf(element);
  if (/^bpmn:(StartEvent|EndEvent|BoundaryEvent)$/u.test(element.type) || element.businessObject.triggeredByEvent === true)
    return refused(
      'Sự kiện bắt đầu, kết thúc và sự kiện biên chỉ xóa được trên sơ đồ',
      'Start, end and boundary events can be removed in the diagram only',
    );
  if (out.length > 1)
    return refused('Cổng còn nhiều nhánh: hãy xóa các nhánh trước', 'The gateway has several branches: remove those first');
  const next = out[0]?.target;
  const nextId = next?.id ?? flowsInto(element)[0]?.source.id ?? element.parent.id;
  editor.together('Xóa bước', () => {
    if (next && next !== element)
      for (const flow of flowsInto(element)) if (flow.source !== next) parts.modeling.reconnectEnd(flow, next, middle(next));
    parts.modeling.removeShape(element);
  });
  return { elementId: nextId };
}

/** Exchanges a step with the one before or after it, when nothing else lies between them. */
export function moveRow(editor: Editor, row: TableRow, direction: 'up' | 'down'): RowEdit {
  const parts = canvasParts(editor);
  const element = parts.find(row.id);
  const between = refused(
    'Chỉ đổi chỗ được với bước liền kề; giữa hai bước đang có cổng, nhánh hoặc sự kiện',
    'A step changes places only with the one beside it: a gateway, branch or event lies between',
  );
  if (!element || !isShape(element) || !isActivity(element)) return between;
  const link = direction === 'up' ? flowsInto(element) : flowsOutOf(element);
  if (link.length !== 1) return between;
  const [first, second] = direction === 'up' ? [link[0]!.source, element] : [element, link[0]!.target];
  if (!isActivity(first) || !isActivity(second) || first === second) return between;
  if (flowsOutOf(first).length !== 1 || flowsInto(second).length !== 1) return between;
  const { modeling } = parts;
  editor.together('Đổi thứ tự bước', () => {
    const before = flowsInto(first);
    const after = flowsOutOf(second);
    const left = Math.min(first.x, second.x);
    const right = Math.max(first.x + first.width, second.x + second.width);
    const isInLine = second.x > first.x;
    modeling.removeConnection(link[0]!);
    if (isInLine) {
      modeling.moveElements([second], { x: left - second.x, y: 0 });
      modeling.moveElements([first], { x: right - first.width - first.x, y: 0 });
    }
    for (const flow of before) modeling.reconnectEnd(flow, second, middle(second));
    for (const flow of after) modeling.reconnectStart(flow, first, middle(first));
    modeling.connect(second, first);
    drawFlowsAnew(parts, [first, second]);
  });
  return { elementId: row.id };
}

function oneStep(editor: Editor, name: string, act: () => Shape): RowEdit {
  let made: Shape | undefined;
  editor.together(`Chèn bước "${name}"`, () => {
    made = act();
  });
  return made ? { elementId: made.id } : refused('Không chèn được ở đây', 'Nothing can be inserted here');
}
