/** The batched floor: the rows of the floor in batches of 200, one transaction a batch, two under way at once. */
import pg from 'pg';
import { binaryArray, type ColumnType } from '../../../engine/runtime/store/binary-array.ts';
import { newSeat, type FloorStep, type FloorTables } from './floor-tables.ts';
import { fromCallers, type Load } from './window.ts';

const columns = {
  dossierId: 'bigint',
  revision: 'integer',
  atMs: 'timestamptz',
  forecastMs: 'timestamptz',
  nextDueMs: 'timestamptz',
  actor: 'json',
  command: 'json',
  events: 'json',
  endingKey: 'text',
  openingKey: 'text',
  openingElement: 'text',
  stepDueMs: 'timestamptz',
} as const satisfies Record<keyof FloorStep, ColumnType>;
const names = Object.keys(columns) as (keyof FloorStep)[];

/** One statement is one transaction. */
const text = `
with step as materialized (select * from unnest(${names.map((name, index) => `$${index + 1}::${columns[name]}[]`).join(', ')})
    as step(id, revision, at, forecast_at, next_due_at, actor, command, events, ending_key, opening_key, opening_element, due_at)),
  dossier as (update floor.dossiers d set revision = step.revision, last_at = step.at, forecast_at = step.forecast_at, next_due_at = step.next_due_at
    from step where d.id = step.id),
  fact as (insert into floor.history (dossier_id, revision, at, actor, command, events, generation, xid)
    select id, revision, at, actor, command, events, 1, pg_current_xact_id() from step),
  ended as (update floor.steps s set left_at = step.at, outcome = 'completed', budget_minutes = 480, used_minutes = 0, over_by_minutes = 0
    from step where s.dossier_id = step.id and s.element_key = step.ending_key)
insert into floor.steps (dossier_id, element_key, element_id, type, unit, department, arrived_at, due_at, epoch)
  select id, opening_key, opening_element, 'userTask', 'centre', 'centre', at, due_at, 1 from step`;

const connections = 2;
const batch = 200;

export async function openBatchedFloor(connectionString: string, tables: FloorTables): Promise<Load & { close(): Promise<void> }> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString }));
  await Promise.all(clients.map((client) => client.connect()));
  const seats = clients.map(() => Array.from({ length: batch }, newSeat));
  return {
    run: (seconds) =>
      fromCallers(connections, seconds, async (caller) => {
        const steps = seats[caller]!.map((seat) => tables.next(seat));
        const values = names.map((name) =>
          binaryArray(
            columns[name],
            steps.map((step) => step[name]),
          ),
        );
        await clients[caller]!.query({ name: 'batched floor', text, values });
        return batch;
      }),
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
}
