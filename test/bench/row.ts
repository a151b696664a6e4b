/** One figure of the benchmark. A file in rows/, a line in bench.ts. */
export interface Row {
  readonly name: string;
  /** What one unit of work is, and the goal as the issue states it. */
  readonly unit: string;
  readonly goal?: string;
  /** Prepares the work; gives back a function that does `count` units of it. */
  prepare(): Promise<{ readonly count: number; readonly run: () => void | Promise<void> }>;
  /** How the time of one unit (seconds) is shown. */
  readonly show: 'perSecond' | 'microseconds' | 'milliseconds';
}
