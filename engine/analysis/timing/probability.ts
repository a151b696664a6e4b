/** How likely a deadline is kept, without simulation: distributions of durations put together block by block. */
import type { Reason } from '../outcome.ts';
import { daysIn, measureOf, ownDays } from './amount.ts';
import {
  bins,
  certain,
  later,
  mixture,
  normal,
  observed,
  probabilityUntil,
  quantile,
  sum,
  triangle,
  type Distribution,
} from './distribution.ts';
import { reduceGraph, type Block } from './reduce-graph.ts';
import type { Routes } from './routes.ts';
import type { Estimate } from './takes.ts';
import type { Take } from './time-graph.ts';
import type { Duration } from '../../model/types.ts';

export type Probability =
  | {
      readonly outcome: 'known';
      /** P(T ≤ D). */
      readonly onTime: number;
      /** Days in which nine of ten dossiers end; absent when that is more than twice the deadline. */
      readonly p90Days?: number;
      /** Part of the variance that each step brings, largest first; they add up to 1 where there is any. */
      readonly contributions: readonly { readonly elementId: string; readonly share: number }[];
    }
  | { readonly outcome: 'notApplicable'; readonly reason: Reason };

/** Of the ways of a deadline; only where every duration and every choice on them is known. */
export function probabilityOf(routes: Routes, deadline: Duration, estimates: Readonly<Record<string, Estimate>>): Probability {
  if (!routes.some(({ take }) => take && estimates[take.element.id]))
    return not('DURATIONS_UNKNOWN', 'Chưa có số liệu thời gian thực tế của các bước', 'Nothing is known of how long the steps really take');
  const days = daysIn(deadline, deadline.unit);
  if (days <= 0) return not('NO_LENGTH', 'Thời hạn không có độ dài', 'The deadline has no length');
  const width = (2 * days) / bins;
  const variances = new Map<string, number>();
  const made = new Map<Take, Distribution>();
  for (const { take } of routes) {
    if (!take || made.has(take)) continue;
    const found = distributionOf(take, deadline, estimates[take.element.id], width);
    if (!found)
      return not(
        'DURATIONS_UNKNOWN',
        `Chưa biết thời gian thực tế của "${take.element.name ?? take.element.id}", hoặc đơn vị của nó khác thời hạn`,
        `Nothing is known of how long "${take.element.name ?? take.element.id}" really takes, or its unit is not the deadline's`,
      );
    made.set(take, found);
    variances.set(take.element.id, varianceOf(found, width));
  }
  const block = reduceGraph(routes);
  if (!block) return not('NOT_IN_BLOCKS', 'Sơ đồ không tách được thành các khối', 'The diagram does not fall into blocks');
  const unknown = unknownChoice(block);
  if (unknown !== undefined)
    return not(
      'CHOICE_UNKNOWN',
      `Chưa biết xác suất các nhánh của "${unknown}"`,
      `The probabilities of the branches of "${unknown}" are unknown`,
    );
  const whole = combined(block, made);
  const p90 = quantile(whole, 0.9, width);
  const total = [...variances.values()].reduce((all, each) => all + each, 0);
  return {
    outcome: 'known',
    onTime: probabilityUntil(whole, days, width),
    ...(p90 < Infinity && { p90Days: p90 }),
    contributions: [...variances]
      .map(([elementId, variance]) => ({ elementId, share: total > 0 ? variance / total : 0 }))
      .sort((a, b) => b.share - a.share || (a.elementId < b.elementId ? -1 : 1)),
  };
}

function combined(block: Block, made: ReadonlyMap<Take, Distribution>): Distribution {
  if (block.kind === 'take') return block.take ? made.get(block.take)! : nothing;
  const parts = block.parts.map((part) => combined(part, made));
  if (block.kind === 'sequence') return parts.reduce(sum);
  return block.kind === 'all' ? later(parts) : mixture(parts, block.probabilities as readonly number[]);
}

const nothing = certain(0, 1);

/** A choice whose probabilities nobody says. */
function unknownChoice(block: Block): string | undefined {
  if (block.kind === 'take') return undefined;
  if (block.kind === 'one') {
    const weights = block.probabilities.reduce<number>((total, each) => total + (each ?? NaN), 0);
    if (!(weights > 0)) return block.at ?? '?';
  }
  for (const part of block.parts) {
    const found = unknownChoice(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Undefined for a step without estimate, and where units differ. Timers take what they say. */
function distributionOf(take: Take, { unit }: Duration, estimate: Estimate | undefined, width: number): Distribution | undefined {
  const wanted = unit === 'calendarDay' ? 'plain' : 'working';
  if (!estimate) {
    const isTimer = take.most !== undefined && take.most === take.least;
    return isTimer && measureOf(take.most) === wanted ? certain(ownDays(take.most), width) : undefined;
  }
  if ((estimate.unit === 'calendarDay' ? 'plain' : 'working') !== wanted) return undefined;
  const { min, expected, max, mean, sigma, values } = estimate;
  const daysOf = (value: number) => ownDays({ value, unit: estimate.unit });
  if (values && values.length > 0) return observed(values.map(daysOf), width);
  if (mean !== undefined && sigma !== undefined) return normal(daysOf(mean), daysOf(sigma), width);
  if (min !== undefined && max !== undefined) return triangle(daysOf(min), daysOf(expected ?? (min + max) / 2), daysOf(max), width);
  return expected === undefined ? undefined : certain(daysOf(expected), width);
}

function varianceOf(distribution: Distribution, width: number): number {
  let mean = 0;
  let square = 0;
  distribution.forEach((p, index) => {
    mean += p * index * width;
    square += p * (index * width) ** 2;
  });
  return Math.max(0, square - mean ** 2);
}

function not(code: string, message: string, messageEn: string): Probability {
  return { outcome: 'notApplicable', reason: { code, message, messageEn } };
}
