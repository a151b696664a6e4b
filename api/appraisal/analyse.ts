/**
 * What is found in a procedure before it is approved. THE place where the service meets the checker: whatever can be found is put together here, and nothing
 * else of the service knows how. Runs on a thread of its own (analysis-thread.ts), so that it may take long.
 */
import { readBpmn, type CalledVersions, type Organisation } from '../../engine/index.ts';
import type { Problem } from '../../engine/model/types.ts';
import type { Finding } from '../../engine/rules/finding.ts';
import { missingForms, schemaProblems } from '../procedure-forms.ts';

export interface AnalysisInput {
  readonly bpmn: string;
  readonly forms: Readonly<Record<string, object>>;
  readonly procedure: object;
  /** What it calls, as it is pinned. */
  readonly called: CalledVersions;
  /** Calendars, units and officers by which it would run. */
  readonly organisation: Organisation;
  /** Of all of it: what the report is about. */
  readonly modelHash: string;
}

/** Kept with the appraisal as it is. */
export interface AnalysisReport {
  readonly modelHash: string;
  readonly checkerVersion: string;
  readonly findings: readonly Finding[];
  readonly [more: string]: unknown;
}

/** Changes with every change of what is found or said. */
export const checkerVersion = '1';

export async function analyse({ bpmn, forms, called, modelHash }: AnalysisInput): Promise<AnalysisReport> {
  const { problems } = await readBpmn(bpmn, called);
  const findings = [...problems, ...schemaProblems(forms), ...(await missingForms(bpmn, forms))].map(findingOf);
  return { modelHash, checkerVersion, findings };
}

function findingOf({ code, severity, message, messageEn, at }: Problem): Finding {
  return { rule: code, severity, message, messageEn, elements: at === undefined || at === '' ? [] : [at] };
}
