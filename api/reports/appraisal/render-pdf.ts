/** The document as PDF, with Tinos embedded and the picture as lines, not as dots. */
import { textWidth } from '../../../engine/drawing/font-metrics.ts';
import type { Block, Cell, HeadLine, Part, PrintedDocument, Run, Table } from './document.ts';
import { headShares, margins, pictureSize, textRoom } from './paper.ts';
import { tinosFaces } from './tinos.ts';

/** A file with the date of the document; opens nothing but the four faces of the font. */
export async function renderPdf(document: PrintedDocument): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake');
  const faces = tinosFaces();
  const ours = new Set<string>(Object.values(faces));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => ours.has(path));
  pdfmake.setFonts({ Tinos: faces });
  return pdfmake.createPdf(definitionOf(document)).getBuffer();
}

type Content = Record<string, unknown>;

/** pdfmake's description of the document. */
export function definitionOf(document: PrintedDocument): Content {
  const [first] = document.parts;
  const made = new Date(document.madeAt);
  return {
    info: { title: document.title, producer: 'taicho', creator: 'taicho', creationDate: made, modDate: made },
    lang: document.language,
    ...(first && { pageSize: first.paper, pageOrientation: first.isLandscape ? 'landscape' : 'portrait' }),
    pageMargins: [margins.left, margins.top, margins.right, margins.bottom],
    defaultStyle: { font: 'Tinos', fontSize: 13, lineHeight: 1.15 },
    header: (page: number) => (page === 1 ? '' : { text: String(page), alignment: 'center', margin: [0, 28, 0, 0] }),
    // no heading or caption alone at the foot of a page
    pageBreakBefore: (node: { headlineLevel?: number }, page: { getFollowingNodesOnPage(): readonly object[] }) =>
      node.headlineLevel !== undefined && page.getFollowingNodesOnPage().length === 0,
    content: document.parts.map(partContent),
  };
}

/** Each part begins a page of its own size. */
function partContent(part: Part): Content {
  return {
    section: part.blocks.map((block) => blockContent(block, part)),
    pageSize: part.paper,
    pageOrientation: part.isLandscape ? 'landscape' : 'portrait',
  };
}

function blockContent(block: Block, part: Part): Content {
  switch (block.kind) {
    case 'letterhead':
      return {
        columns: [
          { width: `${headShares.left * 100}%`, stack: block.left.flatMap(headLine) },
          { width: `${headShares.right * 100}%`, stack: block.right.flatMap(headLine) },
        ],
        columnGap: 0,
      };
    case 'title':
      return {
        stack: [
          { text: block.text, bold: true, fontSize: 14, alignment: 'center' },
          { text: block.subject, bold: true, fontSize: 14, alignment: 'center' },
          rule(80),
        ],
        margin: [0, 14, 0, 12],
      };
    case 'heading':
      return { text: block.text, bold: true, italics: block.level === 2, margin: [0, 10, 0, 4], headlineLevel: block.level };
    case 'paragraph':
      return block.isNote
        ? { text: runsContent(block.runs), italics: true, fontSize: 11, margin: [0, 4, 0, 4] }
        : { text: runsContent(block.runs), alignment: 'justify', leadingIndent: 28, margin: [0, 3, 0, 3] };
    case 'list':
      return {
        [block.isOrdered ? 'ol' : 'ul']: block.items.map((item) => ({ text: runsContent(item), margin: [0, 1, 0, 1] })),
        margin: [18, 2, 0, 4],
      };
    case 'table':
      return tableContent(block, part);
    case 'picture': {
      const size = pictureSize(block, part);
      return {
        stack: [
          { svg: block.svg, ...size, font: 'Tinos', alignment: 'center' },
          { text: block.caption, italics: true, fontSize: 11, margin: [0, 8, 0, 0] },
        ],
      };
    }
    case 'signature':
      return {
        unbreakable: true,
        margin: [0, 16, 0, 0],
        columns: [
          {
            width: '45%',
            stack: [
              { text: 'Nơi nhận:', bold: true, italics: true, fontSize: 12 },
              ...block.recipients.map((each) => ({ text: `- ${each};`, fontSize: 11 })),
            ],
          },
          {
            width: '55%',
            stack: [
              ...block.title.map((text) => ({ text, bold: true, alignment: 'center' })),
              { text: block.name || ' ', bold: true, alignment: 'center', margin: [0, 68, 0, 0] },
            ],
          },
        ],
      };
  }
}

function headLine({ text, isBold, isItalic, size, rule: drawn }: HeadLine): Content[] {
  const line = { text, bold: isBold === true, italics: isItalic === true, fontSize: size, alignment: 'center', lineHeight: 1.1 };
  // bold letters are about a twentieth wider than the plain ones of the table
  return drawn ? [line, { ...rule(textWidth(text, size) * 1.05 * (drawn === 'whole' ? 1 : 0.4)), margin: [0, 1, 0, 5] }] : [line];
}

function rule(length: number): Content {
  return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: length, y2: 0, lineWidth: 0.7 }], alignment: 'center', margin: [0, 3, 0, 0] };
}

function tableContent(table: Table, part: Part): Content {
  // pdfmake counts padding and lines beside the widths of the columns
  const besides = table.widths.length * 8.5 + 0.5;
  const widths = table.widths.map((share) => share * (textRoom(part).width - besides));
  const body = [...(table.head ? [table.head] : []), ...table.rows];
  return {
    stack: [
      ...(table.caption ? [{ text: table.caption, italics: true, fontSize: 11, margin: [0, 2, 0, 3], headlineLevel: 3 }] : []),
      {
        table: {
          headerRows: table.head ? 1 : 0,
          dontBreakRows: true,
          keepWithHeaderRows: table.head ? 1 : 0,
          widths,
          body: gridOf(body, table.widths.length, Boolean(table.head)),
        },
        layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => '#444444', vLineColor: () => '#444444' },
        fontSize: 11,
        lineHeight: 1.05,
      },
    ],
    margin: [0, 4, 0, 8],
  };
}

/** Full rows: pdfmake wants a cell where a span covers one. */
function gridOf(rows: readonly (readonly Cell[])[], columns: number, hasHead: boolean): Content[][] {
  const covered = rows.map(() => new Set<number>());
  return rows.map((cells, row) => {
    const line: Content[] = [];
    const left = [...cells];
    for (let column = 0; column < columns;) {
      const cell = covered[row]!.has(column) ? undefined : left.shift();
      line.push(cell ? cellContent(cell, hasHead && row === 0) : {});
      const wide = cell?.columns ?? 1;
      for (let more = 1; more < wide; more++) line.push({});
      for (let below = 1; below < (cell?.rows ?? 1); below++) for (let at = 0; at < wide; at++) covered[row + below]?.add(column + at);
      column += wide;
    }
    return line;
  });
}

function cellContent({ runs, align, columns, rows, isHead }: Cell, isTop: boolean): Content {
  return {
    text: runsContent(runs),
    alignment: align ?? 'left',
    ...(columns && { colSpan: columns }),
    ...(rows && { rowSpan: rows }),
    ...(isHead && isTop && { fillColor: '#eef0f2' }),
  };
}

function runsContent(runs: readonly Run[]): Content[] {
  return runs.map(({ text, isBold, isItalic }) => ({ text, ...(isBold && { bold: true }), ...(isItalic && { italics: true }) }));
}
