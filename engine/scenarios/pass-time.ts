/** What time brings to the world: timers, flags and process starts in due order. */
import { nextRound } from '../model/cycle.ts';
import { CommandRejected } from '../semantics/errors.ts';
import { comingFlags } from '../semantics/flags.ts';
import type { Subscription } from '../semantics/state.ts';
import { hasIncident } from '../semantics/subscriptions.ts';
import type { Done } from './deployment.ts';
import { execute, refusalOf, startDossier, type Dossier, type World } from './world.ts';

/** Timers and flags of one instant; beyond it the model loops through timers of zero. */
const mostAtOneInstant = 10_000;

/** The next thing that time will bring, if any by `untilMs`: what was due first; of equal ones process starts, then the dossier that started first. */
export function nextDue(world: World, untilMs: number): { atMs: number; act: () => void } | undefined {
  let soonestMs = Infinity;
  let act: (() => void) | undefined;
  for (const start of world.timerStarts) {
    if (start.dueMs === undefined || start.roundsLeft <= 0 || start.dueMs > untilMs || start.dueMs >= soonestMs) continue;
    soonestMs = start.dueMs;
    act = () => fireStart(world, start);
  }
  for (const dossier of world.dossiers) {
    const timer = dossier.state.status === 'active' ? firstTimer(dossier) : undefined;
    const timerMs = timer ? Date.parse(timer.dueAt!) : Infinity;
    const [flag] = comingFlags(world.model, dossier.state, world.environment.organisation, untilMs);
    const flagMs = flag ? Date.parse(flag.at) : Infinity;
    const dueMs = Math.min(flagMs, timerMs);
    if (dueMs > untilMs || dueMs >= soonestMs) continue;
    soonestMs = dueMs;
    // what is overdue takes effect now, and a flag is a fact about the time before: it comes before the timer of that instant
    const flagFirst = Math.max(flagMs, world.nowMs) <= Math.max(timerMs, world.nowMs);
    act = () => execute(world, dossier, flag && flagFirst ? { type: 'raiseFlags' } : { type: 'fireTimer', elementKey: timer!.key });
  }
  return act && { atMs: Math.max(soonestMs, world.nowMs), act };
}

/** The timer of a dossier that fires next: due first, then armed first. */
function firstTimer({ state }: Dossier): Subscription | undefined {
  let first: Subscription | undefined;
  for (const subscription of Object.values(state.subscriptions)) {
    const { type, key, dueAt, sequence } = subscription;
    if (type !== 'timer' || dueAt === undefined || hasIncident(state, key)) continue;
    if (!first || dueAt < first.dueAt! || (dueAt === first.dueAt && sequence < first.sequence)) first = subscription;
  }
  return first;
}

function fireStart(world: World, start: World['timerStarts'][number]): void {
  const { every, dueMs, roundsLeft } = start;
  const next = every === undefined ? undefined : nextRound({ every, dueMs: dueMs!, roundsLeft }, world.nowMs);
  start.dueMs = next?.dueMs;
  start.roundsLeft = next?.roundsLeft ?? 0;
  startDossier(world, { type: 'startInstance', at: start.node.id, definition: start.definition });
}

/**
 * Lets time pass: due timers, flags and starts take effect in due order on the way. After each of them `between` runs to its end.
 * A refused start does not keep time from passing; the first refusal is thrown at the end.
 */
export async function passTime(world: World, untilMs: number, between: () => Done = () => {}): Promise<void> {
  let refusal: CommandRejected | undefined;
  let atOneInstant = 0;
  for (let due = nextDue(world, untilMs); due; due = nextDue(world, untilMs)) {
    if (due.atMs > world.nowMs) atOneInstant = 0;
    if (++atOneInstant > mostAtOneInstant)
      throw new CommandRejected(
        'NOT_APPLICABLE',
        'Thời gian không trôi: vòng lặp qua các hẹn giờ bằng không',
        'Time stands still: a loop through timers of zero',
      );
    world.nowMs = Math.max(world.nowMs, due.atMs);
    try {
      due.act();
    } catch (error) {
      refusal ??= refusalOf(error);
    }
    await between();
  }
  world.nowMs = Math.max(world.nowMs, untilMs);
  if (refusal) throw refusal;
}
