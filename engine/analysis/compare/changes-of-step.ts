/** What changed in one element that both versions have. */
import { durationTexts } from '../../model/from-table/arithmetic.ts';
import type { Duration, FlowNode, Step } from '../../model/types.ts';
import { nameOf } from '../../rules/reading/nodes-within.ts';
import type { VersionChange } from '../comparison.ts';

type Texts = readonly [vietnamese: string, english: string];
const none: Texts = ['không có', 'none'];

export function changesOfStep(then: FlowNode, now: FlowNode): VersionChange[] {
  const name = nameOf(now);
  const change = (
    group: VersionChange['group'],
    what: VersionChange['what'],
    [before, beforeEn]: Texts,
    [after, afterEn]: Texts,
    matter: Texts,
  ): VersionChange[] =>
    before === after
      ? []
      : [
          {
            group,
            what,
            elements: [now.id],
            before,
            after,
            message: `"${name}": ${matter[0]} từ ${before} thành ${after}`,
            messageEn: `"${name}": ${matter[1]} from ${beforeEn} to ${afterEn}`,
          },
        ];
  const same = (text: string): Texts => [text, text];
  return [
    ...change('steps', 'renamed', same(`"${nameOf(then)}"`), same(`"${name}"`), ['đổi tên', 'renamed']),
    ...change('steps', 'typeChanged', same(then.type), same(now.type), ['đổi loại', 'another type,']),
    ...change('time', 'budgetChanged', budgetTexts(then.step), budgetTexts(now.step), ['đổi thời gian', 'another time,']),
    ...change('time', 'countsChanged', countsTexts(then.step), countsTexts(now.step), ['đổi cách tính', 'counted otherwise,']),
    ...change('time', 'timerChanged', same(timerText(then)), same(timerText(now)), ['đổi hẹn giờ', 'another timer,']),
    ...change('departments', 'holderChanged', same(holderText(then.step)), same(holderText(now.step)), ['đổi nơi làm', 'done elsewhere,']),
    ...change('departments', 'placeChanged', placeTexts(then.step), placeTexts(now.step), ['đổi địa điểm', 'another place,']),
  ];
}

function budgetTexts(step: Step | undefined): Texts {
  if (step?.budget) return durationTexts(step.budget);
  if (step?.budgetShare === undefined) return none;
  const percent = Math.round(step.budgetShare * 1000) / 10;
  return [`${String(percent).replace('.', ',')} % thời hạn`, `${percent} % of the deadline`];
}

function countsTexts(step: Step | undefined): Texts {
  return step?.counts === false ? ['không tính vào thời hạn', 'outside the deadline'] : ['tính vào thời hạn', 'within the deadline'];
}

function holderText(step: Step | undefined): string {
  const { department, unit, kind, role } = step ?? {};
  return [...new Set([kind, unit, department, role].filter((text) => text !== undefined))].join(', ');
}

function placeTexts(step: Step | undefined): Texts {
  if (step?.place === 'centre') return ['tại Trung tâm', 'at the Centre'];
  if (step?.place === 'agency') return ['tại trụ sở cơ quan', "at the agency's own office"];
  return step?.place === 'offSite' ? ['tại thực địa', 'at the site'] : none;
}

function timerText({ event }: FlowNode): string {
  if (event?.type !== 'timer') return '';
  const { timer } = event;
  return timer.kind === 'workingTime' ? durationText(timer.workingTime) : timer.text;
}

function durationText(duration: Duration): string {
  return durationTexts(duration).join(' / ');
}
