/** One report for each version of a procedure: what was checked, what was found, and what was not looked at. Plain JSON. */
import type { Appointment, Deadline, Problem, ProcessModel } from '../model/types.ts';
import type { Finding as TableFinding } from '../model/from-table.ts';
import { checkRules } from '../rules/check-rules.ts';
import type { Finding } from '../rules/finding.ts';
import { mainProcesses } from '../rules/reading/processes.ts';
import type { RuleInput } from '../rules/rule.ts';
import type { Analyses, AnalysisOptions } from './analyses.ts';
import { estimatesOf, measuredNotes, type MeasuredStep } from './measured-steps.ts';
import { modelHash } from './model-hash.ts';
import type { Outcome } from './outcome.ts';
import { findingOfProblem } from './report/finding-of-problem.ts';
import { joined } from './report/joined.ts';
import { notRun } from './report/not-run.ts';
import { withTable } from './report/with-table.ts';
import type { Approximation, ProcessSoundness, SoundnessReport } from './soundness-report.ts';
import type { ProcessTime } from './timing.ts';

/** Raised when the same model may get another report. */
export const checkerVersion = '1';
/** Raised when a model may run otherwise than before: what was approved under an older one is to be checked again. */
export const semanticsVersion = '1';

export type FindingSource = 'file' | 'table' | 'rules' | 'soundness' | 'time';

export interface ReportFinding extends Finding {
  readonly from: FindingSource;
}

export const soundnessProperties = ['optionToComplete', 'properCompletion', 'noDeadActivities', 'safe', 'bounded'] as const;
export type SoundnessProperty = (typeof soundnessProperties)[number];

export interface Report {
  readonly format: 'taicho-report-1';
  readonly checkerVersion: string;
  readonly semanticsVersion: string;
  readonly modelHash: string;
  readonly procedures: readonly ReportedProcedure[];
  readonly verdicts: {
    /** Of all processes together: it fails when one does, holds when all do that it applies to. */
    readonly soundness: Readonly<Record<SoundnessProperty, Outcome>>;
    readonly time: Outcome;
    /** Holds: no rule found an error. */
    readonly rules: Outcome<{ readonly errors: number }>;
  };
  /** Errors first. */
  readonly findings: readonly ReportFinding[];
  readonly counts: Readonly<Record<Finding['severity'], number>>;
  /** By process, with a scenario to everything that fails; nothing when it was not run. */
  readonly soundness: readonly ProcessSoundness[];
  /** By process; nothing when it was not run. */
  readonly timeTables: readonly ProcessTime[];
  /** What was not looked at as it is, and how it was instead. */
  readonly approximations: readonly Approximation[];
}

export interface ReportedProcedure {
  readonly processId: string;
  readonly name?: string;
  readonly code?: string;
  readonly caseName?: string;
  readonly province?: string;
  readonly department?: string;
  readonly deadlines: readonly Deadline[];
  readonly appointments: readonly Appointment[];
}

export interface ReportInput extends RuleInput, AnalysisOptions {
  /** What the importer found in the published table that the model was made from. */
  readonly tableFindings?: readonly TableFinding[];
  /** How long its steps really took; what `estimates` says of a step goes before. */
  readonly measured?: readonly MeasuredStep[];
  /** Warnings of reading the file. */
  readonly problems?: readonly Problem[];
}

/** Runs the rules and the analyses given; what is not given is reported as not decided. The same input gives the same bytes. */
export function reportOf(input: ReportInput, analyses: Analyses = {}): Report {
  const { model, tableFindings = [], problems = [], measured = [] } = input;
  const estimates = { ...estimatesOf(measured), ...input.estimates };
  const options: AnalysisOptions = {
    ...(input.organisation && { organisation: input.organisation }),
    ...(input.firstDate !== undefined && { firstDate: input.firstDate }),
    ...(Object.keys(estimates).length > 0 && { estimates }),
    ...(input.isCancelled && { isCancelled: input.isCancelled }),
  };
  const soundness = analyses.soundness?.(model, options);
  const time = analyses.time?.(model, { ...options, ...(soundness && { isSound: canAlwaysEnd(soundness) }) });
  // the diagram of a table is drawn when it is imported
  const fromRules = checkRules(input).filter(({ rule }) => !input.tableFindings || rule !== 'bpmnlint/no-bpmndi');
  const findings = sorted([
    ...problems.map((problem) => from('file', findingOfProblem(problem, model))),
    ...(soundness?.findings ?? []).map((each) => from('soundness', each)),
    ...(time?.findings ?? []).map((each) => from('time', each)),
    ...withTable(fromRules, tableFindings, model).map(({ source, finding }) => from(source, finding)),
  ]);
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  const errors = findings.filter(({ from: source, severity }) => source === 'rules' && severity === 'error').length;
  return {
    format: 'taicho-report-1',
    checkerVersion,
    semanticsVersion,
    modelHash: modelHash(model),
    procedures: proceduresOf(model),
    verdicts: {
      soundness: soundnessVerdicts(soundness),
      time: time ? joined(time.processes.map(({ verdict }) => verdict)) : notRun,
      rules: errors > 0 ? { outcome: 'fails', errors } : { outcome: 'holds' },
    },
    findings,
    counts,
    soundness: soundness?.processes ?? [],
    timeTables: time?.processes ?? [],
    approximations: [
      ...(soundness?.approximations ?? []),
      ...(time?.processes ?? []).flatMap(({ approximations = [] }) => approximations),
      ...measuredNotes(model, measured),
    ],
  };
}

function from(source: FindingSource, { rule, severity, message, messageEn, elements, source: law, fix }: Finding): ReportFinding {
  return { rule, severity, message, messageEn, elements, ...(law !== undefined && { source: law }), ...(fix && { fix }), from: source };
}

const ranks: Readonly<Record<Finding['severity'], number>> = { error: 0, warning: 1, info: 2 };

function sorted(findings: readonly ReportFinding[]): ReportFinding[] {
  return findings.toSorted((one, other) => ranks[one.severity] - ranks[other.severity]);
}

/** What was not decided may get stuck. */
function canAlwaysEnd({ processes }: SoundnessReport): boolean {
  return processes.every(({ optionToComplete, bounded }) =>
    [optionToComplete, bounded].every(({ outcome }) => outcome === 'holds' || outcome === 'notApplicable'),
  );
}

function soundnessVerdicts(report: SoundnessReport | undefined): Readonly<Record<SoundnessProperty, Outcome>> {
  const verdict = (property: SoundnessProperty) => (report ? joined(report.processes.map((process) => process[property])) : notRun);
  return {
    optionToComplete: verdict('optionToComplete'),
    properCompletion: verdict('properCompletion'),
    noDeadActivities: verdict('noDeadActivities'),
    safe: verdict('safe'),
    bounded: verdict('bounded'),
  };
}

function proceduresOf(model: ProcessModel): ReportedProcedure[] {
  return mainProcesses(model).map(({ id, name, procedure }) => {
    const { procedureCode, caseName, province, department, deadlines = [], appointments = [] } = procedure ?? {};
    return {
      processId: id,
      ...(name !== undefined && { name }),
      ...(procedureCode !== undefined && { code: procedureCode }),
      ...(caseName !== undefined && { caseName }),
      ...(province !== undefined && { province }),
      ...(department !== undefined && { department }),
      deadlines,
      appointments,
    };
  });
}
