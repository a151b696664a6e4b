/** The appraisal document as a Word file. */
import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { XmlDocument } from 'xmldoc';
import { numberedFindings } from '../../../../api/reports/appraisal/numbered-findings.ts';
import { renderDocx } from '../../../../api/reports/appraisal/render-docx.ts';
import { appraisalOf } from '../../../support/appraisal.ts';
import { cleanReport, reportWithFindings } from '../../../support/appraisal-reports.ts';
import { elementsOf } from '../../../support/svg-tree.ts';

/** The smallest PNG: one white dot. */
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTjRXAAAAABJRU5ErkJggg==', 'base64');
const rasterise = () => Promise.resolve(new Uint8Array(dot));

const partsOf = (docx: Buffer): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(docx)).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));

describe('the appraisal document in Word', () => {
  it('is a zip of well-formed parts that hold the Vietnamese text', async () => {
    const parts = partsOf(await renderDocx(await appraisalOf('thi-tuyen-cong-chuc', reportWithFindings), rasterise));
    for (const [name, text] of Object.entries(parts))
      if (/\.(xml|rels|svg)$/.test(name)) expect(() => new XmlDocument(text), name).not.to.throw();
    const text = elementsOf(new XmlDocument(parts['word/document.xml']!))
      .filter(({ name }) => name === 'w:t')
      .map(({ val }) => val)
      .join('\n');
    expect(text).to.include('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM').and.include('Thẩm định quy trình nội bộ giải quyết thủ tục hành chính');
    for (const { message } of numberedFindings(reportWithFindings)) expect(text).to.include(message);
  });

  it('spans columns where the document does, and repeats the heads of tables', async () => {
    const parts = partsOf(await renderDocx(await appraisalOf('thi-tuyen-cong-chuc', reportWithFindings)));
    const elements = elementsOf(new XmlDocument(parts['word/document.xml']!));
    expect(elements.filter(({ name }) => name === 'w:gridSpan').map(({ attr }) => attr['w:val'])).to.deep.equal(['3', '4']);
    expect(elements.filter(({ name }) => name === 'w:tblHeader')).to.have.lengthOf(3);
  });

  it('has the picture as SVG with a PNG for older programs, its words for those who do not see, on a page of its own size', async () => {
    const parts = partsOf(await renderDocx(await appraisalOf('thi-tuyen-cong-chuc', reportWithFindings), rasterise));
    const svg = Object.entries(parts).find(([name]) => name.endsWith('.svg'))!;
    expect(svg[1]).to.include('Tổ chức thi tuyển');
    expect(Object.keys(parts).some((name) => name.endsWith('.png'))).to.equal(true);
    const elements = elementsOf(new XmlDocument(parts['word/document.xml']!));
    expect(elements.some(({ name }) => name === 'asvg:svgBlip')).to.equal(true);
    expect(elements.find(({ name }) => name === 'wp:docPr')?.attr.descr).to.include('Thi tuyển công chức');
    const pages = elements.filter(({ name }) => name === 'w:pgSz').map(({ attr }) => [attr['w:w'], attr['w:h'], attr['w:orient']]);
    expect(pages).to.deep.equal([
      ['11906', '16838', 'portrait'],
      ['23811', '16838', 'landscape'],
    ]);
  });

  it('says where the diagram is when there is no PNG of it', async () => {
    const parts = partsOf(await renderDocx(await appraisalOf('thi-tuyen-cong-chuc', reportWithFindings)));
    expect(parts['word/document.xml']).to.include('Sơ đồ có trong bản PDF và bản HTML của báo cáo này.').and.not.include('svgBlip');
  });

  it('is the same for the same document, but for the instant that the library writes', async () => {
    const document = await appraisalOf('xoa-ghi-no-tien-su-dung-dat', cleanReport);
    const [one, other] = [partsOf(await renderDocx(document, rasterise)), partsOf(await renderDocx(document, rasterise))];
    delete one['docProps/core.xml'];
    delete other['docProps/core.xml'];
    expect(one).to.deep.equal(other);
  });
});
