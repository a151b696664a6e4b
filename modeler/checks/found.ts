/** What the checks have found so far, put together for the panel and the canvas. */
import type { Evidence, Finding, ScenarioStep } from '../../engine/index.ts';
import type { CheckPart } from './check-steps.ts';

/** The parts that have come, the later over the earlier. */
export type CheckResult = CheckPart;

/** A finding with what else is known of it. */
export interface Found extends Finding {
  /** The same in two checks of the same drawing. */
  readonly key: string;
  /** A run that shows it. */
  readonly scenario?: readonly ScenarioStep[];
}

export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Everything found, errors first; the same sentence about the same elements once. */
export function foundIn({ rules = [], soundness, time }: CheckResult): Found[] {
  const evidence = evidenceIn(soundness);
  const all = new Map<string, Found>();
  for (const finding of [...(soundness?.findings ?? []), ...(time?.findings ?? []), ...rules]) {
    const key = `${finding.rule} ${finding.elements.join(' ')} ${finding.message}`;
    const scenario = finding.rule.startsWith('soundness.') ? evidence.get(finding.message)?.scenario : undefined;
    if (!all.has(key)) all.set(key, { ...finding, key, ...(scenario && { scenario }) });
  }
  return severities.flatMap((severity) => [...all.values()].filter((each) => each.severity === severity));
}

/** By the sentence that tells it. */
function evidenceIn(soundness: CheckResult['soundness']): Map<string, Evidence> {
  const found = new Map<string, Evidence>();
  for (const { optionToComplete, safe, bounded, properCompletion } of soundness?.processes ?? [])
    for (const property of [optionToComplete, safe, bounded, properCompletion])
      if (property.outcome === 'fails' && !found.has(property.message)) found.set(property.message, property);
  return found;
}

export function countsOf(found: readonly Found[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of found) counts[severity]++;
  return counts;
}
