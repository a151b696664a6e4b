/** What a reviewer has to answer for, of the soundness of one process. */
import type { Finding } from '../rules/finding.ts';
import type { ProcessModel } from '../model/types.ts';
import type { Evidence, ProcessSoundness } from './soundness-report.ts';

export function findingsOf(model: ProcessModel, process: ProcessSoundness): Finding[] {
  const { optionToComplete, properCompletion, noDeadActivities, safe, bounded } = process;
  const findings: Finding[] = [];
  const told = new Set<string>();
  const add = (rule: string, evidence: Evidence) => {
    // one mistake mostly breaks several properties
    const name = `${evidence.code} ${evidence.culprits.slice(0, 2).join()}`;
    if (told.has(name)) return;
    told.add(name);
    const { message, messageEn, culprits } = evidence;
    findings.push({ rule: `soundness.${rule}`, severity: 'error', message, messageEn, elements: culprits });
  };
  if (optionToComplete.outcome === 'fails') add('optionToComplete', optionToComplete);
  if (safe.outcome === 'fails') add('safe', safe);
  if (bounded.outcome === 'fails') add('bounded', bounded);
  if (properCompletion.outcome === 'fails') add('properCompletion', properCompletion);
  if (noDeadActivities.outcome === 'fails') {
    const { elements, culprits } = noDeadActivities;
    const names = elements
      .slice(0, 3)
      .map((id) => `"${model.nodes.get(id)!.name ?? id}"`)
      .join(', ');
    findings.push({
      rule: 'soundness.noDeadActivities',
      severity: 'error',
      message: `Không bao giờ đi tới: ${names}`,
      messageEn: `Never reached: ${names}`,
      elements: culprits,
    });
  }
  const open = [optionToComplete, safe, bounded, properCompletion].find(({ outcome }) => outcome === 'notDecided');
  if (open?.outcome === 'notDecided')
    findings.push({
      rule: 'soundness.notDecided',
      severity: 'warning',
      message: open.reason.message,
      messageEn: open.reason.messageEn,
      elements: [],
    });
  return findings;
}
