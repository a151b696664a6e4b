/** A kept report as the document that goes into the file. */
import { readBpmn, type CalledVersions, type DecisionFiles, type Organisation } from '../../engine/index.ts';
import { appraisedReport } from '../reports/appraisal/appraised-report.ts';
import { composeAppraisal } from '../reports/appraisal/compose-appraisal.ts';
import { printAppraisal, type Printed, type PrintedForm } from '../reports/appraisal/print-appraisal.ts';
import type { AnalysisReport } from './analyse.ts';

export interface PrintInput {
  readonly bpmn: string;
  readonly decisions: DecisionFiles;
  readonly called: CalledVersions;
  readonly report: AnalysisReport;
  readonly organisation: Organisation;
  readonly form: PrintedForm;
  /** Instant. */
  readonly madeAt: string;
  readonly version?: number;
}

/** Throws for a file that gives no model: there is nothing to print of it. */
export async function printReport({ bpmn, decisions, called, report, organisation, form, madeAt, version }: PrintInput): Promise<Printed> {
  const { definitions, model } = await readBpmn(bpmn, called, decisions);
  if (!model) throw new Error('the file gives no model');
  const document = composeAppraisal({
    definitions,
    model,
    report: appraisedReport(report),
    madeAt,
    organisation,
    ...(version !== undefined && { version }),
    ...(report.comparedWith !== undefined && { previousVersion: report.comparedWith }),
  });
  return printAppraisal(document, form);
}
