/** The order of a table's steps as a flow: shared blocks, parallel consultations, waits, jumps back and ahead. */
import type { Duration } from '../types.ts';
import { durationTexts, equals } from './arithmetic.ts';
import { countedSum } from './check-table.ts';
import { finding, type Finding } from './findings.ts';
import type { PublishedTable } from './published-table.ts';
import type { ReadStep } from './read-steps.ts';
import { durationOf } from './read-times.ts';

export type FlowItem =
  | { readonly kind: 'step'; readonly step: ReadStep; readonly several: boolean }
  | { readonly kind: 'block'; readonly id: string; readonly name: string; readonly budget?: Duration; readonly steps: readonly ReadStep[] }
  | { readonly kind: 'parallel'; readonly id: string; readonly steps: readonly ReadStep[] }
  | { readonly kind: 'wait'; readonly id: string; readonly before: ReadStep; readonly text: string }
  | { readonly kind: 'payment'; readonly id: string };

/** After item `from` some dossiers go to item `to` instead of the next one. `condition` is FEEL and false while its variable is absent. */
export interface Jump {
  readonly from: number;
  readonly to: number;
  readonly condition: string;
  readonly name: string;
}

export interface Flow {
  readonly items: readonly FlowItem[];
  readonly jumps: readonly Jump[];
}

/** Marks timed rows after the returning row as outside the deadline, if the rest adds up without them (or the table has no single total). */
export function withoutPostDeadline(table: PublishedTable, steps: readonly ReadStep[], findings: Finding[]): ReadStep[] {
  const lastReturn = steps.findLastIndex(({ fiveSteps }) => fiveSteps.includes('return'));
  const after = steps.filter(({ index, budget }) => lastReturn >= 0 && index > lastReturn && budget);
  const deadline = table.legalDeadline && durationOf(table.legalDeadline);
  if (!after.length || !deadline) return [...steps];
  const before = steps.filter((step) => !after.includes(step));
  if (equals(countedSum(steps), deadline) || !equals(countedSum(before), deadline)) return [...steps];
  for (const { at, label } of after) findings.push(finding('post-deadline-step', `${at}/duration`, { label }));
  return steps.map((step) =>
    after.includes(step) ? { ...step, counts: false, countsBasis: 'Sau khi trả kết quả, ngoài thời hạn giải quyết' } : step,
  );
}

/** Groups the steps into a flow. What the text does not settle is drawn in sequence and reported. */
export function planFlow(table: PublishedTable, steps: readonly ReadStep[], findings: Finding[]): Flow {
  const items: FlowItem[] = [];
  const twoAppointments = (table.appointments ?? []).length > 1;
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]!;
    const previous = steps[at - 1];
    const second = /hẹn lần 2/iu.test(step.row.stage ?? '') && !/hẹn lần 2/iu.test(previous?.row.stage ?? 'hẹn lần 2');
    if (twoAppointments && second && !steps.some(({ isPaymentWait }) => isPaymentWait)) {
      items.push({ kind: 'payment', id: 'payment_wait' });
      findings.push(finding('payment-wait', 'payment_wait'));
    }
    if (step.isPaymentWait) findings.push(finding('payment-wait', step.id));
    const wait = /^sau thời hạn (\d+ (?:ngày|giờ)(?: làm việc)?)/iu.exec(step.row.content)?.[1];
    if (wait && previous) {
      const drawn = previous.waitFor === 'posting';
      findings.push(finding(drawn ? 'wait-before-step' : 'wait-inserted', `${step.at}/content`, { label: step.label, wait }));
      if (!drawn) items.push({ kind: 'wait', id: `wait_${step.index + 1}`, before: step, text: wait });
    }
    const block = sharedBlock(steps, at, findings);
    const parallel = block ? undefined : parallelRows(steps, at, findings);
    if (block) items.push(block);
    else if (parallel) items.push(parallel);
    else items.push({ kind: 'step', step, several: consultsSeveral(step, findings) });
    at += (block?.steps.length ?? parallel?.steps.length ?? 1) - 1;
  }
  for (const step of steps) findings.push(...unpaintedPaths(step));
  return { items, jumps: jumpsOf(items, findings) };
}

/** Every way from the first to the last item, jumps ahead taken or not; ways back add no step. */
export function pathsOf({ items, jumps }: Flow): ReadStep[][] {
  const ahead = jumps.filter(({ from, to }) => to > from);
  const walk = (at: number): ReadStep[][] => {
    const item = items[at];
    if (!item) return [[]];
    const own =
      item.kind === 'step' ? [item.step] : item.kind === 'block' ? [...item.steps] : item.kind === 'parallel' ? longest(item.steps) : [];
    const next = [at + 1, ...ahead.filter(({ from }) => from === at).map(({ to }) => to)];
    return next.flatMap(walk).map((rest) => [...own, ...rest]);
  };
  return walk(0);
}

/** Consultations side by side take as long as the longest. */
function longest(steps: readonly ReadStep[]): ReadStep[] {
  return [steps.reduce((most, step) => ((step.budget?.value ?? 0) > (most.budget?.value ?? 0) ? step : most))];
}

