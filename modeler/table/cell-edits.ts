/** One cell of the table written into the drawing. */
import type { Organisation, TableRow } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';
import {
  canvasParts,
  drawFlowsAnew,
  flowsOutOf,
  followersInColumn,
  isShape,
  makeRoom,
  middle,
  sameColumn,
  type CanvasParts,
  type Shape,
} from './canvas-parts.ts';
import { readTime, type Duration } from './time-text.ts';

/** Undefined when it was done; else why not (Vietnamese, English). */
export type CellRefusal = readonly [string, string] | undefined;

/** Attributes of ours; an empty text takes the attribute away. */
export function setAttributes(
  editor: Editor,
  row: TableRow,
  attributes: Readonly<Record<string, string | boolean | undefined>>,
): CellRefusal {
  const { find, modeling } = canvasParts(editor);
  const element = find(row.id);
  if (!element) return ['Không thấy bước này trên sơ đồ', 'The step is not in the diagram'];
  const properties = Object.entries(attributes).map(([name, value]) => [`tthc:${name}`, value === '' ? undefined : value]);
  modeling.updateProperties(element, Object.fromEntries(properties));
  return undefined;
}

export function setName(editor: Editor, row: TableRow, name: string): CellRefusal {
  const { find, modeling } = canvasParts(editor);
  const element = find(row.id);
  if (!element) return ['Không thấy bước này trên sơ đồ', 'The step is not in the diagram'];
  if (row.kind === 'step' && name === '') return ['Bước phải có nội dung công việc', 'A step needs a name'];
  modeling.updateProperties(element, { name: name === '' ? undefined : name });
  return undefined;
}

/** `0,5 ngày`, `4 giờ`, `20%`; empty takes the time away. */
export function setTime(editor: Editor, row: TableRow, text: string, plainDay: Duration['unit']): CellRefusal {
  const time = readTime(text, plainDay);
  if (time === undefined)
    return [
      `Không đọc được thời gian "${text}": ghi như 0,5 ngày, 4 giờ hoặc 20%`,
      `The time "${text}" cannot be read: write 0.5 days, 4 hours or 20%`,
    ];
  const none = { budget: undefined, budgetUnit: undefined, budgetShare: undefined, durationText: undefined };
  if (time === 'none') return setAttributes(editor, row, none);
  if ('share' in time) return setAttributes(editor, row, { ...none, budgetShare: String(Math.round(time.share * 10_000) / 10_000) });
  return setAttributes(editor, row, { ...none, budget: String(time.budget.value), budgetUnit: time.budget.unit });
}

/** Legal bases of one step, separated by semicolons. */
export function setLegalBasis(editor: Editor, row: TableRow, text: string): CellRefusal {
  const { find, modeling, newNode } = canvasParts(editor);
  const element = find(row.id);
  if (!element) return ['Không thấy bước này trên sơ đồ', 'The step is not in the diagram'];
  const before = element.businessObject.extensionElements as { values?: readonly { $type: string }[] } | undefined;
  const others = (before?.values ?? []).filter(({ $type }) => $type !== 'tthc:LegalBasis');
  const bases = text
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => newNode('tthc:LegalBasis', { text: each }));
  const values = [...others, ...bases];
  const extensionElements = values.length === 0 ? undefined : newNode('bpmn:ExtensionElements', { values });
  if (extensionElements) for (const value of values) (value as { $parent?: unknown }).$parent = extensionElements;
  modeling.updateProperties(element, { extensionElements });
  return undefined;
}

export interface LaneChoice {
  readonly id: string;
  readonly name: string;
}

/** Lanes without lanes inside, from top to bottom. */
export function lanesOf(editor: Editor): LaneChoice[] {
  return laneShapes(canvasParts(editor)).map(({ id, businessObject }) => ({ id, name: businessObject.name ?? id }));
}

function laneShapes({ root }: CanvasParts): Shape[] {
  const found: Shape[] = [];
  const collect = (shape: Shape) => {
    for (const child of shape.children ?? []) {
      if (child.type === 'bpmn:Lane' && !child.children.some(({ type }) => type === 'bpmn:Lane')) found.push(child);
      else collect(child);
    }
  };
  collect(root());
  return found.toSorted((one, other) => one.y - other.y);
}

