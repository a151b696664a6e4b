/** A procedure's content before it is deployed: what it calls bound to what is there, the model, and everything that is wrong with it. */
import type { Pool } from 'pg';
import { readCalls } from '../model/calls-of.ts';
import { checkPersonal } from '../model/check-personal.ts';
import type { DecisionFiles } from '../model/decision.ts';
import { personalNames } from '../model/personal-names.ts';
import { readBpmn } from '../model/read-bpmn.ts';
import type { Problem, ProcessModel } from '../model/types.ts';
import { isInForce } from './queries/is-in-force.ts';
import { readCalled } from './versions.ts';

export interface ReadProcedure {
  /** Absent when it cannot be deployed. */
  readonly model?: ProcessModel;
  readonly problems: readonly Problem[];
  readonly processIds: readonly string[];
  /** Called element → id of the version it would be pinned to. */
  readonly bindings: Readonly<Record<string, string>>;
}

/** Reads and checks; writes nothing. `pinned`: the called versions, if they were decided before. */
export async function readProcedure(
  pool: Pool,
  {
    bpmn,
    forms,
    decisions,
  }: { readonly bpmn: string; readonly forms: Readonly<Record<string, object>>; readonly decisions: DecisionFiles },
  pinned?: Readonly<Record<string, string>>,
): Promise<ReadProcedure> {
  const { calledElements, processIds } = await readCalls(bpmn);
  const bindings = pinned ?? (await bind(pool, calledElements));
  const called = await readCalled(pool, bindings);
  const { model, problems } = await readBpmn(bpmn, called.versions, decisions);
  const personal = new Set([...personalNames(forms), ...called.personal]);
  const found = [...problems, ...(model ? checkPersonal(model, personal) : [])];
  const usable = model && !found.some(({ severity }) => severity === 'error');
  return { ...(usable && { model }), problems: found, processIds, bindings };
}

/** Each called element is pinned to the newest version in force, else the newest, of a file that has a process of that name. What nobody has is found when the file is read. */
async function bind(pool: Pool, calledElements: readonly string[]): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ called: string; id: string | null }>(
    `select called, (select id::text from process_versions where process_ids @> array[called] order by ${isInForce('process_versions', 'clock_timestamp()')} desc, id desc limit 1) as id
     from unnest($1::text[]) as called`,
    [calledElements],
  );
  return Object.fromEntries(rows.flatMap(({ called, id }) => (id === null ? [] : [[called, id]])));
}
