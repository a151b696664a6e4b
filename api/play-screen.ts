/** What `taicho play` shows: where the dossier is, who holds it, how much of each budget is used, flags, hand-offs. Plain text with optional colour. */
import { styleText } from 'node:util';
import { openAppointment } from '../engine/deadlines/clocks.ts';
import { forecast, stepTimes, type StepTime } from '../engine/deadlines/forecast.ts';
import { findUnit } from '../engine/deadlines/organisation.ts';
import { deadlineView, dossierReport, type Event } from '../engine/index.ts';
import type { Duration } from '../engine/model/types.ts';
import type { Dossier, World } from '../engine/scenarios/world.ts';

export type Colour = Parameters<typeof styleText>[0];

/** Colours only where a person looks at a terminal that wants them (NO_COLOR). */
export function painter(wanted: boolean): (colour: Colour, text: string) => string {
  return (colour, text) => (wanted ? styleText(colour, text) : text);
}

const weekdays = ['Chủ nhật', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy'];

/** `Thứ hai 02/03/2026 08:00`, in the office's zone (+07:00 all year). */
export function shownInstant(instant: number | string): string {
  const local = new Date((typeof instant === 'string' ? Date.parse(instant) : instant) + 7 * 3_600_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${weekdays[local.getUTCDay()]} ${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
}

const units: Record<Duration['unit'], string> = { workingDay: 'ngày làm việc', calendarDay: 'ngày', workingHour: 'giờ làm việc' };

export function shownDuration({ value, unit }: Duration): string {
  return `${String(value).replace('.', ',')} ${units[unit]}`;
}

/** `7 giờ 30 phút`; of working time. */
export function shownMinutes(minutes: number): string {
  const rounded = Math.round(minutes);
  const [hours, rest] = [Math.floor(rounded / 60), rounded % 60];
  return [hours > 0 && `${hours} giờ`, (rest > 0 || hours === 0) && `${rest} phút`].filter(Boolean).join(' ');
}

export const flagNames: Readonly<Record<string, string>> = {
  stepAtRisk: 'bước sắp hết thời gian',
  stepOverBudget: 'bước QUÁ thời gian được giao',
  handOffUnclaimed: 'bàn giao chưa được nhận',
  dossierAtRisk: 'hồ sơ có nguy cơ trễ hẹn',
  apologyDue: 'phải gửi thư xin lỗi',
  dossierOverdue: 'hồ sơ TRỄ HẸN',
};

/** The whole screen between two choices. */
export function screen(world: World, dossier: Dossier, paint: ReturnType<typeof painter>): string {
  const { model, environment, nowMs } = world;
  const { state } = dossier;
  const { organisation } = environment;
  const view = deadlineView(model, state);
  const lines: string[] = ['', paint('bold', `── ${shownInstant(nowMs)} ──────────────────────────────`)];
  if (state.clock) {
    const appointment = openAppointment(state.clock);
    const { endsAt, misses } = forecast(view, organisation, nowMs);
    if (appointment)
      lines.push(
        `Hẹn trả: ${paint('bold', shownInstant(appointment.dueAt))}${state.clock.provisional ? ' (lịch nghỉ chưa công bố, tạm tính)' : ''}`,
      );
    if (state.clock.status === 'paused')
      lines.push(paint('yellow', 'Đồng hồ pháp lý đang dừng (chờ bổ sung, nộp tiền hoặc thời gian không tính)'));
    else if (state.status === 'active' && appointment && endsAt !== undefined)
      lines.push(`Dự kiến xong: ${paint(misses ? 'red' : 'green', `${shownInstant(endsAt)}${misses ? ' – sẽ trễ hẹn' : ''}`)}`);
  }
  for (const step of stepTimes(view, organisation, nowMs)) lines.push(stepLine(world, step, paint));
  for (const element of Object.values(state.elements)) {
    const node = model.nodes.get(element.elementId)!;
    if (element.step || element.rounds || node.contents || node.called) continue;
    lines.push(`● ${node.name ?? node.id}  ${paint('dim', 'đang chờ')}`);
  }
  for (const { from, to, state: stage, elementKey, reason } of Object.values(state.handOffs))
    if (stage !== 'accepted' && state.elements[elementKey])
      lines.push(
        `⇄ ${unitName(world, from)} → ${unitName(world, to)}: ${stage === 'sent' ? 'đã chuyển, chưa nhận' : `trả lại (${reason ?? ''})`}`,
      );
  for (const { message, elementId } of Object.values(state.incidents))
    lines.push(paint('red', `⚠ ${model.nodes.get(elementId)?.name ?? elementId}: ${message}`));
  if (state.status === 'ended') lines.push(paint('bold', endLine(dossier)));
  return lines.join('\n');
}

function endLine({ state }: Dossier): string {
  const how = { completed: 'đã giải quyết xong', cancelled: 'đã dừng', withdrawn: 'đã rút', refused: 'đã bị từ chối' }[
    state.outcome ?? 'completed'
  ];
  return `■ Hồ sơ ${how}.`;
}

export function unitName(world: World, unit: string): string {
  return findUnit(world.environment.organisation, unit)?.name ?? unit;
}

function stepLine(
  world: World,
  { elementId, unit, holder, budget, usedMinutes, share = 0, dueAt, overByMinutes }: StepTime,
  paint: ReturnType<typeof painter>,
): string {
  const node = world.model.nodes.get(elementId)!;
  const colour: Colour = overByMinutes > 0 ? 'red' : share >= 0.75 ? 'yellow' : 'green';
  const filled = Math.min(20, Math.round(share * 20));
  const bar = budget ? paint(colour, `${'█'.repeat(filled)}${'░'.repeat(20 - filled)} ${Math.round(share * 100)}%`) : '';
  const where = [unit && unitName(world, unit), holder && `người giữ: ${holder}`].filter(Boolean).join(', ');
  const lines = [`● ${paint('bold', node.name ?? node.id)}${where ? `  ${paint('dim', where)}` : ''}`];
  if (budget)
    lines.push(
      `    ${bar} của ${shownDuration(budget)}; đã dùng ${shownMinutes(usedMinutes)}${dueAt === undefined ? '' : `; hạn ${shownInstant(dueAt)}`}`,
    );
  if (overByMinutes > 0) lines.push(paint('red', `    quá thời gian được giao ${shownMinutes(overByMinutes)}`));
  return lines.join('\n');
}

/** The control slip (form 06) of a dossier: unit, sender, holder, when it came and went, early / on time / late. */
export function controlSlipLines(world: World, { state }: Dossier, paint: ReturnType<typeof painter>): string[] {
  const { controlSlip } = dossierReport(world.model, state, world.environment.organisation, new Date(world.nowMs));
  const words = { early: 'trước hạn', onTime: 'đúng hạn', late: 'QUÁ HẠN' } as const;
  return [
    paint('bold', 'Phiếu kiểm soát quá trình giải quyết hồ sơ'),
    ...controlSlip.map(
      ({ unit, holder, sentAt, leftAt, result }) =>
        `  ${unitName(world, unit)}${holder === undefined ? '' : ` (${holder})`}: nhận ${shownInstant(sentAt)}${leftAt === undefined ? '' : `, chuyển ${shownInstant(leftAt)}`}${result ? ` – ${paint(result === 'late' ? 'red' : 'green', words[result])}` : ''}`,
    ),
  ];
}

/** What a command brought about, a line each for what a person cares about. */
export function eventLines(world: World, events: readonly Event[], paint: ReturnType<typeof painter>): string[] {
  const name = (id: string) => world.model.nodes.get(id)?.name ?? id;
  return events.flatMap((event) => {
    switch (event.type) {
      case 'elementCompleted':
        return world.model.nodes.get(event.elementId)?.step ? [paint('green', `✓ ${name(event.elementId)}`)] : [];
      case 'elementInterrupted':
        return [paint('yellow', `✗ ${name(event.elementId)} bị ngắt`)];
      case 'triggered':
        return [`⚡ ${name(event.elementId)}`];
      case 'handOffChanged':
        return [
          `⇄ ${unitName(world, event.handOff.from)} → ${unitName(world, event.handOff.to)}: ${{ sent: 'chuyển', accepted: 'đã nhận', returned: 'trả lại', sentAgain: 'chuyển lại' }[event.what]}`,
        ];
      case 'flagRaised':
        return [
          paint(
            'red',
            `⚑ ${shownInstant(event.at)}: ${flagNames[event.flag] ?? event.flag}${event.elementKey === undefined ? '' : ` – ${name(event.elementKey.slice(0, event.elementKey.lastIndexOf('#')))}`}${event.about.holder === undefined ? '' : `, ${event.about.holder}`}`,
          ),
        ];
      case 'clockChanged':
        return event.what === 'supplementRequested' ||
          event.what === 'supplementReceived' ||
          event.what === 'reappointed' ||
          event.what === 'appointmentStarted'
          ? [
              `◷ ${{ supplementRequested: 'yêu cầu bổ sung hồ sơ', supplementReceived: 'đã nhận đủ hồ sơ', reappointed: 'hẹn lại', appointmentStarted: 'bắt đầu lần hẹn mới' }[event.what]}`,
            ]
          : [];
      case 'incidentRaised':
        return [paint('red', `⚠ ${event.incident.message}`)];
      default:
        return [];
    }
  });
}
