/** What comes next in a dossier of the demonstration: whatever waits is put in somebody's diary, at the moment that its fate asks for. */
import { addWorkingDays, addWorkingMinutes, calendarDate } from '../../engine/deadlines/calendar.ts';
import { openAppointment, type ClockState } from '../../engine/deadlines/clocks.ts';
import { budgetMinutes } from '../../engine/deadlines/budget.ts';
import { calendarOf } from '../../engine/deadlines/organisation.ts';
import type { FlowNode } from '../../engine/model/types.ts';
import { completionOf } from '../../engine/scenarios/automatic-work.ts';
import type { Json } from '../../engine/semantics/expressions.ts';
import type { ActiveElement, Correction, Subscription } from '../../engine/semantics/state.ts';
import { fillForm } from './fill-form.ts';
import { reasons } from './invented.ts';
import { officerFor, portal, registry } from './officers.ts';
import type { Act, Deed, Diary, PlayedDossier } from './played-dossier.ts';

const minutesPerDay = 480;

/** Looks at a dossier after something happened in it. */
export function planDossier(diary: Diary, dossier: PlayedDossier, nowMs: number): void {
  const { state, planned } = dossier;
  if (state.status !== 'active') return;
  for (const element of Object.values(state.elements)) {
    const node = dossier.version.model.nodes.get(element.elementId)!;
    const how = element.rounds ? undefined : completionOf(node.type);
    if (how === undefined || planned.has(element.key) || corrected(dossier, element.key)) continue;
    if (how === 'completeJob') planJob(diary, dossier, node, element, nowMs);
    else if (returnsFirst(dossier, element.key)) planReturn(diary, dossier, element, nowMs);
    else if (!dossier.toReturn.has(element.key)) planTask(diary, dossier, node, element, nowMs);
  }
  for (const correction of Object.values(state.corrections))
    if (!planned.has(correction.key)) planCorrection(diary, dossier, correction, nowMs);
  for (const waiting of Object.values(state.subscriptions)) if (!planned.has(waiting.key)) planApplicant(diary, dossier, waiting, nowMs);
}

const corrected = ({ state }: PlayedDossier, key: string) =>
  Object.values(state.corrections).some(({ handOffKey }) => state.handOffs[handOffKey]!.elementKey === key);

/** Working time from now, by the calendar of a unit. */
function later({ organisation }: Diary, unit: string | undefined, nowMs: number, minutes: number): number {
  return addWorkingMinutes(calendarOf(organisation, unit), nowMs, minutes);
}

/** Something that is still there when its time comes. */
const whileThere = (dossier: PlayedDossier, key: string, deed: (nowMs: number) => Deed | undefined): Act => {
  return (nowMs) => (dossier.state.elements[key] && !corrected(dossier, key) ? deed(nowMs) : undefined);
};

function planTask(diary: Diary, dossier: PlayedDossier, node: FlowNode, { key, step }: ActiveElement, nowMs: number): void {
  const { random, planned } = dossier;
  planned.add(key);
  const unit = step?.unit ?? '';
  const officer = officerFor(diary.organisation, unit, node.step?.role, random);
  const minutes = minutesOf(dossier, node, step?.budget && budgetMinutes(step.budget));
  const claimAfter = Math.min(minutes * random.between(0.1, 0.5), random.between(10, 150));
  // the others take it up and finish it in one go
  if (random.chance(0.85))
    diary.enter(
      dossier,
      later(diary, unit, nowMs, claimAfter),
      whileThere(dossier, key, () => ({ command: { type: 'claimTask', elementKey: key, by: officer.user }, actor: officer })),
    );
  diary.enter(
    dossier,
    later(diary, unit, nowMs, minutes),
    whileThere(dossier, key, (atMs) => {
      const { state, fate, happened } = dossier;
      const ends = dossier.finishedSteps === fate.withdrawnAfter && !happened.has('withdrawn');
      if (ends && state.clock?.status === 'running') {
        happened.add('withdrawn');
        planned.delete(key);
        return { command: { type: 'withdraw', reason: random.pick(reasons.withdrawal) }, actor: portal };
      }
      if (fate.supplement && !happened.has('supplement') && node.step?.step === 'appraise' && supplementDrawn(dossier)) {
        happened.add('supplement');
        return { command: { type: 'requestSupplement', elementKey: key, reason: random.pick(reasons.supplement) }, actor: officer };
      }
      if (node.step?.form === 'mau-04') planReappointment(diary, dossier, unit, atMs);
      dossier.finishedSteps++;
      return {
        command: { type: 'completeTask', elementKey: key, by: officer.user, variables: decided(dossier, node, atMs) },
        actor: officer,
      };
    }),
  );
}

/** Working minutes that a step takes in this dossier. */
function minutesOf({ random, fate, happened }: PlayedDossier, node: FlowNode, budget: number | undefined): number {
  if (budget === undefined) return node.step?.step === 'return' ? random.between(10, 700) : random.between(20, 240);
  const pace = random.between(...fate.pace);
  if (fate.overrun === undefined || happened.has('overrun') || node.step?.step !== 'appraise' || node.step.role === 'divisionLeader')
    return Math.max(10, budget * pace);
  happened.add('overrun');
  return budget * fate.overrun;
}

function supplementDrawn({ state, version }: PlayedDossier): boolean {
  return (
    state.clock?.status === 'running' &&
    Object.values(state.subscriptions).some(({ elementId }) => version.model.nodes.get(elementId)!.purpose === 'supplementRequest')
  );
}

