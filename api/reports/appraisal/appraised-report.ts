/** From what the checker reports to what the document shows. */
import type { Outcome } from '../../../engine/analysis/outcome.ts';
import type { ProcessSoundness as CheckedSoundness } from '../../../engine/index.ts';
import type { AnalysisReport } from '../../appraisal/analyse.ts';
import type { AppraisedReport, Evidence, ProcessSoundness } from './report-shape.ts';

/** An analysis without any process in the report was not made. */
export function appraisedReport(report: AnalysisReport): AppraisedReport {
  const {
    modelHash,
    checkerVersion,
    semanticsVersion,
    findings,
    comparison,
    soundness = [],
    timeTables = [],
    approximations = [],
  } = report;
  return {
    modelHash,
    checkerVersion,
    findings,
    ...(semanticsVersion !== undefined && { semanticsVersion }),
    ...(soundness.length > 0 && { soundness: { processes: soundness.map(shown), approximations } }),
    ...(timeTables.length > 0 && { time: { processes: timeTables } }),
    ...(comparison && { comparison }),
  };
}

function shown(process: CheckedSoundness): ProcessSoundness {
  const { optionToComplete, properCompletion, noDeadActivities, safe, bounded } = process;
  return {
    ...process,
    optionToComplete: told(optionToComplete),
    properCompletion: told(properCompletion),
    safe: told(safe),
    bounded: told(bounded),
    noDeadActivities: dead(noDeadActivities),
  };
}

type Checked = Extract<CheckedSoundness['safe'], { outcome: 'fails' }>;

function told(outcome: Outcome<Omit<Checked, 'outcome'>>): Outcome<Evidence> {
  if (outcome.outcome !== 'fails') return outcome;
  const scenario = outcome.scenario.map((step) => ({
    ...step,
    conditionsAssumed: step.conditionsAssumed.map(({ condition }) => condition),
  }));
  return { ...outcome, scenario };
}

/** No scenario leads to what is never reached. */
function dead(outcome: CheckedSoundness['noDeadActivities']): Outcome<Evidence> {
  if (outcome.outcome !== 'fails') return outcome;
  return {
    outcome: 'fails',
    scenario: [],
    stateAtEnd: {},
    culprits: outcome.elements,
    message: 'Có bước không bao giờ được thực hiện',
  };
}
