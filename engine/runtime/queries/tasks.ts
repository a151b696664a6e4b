/** What people have to do now: open steps with their time, first due first. */
import { workingMinutesBetween } from '../../deadlines/calendar.ts';
import { calendarOf, type Organisation } from '../../deadlines/organisation.ts';
import type { QueryContext } from './context.ts';
import { itemOf } from './item-of.ts';
import { modelNames } from './model-names.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { firstOf, type Order } from './ranges.ts';
import { taskRanges, type TaskFilter } from './task-ranges.ts';

export interface Task {
  readonly dossierId: string;
  readonly dossierCode?: string;
  readonly versionId: string;
  readonly processKey?: string;
  readonly elementKey: string;
  readonly elementId: string;
  /** Of the activity in the model. */
  readonly name?: string;
  readonly type: string;
  readonly unit?: string;
  readonly department?: string;
  readonly desk?: string;
  readonly role?: string;
  /** Absent: nobody has claimed it. */
  readonly holder?: string;
  readonly arrivedAt: string;
  /** When its approved budget is used up, never after the appointment; absent without budget and while the step's clock stands. */
  readonly dueAt?: string;
  /** By when the dossier needs it, with what those before it used; nobody is judged by it. Absent like the other, and without an appointment. */
  readonly workingDueAt?: string;
  /** The gravest flag raised and not withdrawn. */
  readonly flag?: string;
  /** Whole working minutes past the due instant, now, by the unit's calendar. */
  readonly overByMinutes: number;
  /** It was returned to the unit it came from, whose correction it waits for. */
  readonly waitsForSender: boolean;
  /** Its dossier is suspended: nobody can do it now. */
  readonly suspended: boolean;
}

const order: Order = {
  columns: [
    { name: 'due_at', type: 'timestamptz' },
    { name: 'dossier_id', type: 'bigint' },
    { name: 'element_key', type: 'text' },
  ],
  nullable: true,
};

/** Open tasks by due instant, those without one last. */
export async function tasks(context: QueryContext, filter: TaskFilter & Paging): Promise<Page<Task>> {
  const parameters = openParameters();
  const limit = limitOf(filter);
  const found = firstOf(parameters, taskRanges(parameters, filter), order, filter.cursor, limit + 1);
  const { rows } = await context.pool.query(
    `${found.text}
     select s.dossier_id::text as "dossierId", d.code as "dossierCode", d.version_id::text as "versionId", s.element_key as "elementKey", s.element_id as "elementId",
       s.type, s.unit, s.department, s.desk, s.role, s.holder, s.arrived_at as "arrivedAt", s.due_at as "dueAt", s.working_due_at as "workingDueAt", s.flag, s.waits_for_sender as "waitsForSender",
       d.status = 'suspended' as suspended
     from page p join steps s using (dossier_id, element_key) join dossiers d on d.id = s.dossier_id ${found.orderBy}`,
    [...parameters.values],
  );
  const stored = rows.map((row) => itemOf<StoredTask>(row));
  const [names, now] = await Promise.all([
    modelNames(
      context,
      stored.map(({ versionId }) => versionId),
    ),
    context.now(),
  ]);
  const items = stored.map((task): Task => {
    const { processKey, elementName } = names(task.versionId);
    const name = elementName(task.elementId);
    return {
      ...task,
      ...(processKey !== undefined && { processKey }),
      ...(name !== undefined && { name }),
      overByMinutes: overBy(context.organisation(), task, now),
    };
  });
  return pageOf(items, limit, ({ dueAt = null, dossierId, elementKey }) => [dueAt, dossierId, elementKey]);
}

type StoredTask = Omit<Task, 'processKey' | 'name' | 'overByMinutes'>;

/** Whole working minutes past a step's due instant at `now`, by its unit's calendar. */
export function overBy(organisation: Organisation, { unit, dueAt }: Pick<Task, 'unit' | 'dueAt'>, now: Date): number {
  const dueMs = dueAt === undefined ? Infinity : Date.parse(dueAt);
  return dueMs < now.getTime() ? Math.round(workingMinutesBetween(calendarOf(organisation, unit), dueMs, now.getTime())) : 0;
}
