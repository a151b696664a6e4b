/** The appraisal document of a curated procedure with a report by hand; `change` is made to its file before. */
import { readFile } from 'node:fs/promises';
import { composeAppraisal } from '../../api/reports/appraisal/compose-appraisal.ts';
import type { PrintedDocument } from '../../api/reports/appraisal/document.ts';
import type { Letter } from '../../api/reports/appraisal/facts.ts';
import type { AppraisedReport } from '../../api/reports/appraisal/report-shape.ts';
import { readOrganisation } from '../../engine/deadlines/read-organisation.ts';
import { modelOf } from '../../engine/model/model-of.ts';
import { parseBpmn } from '../../engine/model/parse-bpmn.ts';

const procedures = new URL('../../procedures/', import.meta.url);

export async function appraisalOf(
  procedure: string,
  report: AppraisedReport,
  letter: Letter = {},
  change = (xml: string) => xml,
): Promise<PrintedDocument> {
  const [xml, text] = await Promise.all([
    readFile(new URL(`${procedure}/process.bpmn`, procedures), 'utf8'),
    readFile(new URL('organisation.json', procedures), 'utf8'),
  ]);
  const { definitions } = await parseBpmn(change(xml));
  const { model } = modelOf(definitions!);
  const { organisation } = readOrganisation(JSON.parse(text));
  return composeAppraisal({
    definitions: definitions!,
    model: model!,
    report,
    madeAt: '2026-11-27T02:00:00Z',
    letter,
    ...(organisation && { organisation }),
  });
}
