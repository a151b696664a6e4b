/** How a container is looked at when it becomes a net. */
import type { Collapsed } from './collapse-blocks.ts';
import type { Throw, Throws } from './throws-of.ts';
import type { Container } from '../model/types.ts';

export interface CompileOptions {
  readonly throws: Throws;
  /** How often an event that may come again and again is followed; Infinity: it stays armed, as in the engine. */
  readonly repeats: number;
  /** A loop or multi-instance activity may have no round. */
  readonly skips?: boolean;
  /** With the starts of event subprocesses. Without, only throws that they handle end the container: see ADR 0034. */
  readonly eventSubProcesses?: boolean;
  /** Event subprocesses of the outermost containers may break them off; what they do then is looked at elsewhere. */
  readonly breaksOff?: boolean;
  /** What is known of the contents of a subprocess; unknown: it can complete, and throw all it has. */
  readonly inside?: (contents: Container) => { readonly canComplete: boolean; readonly thrown: readonly Throw[] };
  /** Messages come along message flows only, where one is drawn; else any may come at any time. */
  readonly together?: boolean;
  /** A process is opened by a call activity, not as a dossier. */
  readonly isCalled?: boolean;
  /** Blocks that are one flow each: their elements are left out. */
  readonly collapsed?: Collapsed;
}
