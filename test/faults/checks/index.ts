/** What must hold after a campaign, while its engines may still run. */
import type { Check } from '../evidence.ts';
import { acknowledged } from './acknowledged.ts';
import { deliveries } from './deliveries.ts';
import { feed } from './feed.ts';
import { flags } from './flags.ts';
import { histories } from './histories.ts';
import { messages } from './messages.ts';
import { projection } from './projection.ts';
import { signals } from './signals.ts';
import { timers } from './timers.ts';

export const checks: Readonly<Record<string, Check>> = {
  'acknowledged commands': acknowledged,
  'histories and states': histories,
  'projected tables': projection,
  timers,
  flags,
  messages,
  signals,
  deliveries,
  feed,
};

export { leftBehind } from './left-behind.ts';
