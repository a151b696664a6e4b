/** Callers that each complete the next task of any open dossier, all equally likely: none is warmer than another. */
import type { Engine } from '../../../engine/runtime/index.ts';
import { taskKey } from '../ten-tasks.ts';
import { actor, startDossier } from './procedure.ts';
import { openRandom } from './random.ts';
import { fromCallers, type Load } from './window.ts';

/** Open dossiers, by the number in their id and how many tasks are done: a million of them are two flat arrays. */
interface OpenDossiers {
  readonly ids: number[];
  readonly completed: number[];
}

/**
 * Works on loaded dossiers `first` … `first + count - 1`, all at their first task. One start for every ten completions, whether a dossier has ended or
 * not: among many hardly any ends, and both are to do the same work.
 */
export function openRandomCallers(
  engine: Engine,
  versionId: string,
  { first, count, callers }: { readonly first: number; readonly count: number; readonly callers: number },
): Load & { open(): number } {
  const random = openRandom(count);
  const { ids, completed }: OpenDossiers = {
    ids: Array.from({ length: count }, (_, index) => first + index),
    completed: new Array<number>(count).fill(0),
  };
  let sinceStart = 0;
  const start = async () => {
    ids.push(Number(await startDossier(engine, versionId)));
    completed.push(0);
  };
  return {
    open: () => ids.length,
    run: (seconds) =>
      fromCallers(callers, seconds, async (_caller, waitsMs) => {
        if (++sinceStart > 10) {
          sinceStart = 0;
          await start();
          return 0;
        }
        const index = Math.floor(random() * ids.length);
        const id = ids[index]!;
        const key = taskKey(completed[index]!);
        // counted before it is done: another caller may pick the same dossier meanwhile, and the engine keeps their order
        if (++completed[index]! === 10) {
          ids[index] = ids.at(-1)!;
          completed[index] = completed.at(-1)!;
          ids.pop();
          completed.pop();
        }
        const begun = performance.now();
        await engine.execute(String(id), { type: 'completeTask', elementKey: key }, actor);
        waitsMs.push(performance.now() - begun);
        return 1;
      }),
  };
}
