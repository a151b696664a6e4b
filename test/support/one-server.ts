/** Root hooks of mocha: what the files of a run share ends when the last of them has ended. */

const endings: (() => Promise<void>)[] = [];
let isRunning = false;

/** True: `stop` is called at the end of the run. False: mocha runs nothing here, so whoever started something ends it. */
export function endWithTheRun(stop: () => Promise<void>): boolean {
  if (isRunning) endings.push(stop);
  return isRunning;
}

export const mochaHooks = {
  beforeAll(): void {
    isRunning = true;
  },
  async afterAll(): Promise<void> {
    for (const stop of endings) await stop();
  },
};
