import type { Service } from '../service.ts';
import { mostAtATime, readOn } from './outbox.ts';

export interface PortalRunner {
  close(): Promise<void>;
}

/** How long to wait for the feed to stir, in milliseconds. */
const waitMs = 1_000;
/** Between two looks while there is little: many small ones would cost more than a few larger. In milliseconds. */
const restMs = 300;
const longestRestMs = 30_000;

/** Makes the portal's messages from the feed until it is closed. Any number of processes may: each command is read once. */
export function openPortalRunner(service: Service): PortalRunner {
  let closed = false;
  let wake: () => void = () => undefined;
  const closing = new Promise<void>((resolve) => (wake = resolve));
  const rest = (ms: number) => {
    let timer: NodeJS.Timeout | undefined;
    const slept = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
      timer.unref();
    });
    return Promise.race([closing, slept]).finally(() => clearTimeout(timer));
  };
  const run = async () => {
    let failures = 0;
    while (!closed) {
      try {
        const stirred = service.engine.feedStirred(waitMs);
        const count = await readOn(service);
        failures = 0;
        if (count === 0) await Promise.race([closing, stirred]);
        if (count < mostAtATime) await rest(restMs);
      } catch (error) {
        if (closed) return;
        service.log('making the messages for the portal', error);
        await rest(Math.min(longestRestMs, waitMs * 2 ** failures++));
      }
    }
  };
  const done = run();
  return {
    async close() {
      closed = true;
      wake();
      await done;
    },
  };
}
