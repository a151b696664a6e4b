/** What one version of a procedure changes against another, in data and in words. Plain JSON. */
export interface Comparison {
  readonly changes: readonly VersionChange[];
  /** The same figures of both versions side by side. */
  readonly measures: readonly Measure[];
}

export interface VersionChange {
  readonly group: 'steps' | 'time' | 'departments' | 'flows' | 'risk';
  readonly what:
    | 'added'
    | 'removed'
    | 'renamed'
    | 'typeChanged'
    | 'budgetChanged'
    | 'countsChanged'
    | 'deadlineChanged'
    | 'appointmentChanged'
    | 'holderChanged'
    | 'placeChanged'
    | 'conditionChanged'
    | 'timerChanged'
    | 'findingNew'
    | 'findingGone';
  /** Ids in the version after; of what is gone, in the version before. */
  readonly elements: readonly string[];
  readonly before?: string;
  readonly after?: string;
  readonly message: string;
  readonly messageEn: string;
}

export interface Measure {
  readonly code:
    | 'publishedDays'
    | 'stepDays'
    | 'steps'
    | 'departments'
    | 'handOffs'
    | 'loops'
    | 'outsideWaits'
    | 'largestSharePercent'
    | 'errors'
    | 'warnings';
  readonly name: string;
  readonly nameEn: string;
  /** Absent: the version does not say. */
  readonly before?: number;
  readonly after?: number;
}
