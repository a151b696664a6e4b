import type { ProcessModel } from '../model/types.ts';
import type { Throws } from './throws-of.ts';

/** What containers lie in, for what depends on more than one element. */
export interface Surroundings {
  readonly model: ProcessModel;
  readonly throws: Throws;
  /** The containers lie in a process that was called. */
  readonly isCalled: boolean;
}
