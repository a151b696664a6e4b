/** The appraisal document as PDF. */
import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { renderPdf } from '../../../../api/reports/appraisal/render-pdf.ts';
import { numberedFindings } from '../../../../api/reports/appraisal/numbered-findings.ts';
import { appraisalOf } from '../../../support/appraisal.ts';
import { cleanReport, reportWithFindings } from '../../../support/appraisal-reports.ts';

/** Text of the file by poppler's program; undefined where it is not installed. */
function pdfText(pdf: Buffer): string | undefined {
  try {
    return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Letters that the fonts of the file can be read back to: the targets of their `ToUnicode` tables. */
function lettersOf(pdf: Buffer): Set<string> {
  const letters = new Set<string>();
  const text = pdf.toString('latin1');
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const start = index + (text[index + 6] === '\r' ? 8 : 7);
    const end = text.indexOf('endstream', start);
    let content: string;
    try {
      content = inflateSync(pdf.subarray(start, end)).toString('latin1');
    } catch {
      continue;
    }
    if (!content.includes('beginbfrange') && !content.includes('beginbfchar')) continue;
    for (const [, code] of content.matchAll(/<([0-9a-fA-F]{4})>/g)) letters.add(String.fromCharCode(parseInt(code!, 16)));
  }
  return letters;
}

describe('the appraisal document in PDF', () => {
  it('has the font embedded, every Vietnamese letter readable, one page size a part', async () => {
    const document = await appraisalOf('thi-tuyen-cong-chuc', reportWithFindings);
    const pdf = await renderPdf(document);
    const raw = pdf.toString('latin1');
    expect(raw.slice(0, 5)).to.equal('%PDF-');
    expect(raw.trimEnd().endsWith('%%EOF')).to.equal(true);
    expect(raw.match(/\/FontFile2/g)!.length).to.be.at.least(3);
    expect(raw).to.match(/\/BaseFont \/\w+\+Tinos/);
    const letters = lettersOf(pdf);
    for (const letter of 'BáocáothẩmđịnhquytrìnhnộibộĐộclậpTựdoHạnhphúc') expect(letters.has(letter), letter).to.equal(true);
    const boxes = [...raw.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
      ([, width, height]) => `${Math.round(Number(width))}x${Math.round(Number(height))}`,
    );
    expect(new Set(boxes.slice(0, -1))).to.deep.equal(new Set(['595x842']));
    expect(boxes.at(-1)).to.equal('1191x842');
  });

  it('says what the document says', async function () {
    const text = pdfText(await renderPdf(await appraisalOf('thi-tuyen-cong-chuc', reportWithFindings)));
    if (text === undefined) {
      console.log('      skipped: pdftotext (Debian: poppler-utils) is not installed');
      return this.skip();
    }
    const words = text.normalize('NFC').replace(/\s+/g, ' ');
    expect(words).to.include('Thẩm định quy trình nội bộ giải quyết thủ tục hành chính').and.include('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    // columns run beside each other in the text: first words only
    for (const { message } of numberedFindings(reportWithFindings)) expect(words).to.include(message.split(' ').slice(0, 5).join(' '));
    expect(words).to.include('PHỤ LỤC').and.include('Tổ chức thi tuyển');
  });

  it('is the same for the same document', async () => {
    const document = await appraisalOf('xoa-ghi-no-tien-su-dung-dat', cleanReport);
    expect((await renderPdf(document)).equals(await renderPdf(document))).to.equal(true);
  });
});
