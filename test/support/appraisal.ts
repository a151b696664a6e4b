/** The appraisal document of a curated procedure with a report by hand. */
import { readFile } from 'node:fs/promises';
import { appraisalDocument } from '../../api/reports/appraisal/appraisal-document.ts';
import { appraisalPicture } from '../../api/reports/appraisal/appraisal-picture.ts';
import type { PrintedDocument } from '../../api/reports/appraisal/document.ts';
import { factsOf, type Letter } from '../../api/reports/appraisal/facts.ts';
import type { AppraisedReport } from '../../api/reports/appraisal/report-shape.ts';
import { readOrganisation } from '../../engine/deadlines/read-organisation.ts';
import { modelOf } from '../../engine/model/model-of.ts';
import { parseBpmn } from '../../engine/model/parse-bpmn.ts';

const procedures = new URL('../../procedures/', import.meta.url);

export async function appraisalOf(procedure: string, report: AppraisedReport, letter: Letter = {}): Promise<PrintedDocument> {
  const [xml, text] = await Promise.all([
    readFile(new URL(`${procedure}/process.bpmn`, procedures), 'utf8'),
    readFile(new URL('organisation.json', procedures), 'utf8'),
  ]);
  const { definitions } = await parseBpmn(xml);
  const { model } = modelOf(definitions!);
  const { organisation } = readOrganisation(JSON.parse(text));
  return appraisalDocument(report, {
    ...factsOf(model!, '2026-11-27T02:00:00Z', organisation, letter),
    svg: appraisalPicture(definitions!, report),
  });
}
