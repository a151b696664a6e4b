/** The control slip (form 06, Circular 03/2025/TT-VPCP): each unit that had the dossier, with early / on time / late. */
import { workingMinutesBetween } from './calendar.ts';
import { classify } from './clock-measures.ts';
import { isoOf, instantOf } from './local-date.ts';
import { calendarOf } from './organisation.ts';
import type { Punctuality } from './clock-measures.ts';
import type { Organisation } from './organisation.ts';

/** A unit's time with the dossier: sent to it, taken up, handed on. */
export interface SlipRow {
  readonly unit: string;
  readonly department?: string;
  readonly from?: string;
  readonly holder?: string;
  readonly sentAt: string;
  readonly acceptedAt?: string;
  readonly leftAt?: string;
  /** Working due instant of the step; absent for a step without time. */
  readonly dueAt?: string;
  readonly note?: string;
}

export interface ClassifiedSlipRow extends SlipRow {
  /** Absent while it goes on in time, and for a step without time. */
  readonly result?: Punctuality;
  /** Working minutes between sending and taking up (or until now). */
  readonly waitedMinutes: number;
  /** Working minutes past the due instant. */
  readonly overByMinutes: number;
}

/**
 * The rows with their results at `now` (epoch milliseconds), by sending time. Late is after the due minute, because the slip prints minutes and a late
 * step must not look punctual; early is before the due day; else on time.
 */
export function controlSlip(rows: readonly SlipRow[], organisation: Organisation, now: number): ClassifiedSlipRow[] {
  return [...rows]
    .sort((a, b) => (a.sentAt < b.sentAt ? -1 : a.sentAt > b.sentAt ? 1 : 0))
    .map((row) => {
      const calendar = calendarOf(organisation, row.unit);
      const left = row.leftAt === undefined ? now : instantOf(row.leftAt);
      const waitedMinutes = workingMinutesBetween(
        calendar,
        instantOf(row.sentAt),
        Math.min(left, instantOf(row.acceptedAt ?? isoOf(left))),
      );
      if (row.dueAt === undefined) return { ...row, waitedMinutes, overByMinutes: 0 };
      const dueAt = instantOf(row.dueAt);
      const overByMinutes = left > dueAt ? workingMinutesBetween(calendar, dueAt, left) : 0;
      if (left > dueAt) return { ...row, result: 'late', waitedMinutes, overByMinutes };
      if (row.leftAt === undefined) return { ...row, waitedMinutes, overByMinutes };
      return { ...row, result: classify(calendar, dueAt, left) === 'early' ? 'early' : 'onTime', waitedMinutes, overByMinutes };
    });
}
