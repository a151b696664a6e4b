/** The document as a Word file that an office can go on writing in. */
import type * as docx from 'docx';
import type { FileChild, ISectionOptions, ParagraphChild, Table as WordTable } from 'docx';
import { textWidth } from '../../../engine/drawing/font-metrics.ts';
import type { Block, Cell, HeadLine, Part, Picture, PrintedDocument, Run, Table } from './document.ts';
import { headShares, margins, pageSize, pictureSize, textRoom } from './paper.ts';

/** PNG of an SVG, for programs that show no SVG in Word files. */
export type Rasterise = (svg: string, width: number) => Promise<Uint8Array>;

type Word = typeof docx;

const font = 'Times New Roman';
/** Twentieths of a point. */
const dxa = (points: number): number => Math.round(points * 20);

/** A file with the date of the document. Without `rasterise` a sentence stands for the picture. */
export async function renderDocx(document: PrintedDocument, rasterise?: Rasterise): Promise<Buffer> {
  const word = await import('docx');
  const pictures = new Map<string, Uint8Array>();
  for (const block of document.parts.flatMap(({ blocks }) => blocks))
    if (rasterise && block.kind === 'picture') pictures.set(block.svg, await rasterise(block.svg, dotsAcross(block)));
  const file = new word.Document({
    title: document.title,
    creator: 'taicho',
    lastModifiedBy: 'taicho',
    styles: stylesOf(),
    numbering: {
      config: document.parts.flatMap(({ blocks }, part) =>
        blocks.flatMap((block, at) =>
          block.kind === 'list' ? [{ reference: `list-${part}-${at}`, levels: [levelOf(word, block.isOrdered)] }] : [],
        ),
      ),
    },
    sections: document.parts.map((part, at) => sectionOf(word, part, at, pictures)),
  });
  return word.Packer.toBuffer(file);
}

/** Two dots a pixel where that is no more than twelve million dots, 48 MB while it is drawn. */
function dotsAcross({ width, height }: Picture): number {
  return Math.floor(width * Math.min(2, Math.sqrt(12_000_000 / (width * height))));
}

function stylesOf() {
  const heading = {
    run: { font, size: 26, bold: true, color: '000000' },
    paragraph: { spacing: { before: 200, after: 80 }, keepNext: true },
  };
  return {
    default: {
      document: { run: { font, size: 26, language: { value: 'vi-VN' } } },
      title: { run: { font, size: 28, bold: true, color: '000000' } },
      heading1: heading,
      heading2: { ...heading, run: { ...heading.run, italics: true } },
    },
  };
}

function levelOf(word: Word, isOrdered: boolean) {
  return {
    level: 0,
    format: isOrdered ? word.LevelFormat.DECIMAL : word.LevelFormat.BULLET,
    text: isOrdered ? '%1.' : '-',
    style: { paragraph: { indent: { left: 720, hanging: 360 } } },
  };
}

function sectionOf(word: Word, part: Part, at: number, pictures: ReadonlyMap<string, Uint8Array>): ISectionOptions {
  const { width, height } = pageSize({ ...part, isLandscape: false });
  const { LANDSCAPE, PORTRAIT } = word.PageOrientation;
  const number = new word.Paragraph({ alignment: 'center', children: [new word.TextRun({ children: [word.PageNumber.CURRENT] })] });
  return {
    properties: {
      titlePage: at === 0,
      page: {
        // the library turns width and height itself
        size: { width: dxa(width), height: dxa(height), orientation: part.isLandscape ? LANDSCAPE : PORTRAIT },
        margin: { top: dxa(margins.top), right: dxa(margins.right), bottom: dxa(margins.bottom), left: dxa(margins.left), header: 567 },
      },
    },
    headers: {
      default: new word.Header({ children: [number] }),
      ...(at === 0 && { first: new word.Header({ children: [new word.Paragraph('')] }) }),
    },
    children: part.blocks.flatMap((block, index) => blockOf(word, block, part, `list-${at}-${index}`, pictures)),
  };
}

function blockOf(word: Word, block: Block, part: Part, list: string, pictures: ReadonlyMap<string, Uint8Array>): FileChild[] {
  const { Paragraph, TextRun } = word;
  switch (block.kind) {
    case 'letterhead': {
      const { width } = textRoom(part);
      const side = (lines: readonly HeadLine[], share: number) => lines.flatMap((line) => headLine(word, line, width * share));
      return [
        invisible(
          word,
          [side(block.left, headShares.left), side(block.right, headShares.right)],
          [headShares.left, headShares.right],
          part,
        ),
      ];
    }
    case 'title':
      return [
        new Paragraph({
          alignment: 'center',
          spacing: { before: 280 },
          style: 'Title',
          children: [new TextRun({ text: block.text, bold: true, size: 28 })],
        }),
        new Paragraph({ alignment: 'center', spacing: { after: 0 }, children: runsOf(word, [{ text: block.subject, isBold: true }], 28) }),
        rule(word, textRoom(part).width, 80),
        new Paragraph({ spacing: { line: 160, lineRule: 'exact' }, children: [] }),
      ];
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 1 ? word.HeadingLevel.HEADING_1 : word.HeadingLevel.HEADING_2,
          children: [new TextRun(block.text)],
        }),
      ];
    case 'paragraph':
      return [
        block.isNote
          ? new Paragraph({
              spacing: { before: 80, after: 80 },
              children: runsOf(
                word,
                block.runs.map((run) => ({ ...run, isItalic: true })),
                22,
              ),
            })
          : new Paragraph({
              alignment: block.runs.some(({ text }) => text.includes('\n')) ? 'left' : 'both',
              indent: { firstLine: 567 },
              spacing: { before: 60, after: 60, line: 276 },
              children: runsOf(word, block.runs),
            }),
      ];
    case 'list':
      return block.items.map(
        (item) => new Paragraph({ numbering: { reference: list, level: 0 }, spacing: { after: 40 }, children: runsOf(word, item) }),
      );
    case 'table':
      return tableOf(word, block, part);
    case 'picture':
      return pictureOf(word, block, part, pictures);
    case 'signature': {
      const left = [
        new Paragraph({ children: [new TextRun({ text: 'Nơi nhận:', bold: true, italics: true, size: 24 })] }),
        ...block.recipients.map((each) => new Paragraph({ children: [new TextRun({ text: `- ${each};`, size: 22 })] })),
      ];
      const right = [
        ...block.title.map((text) => new Paragraph({ alignment: 'center', keepNext: true, children: [new TextRun({ text, bold: true })] })),
        new Paragraph({ alignment: 'center', spacing: { before: 1400 }, children: [new TextRun({ text: block.name, bold: true })] }),
      ];
      return [
        new Paragraph({ spacing: { before: 200 }, keepNext: true, children: [] }),
        invisible(word, [left, right], [0.45, 0.55], part),
      ];
    }
  }
}

