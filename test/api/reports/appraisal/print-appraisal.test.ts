/** The document in each form that can be asked for. */
import { expect } from 'chai';
import { printAppraisal, printedForms } from '../../../../api/reports/appraisal/print-appraisal.ts';
import { appraisalOf } from '../../../support/appraisal.ts';
import { cleanReport } from '../../../support/appraisal-reports.ts';

describe('printing the appraisal document', () => {
  it('gives content that begins as its media type says', async () => {
    const document = await appraisalOf('xoa-ghi-no-tien-su-dung-dat', cleanReport);
    const begins: string[] = [];
    for (const form of printedForms) {
      const { mediaType, content } = await printAppraisal(document, form);
      begins.push(`${mediaType.split(';')[0]} ${content.toString('latin1', 0, 4)}`);
    }
    expect(begins).to.deep.equal([
      'text/html <!do',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document PK\u0003\u0004',
      'application/pdf %PDF',
    ]);
  });
});
