/** Runs what takes long beside the requests: on one thread, one piece after the other, each for a bounded time. */
import { Worker } from 'node:worker_threads';
import { Problem } from '../problem.ts';
import type { LongWork } from './work-thread.ts';

/** Resolves with what the thread answered. Rejects with WorkUnfinished, or with the problem ANALYSIS_BUSY. */
export type DoLongWork = (work: LongWork) => Promise<unknown>;

export class WorkUnfinished extends Error {
  override readonly name = 'WorkUnfinished';
  readonly why: 'failed' | 'tooLong';

  constructor(why: 'failed' | 'tooLong', cause: unknown) {
    super(`the work was not finished: ${why}`, { cause });
    this.why = why;
  }
}

/** How long one piece may take, in milliseconds. */
const mostMs = 60_000;
/** Pieces that wait for their turn; more are refused. */
const mostWaiting = 30;
/** A thread without work is ended after so many milliseconds. */
const idleMs = 60_000;

export function openLongWork(log: (message: string, details?: unknown) => void): DoLongWork {
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  const open = (): Worker => {
    if (thread) return thread;
    const opened = new Worker(new URL('./work-thread.js', import.meta.url), { execArgv: [] });
    // it keeps no program alive
    opened.unref();
    opened.once('exit', () => {
      if (thread === opened) thread = undefined;
    });
    return (thread = opened);
  };
  const end = () => {
    const ended = thread;
    thread = undefined;
    void ended?.terminate();
  };

  const run = (work: LongWork): Promise<unknown> => {
    clearTimeout(idle);
    const worker = open();
    return new Promise<unknown>((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        worker.off('message', hear).off('error', fail).off('exit', gone);
        idle = setTimeout(end, idleMs);
        idle.unref();
      };
      const stop = (why: WorkUnfinished['why'], cause: unknown) => {
        settle();
        log('work on the thread failed', cause);
        end();
        reject(new WorkUnfinished(why, cause));
      };
      const hear = ({ answer, error }: { answer?: unknown; error?: string }) => {
        if (error !== undefined) return stop('failed', error);
        settle();
        resolve(answer);
      };
      const fail = (error: unknown) => stop('failed', error);
      const gone = (code: number) => stop('failed', `its thread ended (${code})`);
      const timer = setTimeout(() => stop('tooLong', `not done within ${mostMs} ms`), mostMs);
      worker.on('message', hear).on('error', fail).on('exit', gone);
      worker.postMessage(work);
    });
  };

  return async (work) => {
    if (waiting >= mostWaiting)
      throw new Problem(
        503,
        'ANALYSIS_BUSY',
        'Đang kiểm tra nhiều thủ tục khác, hãy thử lại sau',
        'Many procedures are being checked; try again later',
        { headers: { 'Retry-After': '5' } },
      );
    waiting++;
    const turn = last.then(() => run(work));
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      waiting--;
    }
  };
}
