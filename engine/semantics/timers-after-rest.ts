/** When the timers of a suspended dossier fire once it goes on: what they had left is what they have left (ADR 0057). */
import { budgetDue } from '../deadlines/budget.ts';
import { workingMinutesBetween } from '../deadlines/calendar.ts';
import { shiftedCycle } from '../model/cycle.ts';
import type { FlowNode, TimerDefinition } from '../model/types.ts';
import type { Event } from './events.ts';
import { instantText, type Run } from './run.ts';
import { calendarOfStep } from './steps.ts';
import type { Subscription } from './state.ts';

type Planned = Extract<Event, { type: 'timerPlanned' }>;

/**
 * Durations, working times and cycles that began when they were armed are put off. Dates, cycles with a date of their own and cron lie in the calendar, and an
 * apology follows the appointment: they stay. What was overdue before the dossier was suspended stays so.
 */
export function timersAfterRest(run: Run): Planned[] {
  const { suspendedAt, subscriptions } = run.state;
  if (suspendedAt === undefined) return [];
  const planned: Planned[] = [];
  for (const key of Object.keys(subscriptions).sort()) {
    const subscription = subscriptions[key]!;
    const { dueAt } = subscription;
    if (subscription.type !== 'timer' || dueAt === undefined || dueAt <= suspendedAt) continue;
    const node = run.model.nodes.get(subscription.elementId)!;
    const event = node.events[subscription.definition ?? 0];
    if (node.purpose === 'apology' || event?.type !== 'timer') continue;
    const later = putOff(run, node, event.timer, subscription, Date.parse(suspendedAt));
    if (later && later.dueAt !== dueAt) planned.push({ type: 'timerPlanned', key, ...later });
  }
  return planned;
}

function putOff(
  run: Run,
  node: FlowNode,
  timer: TimerDefinition,
  { dueAt, every }: Subscription,
  suspendedMs: number,
): { readonly dueAt: string; readonly every?: string } | undefined {
  const dueMs = Date.parse(dueAt!);
  const byMs = run.nowMs - suspendedMs;
  if (every !== undefined) {
    const shifted = timer.kind === 'cycle' && hasOwnStart(timer.text) ? undefined : shiftedCycle(every, dueMs, byMs);
    return shifted && { dueAt: instantText(shifted.dueMs), every: shifted.every };
  }
  if (timer.kind === 'date') return undefined;
  if (timer.kind !== 'workingTime' || timer.workingTime.unit === 'calendarDay') return { dueAt: instantText(dueMs + byMs) };
  const calendar = calendarOfStep(run, node.attachedTo?.step ?? node.step ?? node.place);
  const hours = workingMinutesBetween(calendar, suspendedMs, dueMs) / 60;
  return { dueAt: instantText(budgetDue(calendar, run.nowMs, { value: hours, unit: 'workingHour' }, {})) };
}

/** `R/2026-01-31T08:00/P1M`: its rounds lie in the calendar. A computed text is taken for one that begins when it is armed. */
function hasOwnStart(text: string): boolean {
  return !text.startsWith('=') && text.trim().split('/').length > 2;
}
