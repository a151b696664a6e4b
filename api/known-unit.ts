import type { Engine } from '../engine/runtime/index.ts';
import { Problem } from './problem.ts';

/** Throws UNKNOWN_UNIT for a unit that the organisation in force does not have; absent means the whole organisation. */
export function checkUnit(engine: Engine, unit: string | undefined): void {
  if (unit === undefined || engine.organisation().units.has(unit)) return;
  throw new Problem(422, 'UNKNOWN_UNIT', `Không có đơn vị "${unit}"`, `No unit "${unit}"`, {
    errors: [{ pointer: '/unit', code: 'UNKNOWN_UNIT', message: `không có đơn vị "${unit}"`, messageEn: `there is no unit "${unit}"` }],
  });
}
