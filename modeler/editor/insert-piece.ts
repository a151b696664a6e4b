/** Puts a piece into a drawing: into the way on from what is chosen, or right of everything; one step of undo. */
import Modeler from 'bpmn-js/lib/Modeler';
import tthc from '../../engine/model/tthc.json';
import { treeOfText, treeText } from './clipboard.ts';
import type { Editor } from './editor.ts';
import { laneOf } from './lanes.ts';
import { elementOf, type Element } from './properties/model.ts';
import { planXml } from './templates/plan-xml.ts';
import type { Piece } from './templates/pieces.ts';

interface CopyPaste {
  copy(elements: readonly Element[]): object;
  paste(context: {
    readonly tree: object;
    readonly element: Element;
    readonly point: { readonly x: number; readonly y: number };
  }): Element[];
}
interface Modeling {
  connect(source: Element, target: Element): void;
  reconnectEnd(connection: Element, target: Element, docking: { readonly x: number; readonly y: number }): void;
  layoutConnection(connection: Element): void;
}
interface SpaceTool {
  calculateAdjustments(
    elements: readonly Element[],
    axis: 'x' | 'y',
    delta: number,
    start: number,
  ): { readonly movingShapes: readonly Element[]; readonly resizingShapes: readonly Element[] };
  makeSpace(moving: readonly Element[], resizing: readonly Element[], delta: object, direction: string, start: number): void;
}
interface Canvas {
  getRootElement(): Element;
  scrollToElement(element: Element): void;
}

/** Between a piece and the border of its lane; the times stand below the steps. */
const room = 30;

const isNode = ({ type, businessObject }: Element) => type !== 'label' && businessObject.$instanceOf('bpmn:FlowNode');

/** Everything drawn inside, at any depth. */
const allBelow = (element: Element): Element[] => (element.children ?? []).flatMap((child) => [child, ...allBelow(child)]);

/** The piece as bpmn-js copies it, with its size. */
async function copied({ plan, id }: Piece): Promise<{ readonly text: string; readonly width: number; readonly height: number }> {
  const xml = await planXml(plan, { processId: `piece_${id}`, name: id });
  const container = document.createElement('div');
  container.hidden = true;
  document.body.append(container);
  const modeler = new Modeler({ container, moddleExtensions: { tthc } });
  try {
    await modeler.importXML(xml);
    const elements = (modeler.get<Canvas>('canvas').getRootElement().children ?? []).filter(({ type }) => type !== 'label');
    const shapes = elements.filter(isNode);
    const left = Math.min(...shapes.map(({ x }) => x));
    const right = Math.max(...shapes.map(({ x, width }) => x + width));
    const top = Math.min(...shapes.map(({ y }) => y));
    const bottom = Math.max(...shapes.map(({ y, height }) => y + height));
    return { text: treeText(modeler.get<CopyPaste>('copyPaste').copy(elements)), width: right - left, height: bottom - top };
  } finally {
    modeler.destroy();
    container.remove();
  }
}

export async function insertPiece(editor: Editor, piece: Piece, name: string): Promise<void> {
  const { text, width, height } = await copied(piece);
  const tree = treeOfText(text, editor.modeler.get('moddle'));
  if (!tree) throw new Error(`piece ${piece.id}`);
  const canvas = editor.modeler.get<Canvas>('canvas');
  const root = canvas.getRootElement();
  const chosen = editor.selected === undefined ? undefined : elementOf(editor, editor.selected);
  const after = chosen && isNode(chosen) ? chosen : undefined;
  const pool = (root.children ?? []).find(
    ({ businessObject }) => businessObject.$type === 'bpmn:Participant' && businessObject.get('processRef') !== undefined,
  );
  const within = after?.parent ?? pool ?? root;
  const isEnd = after?.businessObject.$type === 'bpmn:EndEvent';
  const ways = after && !isEnd ? (after.outgoing ?? []).filter(({ type }) => type === 'bpmn:SequenceFlow') : [];
  // one way on: the piece comes into it; none: it follows; several: the person says where it belongs
  const into = ways.length === 1 ? ways[0] : undefined;
  const mayFollow = after !== undefined && !isEnd && ways.length <= 1;
  const others = (within.children ?? []).filter(isNode);
  // beside what it follows, else right of everything: nothing lies under it
  const left = mayFollow ? after.x + after.width : Math.max(0, ...others.map((node) => node.x + node.width));
  const middle = mayFollow ? after.y + after.height / 2 : pool ? within.y + within.height / 2 : 300;
  const point = { x: left + 60 + width / 2, y: middle };
  const grid = (value: number) => Math.round(value / 10) * 10;
  const modeling = editor.modeler.get<Modeling>('modeling');
  /** Everything beyond the line moves, what lies across it grows. */
  const makeRoom = (axis: 'x' | 'y', by: number, line: number) => {
    const spaceTool = editor.modeler.get<SpaceTool>('spaceTool');
    const { movingShapes, resizingShapes } = spaceTool.calculateAdjustments(allBelow(root), axis, by, line);
    const direction = axis === 'x' ? 'e' : by > 0 ? 's' : 'n';
    const delta = axis === 'x' ? { x: by, y: 0 } : { x: 0, y: by };
    spaceTool.makeSpace(movingShapes, resizingShapes, delta, direction, line);
  };
  let made: Element[] = [];
  editor.together(name, () => {
    if (into) makeRoom('x', width + 120, left + 1);
    const lane = mayFollow ? laneOf(editor, after) : undefined;
    if (lane) {
      const below = grid(middle + height / 2 + room - lane.y - lane.height);
      if (below > 0) makeRoom('y', below, lane.y + lane.height - 1);
      const above = grid(lane.y - (middle - height / 2 - room));
      if (above > 0) makeRoom('y', -above, lane.y + 1);
    }
    made = editor.modeler.get<CopyPaste>('copyPaste').paste({ tree, element: within, point: { x: grid(point.x), y: grid(point.y) } });
    const nodes = made.filter((element) => isNode(element) && element.parent === within).toSorted((one, other) => one.x - other.x);
    const first = nodes[0];
    const last = nodes.at(-1);
    if (!mayFollow || !first || !last) return;
    const next = into?.target;
    if (into) modeling.reconnectEnd(into, first, { x: first.x, y: first.y + first.height / 2 });
    else modeling.connect(after, first);
    if (next) modeling.connect(last, next);
    if (into) modeling.layoutConnection(into);
  });
  const top = made.filter((element) => isNode(element) && element.parent === within);
  editor.modeler.get<{ select(elements: readonly Element[]): void }>('selection').select(top);
  if (top[0]) canvas.scrollToElement(top[0]);
}
