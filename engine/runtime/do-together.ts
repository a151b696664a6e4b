import type { Batch, Committed } from './commit-batch.ts';
import { isPassing } from './database-errors.ts';
import { isOutcomeUnknown, meaningOf, outOfPatience } from './meaning-of.ts';
import { EngineTrouble, OneOfThemRefused, type Answer, type Request } from './requests.ts';
import type { Pending } from './work.ts';

export interface TogetherOptions {
  readonly transaction: (batch: Batch) => Promise<Committed>;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long to wait for a database that is away, in milliseconds. */
  readonly patienceMs: number;
  readonly log: (message: string, error: unknown) => void;
}

/** Tries when another process does the same at the same time; then there is an answer to find. */
const mostTries = 3;

/** Starts of new dossiers, all or none, in one transaction; tried again as long as the database is away. Throws OneOfThemRefused, EngineTrouble. */
export async function doTogether(
  requests: readonly Request[],
  { transaction, sleep, patienceMs, log }: TogetherOptions,
): Promise<readonly Answer[]> {
  const since = performance.now();
  for (let tries = 1; ; tries++) {
    const answers: Answer[] = [];
    const pending = requests.map((request, index): Pending => ({
      request,
      resolve: (answer) => void (answers[index] = answer!),
      reject: () => undefined,
    }));
    try {
      const committed = await transaction({ requests: pending, together: true });
      committed.settle();
      return answers;
    } catch (error) {
      if (error instanceof OneOfThemRefused || isOutcomeUnknown(error)) throw error;
      const isAway = isPassing(error);
      const meaning = isAway ? 'again' : meaningOf(error, requests);
      if (meaning !== 'again') {
        if (meaning instanceof EngineTrouble) log('requests that belong together failed', error);
        throw new OneOfThemRefused(meaning);
      }
      if (isAway && performance.now() - since > patienceMs) throw outOfPatience('DATABASE_UNAVAILABLE', requests[0]!, error);
      if (!isAway && tries > mostTries) throw error;
      await sleep(Math.min(250, 2 ** tries));
    }
  }
}
