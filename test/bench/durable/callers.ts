/** Callers that each start a dossier, complete its ten tasks one after another, and start the next. */
import type { Engine } from '../../../engine/runtime/index.ts';
import { taskKey } from '../ten-tasks.ts';
import { actor, startDossier } from './procedure.ts';
import { fromCallers, type Load } from './window.ts';

export interface Callers extends Load {
  /** Completions so far, those before the first window included. */
  completed(): number;
  /** Completes every dossier under way; their ids. */
  finish(): Promise<string[]>;
}

/**
 * Completions are counted and timed; starts happen too, and are not. A window goes on where the one before ended. The callers begin at different
 * tasks, so that they do not start and end their dossiers all at once.
 */
export async function openCallers(engine: Engine, versionId: string, count: number): Promise<Callers> {
  let all = 0;
  const complete = async (dossierId: string, completed: number) => {
    await engine.execute(dossierId, { type: 'completeTask', elementKey: taskKey(completed) }, actor);
    all++;
  };
  const places = await Promise.all(
    Array.from({ length: count }, async (_, caller) => {
      const place = { dossierId: await startDossier(engine, versionId), completed: 0 };
      while (place.completed < caller % 10) await complete(place.dossierId, place.completed++);
      return place;
    }),
  );
  return {
    completed: () => all,
    async finish() {
      for (const place of places) while (place.completed < 10) await complete(place.dossierId, place.completed++);
      return places.map(({ dossierId }) => dossierId);
    },
    run: (seconds) =>
      fromCallers(count, seconds, async (caller, waitsMs) => {
        const place = places[caller]!;
        if (place.completed === 10) {
          place.dossierId = await startDossier(engine, versionId);
          place.completed = 0;
          return 0;
        }
        const start = performance.now();
        await complete(place.dossierId, place.completed++);
        waitsMs.push(performance.now() - start);
        return 1;
      }),
  };
}
