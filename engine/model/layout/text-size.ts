/** How much room a text takes, without a browser: an upper estimate from letter widths, good to about a tenth. */

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
