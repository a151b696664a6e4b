/** How much room a text takes, without a browser: an upper estimate from letter widths, good to about a tenth. */
import type { Box } from './geometry.ts';

/** Average advance of a letter in a sans-serif face, as a part of the font size; the widest usual fallback (DejaVu Sans) is about this wide. */
const letterWidth = 0.58;
const capitalWidth = 0.72;

export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const letter of text) width += (letter === letter.toLowerCase() ? letterWidth : capitalWidth) * fontSize;
  return width;
}

/** Width and height of `text` wrapped at `widest`; lines are 1.2 times the font size high. */
export function textSize(text: string, widest: number, fontSize: number): { width: number; height: number; lines: number } {
  let lines = 1;
  let current = 0;
  let width = 0;
  const space = letterWidth * fontSize * 0.6;
  for (const word of text.split(/\s+/u)) {
    const wordWidth = textWidth(word, fontSize);
    if (current && current + space + wordWidth > widest) {
      lines++;
      current = wordWidth;
    } else current += (current ? space : 0) + wordWidth;
    width = Math.max(width, Math.min(current, widest));
  }
  return { width: Math.ceil(width), height: Math.ceil(lines * fontSize * 1.2), lines };
}

/** Names inside boxes and headers are written in 12 px, 5 px from the border. */
const nameSize = 12;
const nameMargin = 5;

/** Where the name of an expanded subprocess with this box is written: in the middle of its upper edge. */
export function titleOf(name: string, box: Box): Box {
  const { width, height } = textSize(name, box.width - 2 * nameMargin, nameSize);
  return { x: box.x + (box.width - width) / 2, y: box.y + nameMargin, width, height };
}

/** A name up to this long is written in one line of a header, 30 px wide: bpmn-js sets two lines a quarter of a line too high, on the border. */
const longestHeaderLine = 330;

/** The height that the header of a lane or pool needs for its name: one line, or two when it is long. */
export function headerLength(name: string): number {
  const whole = textWidth(name, nameSize);
  if (whole <= longestHeaderLine) return Math.ceil(whole) + 20;
  let widest = Math.ceil(whole / 2);
  while (textSize(name, widest, nameSize).lines > 2) widest += 10;
  return widest + 20;
}

/** The width that keeps the title of a subprocess in one line, if that is not too wide. */
export function titleWidth(name: string): number {
  return Math.min(260, Math.ceil(textWidth(name, nameSize)) + 2 * nameMargin + 4);
}
