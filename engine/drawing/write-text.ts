/** Lines of text as SVG, one element a line: what every renderer of SVG understands. */
import type { Box } from '../model/layout/geometry.ts';
import { cover, type Extents } from './extents.ts';
import { textWidth } from './font-metrics.ts';
import { escapeXml, svgElement } from './svg-element.ts';
import { lineHeight, type SetText } from './wrap-text.ts';

/** The baseline below the top of a line of height 1.2, so that capitals stand in its middle. */
const baseline = 0.93;

export type Anchor = 'start' | 'middle';

/** Lines from `y` downwards, around or to the right of `x`; `extents` grows by them. */
export function writeLines(text: SetText, x: number, y: number, anchor: Anchor, fill: string, extents: Extents): string[] {
  cover(extents, boxOfLines(text, x, y, anchor));
  return text.lines.map((line, at) =>
    svgElement(
      'text',
      {
        x,
        y: y + (at * lineHeight + baseline) * text.size,
        'font-size': text.size,
        'text-anchor': anchor === 'middle' ? anchor : undefined,
        fill,
      },
      escapeXml(line),
    ),
  );
}

/** Lines in the middle of `box`. */
export function writeCentered(text: SetText, box: Box, fill: string, extents: Extents): string[] {
  const height = text.lines.length * lineHeight * text.size;
  return writeLines(text, box.x + box.width / 2, box.y + (box.height - height) / 2, 'middle', fill, extents);
}

/** Lines in the middle of `box`, read from bottom to top: the header of a pool or lane. */
export function writeUpwards(text: SetText, box: Box, fill: string, extents: Extents): string {
  const center = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const lying = { x: center.x - box.height / 2, y: center.y - box.width / 2, width: box.height, height: box.width };
  cover(extents, box);
  const beside: Extents = { ...extents };
  return svgElement(
    'g',
    { transform: `rotate(-90 ${Math.round(center.x * 100) / 100} ${Math.round(center.y * 100) / 100})` },
    ...writeCentered(text, lying, fill, beside),
  );
}

export function boxOfLines({ lines, size }: SetText, x: number, y: number, anchor: Anchor): Box {
  const width = Math.max(0, ...lines.map((line) => textWidth(line, size)));
  return { x: anchor === 'middle' ? x - width / 2 : x, y, width, height: lines.length * lineHeight * size };
}
