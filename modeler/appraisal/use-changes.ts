/** Compares a submission with what it follows: the one before it, or the version in use. */
import { useQuery } from '@tanstack/react-query';
import type { Finding } from '../../engine/index.ts';
import { compareSides, type ComparedSides } from '../compare/compare-sides.ts';
import { findingsOfSide, loadSide } from '../compare/load-side.ts';
import { writeSide, type Side } from '../compare/side.ts';
import { readForComparison } from '../compare/read-for-comparison.ts';
import type { Submission } from './types.ts';

export type Basis = 'round' | 'version';

/** What a submission can be compared with, the one before it first. */
export function basesOf(
  { appraisalId, round, report }: Submission,
  processKey: string | undefined,
): { readonly id: Basis; readonly side: Side }[] {
  return [
    ...(round > 1 ? [{ id: 'round', side: { kind: 'submission', appraisalId, round: round - 1 } } as const] : []),
    ...(report.comparedWith !== undefined && processKey !== undefined
      ? [{ id: 'version', side: { kind: 'version', processKey, version: report.comparedWith } } as const]
      : []),
  ];
}

export function useChanges(submission: Submission, before: Side | undefined) {
  return useQuery({
    queryKey: ['changes', submission.appraisalId, submission.round, before && writeSide(before)],
    queryFn: async (): Promise<ComparedSides> => {
      const [then, now, findings] = await Promise.all([
        loadSide(before!),
        readForComparison(submission.bpmn),
        // the version was checked when it was appraised; asking again may take a minute
        before!.kind === 'submission' ? findingsOfSide(before!) : Promise.resolve(null),
      ]);
      const both = findings !== null;
      return compareSides(
        { ...then, ...(both && { findings }) },
        { ...now, ...(both && { findings: submission.report.findings as readonly Finding[] }) },
      );
    },
    enabled: before !== undefined,
    staleTime: Infinity,
  });
}
