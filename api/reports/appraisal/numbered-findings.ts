/** Findings in the order of the document: errors first, each with the number that the diagram shows too. */
import type { Finding } from '../../../engine/rules/finding.ts';
import type { AppraisedReport } from './report-shape.ts';

export interface NumberedFinding extends Finding {
  readonly n: number;
}

const ranks = { error: 0, warning: 1, info: 2 } as const;

export function numberedFindings({ findings }: AppraisedReport): NumberedFinding[] {
  return [...findings].sort((one, other) => ranks[one.severity] - ranks[other.severity]).map((finding, at) => ({ ...finding, n: at + 1 }));
}
