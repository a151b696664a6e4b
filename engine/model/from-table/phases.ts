/** Which phase each step belongs to: sections with a printed sub-total, phases with a limit of their own, the two appointments. */
import type { Duration } from '../types.ts';
import { durationTexts, equals, sumTexts } from './arithmetic.ts';
import { slug } from './ascii-id.ts';
import { countedSum, sectionTotal } from './check-table.ts';
import { finding, type Finding } from './findings.ts';
import type { PublishedTable } from './published-table.ts';
import type { ReadStep } from './read-steps.ts';
import { durationOf } from './read-times.ts';

export interface Phases {
  /** Phase name by step id. */
  readonly phaseOf: ReadonlyMap<string, string>;
  readonly limits: readonly { readonly phase: string; readonly limit: Duration }[];
}

/** Phase of every step; steps of a section that two phases share are told apart by their unit of time, which is reported. */
export function phasesOf(table: PublishedTable, steps: readonly ReadStep[], findings: Finding[]): Phases {
  const phaseOf = new Map<string, string>();
  const limits: { phase: string; limit: Duration }[] = [];
  for (const { id, row } of steps) {
    if (!row.stage || /không tính/iu.test(row.stage)) continue;
    const total = sectionTotal(row.stage);
    const phase = total?.name ?? row.stage;
    phaseOf.set(id, phase);
    if (total && !limits.some((limit) => limit.phase === phase)) limits.push({ phase, limit: total.limit });
  }
  const given = (table.phaseDeadlines ?? []).map((phase) => ({ phase: phase.phase, limit: durationOf(phase) }));
  for (const { phase, limit } of given) {
    const name = slug(phase.replace(/^[IVX\d]+[.)]\s*/u, ''));
    const candidates = steps.filter(({ row }) => slug(row.stage ?? '').includes(name));
    const rivals = given.filter(
      (other) => other.phase !== phase && slug(candidates[0]?.row.stage ?? '').includes(slug(other.phase.replace(/^[IVX\d]+[.)]\s*/u, ''))),
    );
    const members = rivals.length ? candidates.filter(({ budget }) => budget?.unit === limit.unit) : candidates;
    for (const { id, label, at } of members) {
      phaseOf.set(id, phase);
      if (rivals.length && members.length < 3) findings.push(finding('phase-by-unit', `${at}/stage`, { label, phase }));
    }
    limits.push({ phase, limit });
    const place = `/phaseDeadlines/${given.findIndex((other) => other.phase === phase)}`;
    if (!members.length) findings.push(finding('phase-unmatched', place, { phase }));
    else if (!equals(countedSum(members), limit)) {
      findings.push(finding('phase-sum-differs', place, { phase, deadline: durationTexts(limit), sum: sumTexts(countedSum(members)) }));
    }
  }
  return { phaseOf, limits };
}
