/** The document in one of its forms, ready to be sent. */
import type { PrintedDocument } from './document.ts';

export const printedForms = ['html', 'docx', 'pdf'] as const;
export type PrintedForm = (typeof printedForms)[number];

export interface Printed {
  readonly mediaType: string;
  readonly content: Buffer;
}

/** Libraries are loaded only for the form asked for. Word and PDF take about a second of the processor. */
export async function printAppraisal(document: PrintedDocument, form: PrintedForm): Promise<Printed> {
  switch (form) {
    case 'html': {
      const { renderHtml } = await import('./render-html.ts');
      return { mediaType: 'text/html; charset=utf-8', content: Buffer.from(renderHtml(document)) };
    }
    case 'docx': {
      const [{ renderDocx }, { rasterise }] = await Promise.all([import('./render-docx.ts'), import('./rasterise.ts')]);
      return {
        mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        content: await renderDocx(document, rasterise),
      };
    }
    case 'pdf': {
      const { renderPdf } = await import('./render-pdf.ts');
      return { mediaType: 'application/pdf', content: await renderPdf(document) };
    }
  }
}