/** What the officer enters: favourable, unless the dossier is to be refused and this is where that is decided. */
function decided(dossier: PlayedDossier, node: FlowNode, nowMs: number): Record<string, Json> {
  const { random, fate, happened, version } = dossier;
  const form = node.step?.form === undefined || node.step.form === 'intake' ? undefined : version.forms[node.step.form];
  if (!form) return {};
  const names = Object.keys((form as { properties?: object }).properties ?? {});
  const against: Record<string, Json> = { eligible: false, foundInRegister: false, signature: 'refused' };
  const refusing = fate.refused && !happened.has('refused') && names.some((name) => Object.hasOwn(against, name));
  if (refusing) happened.add('refused');
  return fillForm(form, random, nowMs, {
    ...(refusing && { ...against, finding: random.pick(reasons.refusal), comment: random.pick(reasons.refusal) }),
    reason: random.pick(node.step!.form === 'mau-04' ? reasons.late : node.step!.form === 'mau-05' ? reasons.withdrawal : reasons.refusal),
  });
}

/** A look-up by another system: done in minutes, or it finds nothing and says so. */
function planJob(diary: Diary, dossier: PlayedDossier, node: FlowNode, { key }: ActiveElement, nowMs: number): void {
  const { random, planned } = dossier;
  planned.add(key);
  const [boundary] = node.boundaryEvents.filter(({ event }) => event?.type === 'error');
  const code = boundary?.event?.type === 'error' ? boundary.event.code : undefined;
  const fails = boundary !== undefined && random.chance(0.2);
  diary.enter(
    dossier,
    nowMs + random.between(60_000, 600_000),
    whileThere(dossier, key, () => ({
      command: fails
        ? { type: 'throwError', elementKey: key, ...(code !== undefined && { code }) }
        : { type: 'completeJob', elementKey: key, variables: { debtPaid: true } },
      actor: registry,
    })),
  );
}

/** A formal hand-off that is not taken up yet, in a dossier to which it happens. */
function returnsFirst({ state, fate, happened }: PlayedDossier, key: string): boolean {
  return fate.returned && !happened.has('returned') && sentTo(state.handOffs, key) !== undefined;
}

function sentTo(handOffs: PlayedDossier['state']['handOffs'], key: string) {
  return Object.values(handOffs).find(
    (each) => each.elementKey === key && each.state === 'sent' && each.level === 'department' && !each.byMessage,
  );
}

function planReturn(diary: Diary, dossier: PlayedDossier, { key, step }: ActiveElement, nowMs: number): void {
  const { random, happened, toReturn } = dossier;
  happened.add('returned');
  toReturn.add(key);
  const unit = step?.unit ?? '';
  const officer = officerFor(diary.organisation, unit, undefined, random);
  diary.enter(dossier, later(diary, unit, nowMs, random.between(20, 200)), () => {
    toReturn.delete(key);
    const handOff = dossier.state.elements[key] && sentTo(dossier.state.handOffs, key);
    if (!handOff) return undefined;
    return {
      command: { type: 'returnHandOff', handOffKey: handOff.key, reason: random.pick(reasons.returned), by: officer.user },
      actor: officer,
    };
  });
}

function planCorrection(diary: Diary, dossier: PlayedDossier, { key, unit }: Correction, nowMs: number): void {
  const { random, planned } = dossier;
  planned.add(key);
  const officer = officerFor(diary.organisation, unit, undefined, random);
  diary.enter(dossier, later(diary, unit, nowMs, random.between(30, 500)), () =>
    dossier.state.corrections[key] ? { command: { type: 'sendAgain', correctionKey: key }, actor: officer } : undefined,
  );
}

/** What the applicant is waited for: a supplement, a proof of payment, a report. */
function planApplicant(diary: Diary, dossier: PlayedDossier, waiting: Subscription, nowMs: number): void {
  const { fate, planned, version } = dossier;
  const node = version.model.nodes.get(waiting.elementId)!;
  const supplement = node.purpose === 'supplementReceipt';
  if (!supplement && !(node.type === 'receiveTask' && waiting.type === 'message')) return;
  planned.add(waiting.key);
  if (fate.applicantDays === undefined) return;
  const { name = '', correlationKey, key: elementKey } = waiting;
  diary.enter(dossier, later(diary, undefined, nowMs, fate.applicantDays * minutesPerDay), () => {
    if (!dossier.state.subscriptions[elementKey]) return undefined;
    return supplement
      ? { command: { type: 'receiveSupplement' }, actor: portal }
      : { command: { type: 'deliverMessage', name, elementKey, ...(correlationKey !== undefined && { correlationKey }) }, actor: portal };
  });
}

/** After the letter of apology the appointment is moved, once. */
function planReappointment(diary: Diary, dossier: PlayedDossier, unit: string, nowMs: number): void {
  const { random } = dossier;
  const calendar = calendarOf(diary.organisation, dossier.version.model.processes.get(dossier.version.processKey)?.procedure?.department);
  diary.enter(dossier, later(diary, unit, nowMs, random.between(5, 40)), (atMs) => {
    const dueAt = movable(dossier.state.clock);
    if (dueAt === undefined) return undefined;
    const to = addWorkingDays(calendar, calendarDate(calendar, Math.max(atMs, Date.parse(dueAt))), random.whole(2, 6));
    return {
      command: { type: 'reappoint', to, reason: random.pick(reasons.late) },
      actor: officerFor(diary.organisation, unit, undefined, random),
    };
  });
}

function movable(clock: ClockState | undefined): string | undefined {
  if (!clock || (clock.status !== 'running' && clock.status !== 'paused')) return undefined;
  return clock.appointments.some(({ movedAt }) => movedAt !== undefined) ? undefined : openAppointment(clock)?.dueAt;
}
