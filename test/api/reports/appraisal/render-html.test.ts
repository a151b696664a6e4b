/** The appraisal document as a page. */
import { expect } from 'chai';
import { XmlDocument } from 'xmldoc';
import { numberedFindings } from '../../../../api/reports/appraisal/numbered-findings.ts';
import { renderHtml } from '../../../../api/reports/appraisal/render-html.ts';
import { appraisalOf } from '../../../support/appraisal.ts';
import { cleanReport, reportWithFindings } from '../../../support/appraisal-reports.ts';
import { elementsOf } from '../../../support/svg-tree.ts';

/** The page as XML: void tags closed, what is left must be well-formed. */
function parsed(html: string): XmlDocument {
  return new XmlDocument(html.replace('<!doctype html>\n', '').replace(/<(meta|br|col)(\s[^>]*)?>/g, '<$1$2/>'));
}

describe('the appraisal document in HTML', () => {
  it('holds every finding, verdict and the diagram', async () => {
    const html = renderHtml(await appraisalOf('thi-tuyen-cong-chuc', reportWithFindings));
    const text = elementsOf(parsed(html))
      .map(({ val }) => val)
      .join(' ');
    for (const { message } of numberedFindings(reportWithFindings)) expect(text).to.include(message);
    expect(text).to.include('BÁO CÁO').and.include('Chưa kết luận').and.include('PHỤ LỤC');
    expect(html.match(/<svg /g)).to.have.lengthOf(1);
  });

  it('is well-formed, closed to the outside and without script', async () => {
    for (const [procedure, report] of [
      ['thi-tuyen-cong-chuc', reportWithFindings],
      ['xoa-ghi-no-tien-su-dung-dat', cleanReport],
    ] as const) {
      const html = renderHtml(await appraisalOf(procedure, report));
      const elements = elementsOf(parsed(html));
      expect(elements.filter(({ name }) => ['script', 'link', 'img', 'iframe', 'object'].includes(name))).to.deep.equal([]);
      for (const { attr } of elements) for (const key of Object.keys(attr)) expect(key).not.to.match(/^on|href|src/i);
      expect(html).not.to.match(/url\(|@import|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    }
  });

  it('makes hostile texts harmless, wherever they stand', async () => {
    const hostile = `<script>alert(1)</script><img src=x onerror="y">'"&`;
    const letter = {
      agency: hostile,
      superior: hostile,
      number: hostile,
      symbol: hostile,
      place: hostile,
      signerName: hostile,
      signerTitle: hostile,
      recipients: [hostile],
      submission: { by: hostile, number: hostile },
    };
    const report = {
      ...reportWithFindings,
      modelHash: hostile,
      findings: [
        {
          rule: 'x',
          severity: 'error' as const,
          message: hostile,
          messageEn: hostile,
          elements: [hostile],
          source: hostile,
          fix: { label: hostile, labelEn: hostile, changes: [] },
        },
      ],
      comparison: { changes: [{ message: hostile, elements: [] }] },
    };
    const html = renderHtml(await appraisalOf('thi-tuyen-cong-chuc', report, letter));
    expect(html).not.to.include('<script').and.not.include('<img');
    // upper-case in the head of the letter; in the text thirteen times and more
    expect(elementsOf(parsed(html)).filter(({ val }) => val.includes('<script>alert(1)</script>')).length).to.be.greaterThan(8);
  });

  it('can be read by a screen reader: language, headings in order, heads of columns and rows, a named picture', async () => {
    const root = parsed(renderHtml(await appraisalOf('thi-tuyen-cong-chuc', reportWithFindings)));
    expect(root.attr.lang).to.equal('vi');
    const levels = elementsOf(root)
      .filter(({ name }) => /^h\d$/.test(name))
      .map(({ name }) => Number(name[1]));
    expect(levels.filter((level) => level === 1)).to.have.lengthOf(1);
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).to.be.at.most(1);
    const cells = elementsOf(root).filter(({ name }) => name === 'th');
    expect(cells.length).to.be.greaterThan(20);
    for (const { attr } of cells) expect(attr.scope).to.be.oneOf(['col', 'row']);
    for (const table of elementsOf(root).filter(({ name }) => name === 'table')) expect(table.childNamed('caption')?.val).to.be.a('string');
    expect(elementsOf(root).find(({ name }) => name === 'figure')?.attr['aria-label']).to.include('Thi tuyển công chức');
  });

  it('is always the same', async () => {
    const document = await appraisalOf('thi-tuyen-cong-chuc', reportWithFindings);
    expect(renderHtml(document)).to.equal(renderHtml(document));
  });
});
