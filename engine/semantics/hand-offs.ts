/** Hand-offs between units: sent with the token, accepted explicitly or by taking up the work, returned without moving a token (ADR 0010). */
import { CommandRejected } from './errors.ts';
import type { Handlers } from './handlers.ts';
import { withdrawDisprovenFlags } from './flags.ts';
import { emit, instantText, type Run } from './run.ts';
import { ranUntil, withDue } from './steps.ts';
import type { ActiveElement, ElementKey, HandOff, Origin, State } from './state.ts';

/** One row per sender whose unit is another than the receiver's. */
export function sendHandOffs(run: Run, { key, origins, step }: ActiveElement): void {
  if (step?.unit === undefined) return;
  let number = 1;
  for (const origin of origins) if (origin.unit !== step.unit) send(run, key, number++, origin, step.unit, step.department, 'sent');
}

function send(
  run: Run,
  elementKey: ElementKey,
  number: number,
  origin: Pick<Origin, 'unit' | 'department' | 'holder' | 'elementKey' | 'byMessage'>,
  to: string,
  toDepartment: string | undefined,
  what: 'sent' | 'sentAgain',
): void {
  const handOff: HandOff = {
    key: `${elementKey}~${number}`,
    from: origin.unit,
    ...(origin.department !== undefined && { fromDepartment: origin.department }),
    ...(origin.holder !== undefined && { fromHolder: origin.holder }),
    to,
    ...(toDepartment !== undefined && { toDepartment }),
    level: origin.department === toDepartment ? 'unit' : 'department',
    elementKey,
    fromElementKey: origin.elementKey,
    state: 'sent',
    sentAt: run.at,
    ...(origin.byMessage && { byMessage: true }),
  };
  emit(run, { type: 'handOffChanged', handOff, what });
}

/** Taking up or finishing the work accepts what was sent with it. */
export function acceptPending(run: Run, elementKey: ElementKey, by: string | undefined): void {
  for (let number = 1; ; number++) {
    const handOff = run.state.handOffs[`${elementKey}~${number}`];
    if (!handOff) return;
    if (handOff.state === 'sent')
      emit(run, {
        type: 'handOffChanged',
        handOff: { acceptedAt: run.at, ...handOff, state: 'accepted', ...(by !== undefined && { acceptedBy: by }) },
        what: 'accepted',
      });
  }
}

function pending(run: Run, key: string): HandOff {
  const handOff = Object.hasOwn(run.state.handOffs, key) ? run.state.handOffs[key] : undefined;
  if (!handOff || !run.state.elements[handOff.elementKey])
    throw new CommandRejected('NOT_WAITING', `Không có bàn giao "${key}"`, `No hand-off "${key}"`, { key });
  return handOff;
}

export const handOffCommands: Handlers = {
  acceptHandOff(run, { handOffKey, by, occurredAt }) {
    const handOff = pending(run, handOffKey);
    if (handOff.state !== 'sent')
      throw new CommandRejected(
        'HAND_OFF_STATE',
        `Bàn giao đã ở trạng thái "${handOff.state}"`,
        `The hand-off is already ${handOff.state}`,
        { state: handOff.state },
      );
    const acceptedAt = instantText(run.occurredMs);
    if (acceptedAt < handOff.sentAt)
      throw new CommandRejected('INVALID_VALUE', `Nhận trước khi gửi: ${acceptedAt}`, `Accepted before it was sent: ${acceptedAt}`, {
        sentAt: handOff.sentAt,
      });
    emit(run, {
      type: 'handOffChanged',
      handOff: { ...handOff, state: 'accepted', acceptedAt, ...(by !== undefined && { acceptedBy: by }) },
      what: 'accepted',
    });
    if (occurredAt !== undefined) withdrawDisprovenFlags(run);
  },

  returnHandOff(run, { handOffKey, reason, by }) {
    const handOff = pending(run, handOffKey);
    if (handOff.state === 'returned' || handOff.byMessage || correctionsOf(run.state, handOff.elementKey).length > 0)
      throw new CommandRejected(
        'HAND_OFF_STATE',
        `Không thể trả lại bàn giao "${handOffKey}"`,
        `The hand-off "${handOffKey}" cannot be returned`,
        { state: handOff.state },
      );
    if (!reason.trim()) throw new CommandRejected('INVALID_VALUE', 'Phải nêu lý do trả lại', 'A reason for the return is required');
    emit(run, {
      type: 'handOffChanged',
      handOff: { ...handOff, state: 'returned', returnedAt: run.at, reason, ...(by !== undefined && { acceptedBy: by }) },
      what: 'returned',
    });
    stopClock(run, handOff.elementKey);
    const correction = {
      key: `${handOffKey}~return`,
      handOffKey,
      unit: handOff.from,
      ...(handOff.fromHolder !== undefined && { holder: handOff.fromHolder }),
      openedAt: run.at,
      reason,
    };
    emit(run, { type: 'correctionOpened', correction });
  },

  sendAgain(run, { correctionKey }) {
    const correction = Object.hasOwn(run.state.corrections, correctionKey) ? run.state.corrections[correctionKey] : undefined;
    if (!correction)
      throw new CommandRejected('NOT_WAITING', `Không có việc chỉnh sửa "${correctionKey}"`, `No correction "${correctionKey}"`, {
        correctionKey,
      });
    const { elementKey, from, fromDepartment, fromHolder, fromElementKey, to, toDepartment } = run.state.handOffs[correction.handOffKey]!;
    emit(run, { type: 'correctionClosed', key: correctionKey });
    const origin = {
      unit: from,
      elementKey: fromElementKey,
      ...(fromDepartment !== undefined && { department: fromDepartment }),
      ...(fromHolder !== undefined && { holder: fromHolder }),
    };
    let number = 1;
    while (run.state.handOffs[`${elementKey}~${number}`]) number++;
    send(run, elementKey, number, origin, to, toDepartment, 'sentAgain');
    startClock(run, elementKey);
  },
};

/** Open corrections of the sender for an element: while there is one, its receiver waits. */
export function correctionsOf(state: State, elementKey: ElementKey): readonly string[] {
  return Object.keys(state.corrections).filter((key) => state.handOffs[state.corrections[key]!.handOffKey]!.elementKey === elementKey);
}

/** The work has ended by itself: nothing is left to correct. */
export function closeCorrections(run: Run, elementKey: ElementKey): void {
  for (const key of correctionsOf(run.state, elementKey).toSorted()) emit(run, { type: 'correctionClosed', key });
}

/** The step stays where it is; its clock stands while somebody else has to act. */
export function stopClock(run: Run, key: ElementKey): void {
  const { step } = run.state.elements[key]!;
  if (step?.runningSince === undefined) return;
  const { runningSince: _since, dueAt: _due, workingDueAt: _workingDue, ...rest } = step;
  emit(run, { type: 'stepChanged', key, what: 'clockStopped', step: { ...rest, ran: ranUntil(step, run.at) } });
}

/** The clock goes on with what is left of the budget. */
export function startClock(run: Run, key: ElementKey): void {
  const { step, elementId } = run.state.elements[key]!;
  if (!step || step.runningSince !== undefined) return;
  emit(run, {
    type: 'stepChanged',
    key,
    what: 'clockStarted',
    step: withDue(run, run.model.nodes.get(elementId)!, key, { ...step, runningSince: run.at }),
  });
}
