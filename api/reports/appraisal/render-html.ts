/** The document as one HTML page: nothing from outside, no script, printed as the paper would be. */
import { escapeXml } from '../../../engine/drawing/svg-element.ts';
import type { Block, Cell, HeadLine, Part, PrintedDocument, Run, Table } from './document.ts';
import { pageSize } from './paper.ts';

/** A whole HTML text; every value is escaped, the picture is the SVG as our writer made it. */
export function renderHtml(document: PrintedDocument): string {
  const papers = [...new Set(document.parts.map(paperName))];
  return (
    `<!doctype html>\n<html lang="${document.language}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
    `<title>${escapeXml(document.title)}</title>\n<style>${style}${papers.map((name) => pageRule(document.parts.find((part) => paperName(part) === name)!)).join('')}</style>\n` +
    `</head>\n<body>\n<main>\n${document.parts.map((part, at) => section(part, at)).join('\n')}\n</main>\n</body>\n</html>\n`
  );
}

const paperName = ({ paper, isLandscape }: Part): string => `${paper}${isLandscape ? '-landscape' : ''}`;

function pageRule(part: Part): string {
  const { width, height } = pageSize(part);
  return `@page ${paperName(part)}{size:${width}pt ${height}pt}.${paperName(part)}{page:${paperName(part)};--width:${width}pt}`;
}

function section(part: Part, at: number): string {
  return `<section class="${paperName(part)}">\n${part.blocks.map((block) => blockHtml(block, at)).join('\n')}\n</section>`;
}

function blockHtml(block: Block, part: number): string {
  switch (block.kind) {
    case 'letterhead':
      return `<div class="letterhead"><div>${block.left.map(headLine).join('')}</div><div>${block.right.map(headLine).join('')}</div></div>`;
    case 'title': {
      const level = part ? 'h2' : 'h1';
      return `<${level} class="title">${escapeXml(block.text)}<br><span>${broken(block.subject)}</span></${level}>`;
    }
    case 'heading':
      return `<h${block.level + 1}>${escapeXml(block.text)}</h${block.level + 1}>`;
    case 'paragraph':
      return `<p${block.isNote ? ' class="note"' : ''}>${runsHtml(block.runs)}</p>`;
    case 'list': {
      const tag = block.isOrdered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${runsHtml(item)}</li>`).join('')}</${tag}>`;
    }
    case 'table':
      return tableHtml(block);
    case 'picture':
      return `<figure role="group" aria-label="${escapeXml(block.alternative)}">${block.svg}<figcaption>${escapeXml(block.caption)}</figcaption></figure>`;
    case 'signature':
      return (
        `<div class="signature"><div><p class="recipients">Nơi nhận:</p><ul>${block.recipients.map((each) => `<li>${escapeXml(each)};</li>`).join('')}</ul></div>` +
        `<div>${block.title.map((line) => `<p><strong>${escapeXml(line)}</strong></p>`).join('')}<p class="name"><strong>${escapeXml(block.name)}</strong></p></div></div>`
      );
  }
}

function headLine({ text, isBold, isItalic, size, rule }: HeadLine): string {
  const words = isBold ? `<strong>${escapeXml(text)}</strong>` : isItalic ? `<em>${escapeXml(text)}</em>` : escapeXml(text);
  return `<p style="font-size:${size}pt"><span${rule ? ` class="rule-${rule}"` : ''}>${words}</span></p>`;
}

function tableHtml({ caption, widths, head, rows }: Table): string {
  const columns = widths.map((width) => `<col style="width:${Math.round(width * 1000) / 10}%">`).join('');
  return (
    `<table>${caption ? `<caption>${escapeXml(caption)}</caption>` : ''}<colgroup>${columns}</colgroup>` +
    (head ? `<thead><tr>${head.map((cell) => cellHtml(cell, 'col')).join('')}</tr></thead>` : '') +
    `<tbody>${rows.map((row) => `<tr>${row.map((cell) => cellHtml(cell, 'row')).join('')}</tr>`).join('')}</tbody></table>`
  );
}

function cellHtml({ runs, align, columns, rows, isHead }: Cell, scope: 'col' | 'row'): string {
  const attributes =
    (isHead ? ` scope="${scope}"` : '') +
    (columns ? ` colspan="${columns}"` : '') +
    (rows ? ` rowspan="${rows}"` : '') +
    (align && align !== 'left' ? ` class="${align}"` : '');
  const tag = isHead ? 'th' : 'td';
  // a heading is bold by itself
  return `<${tag}${attributes}>${runsHtml(isHead ? runs.map(({ text }) => ({ text })) : runs)}</${tag}>`;
}

function runsHtml(runs: readonly Run[]): string {
  return runs
    .map(({ text, isBold, isItalic }) => {
      const inner = isItalic ? `<em>${broken(text)}</em>` : broken(text);
      return isBold ? `<strong>${inner}</strong>` : inner;
    })
    .join('');
}

const broken = (text: string): string => text.split('\n').map(escapeXml).join('<br>');

const style = `
@page{margin:20mm 15mm 20mm 30mm;@top-center{content:counter(page);font:13pt "Times New Roman",Tinos,"Liberation Serif",serif}}
@page:first{@top-center{content:""}}
*{box-sizing:border-box}
body{margin:0;background:#e6e8eb;color:#000;font:13pt/1.35 "Times New Roman",Tinos,"Liberation Serif",serif;overflow-wrap:break-word}
section{width:var(--width);max-width:100%;margin:12pt auto;padding:20mm 15mm 20mm 30mm;background:#fff}
p{margin:6pt 0;text-align:justify;text-indent:10mm}
.note{font-size:11pt;font-style:italic}
h2,h3{font-size:13pt;margin:12pt 0 6pt;break-after:avoid}
h3{font-style:italic}
.title{text-align:center;font-size:14pt;margin:18pt 0 14pt}
.title span::after{content:"";display:block;width:80pt;margin:4pt auto 0;border-top:1px solid}
ol,ul{margin:6pt 0;padding-left:16mm}
li{margin:3pt 0;text-align:justify}
table{width:100%;table-layout:fixed;border-collapse:collapse;margin:6pt 0 10pt;font-size:11pt;line-height:1.25}
caption{text-align:left;font-style:italic;padding:3pt 0;break-after:avoid}
th,td{border:1px solid #444;padding:3pt 4pt;vertical-align:top;text-align:left}
thead{display:table-header-group}
thead th{background:#eef0f2;text-align:center;vertical-align:middle}
tr{break-inside:avoid}
.center{text-align:center}
.right{text-align:right}
figure{margin:0}
figure svg{display:block;width:100%;height:auto;max-height:calc(100vh - 60mm);margin:0 auto}
figcaption{font-size:11pt;font-style:italic;margin-top:8pt}
.letterhead,.signature{display:grid;grid-template-columns:44fr 56fr;break-inside:avoid}
.letterhead p,.signature p{text-indent:0;text-align:center;margin:0;line-height:1.25}
.letterhead p{margin-bottom:3pt}
.rule-whole,.rule-part{display:inline-block}
.rule-whole::after,.rule-part::after{content:"";display:block;margin:3pt auto 0;border-top:1px solid;width:100%}
.rule-part::after{width:40%}
.signature{margin-top:18pt}
.signature .recipients{text-align:left;font:italic bold 12pt/1.25 "Times New Roman",Tinos,serif}
.signature ul{list-style:"- ";margin:0;padding-left:8pt;font-size:11pt}
.signature li{margin:0}
.signature .name{margin-top:68pt;min-height:1.25em}
@media print{body{background:none}section{width:auto;margin:0;padding:0}section+section{break-before:page}figure svg{max-height:none}}
@media(max-width:600pt){section{padding:12pt}}
`.replace(/\n/g, '');
