/** How large a campaign is. */
import type { CampaignSize } from './strike.ts';

/** In `npm test`. */
export const quick: CampaignSize = { kills: 20, restarts: 2, freezes: 1, fullDisks: 1, pauseMs: 250, mostOpen: 150, inEarnest: false };
/** In `.ci/run`: under ten minutes on two cores. */
export const long: CampaignSize = { kills: 200, restarts: 20, freezes: 15, fullDisks: 3, pauseMs: 800, mostOpen: 250, inEarnest: true };
