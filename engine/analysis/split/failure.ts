import type { FlowNode, TimeUnit } from '../../model/types.ts';
import { durationOf } from './day-units.ts';

/** Even the least that the steps need does not fit, on this path and by this much. */
export interface SplitFailure {
  readonly tightPath: readonly string[];
  readonly shortByMinutes: number;
  readonly message: string;
  readonly messageEn: string;
}

/** The same with its sentences. */
export function failure(path: readonly FlowNode[], shortByMinutes: number, unit: TimeUnit): SplitFailure {
  const names = path.map(({ name, id }) => `"${name ?? id}"`).join(' → ');
  const { value } = durationOf(unit, shortByMinutes);
  const amount = Number(value.toFixed(3));
  const [vi, en] = unit === 'workingHour' ? ['giờ', 'hours'] : unit === 'workingDay' ? ['ngày làm việc', 'working days'] : ['ngày', 'days'];
  return {
    tightPath: path.map(({ id }) => id),
    shortByMinutes,
    message: `Thời hạn thiếu ${String(amount).replace('.', ',')} ${vi} cho đường ${names}`,
    messageEn: `The deadline is ${amount} ${en} too short for ${names}`,
  };
}
