/** What `npm run bench -- --json` prints: one object. Rates are per second; milliseconds, kB and MB as the names say. */
export interface Report {
  readonly effort: string;
  /** What the quick run does less of, in words. */
  readonly shortened: readonly string[];
  readonly yardstickSeconds: number;
  readonly advance?: { readonly perSecond: number };
  readonly calendar?: { readonly addMicros: number; readonly betweenMicros: number };
  /** A change of a drawing of a hundred elements, to its findings; `pageP95Ms` of it where the reader draws. */
  readonly liveChecks?: { readonly p50Ms: number; readonly p95Ms: number; readonly pageP95Ms: number };
  /** One step in a dossier of that size; `ratio` to one in a tenth of the size, in the same run. */
  readonly size?: readonly { readonly name: string; readonly size: number; readonly micros: number; readonly ratio: number }[];
  readonly durable?: StepFigures & {
    /** Medians of the ratios of windows that stood beside each other. */
    readonly ratioToFloor: number;
    readonly ratioToBatchedFloor: number;
    /** What one caller, or each of 64, waits for a completed task. */
    readonly p50Ms1: number;
    readonly p99Ms1: number;
    readonly p50Ms64: number;
    readonly p99Ms64: number;
    /** Rates of the windows, in the order of the rounds. */
    readonly windows: readonly { readonly floor: number; readonly durable: number; readonly batchedFloor: number }[];
  };
  readonly floor?: StepFigures;
  readonly batchedFloor?: StepFigures;
  readonly flags?: {
    readonly openSteps: number;
    readonly due: number;
    /** After the instant at which they fell due: by the instants that the flags carry. The last one of the worst round; the middle one. */
    readonly allRaisedWithinMs: number;
    readonly medianMs: number;
    /** Until a reader saw them all. */
    readonly allSeenWithinMs: number;
  };
  readonly http?: {
    readonly perSecond: number;
    readonly p50Ms: number;
    /** At half that load. */
    readonly halfPerSecond: number;
    readonly halfP99Ms: number;
    readonly listeners: number;
    /** From sending a command until the last listener has heard of it. */
    readonly allHeardMs: number;
  };
  /** `ms` is `firstMs`. */
  readonly start?: { readonly ms: number; readonly firstMs: number; readonly nextMs: number; readonly answerMs?: number };
  readonly memory?: {
    /** Resident, after a collection, after the first window and after the last. */
    readonly rssMb: number;
    readonly rssMbAfter: number;
    readonly rssMbPerMillionSteps: number;
    readonly heapMb: number;
    readonly heapMbAfter: number;
    readonly heapMbPerMillionSteps: number;
    /** Between the first window and the last. */
    readonly steps: number;
  };
  readonly growth?: readonly {
    readonly openDossiers: number;
    readonly perSecond: number;
    readonly p99Ms: number;
    readonly walKbPerStep: number;
    readonly windows: readonly number[];
  }[];
  /** Share of the rate with few dossiers that is lost with many; negative: gained. */
  /** First pages of lists among many open dossiers. */
  readonly lists?: { readonly openDossiers: number; readonly p50Ms: number; readonly p99Ms: number };
  readonly growthLoss?: number;
  /** Of a fresh browser, from the address to a list to choose from; the median. */
  readonly catalogue?: { readonly interactiveMs: number };
  /** Rows without a database: seconds of one unit, and their ratio to the yardstick. */
  readonly rows: readonly {
    readonly name: string;
    readonly unit: string;
    readonly goal?: string | undefined;
    readonly seconds: number;
    readonly ratio: number;
  }[];
}

export interface StepFigures {
  readonly perSecond: number;
  readonly walKbPerStep: number;
  /** Processor time of the benchmark's own process, without the database's, in microseconds a step. */
  readonly ownMicrosPerStep: number;
}
