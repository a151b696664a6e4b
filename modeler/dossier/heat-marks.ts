/** A heat map of steps: how much each lost of all that was lost, as colour and in figures. */
import type { DiagramBadge } from '../bpmn/diagram.tsx';
import { shownMinutes } from '../i18n/format.ts';
import type { Say } from '../i18n/say.tsx';

export interface HeatedStep {
  readonly elementId: string;
  readonly visits: number;
  readonly medianUsedMinutes?: number;
  readonly budgetMinutes?: number;
  readonly lostShare: number;
  readonly openNow: number;
}

/** From which part of all lost time on a step is that hot. */
const steps = [0.5, 0.25, 0.1, 0.01] as const;

/** Marks `mark-heat-1` (warm) to `mark-heat-4` (hot), and the figures beside every step that somebody came by. */
export function heatMarks(
  heated: readonly HeatedStep[],
  dayMinutes: (elementId: string) => number,
  language: 'vi' | 'en',
  say: Say,
): { readonly marks: Readonly<Record<string, readonly string[]>>; readonly badges: readonly DiagramBadge[] } {
  const marks: Record<string, readonly string[]> = {};
  const badges: DiagramBadge[] = [];
  for (const { elementId, visits, medianUsedMinutes, budgetMinutes, lostShare, openNow } of heated) {
    const level = steps.findIndex((from) => lostShare >= from);
    if (level >= 0) marks[elementId] = [`mark-heat-${steps.length - level}`];
    if (visits > 0 && medianUsedMinutes !== undefined) {
      const day = dayMinutes(elementId);
      const time = `${shownMinutes(medianUsedMinutes, language, day)}${budgetMinutes === undefined ? '' : ` / ${shownMinutes(budgetMinutes, language, day)}`}`;
      badges.push({
        elementId,
        text: lostShare >= 0.01 ? `${time} · ${Math.round(lostShare * 100)} %` : time,
        at: 'bottom-left',
        ...(level >= 0 && level < 2 && { className: 'over' }),
        title: say('Trung vị / được giao · phần của tổng thời gian bị mất', 'Median / budget · part of all time lost'),
      });
    }
    if (openNow > 0)
      badges.push({
        elementId,
        text: `● ${openNow}`,
        className: 'token',
        at: 'top-left',
        title: say('hồ sơ đang nằm ở đây', 'dossiers here now'),
      });
  }
  return { marks, badges };
}
