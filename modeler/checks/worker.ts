/** Runs the checks beside the page, so that drawing stays smooth. A newer drawing breaks off the work on the one before. */
import { readDecisions, type DecisionFiles, type Organisation } from '../../engine/index.ts';
import { checkSteps, type CheckInput, type CheckPart } from './check-steps.ts';

/** What the page sends: the organisation once, then one drawing after the other. */
export type ToWorker =
  | { readonly organisation: Organisation }
  | ({ readonly number: number; readonly decisions?: DecisionFiles } & Omit<CheckInput, 'organisation' | 'decisions'>);

/** What it hears: parts as they come, then the word that it was the last. */
export type FromWorker =
  | { readonly number: number; readonly part: CheckPart }
  | { readonly number: number; readonly done: true }
  | { readonly number: number; readonly failure: string };

let organisation: Organisation | undefined;
let latest = 0;
const tell = (word: FromWorker) => postMessage(word);

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('organisation' in data) organisation = data.organisation;
  else {
    latest = data.number;
    void run(data);
  }
});

async function run({ number, decisions, ...input }: Exclude<ToWorker, { readonly organisation: Organisation }>): Promise<void> {
  if (!organisation) return;
  try {
    for (const part of checkSteps({ ...input, organisation, decisions: await readDecisions(decisions) })) {
      tell({ number, part });
      // lets a newer drawing in
      await new Promise((resolve) => setTimeout(resolve));
      if (latest !== number) return;
    }
    tell({ number, done: true });
  } catch (error) {
    tell({ number, failure: error instanceof Error ? error.message : String(error) });
  }
}
