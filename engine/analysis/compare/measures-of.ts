/** Figures of a version that can be set side by side. */
import { daysOf } from '../../model/from-table/arithmetic.ts';
import type { FlowNode, ProcessModel } from '../../model/types.ts';
import type { Finding } from '../../rules/finding.ts';
import { cyclesOf } from '../../rules/reading/cycles.ts';
import { daysOfLimit, deadlinesToMeet } from '../../rules/reading/deadlines.ts';
import { longestPath } from '../../rules/reading/longest-path.ts';
import { isHumanTask, nodesWithin } from '../../rules/reading/nodes-within.ts';
import { mainProcesses, ownProcesses } from '../../rules/reading/processes.ts';
import type { Measure } from '../comparison.ts';

export const measureNames: readonly (readonly [Measure['code'], string, string])[] = [
  ['publishedDays', 'Thời hạn (ngày)', 'Deadline (days)'],
  ['stepDays', 'Tổng các bước trên đường dài nhất (ngày)', 'Steps of the longest way (days)'],
  ['steps', 'Số bước có người làm', 'Steps done by people'],
  ['departments', 'Số cơ quan, đơn vị', 'Departments and units'],
  ['handOffs', 'Số lần chuyển giữa các nơi', 'Hand-overs between places'],
  ['loops', 'Số vòng lặp', 'Loops'],
  ['outsideWaits', 'Số chỗ chờ bên ngoài', 'Waits for the outside'],
  ['largestSharePercent', 'Bước dài nhất chiếm (%)', 'Share of the longest step (%)'],
  ['errors', 'Lỗi', 'Errors'],
  ['warnings', 'Cảnh báo', 'Warnings'],
];

export type Measures = Readonly<Partial<Record<Measure['code'], number>>>;

/** Figures of all procedures of the file together; those that nothing is said of are absent. */
export function measuresOf(model: ProcessModel, findings?: readonly Finding[]): Measures {
  const main = mainProcesses(model);
  const nodes = ownProcesses(model).flatMap((process) => nodesWithin(process, false));
  const limits = main.map((process) => deadlinesToMeet(process).map((limit) => daysOfLimit(limit).days)).filter((days) => days.length > 0);
  const paths = main.map((process) => longestPath(process, undefined, process.procedure?.deadlines[0]));
  const days = paths.map((path) => daysOf(path.map(({ duration }) => duration)));
  const shares = paths.flatMap((path, index) => path.map(({ duration }) => daysOf([duration]) / days[index]!));
  const work = nodes.filter(isHumanTask);
  const holders = new Set(work.map(holderOf).filter((holder) => holder !== undefined));
  const places = [...ownProcesses(model), ...nodes.flatMap(({ contents }) => (contents ? [contents] : []))];
  const count = (severity: Finding['severity']) => findings?.filter((each) => each.severity === severity).length;
  return present({
    publishedDays: limits.length > 0 ? rounded(limits.reduce((sum, each) => sum + Math.max(...each), 0)) : undefined,
    stepDays: shares.length > 0 ? rounded(days.reduce((sum, each) => sum + each, 0)) : undefined,
    steps: work.length,
    departments: holders.size,
    handOffs: paths.reduce((sum, path) => sum + changesOfHolder(path.map(({ node }) => node)), 0),
    loops: places.reduce((sum, place) => sum + cyclesOf(place).length, 0),
    outsideWaits: nodes.filter(
      ({ type, event }) => type === 'receiveTask' || (type === 'intermediateCatchEvent' && event?.type === 'message'),
    ).length,
    largestSharePercent: shares.length > 0 ? rounded(Math.max(...shares) * 100) : undefined,
    errors: count('error'),
    warnings: count('warning'),
  });
}

function changesOfHolder(path: readonly FlowNode[]): number {
  const holders = path.map(holderOf);
  return holders.slice(1).filter((holder, index) => holder !== holders[index]).length;
}

function holderOf({ step }: FlowNode): string | undefined {
  return step?.kind ?? step?.unit ?? step?.department;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function present(figures: Readonly<Record<Measure['code'], number | undefined>>): Measures {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
}