/**
 * Moves the step into the lane of that name; a name that no lane has makes a new one at the bottom of the pool.
 * A step inside a subprocess stays where it is and names the unit itself.
 */
export function setUnit(editor: Editor, row: TableRow, name: string): CellRefusal {
  const parts = canvasParts(editor);
  const element = parts.find(row.id);
  if (!element || !isShape(element)) return ['Không thấy bước này trên sơ đồ', 'The step is not in the diagram'];
  const known = unitNamed(editor.organisation, name);
  const pool = element.parent;
  if (pool.type !== 'bpmn:Participant') {
    if (row.kind !== 'step' && row.kind !== 'block') return ['Dòng này nằm cùng làn với nhóm bước', 'This row lies where its group lies'];
    return setAttributes(editor, row, {
      unit: known?.id ?? name,
      department: known ? departmentOf(editor.organisation, known.id) : undefined,
    });
  }
  if (name === '') return ['Bước phải thuộc một làn', 'A step lies in a lane'];
  const wanted = name.normalize('NFC').toLocaleLowerCase('vi');
  const isIn = (lane: Shape): boolean => {
    let above = lane.parent;
    while (above && above !== pool) above = above.parent;
    return above === pool;
  };
  const lane = laneShapes(parts).find((each) => isIn(each) && (each.businessObject.name ?? '').toLocaleLowerCase('vi') === wanted);
  editor.together(`Chuyển sang làn "${name}"`, () => {
    const target = lane ?? newLane(editor, parts, pool, name);
    settle(parts, element, target);
    // the lane says it now
    parts.modeling.updateProperties(element, { 'tthc:unit': undefined, 'tthc:department': undefined, 'tthc:desk': undefined });
  });
  return undefined;
}

function newLane(editor: Editor, parts: CanvasParts, pool: Shape, name: string): Shape {
  const last = pool.children.filter(({ type }) => type === 'bpmn:Lane').toSorted((one, other) => other.y - one.y)[0];
  const made = parts.modeling.addLane(last ?? pool, 'bottom');
  const known = unitNamed(editor.organisation, name);
  parts.modeling.updateProperties(made, {
    name,
    ...(known && { 'tthc:unit': known.id, 'tthc:department': departmentOf(editor.organisation, known.id) }),
  });
  return made;
}

/** Up or down into the middle of the lane, in a column of its own: right of what comes before it, left of what follows. */
function settle(parts: CanvasParts, element: Shape, lane: Shape): void {
  const dy = middle(lane).y - middle(element).y;
  const after = followersInColumn(element, flowsOutOf(element)[0]?.target);
  const before = sameColumn(element).filter((other) => !after.includes(other));
  const column = element.width + 60;
  const own = before.length > 0 ? column : 0;
  const theirs = own + (after.length > 0 ? column : 0);
  if (theirs > 0) makeRoom(parts, element.x + element.width + 5, theirs);
  if (after.length > 0) parts.modeling.moveElements(after, { x: theirs, y: 0 });
  parts.modeling.moveElements([element], { x: own, y: dy });
  drawFlowsAnew(parts, [element, ...after]);
}

function unitNamed({ units }: Organisation, name: string): { readonly id: string } | undefined {
  const wanted = name.normalize('NFC').toLocaleLowerCase('vi');
  return [...units.values()].find((unit) => unit.name.toLocaleLowerCase('vi') === wanted || unit.id === name);
}

const formal = ['department', 'commune', 'centre', 'external'];

/** The agency that a unit belongs to. */
function departmentOf({ units }: Organisation, id: string): string | undefined {
  const passed = new Set<string>();
  for (let unit = units.get(id); unit && !passed.has(unit.id); unit = unit.parent === undefined ? undefined : units.get(unit.parent)) {
    passed.add(unit.id);
    if (formal.includes(unit.level)) return unit.id;
  }
  return undefined;
}
