/** What is found in a procedure before it is approved. Runs on a thread of its own (work-thread.ts), so that it may take long. */
import {
  checkerVersion,
  compareVersions,
  readBpmn,
  type CalledVersions,
  type Comparison,
  type DecisionFiles,
  type Finding,
  type MeasuredStep,
  type Organisation,
  type ProcessModel,
  type Report,
  type ReportFinding,
} from '../../engine/index.ts';
import { findingOfProblem } from '../../engine/analysis/report/finding-of-problem.ts';
import { fullReport } from '../check/full-report.ts';
import { missingForms, schemaProblems } from '../procedure-forms.ts';

export interface AnalysisInput {
  readonly bpmn: string;
  readonly forms: Readonly<Record<string, object>>;
  readonly decisions: DecisionFiles;
  readonly procedure: object;
  /** What it calls, as it is pinned. */
  readonly called: CalledVersions;
  /** Calendars, units and officers by which it would run. */
  readonly organisation: Organisation;
  /** The first of the filing dates that are tried, YYYY-MM-DD. */
  readonly firstDate: string;
  /** How long the steps of its earlier versions took. */
  readonly measured?: readonly MeasuredStep[];
  /** Of all of it: what the report is about. */
  readonly modelHash: string;
  /** The version that it follows, to be compared with. */
  readonly previous?: {
    readonly version: number;
    readonly bpmn: string;
    readonly decisions: DecisionFiles;
    readonly called: CalledVersions;
  };
}

/** Kept with the appraisal as it is. What could not be read or not be finished has findings alone. */
export interface AnalysisReport extends Partial<Omit<Report, 'findings'>> {
  /** Of the content with its forms and what it calls, not of the model alone. */
  readonly modelHash: string;
  readonly checkerVersion: string;
  readonly findings: readonly (Finding & Partial<Pick<ReportFinding, 'from'>>)[];
  readonly comparedWith?: number;
  readonly comparison?: Comparison;
}

export async function analyse(input: AnalysisInput): Promise<AnalysisReport> {
  const { bpmn, forms, decisions, called, organisation, firstDate, modelHash, measured } = input;
  const { model, definitions, problems } = await readBpmn(bpmn, called, decisions);
  const all = [...problems, ...schemaProblems(forms), ...(await missingForms(bpmn, forms, decisions))];
  if (!model) return { modelHash, checkerVersion, findings: all.map((problem) => findingOfProblem(problem)) };
  const previous = input.previous && (await readBpmn(input.previous.bpmn, input.previous.called, input.previous.decisions)).model;
  const report = fullReport({ model, organisation, forms, problems: all, firstDate, definitions, measured, previous });
  return {
    ...report,
    modelHash,
    ...(previous && input.previous && { comparedWith: input.previous.version, comparison: compared(previous, model, report, input) }),
  };
}

function compared(
  previous: ProcessModel,
  model: ProcessModel,
  { findings }: Report,
  { organisation, firstDate }: AnalysisInput,
): Comparison {
  const before = fullReport({ model: previous, organisation, firstDate });
  // the file, the table and the forms of then are not looked at again, so those of now would all seem new
  const comparable = findings.filter(({ from }) => from !== 'file' && from !== 'table');
  return compareVersions({ model: previous, findings: before.findings }, { model, findings: comparable });
}
