/** The document of an appraisal as the answer of a route. */
import { Type } from 'typebox';
import { contentDisposition } from '../content-disposition.ts';
import { printedForms, type Printed, type PrintedForm } from '../reports/appraisal/print-appraisal.ts';
import type { Result } from '../route.ts';
import { object } from '../schemas.ts';

export const DocumentQuery = object({ format: Type.Optional(Type.Enum([...printedForms], { description: 'pdf when absent' })) });

export const formOf = (query: object): PrintedForm => (query as { format?: PrintedForm }).format ?? 'pdf';

/** To be kept as a file: it is made to be printed and filed, not to be a page of ours. */
export function documentAnswer({ mediaType, content }: Printed, form: PrintedForm): Result {
  return {
    body: content,
    headers: { 'Content-Type': mediaType, 'Content-Disposition': contentDisposition(`bao-cao-tham-dinh.${form}`, mediaType) },
  };
}
