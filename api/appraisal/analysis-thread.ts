/** The thread of the analysis: one question after the other. */
import { parentPort } from 'node:worker_threads';
import { analyse, type AnalysisInput } from './analyse.ts';

parentPort!.on('message', (input: AnalysisInput) => {
  analyse(input).then(
    (report) => parentPort!.postMessage({ report }),
    (error: unknown) => parentPort!.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
