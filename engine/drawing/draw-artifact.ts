/** Data objects and stores, annotations, groups, and a plain box for what BPMN draws and this file does not know. */
import type { Moddle } from 'bpmn-moddle';
import { bars } from './activity-markers.ts';
import { cover, type Extents } from './extents.ts';
import type { DrawnShape } from './read-planes.ts';
import { labelSize, lineWidth, nameSizes, type Style } from './style.ts';
import { pathThrough, short, svgElement } from './svg-element.ts';
import { fitText, wrapText } from './wrap-text.ts';
import { writeCentered, writeLines } from './write-text.ts';

type Draw = (shape: DrawnShape, style: Style, extents: Extents) => string[];

/** A sheet with a folded corner, with the arrow of an input or output, and bars for a collection. */
const drawData: Draw = ({ element, box }, style, extents) => {
  const { x, y, width, height } = box;
  const fold = Math.min(11, width / 3);
  const look = { fill: style.fill, stroke: style.stroke, 'stroke-width': lineWidth(style, 1.4), 'stroke-linejoin': 'round' };
  cover(extents, box, 1);
  const arrow: [number, number][] = [
    [x + 4, y + 7],
    [x + 11, y + 7],
    [x + 11, y + 4],
    [x + 17, y + 9.5],
    [x + 11, y + 15],
    [x + 11, y + 12],
    [x + 4, y + 12],
  ];
  const isOutput = element.$type === 'bpmn:DataOutput';
  return [
    svgElement('path', {
      d: pathThrough(
        [
          [x, y],
          [x + width - fold, y],
          [x + width, y + fold],
          [x + width, y + height],
          [x, y + height],
        ],
        true,
      ),
      ...look,
    }),
    svgElement('path', {
      d: pathThrough([
        [x + width - fold, y],
        [x + width - fold, y + fold],
        [x + width, y + fold],
      ]),
      ...look,
      fill: 'none',
    }),
    ...(isOutput || element.$type === 'bpmn:DataInput'
      ? [svgElement('path', { d: pathThrough(arrow, true), fill: isOutput ? style.stroke : 'none', stroke: style.stroke })]
      : []),
    ...(isCollection(element) ? bars(x + width / 2, y + height - 9, style.stroke, true) : []),
  ];
};

function isCollection(element: Moddle): boolean {
  return element.isCollection === true || (element.dataObjectRef as Moddle | undefined)?.isCollection === true;
}

const drawStore: Draw = ({ box }, style, extents) => {
  const { x, y, width, height } = box;
  const lid = Math.min(7, height / 5);
  const arc = (top: number): string =>
    `M${short(x)} ${short(top)}A${short(width / 2)} ${short(lid)} 0 0 0 ${short(x + width)} ${short(top)}`;
  cover(extents, box, 1);
  const look = { stroke: style.stroke, 'stroke-width': lineWidth(style, 1.4) };
  return [
    svgElement('path', {
      d: `M${short(x)} ${short(y + lid)}A${short(width / 2)} ${short(lid)} 0 0 1 ${short(x + width)} ${short(y + lid)}L${short(x + width)} ${short(y + height - lid)}A${short(width / 2)} ${short(lid)} 0 0 1 ${short(x)} ${short(y + height - lid)}Z`,
      fill: style.fill,
      ...look,
    }),
    ...[lid, lid * 1.9, lid * 2.8].map((down) => svgElement('path', { d: arc(y + down), fill: 'none', ...look })),
  ];
};

const drawAnnotation: Draw = ({ element, box }, style, extents) => {
  const { x, y, width, height } = box;
  cover(extents, box, 1);
  const text = fitText(String(element.text ?? ''), Math.max(10, width - 10), height - 4, nameSizes.slice(1));
  return [
    svgElement('rect', { ...box, fill: style.fill === '#ffffff' ? 'none' : style.fill }),
    svgElement('path', {
      d: pathThrough([
        [x + 10, y],
        [x, y],
        [x, y + height],
        [x + 10, y + height],
      ]),
      fill: 'none',
      stroke: style.stroke,
      'stroke-width': lineWidth(style, 1.4),
    }),
    ...writeLines(text, x + 6, y + 3, 'start', style.stroke, extents),
  ];
};

const drawGroup: Draw = ({ element, box, label }, style, extents) => {
  cover(extents, box, 1);
  const name = String((element.categoryValueRef as Moddle | undefined)?.value ?? '');
  const lines = name.trim() ? wrapText(name, Math.max(60, box.width - 20), labelSize, 3) : [];
  return [
    svgElement('rect', {
      ...box,
      rx: 9,
      fill: 'none',
      stroke: style.stroke,
      'stroke-width': lineWidth(style, 1.4),
      'stroke-dasharray': '9 4 2 4',
    }),
    ...writeLines(
      { lines, size: labelSize },
      label ? label.x + label.width / 2 : box.x + box.width / 2,
      label?.y ?? box.y + 4,
      'middle',
      style.stroke,
      extents,
    ),
  ];
};

const drawConversation: Draw = ({ element, box }, style, extents) => {
  const { x, y, width, height } = box;
  cover(extents, box, 1);
  return [
    svgElement('path', {
      d: pathThrough(
        [
          [x + width / 4, y],
          [x + (width * 3) / 4, y],
          [x + width, y + height / 2],
          [x + (width * 3) / 4, y + height],
          [x + width / 4, y + height],
          [x, y + height / 2],
        ],
        true,
      ),
      fill: style.fill,
      stroke: style.stroke,
      'stroke-width': lineWidth(style, element.$type === 'bpmn:CallConversation' ? 3 : 1.4),
    }),
  ];
};

/** Dashed, with the name or the type in it: nothing in a file vanishes from its picture. */
export const drawUnknown: Draw = ({ element, box }, style, extents) => {
  cover(extents, box, 1);
  const text = fitText(String(element.name ?? element.$type), Math.max(10, box.width - 10), box.height, nameSizes);
  return [
    svgElement('rect', { ...box, fill: style.fill, stroke: style.stroke, 'stroke-dasharray': '6 4' }),
    ...writeCentered(text, box, style.stroke, extents),
  ];
};

export const artifacts: Readonly<Record<string, Draw>> = {
  'bpmn:DataObjectReference': drawData,
  'bpmn:DataObject': drawData,
  'bpmn:DataInput': drawData,
  'bpmn:DataOutput': drawData,
  'bpmn:DataStoreReference': drawStore,
  'bpmn:TextAnnotation': drawAnnotation,
  'bpmn:Group': drawGroup,
  'bpmn:Conversation': drawConversation,
  'bpmn:SubConversation': drawConversation,
  'bpmn:CallConversation': drawConversation,
};
