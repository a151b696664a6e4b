/** Text set into a given room, line by line, by the width table alone: the same on every machine. */
import { textWidth } from './font-metrics.ts';

export const lineHeight = 1.2;

/** Longer names than this are cut: nobody reads them in a picture, and the title of the element has them whole. */
const mostLetters = 600;

export interface SetText {
  readonly lines: readonly string[];
  readonly size: number;
}

/**
 * The lines of `text` no wider than `widest`, broken at spaces, inside a word only when the word is wider than a line.
 * Line breaks of the text are kept. With `most`, what does not fit is cut with an ellipsis.
 */
export function wrapText(text: string, widest: number, size: number, most = Infinity): string[] {
  const lines = text
    .normalize('NFC')
    .slice(0, mostLetters)
    .split(/\r\n|\r|\n/u)
    .flatMap((part) => wrapLine(part, widest, size));
  while (lines.length && lines.at(-1) === '') lines.pop();
  if (lines.length <= most && text.length <= mostLetters) return lines;
  const kept = lines.slice(0, Math.max(1, Math.min(most, lines.length)));
  return [...kept.slice(0, -1), shortened(kept.at(-1) ?? '', widest, size)];
}

/** The largest of `sizes` (largest first) at which the text fits the room; at the last one the rest is cut. */
export function fitText(text: string, width: number, height: number, sizes: readonly number[]): SetText {
  for (const size of sizes) {
    const lines = balancedText(text, width, size);
    if (lines.length * size * lineHeight <= height) return { lines, size };
  }
  const size = sizes.at(-1) ?? 12;
  return { lines: wrapText(text, width, size, Math.max(1, Math.floor(height / (size * lineHeight)))), size };
}

/** Like `wrapText`, with lines about equally long: no single word is left for the last one. */
export function balancedText(text: string, widest: number, size: number, most = Infinity): string[] {
  const lines = wrapText(text, widest, size, most);
  if (lines.length < 2 || lines.length > 6) return lines;
  let [low, high] = [widest / 2, widest];
  // the narrowest width, to about a pixel, that needs no more lines and breaks no word
  const isWhole = (width: number): boolean => {
    const tried = wrapText(text, width, size, most);
    return tried.length <= lines.length && tried.join(' ') === lines.join(' ');
  };
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (isWhole(middle)) high = middle;
    else low = middle;
  }
  return wrapText(text, high, size, most);
}

function wrapLine(text: string, widest: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .trim()
    .split(/[ \t]+/u)
    .flatMap((each) => brokenWord(each, widest, size))) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, size) > widest) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function brokenWord(word: string, widest: number, size: number): string[] {
  if (textWidth(word, size) <= widest) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece && textWidth(piece + letter, size) > widest) {
      pieces.push(piece);
      piece = letter;
    } else piece += letter;
  }
  return [...pieces, piece];
}

function shortened(line: string, widest: number, size: number): string {
  const letters = [...line];
  while (letters.length && textWidth(`${letters.join('')}…`, size) > widest) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
