/** Runs the analysis beside the requests: on one thread, one after the other, each for a bounded time. What was not analysed is an error, never silence. */
import { Worker } from 'node:worker_threads';
import { Problem } from '../problem.ts';
import { checkerVersion, type AnalysisInput, type AnalysisReport } from './analyse.ts';

export type Analyse = (input: AnalysisInput) => Promise<AnalysisReport>;

/** How long one analysis may take, in milliseconds. */
const mostMs = 60_000;
/** Analyses that wait for their turn; more are refused. */
const mostWaiting = 30;
/** A thread without work is ended after so many milliseconds. */
const idleMs = 60_000;

export function openAnalyser(log: (message: string, details?: unknown) => void): Analyse {
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  const open = (): Worker => {
    if (thread) return thread;
    const opened = new Worker(new URL('./analysis-thread.js', import.meta.url), { execArgv: [] });
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

  const run = (input: AnalysisInput): Promise<AnalysisReport> => {
    clearTimeout(idle);
    const worker = open();
    return new Promise<AnalysisReport>((resolve) => {
      const settle = (report: AnalysisReport, failed?: unknown) => {
        clearTimeout(timer);
        worker.off('message', hear).off('error', fail).off('exit', gone);
        if (failed !== undefined) {
          log('the analysis failed', failed);
          end();
        }
        idle = setTimeout(end, idleMs);
        idle.unref();
        resolve(report);
      };
      const hear = ({ report, error }: { report?: AnalysisReport; error?: string }) =>
        report ? settle(report) : settle(unfinished(input, 'failed'), error);
      const fail = (error: unknown) => settle(unfinished(input, 'failed'), error);
      const gone = (code: number) => settle(unfinished(input, 'failed'), `its thread ended (${code})`);
      const timer = setTimeout(() => settle(unfinished(input, 'tooLong'), `not done within ${mostMs} ms`), mostMs);
      worker.on('message', hear).on('error', fail).on('exit', gone);
      worker.postMessage(input);
    });
  };

  return async (input) => {
    if (waiting >= mostWaiting)
      throw new Problem(
        503,
        'ANALYSIS_BUSY',
        'Đang kiểm tra nhiều thủ tục khác, hãy thử lại sau',
        'Many procedures are being checked; try again later',
        {
          headers: { 'Retry-After': '5' },
        },
      );
    waiting++;
    const turn = last.then(() => run(input));
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      waiting--;
    }
  };
}

function unfinished({ modelHash }: AnalysisInput, why: 'failed' | 'tooLong'): AnalysisReport {
  const [message, messageEn] =
    why === 'tooLong'
      ? [
          'Chưa kiểm tra xong trong thời gian cho phép: chưa kết luận được gì về thủ tục này',
          'Not checked within the time allowed: nothing can be said of this procedure',
        ]
      : ['Việc kiểm tra bị lỗi: chưa kết luận được gì về thủ tục này', 'The check itself failed: nothing can be said of this procedure'];
  return {
    modelHash,
    checkerVersion,
    findings: [{ rule: 'ANALYSIS_UNFINISHED', severity: 'error', message, messageEn, elements: [] }],
  };
}
