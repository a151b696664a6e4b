import type { BenchServer } from './durable/bench-server.ts';
import type { Effort } from './effort.ts';
import type { Report } from './report.ts';

/** Figures of the engine with its database. A file in rows/, a line in bench.ts. */
export interface EngineRow {
  readonly name: string;
  measure(server: BenchServer, effort: Effort): Promise<Figures>;
}

export interface Figures {
  /** Entries of the JSON object. */
  readonly json: Partial<Report>;
  /** The same for people. */
  readonly lines: readonly Line[];
}

export interface Line {
  readonly name: string;
  readonly value: string;
  /** What was counted or timed. */
  readonly unit: string;
  readonly goal?: string;
}
