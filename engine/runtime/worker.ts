/**
 * The worker of one process: what time, messages and signals bring. Any number may run; each takes what no other has locked, in bounded batches, oldest first,
 * and lets waiting requests in between, so that catching up after an outage is no stampede.
 */
export interface Work {
  readonly name: string;
  /** Does at most one batch; how many things it took up, or, with nothing to do, when there will be something (milliseconds from now) if it knows. */
  batch(): Promise<{ readonly count: number; readonly restMs?: number }>;
  /** How often to look when nobody says that there is something, in milliseconds. */
  readonly everyMs: number;
}

export interface Worker {
  /** Looks at once: something was stirred. */
  poke(name: string): void;
  /** Does everything that is due now and returns when nothing is left; for engines without a worker of their own. */
  settle(names?: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** After an error a loop rests, in milliseconds: doubled up to this. */
const longestRestMs = 5_000;

export function openWorker(works: readonly Work[], running: boolean, log: (message: string, error: unknown) => void): Worker {
  let stopped = false;
  const loops = new Map(works.map((work) => [work.name, openLoop(work)]));

  function openLoop(work: Work) {
    let wake: (() => void) | undefined;
    let poked = false;
    const rest = (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(done, ms);
        timer.unref();
        function done() {
          clearTimeout(timer);
          wake = undefined;
          poked = false;
          resolve();
        }
        wake = done;
        if (poked || stopped) done();
      });
    const run = async () => {
      let failures = 0;
      while (!stopped) {
        try {
          const { count, restMs = work.everyMs } = await work.batch();
          failures = 0;
          if (count === 0) await rest(Math.min(work.everyMs, Math.max(1, restMs)));
        } catch (error) {
          if (stopped) return;
          log(`worker ${work.name}`, error);
          await rest(Math.min(longestRestMs, work.everyMs * 2 ** failures++));
        }
      }
    };
    return {
      work,
      done: running ? run() : Promise.resolve(),
      poke() {
        poked = true;
        wake?.();
      },
    };
  }

  return {
    poke: (name) => loops.get(name)?.poke(),
    async settle(names) {
      for (let count = 1; count > 0;) {
        count = 0;
        for (const { work } of loops.values()) if (!names || names.includes(work.name)) count += (await work.batch()).count;
      }
    },
    async stop() {
      stopped = true;
      for (const loop of loops.values()) loop.poke();
      await Promise.all([...loops.values()].map(({ done }) => done));
    },
  };
}