function headLine(word: Word, { text, isBold, isItalic, size, rule: drawn }: HeadLine, room: number): FileChild[] {
  const line = new word.Paragraph({
    alignment: 'center',
    children: [new word.TextRun({ text, bold: isBold === true, italics: isItalic === true, size: size * 2 })],
  });
  return drawn ? [line, rule(word, room, textWidth(text, size) * (drawn === 'whole' ? 1.05 : 0.4))] : [line];
}

/** A line in the middle: the lower border of an empty paragraph, set in from both sides. */
function rule(word: Word, room: number, length: number): FileChild {
  const inset = Math.max(0, dxa((room - length) / 2));
  return new word.Paragraph({
    indent: { left: inset, right: inset },
    spacing: { after: 120, line: 60, lineRule: 'exact' },
    border: { bottom: { style: word.BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    children: [],
  });
}

/** Two columns side by side without lines. */
function invisible(word: Word, cells: readonly FileChild[][], shares: readonly number[], part: Part): WordTable {
  const widths = shares.map((share) => dxa(share * textRoom(part).width));
  return new word.Table({
    columnWidths: widths,
    width: { size: dxa(textRoom(part).width), type: word.WidthType.DXA },
    borders: word.TableBorders.NONE,
    margins: { left: 0, right: 0 },
    rows: [
      new word.TableRow({
        cantSplit: true,
        children: cells.map(
          (children, at) =>
            new word.TableCell({ width: { size: widths[at]!, type: word.WidthType.DXA }, children: children as WordTable[] }),
        ),
      }),
    ],
  });
}

function tableOf(word: Word, { caption, widths, head, rows }: Table, part: Part): FileChild[] {
  const columns = widths.map((share) => dxa(share * textRoom(part).width));
  const rowOf = (cells: readonly Cell[], isTop: boolean) =>
    new word.TableRow({ cantSplit: true, ...(isTop && { tableHeader: true }), children: cells.map((cell) => cellOf(word, cell, isTop)) });
  const title = caption
    ? [
        new word.Paragraph({
          keepNext: true,
          spacing: { before: 80, after: 60 },
          children: runsOf(word, [{ text: caption, isItalic: true }], 22),
        }),
      ]
    : [];
  return [
    ...title,
    new word.Table({
      columnWidths: columns,
      layout: word.TableLayoutType.FIXED,
      width: { size: dxa(textRoom(part).width), type: word.WidthType.DXA },
      rows: [...(head ? [rowOf(head, true)] : []), ...rows.map((cells) => rowOf(cells, false))],
    }),
    new word.Paragraph({ spacing: { after: 60 }, children: [] }),
  ];
}

function cellOf(word: Word, { runs, align, columns, rows, isHead }: Cell, isTop: boolean) {
  return new word.TableCell({
    ...(columns && { columnSpan: columns }),
    ...(rows && { rowSpan: rows }),
    ...(isHead && isTop && { shading: { fill: 'EEF0F2' }, verticalAlign: word.VerticalAlign.CENTER }),
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
    children: [new word.Paragraph({ alignment: align ?? 'left', children: runsOf(word, runs, 22) })],
  });
}

function pictureOf(word: Word, picture: Picture, part: Part, pictures: ReadonlyMap<string, Uint8Array>): FileChild[] {
  const png = pictures.get(picture.svg);
  const caption = new word.Paragraph({ spacing: { before: 120 }, children: runsOf(word, [{ text: picture.caption, isItalic: true }], 22) });
  if (!png)
    return [
      new word.Paragraph({ children: runsOf(word, [{ text: 'Sơ đồ có trong bản PDF và bản HTML của báo cáo này.', isItalic: true }]) }),
    ];
  const points = pictureSize(picture, part);
  // the library counts in pixels of 1/96 inch
  const transformation = { width: Math.round((points.width * 96) / 72), height: Math.round((points.height * 96) / 72) };
  const image = new word.ImageRun({
    type: 'svg',
    data: Buffer.from(picture.svg),
    transformation,
    fallback: { type: 'png', data: Buffer.from(png) },
    altText: { id: '1', name: 'so-do', title: 'Sơ đồ quy trình', description: picture.alternative },
  });
  return [new word.Paragraph({ alignment: 'center', children: [image] }), caption];
}

/** `size` in half points. */
function runsOf(word: Word, runs: readonly Run[], size = 26): ParagraphChild[] {
  return runs.flatMap(({ text, isBold, isItalic }) =>
    text
      .split('\n')
      .map(
        (line, at) =>
          new word.TextRun({ text: line, size, bold: isBold === true, italics: isItalic === true, ...(at > 0 && { break: 1 }) }),
      ),
  );
}
