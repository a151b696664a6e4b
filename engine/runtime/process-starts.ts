/** What a version starts by itself: by message, signal or timer. */
import type { PoolClient } from 'pg';
import type { Organisation } from '../deadlines/organisation.ts';
import { catchNames, type TriggeredStart } from '../model/catch-names.ts';
import type { ProcessModel } from '../model/types.ts';
import { Obstacle } from '../semantics/errors.ts';
import type { Variables } from '../semantics/state.ts';
import { planProcessStart } from '../semantics/subscriptions.ts';
import { procedureRefused } from './procedure-refused.ts';

export interface ProcessStart extends TriggeredStart {
  readonly type: 'message' | 'signal' | 'timer';
  readonly name?: string;
  readonly dueAt?: string;
  readonly every?: string;
  readonly roundsLeft?: number;
}

/** What a version starts by itself. Throws PROCEDURE_REFUSED for a timer that cannot be planned. */
export function startsOf(model: ProcessModel, organisation: Organisation, at: Date, variables: Variables): ProcessStart[] {
  const { messageStarts, signalStarts, timerStarts } = catchNames(model);
  const starts: ProcessStart[] = [
    ...messageStarts.map((start) => ({ ...start, type: 'message' as const })),
    ...signalStarts.map((start) => ({ ...start, type: 'signal' as const })),
    ...timerStarts.map((start) => {
      try {
        return { ...start, type: 'timer' as const, ...planProcessStart(model, start, { organisation }, at.getTime(), variables) };
      } catch (error) {
        if (!(error instanceof Obstacle)) throw error;
        const { elementId, message, messageEn } = error;
        throw procedureRefused([{ code: 'TIMER_INVALID', severity: 'error', at: elementId, message, messageEn }]);
      }
    }),
  ];
  const places = [...model.nodes.keys()];
  return starts.sort((a, b) => places.indexOf(a.node.id) - places.indexOf(b.node.id) || a.definition - b.definition);
}

/** Only one version of a procedure starts by itself. */
export async function replaceStarts(
  client: PoolClient,
  processKey: string,
  versionId: string,
  starts: readonly ProcessStart[],
): Promise<void> {
  await client.query(
    'delete from start_subscriptions s using process_versions v where v.id = s.version_id and v.process_key = $1 and v.id <> $2::bigint',
    [processKey, versionId],
  );
  for (const [place, { node, type, name, dueAt, every, roundsLeft }] of starts.entries())
    await client.query(
      `insert into start_subscriptions (version_id, element_id, place, type, name, due_at, every, rounds_left) values ($1::bigint, $2, $3, $4, $5, $6, $7, $8)`,
      [versionId, node.id, place, type, name ?? null, dueAt ?? null, every ?? null, roundsLeft ?? null],
    );
}
