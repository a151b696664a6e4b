/** The floor: the fewest rows for one step, one transaction a step, one statement a transaction. */
import pg from 'pg';
import { newSeat, type FloorStep, type FloorTables } from './floor-tables.ts';
import { fromCallers, type Load } from './window.ts';

/** One statement is one transaction. Starts are not needed: the dossiers are there. */
const text = `
with dossier as (update floor.dossiers set revision = $2, last_at = $3, forecast_at = $4, next_due_at = $5 where id = $1),
  fact as (insert into floor.history (dossier_id, revision, at, actor, command, events, generation, xid)
    values ($1, $2, $3, $6, $7, $8, 1, pg_current_xact_id())),
  ended as (update floor.steps set left_at = $3, outcome = 'completed', budget_minutes = 480, used_minutes = 0, over_by_minutes = 0
    where dossier_id = $1 and element_key = $9)
insert into floor.steps (dossier_id, element_key, element_id, type, unit, department, arrived_at, due_at, epoch)
  values ($1, $10, $11, 'userTask', 'centre', 'centre', $3, $12, 1)`;

const connections = 16;

export async function openFloor(connectionString: string, tables: FloorTables): Promise<Load & { close(): Promise<void> }> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString }));
  await Promise.all(clients.map((client) => client.connect()));
  const seats = clients.map(newSeat);
  return {
    run: (seconds) =>
      fromCallers(connections, seconds, async (caller) => {
        await clients[caller]!.query({ name: 'floor', text, values: valuesOf(tables.next(seats[caller]!)) });
        return 1;
      }),
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
}

function valuesOf(step: FloorStep): unknown[] {
  const { dossierId, revision, atMs, forecastMs, nextDueMs, stepDueMs, actor, command, events, endingKey, openingKey, openingElement } =
    step;
  const instant = (milliseconds: number) => new Date(milliseconds).toISOString();
  return [
    dossierId,
    revision,
    instant(atMs),
    instant(forecastMs),
    instant(nextDueMs),
    actor,
    command,
    events,
    endingKey,
    openingKey,
    openingElement,
    instant(stepDueMs),
  ];
}
