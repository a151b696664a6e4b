/** How wide a text is, without a browser: the advance widths of Tinos, which are those of Times New Roman. */

/** Thousandths of the font size; read from the font's `hmtx` table. Letters with marks are as wide as the letter without. */
const advances: readonly (readonly [width: number, letters: string])[] = [
  [180, "'"],
  [200, '|'],
  [250, ' ,.\u{a0}'],
  [278, '/:;\\ijlt'],
  [333, '!()-I[]`fr‘’'],
  [350, '•'],
  [389, 'Js'],
  [400, '°'],
  [408, '"'],
  [444, '?acez“”'],
  [469, '^'],
  [480, '{}'],
  [500, '#$*0123456789_bdghknopquvxyđ–§«»€'],
  [513, '₫'],
  [529, 'ơ'],
  [541, '~'],
  [542, 'ư'],
  [549, '≤≥÷±'],
  [556, 'FPS'],
  [564, '+<=>×'],
  [611, 'ELTZ'],
  [667, 'BCR'],
  [722, 'ADGHKNOQUVXYwĐƠ'],
  [776, 'Ư'],
  [778, '&m'],
  [833, '%'],
  [889, 'M'],
  [921, '@'],
  [944, 'W'],
  [954, '№'],
  [1000, '—…→←'],
];

/** Ideographs, pictures and everything else the table does not know: as wide as they are high. */
const unknown = 1000;
const horns: Readonly<Record<string, string>> = { o: 'ơ', O: 'Ơ', u: 'ư', U: 'Ư' };

const plain = new Map(advances.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)));
const tones = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
/** With every vowel of Vietnamese under every tone: those are asked for most. */
const advanceOf = new Map([
  ...plain,
  ...[...'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY'].flatMap((vowel) =>
    ['', ...tones].map((tone) => [(vowel + tone).normalize('NFC'), advanceOfBase(vowel)] as const),
  ),
]);

/** The width of one line of `text` in the unit of `size`; marks on letters take no room. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text.normalize('NFC')) width += advanceOf.get(letter) ?? composed(letter);
  return (width * size) / 1000;
}

function composed(letter: string): number {
  return /\p{M}/u.test(letter) ? 0 : advanceOfBase(letter);
}

/** The width of the letter without its marks; the horn of ơ and ư is part of the letter. */
function advanceOfBase(letter: string): number {
  const [base = letter, ...marks] = letter.normalize('NFD');
  return plain.get(marks.includes('\u{31b}') ? (horns[base] ?? base) : base) ?? unknown;
}
