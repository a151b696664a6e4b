/** The thread of what takes long: one piece of work after the other. */
import { parentPort } from 'node:worker_threads';
import { analyse, type AnalysisInput } from './analyse.ts';
import { printReport, type PrintInput } from './print-report.ts';

export type LongWork = { readonly analyse: AnalysisInput } | { readonly print: PrintInput };

parentPort!.on('message', (work: LongWork) => {
  const done: Promise<unknown> = 'analyse' in work ? analyse(work.analyse) : printReport(work.print);
  done.then(
    (answer) => parentPort!.postMessage({ answer }),
    (error: unknown) => parentPort!.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
