/** The analyses that the command line, the service and the modeler run: one list, so that all of them say the same. What is not in it is reported as not run. */
import type { Analyses } from './analyses.ts';
import { checkSoundness } from './check-soundness.ts';
import { checkTime } from './timing.ts';

export const allAnalyses: Analyses = { soundness: checkSoundness, time: checkTime };
