/** Where hand-offs lead and what of them can be sent back; asked of the rows, so that a dossier need not be read for it. */
import { isId } from '../engine/runtime/index.ts';
import type { TaskName } from './find-tasks.ts';
import { Problem } from './problem.ts';
import type { TaskPlace } from './see.ts';
import type { Service } from './service.ts';

export interface HandOffPlace {
  readonly elementKey: string;
  readonly fromUnit: string;
  readonly fromDepartment?: string;
  readonly toUnit: string;
}

export async function findHandOff({ pool }: Service, dossierId: string, key: string): Promise<HandOffPlace | undefined> {
  if (!isId(dossierId)) return undefined;
  const { rows } = await pool.query<{ element_key: string; from_unit: string; from_department: string | null; to_unit: string }>({
    name: 'api hand-off',
    text: 'select element_key, from_unit, from_department, to_unit from hand_offs where dossier_id = $1::bigint and key = $2',
    values: [dossierId, key],
  });
  const row = rows[0];
  return (
    row && {
      elementKey: row.element_key,
      fromUnit: row.from_unit,
      toUnit: row.to_unit,
      ...(row.from_department !== null && { fromDepartment: row.from_department }),
    }
  );
}

/** Where a unit had steps of a dossier: who sat at the desk of one may put it right. */
export async function stepsOfUnit({ pool }: Service, dossierId: string, unit: string): Promise<TaskPlace[]> {
  const { rows } = await pool.query<{ desk: string | null; holder: string | null }>({
    name: 'api steps of unit',
    text: 'select desk, holder from steps where dossier_id = $1::bigint and unit = $2',
    values: [dossierId, unit],
  });
  return rows.map(({ desk, holder }) => ({ unit, ...(desk !== null && { desk }), ...(holder !== null && { holder }) }));
}

/**
 * The key of the one hand-off that came with a task and can be returned; of none, the last one, about which the engine says what is wrong.
 * Throws NOTHING_TO_RETURN, SEVERAL_SENDERS.
 */
export async function returnable({ pool }: Service, { dossierId, elementKey }: TaskName): Promise<string> {
  const { rows } = await pool.query<{ key: string; open: boolean }>({
    name: 'api returnable',
    text: `select key, state <> 'returned' as open from hand_offs where dossier_id = $1::bigint and element_key = $2 order by sent_at, key`,
    values: [dossierId, elementKey],
  });
  const open = rows.filter((row) => row.open);
  const last = open[0] ?? rows.at(-1);
  if (!last)
    throw new Problem(
      409,
      'NOTHING_TO_RETURN',
      'Việc này không do đơn vị khác chuyển đến',
      'No other unit has sent this task, so there is nobody to return it to',
    );
  if (open.length > 1) {
    const keys = open.map(({ key }) => key).join(', ');
    throw new Problem(
      409,
      'SEVERAL_SENDERS',
      `Có nhiều nơi gửi, hãy nêu handOffKey: ${keys}`,
      `Several units sent it; name a handOffKey: ${keys}`,
    );
  }
  return last.key;
}

/** The key again. Throws UNKNOWN_HAND_OFF unless it came with this very task: one of another task is for those at that task to return. */
export async function cameWith(service: Service, { dossierId, elementKey }: TaskName, key: string): Promise<string> {
  const found = await findHandOff(service, dossierId, key);
  if (found?.elementKey === elementKey) return key;
  throw new Problem(404, 'UNKNOWN_HAND_OFF', `Việc này không có bàn giao "${key}"`, `No hand-off "${key}" came with this task`);
}
