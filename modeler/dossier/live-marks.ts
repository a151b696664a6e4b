/** A dossier on its diagram: which elements are marked how, and what stands beside them. */
import type { DossierReport } from '../../engine/index.ts';
import type { DiagramBadge } from '../bpmn/diagram.tsx';
import { shownMinutes } from '../i18n/format.ts';
import type { Say } from '../i18n/say.tsx';
import { dayMinutesOf } from './day-minutes.ts';
import { wordOf } from './words.ts';

/** As the service tells the state on the diagram. */
export interface LiveState {
  readonly tokens: readonly { readonly flowId: string; readonly count: number }[];
  readonly active: readonly { readonly key: string; readonly elementId: string; readonly holder?: string }[];
  readonly incidents: readonly { readonly elementId: string; readonly code: string }[];
  readonly flags: readonly { readonly flag: string; readonly elementKey?: string }[];
  readonly completed: readonly string[];
}

export interface LiveMarks {
  readonly marks: Readonly<Record<string, readonly string[]>>;
  readonly badges: readonly DiagramBadge[];
}

/** Active elements carry a token and their time, finished ones their time, late ones their flag; tokens that wait on flows are counted there. */
export function liveMarks(
  { tokens, active, incidents, flags, completed }: LiveState,
  report: Pick<DossierReport, 'active' | 'finished'>,
  language: 'vi' | 'en',
  say: Say,
): LiveMarks {
  const marks: Record<string, string[]> = {};
  const badges: DiagramBadge[] = [];
  const mark = (id: string, name: string) => (marks[id] ??= []).push(name);
  const activeIds = new Set(active.map(({ elementId }) => elementId));
  const times = new Map(report.active.map((step) => [step.elementKey, step]));

  const spent = new Map<string, { used: number; budget: number | undefined; day: number; isLate: boolean }>();
  for (const { elementId, usedMinutes, budget, budgetMinutes, overByMinutes } of report.finished) {
    const before = spent.get(elementId);
    spent.set(elementId, {
      // visits of one epoch share a budget, so the figure of the last one holds for all of them
      used: Math.max(before?.used ?? 0, usedMinutes),
      budget: budgetMinutes,
      day: dayMinutesOf(budget),
      isLate: overByMinutes > 0 || before?.isLate === true,
    });
  }
  for (const id of completed) if (!activeIds.has(id)) mark(id, 'mark-done');
  for (const [elementId, { used, budget, day, isLate }] of spent) {
    if (activeIds.has(elementId)) continue;
    const text = `${isLate ? '⚑ ' : '✓ '}${shownMinutes(Math.round(used), language, day)}${budget === undefined ? '' : ` / ${shownMinutes(budget, language, day)}`}`;
    badges.push({
      elementId,
      text,
      className: isLate ? 'over' : 'done',
      at: 'bottom-left',
      title: isLate ? say('Đã xong, quá giờ', 'Done, over its time') : say('Đã xong trong thời gian giao', 'Done within its time'),
    });
  }

  const raised = new Map<string, string[]>();
  for (const { flag, elementKey } of flags) if (elementKey !== undefined) raised.set(elementKey, [...(raised.get(elementKey) ?? []), flag]);
  for (const [elementId, visits] of grouped(active, (each) => each.elementId)) {
    const steps = visits.flatMap(({ key }) => times.get(key) ?? []);
    const flagged = visits.flatMap(({ key }) => raised.get(key) ?? []);
    const isLate = flagged.includes('stepOverBudget') || steps.some(({ overByMinutes }) => overByMinutes > 0);
    mark(elementId, isLate ? 'mark-late' : 'mark-active');
    badges.push({
      elementId,
      text: `● ${visits.length}`,
      className: 'token',
      at: 'top-left',
      title: say('Hồ sơ đang ở đây', 'The dossier is here'),
    });
    const [step] = [...steps].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
    const day = dayMinutesOf(step?.budget);
    if (step)
      badges.push({
        elementId,
        text:
          step.budgetMinutes === undefined
            ? shownMinutes(Math.round(step.usedMinutes), language)
            : `${shownMinutes(Math.round(step.usedMinutes), language, day)} / ${shownMinutes(step.budgetMinutes, language, day)} · ${Math.round((step.share ?? 0) * 100)} %`,
        className: isLate ? 'over' : '',
        at: 'bottom-left',
        title: say('Đã dùng trên thời gian giao', 'Used of the budget'),
      });
    const [gravest] = ['stepOverBudget', 'handOffUnclaimed', 'stepAtRisk'].filter((flag) => flagged.includes(flag));
    if (gravest !== undefined)
      badges.push({ elementId, text: `⚑ ${wordOf('flags', gravest, say)}`, className: isLate ? 'over' : 'stuck', at: 'top-right' });
  }
  for (const { elementId, code } of incidents) {
    mark(elementId, 'mark-stuck');
    badges.push({ elementId, text: `! ${say('Sự cố', 'Incident')}`, className: 'stuck', at: 'bottom-right', title: code });
  }
  for (const [elementId, waiting] of grouped(tokens, ({ flowId }) => flowId))
    badges.push({
      elementId,
      text: `● ${waiting.reduce((sum, { count }) => sum + count, 0)}`,
      className: 'token',
      at: 'top-left',
      title: say('Chờ nhánh khác', 'Waits for another branch'),
    });
  return { marks, badges };
}

/** `Map.groupBy` for browsers that do not have it yet. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