function sharedBlock(steps: readonly ReadStep[], at: number, findings: Finding[]): (FlowItem & { kind: 'block' }) | undefined {
  const name = steps[at]!.row.sharedBlock;
  if (!name) return undefined;
  let end = at;
  while (steps[end]?.row.sharedBlock === name) end++;
  const members = steps.slice(at, end);
  const timed = members.filter(({ budget }) => budget);
  const rows = members.map(({ label }) => label).join(', ');
  // one number for all of them; several numbers are budgets of their own and stay with their steps
  const budget = timed.length === 1 ? timed[0]!.budget : undefined;
  findings.push(
    budget
      ? finding('shared-time-block', `${members[0]!.at}/durationText`, { rows, budget: durationTexts(budget) })
      : finding('shared-time-missing', `${members[0]!.at}/durationText`, { rows }),
  );
  const stage = members[0]!.row.stage;
  const named = stage && !/^hẹn|không tính/iu.test(stage) ? stage : `${members[0]!.label} – ${members.at(-1)!.label}`;
  return { kind: 'block', id: `block_${members[0]!.index + 1}`, name: named, steps: members, ...(budget && { budget }) };
}

/** Rows side by side: consulted agencies in adjacent rows, or a text that says "song song với bước …". */
function parallelRows(steps: readonly ReadStep[], at: number, findings: Finding[]): (FlowItem & { kind: 'parallel' }) | undefined {
  let end = at + 1;
  const first = steps[at]!;
  while (end < steps.length) {
    const step = steps[end]!;
    const bothConsulted = first.isConsultation && step.isConsultation;
    const said = /song song với (?:bước|B)\s*(\w+)/iu.exec(step.row.content)?.[1];
    const withThese = said && steps.slice(at, end).some(({ label }) => label.replace(/^\D+/u, '') === said.replace(/^\D+/u, ''));
    if (!bothConsulted && !withThese) break;
    end++;
  }
  const members = steps.slice(at, end);
  if (members.length < 2 || members.some(({ row }) => row.sharedBlock)) return undefined;
  findings.push(finding('consultation-parallel', `${first.at}/unit`, { agencies: members.map(({ row }) => row.unit).join('; ') }));
  return { kind: 'parallel', id: `parallel_${first.index + 1}`, steps: members };
}

function consultsSeveral(step: ReadStep, findings: Finding[]): boolean {
  const { row, at, label } = step;
  if (step.isConsultation && /^các /iu.test(row.unit)) {
    findings.push(finding('consultation-agencies-unnamed', `${at}/unit`, { label }));
    return true;
  }
  const asks = /(?<!văn bản )(lấy|xin) ý kiến|tham vấn/iu.test(row.content) && !/hết thời hạn xin ý kiến/iu.test(row.content);
  if (asks || step.isConsultation) findings.push(finding('consultation-in-sequence', `${at}/content`, { label }));
  return false;
}

function unpaintedPaths({ row, at, label }: ReadStep): Finding[] {
  const ends =
    /(yêu cầu|thông báo|đề nghị)[^;]{0,160}?(bổ sung|sửa đổi|trả hồ sơ|không đủ điều kiện)|văn bản từ chối|không chấp thuận|(giải trình|cần) bổ sung/iu;
  const field = ends.test(row.result ?? '') ? 'result' : ends.test(row.content) ? 'content' : undefined;
  return field ? [finding('supplement-path-not-drawn', `${at}/${field}`, { label })] : [];
}

const back =
  /(?:không đồng ý|không đạt|chưa đạt|không thống nhất)[^.;]{0,160}?(?:chuyển lại|trả lại|quay lại)[^.;]{0,160}?(?:bước|B)\s*(\d+)/iu;
const ahead =
  /trường hợp\s+([^.;]{0,160}?)(?=\s+thì\s|,\s|\s+chuyển\s)[^.;]{0,160}?(?:chuyển|sang|đến) (?:thẳng )?(?:sang |đến )?(?:bước |B)(\d+)/iu;

/** "Trường hợp đầy đủ thông tin … chuyển sang B5", "không đồng ý → chuyển lại bước 3". */
function jumpsOf(items: readonly FlowItem[], findings: Finding[]): Jump[] {
  return items.flatMap((item, from): Jump[] => {
    if (item.kind !== 'step') return [];
    const { step } = item;
    const text = `${step.row.content}. ${step.row.result ?? ''}`;
    const backwards = back.exec(text);
    const forwards = backwards ? null : ahead.exec(text);
    const match = backwards ?? forwards;
    if (!match) return [];
    const number = backwards ? match[1] : match[2];
    const to = items.findIndex((other) => other.kind === 'step' && other.step.label.replace(/^\D+/u, '') === number);
    const at = `${step.at}/${(backwards ?? forwards)!.index < step.row.content.length ? 'content' : 'result'}`;
    if (to < 0 || (backwards ? to > from : to <= from + 1)) {
      findings.push(finding('jump-unclear', at, { label: step.label, text: match[0] }));
      return [];
    }
    const target = items[to]!.kind === 'step' ? (items[to] as FlowItem & { kind: 'step' }).step : step;
    const condition = backwards ? `${step.id}_agreed = false` : `${step.id}_goesTo_${target.id} = true`;
    const values = { label: step.label, target: target.label, condition, text: match[0] };
    findings.push(finding(backwards ? 'loop-drawn' : 'branch-drawn', at, values));
    const reason = backwards ? 'Không đồng ý' : match[1]!.trim();
    return [{ from, to, condition, name: reason.charAt(0).toUpperCase() + reason.slice(1) }];
  });
}
