/** Words for what the service names by codes. */
import type { Operations } from '../../../api/client-operations.ts';
import type { Say } from '../../i18n/say.tsx';
import type { UnitLevel } from '../../../engine/index.ts';

type Words<K extends string> = Readonly<Record<K, readonly [string, string]>>;
export type RoleOfPerson = NonNullable<Operations['postUsers']['input']['body']['positions']>[number]['role'];

export const roleWords: Words<RoleOfPerson> = {
  designer: ['Người thiết kế quy trình', 'Designer'],
  reviewer: ['Người thẩm định (Tư pháp)', 'Reviewer'],
  approver: ['Người phê duyệt', 'Approver'],
  officer: ['Công chức giải quyết', 'Officer'],
  unitHead: ['Lãnh đạo đơn vị', 'Head of a unit'],
  centreManager: ['Lãnh đạo Trung tâm', 'Manager of a centre'],
  inspector: ['Thanh tra, giám sát', 'Inspector'],
  administrator: ['Quản trị viên', 'Administrator'],
};

export const levelWords: Words<UnitLevel> = {
  province: ['Tỉnh', 'Province'],
  department: ['Sở, cơ quan cấp tỉnh', 'Department'],
  commune: ['Xã, phường', 'Commune'],
  centre: ['Trung tâm Phục vụ hành chính công', 'One-stop centre'],
  external: ['Cơ quan ngoài hệ thống (thuế, bảo hiểm …)', 'External agency'],
  division: ['Phòng, bộ phận', 'Division'],
  desk: ['Quầy, bàn làm việc', 'Desk'],
};

export type DayKind = 'holiday' | 'compensation' | 'makeUp' | 'halfDay' | 'closure';
export const dayWords: Words<DayKind> = {
  holiday: ['Nghỉ lễ', 'Holiday'],
  compensation: ['Nghỉ bù, nghỉ hoán đổi', 'Day off in exchange'],
  makeUp: ['Làm bù', 'Make-up working day'],
  halfDay: ['Làm nửa ngày', 'Half day'],
  closure: ['Đóng cửa (thiên tai, dịch bệnh …)', 'Closure'],
};

export const flagWords: Words<'stepAtRisk' | 'stepOverBudget' | 'handOffUnclaimed' | 'dossierAtRisk' | 'apologyDue' | 'dossierOverdue'> = {
  stepAtRisk: ['bước sắp hết thời gian', 'step at risk'],
  stepOverBudget: ['bước quá thời gian', 'step over its budget'],
  handOffUnclaimed: ['chuyển giao chưa ai nhận', 'hand-off not taken up'],
  dossierAtRisk: ['hồ sơ có nguy cơ trễ', 'dossier at risk'],
  apologyDue: ['phải có thư xin lỗi', 'apology due'],
  dossierOverdue: ['hồ sơ quá hạn', 'dossier overdue'],
};

/** The words of a code; the code itself where there are none. */
export function wordOf(words: Readonly<Record<string, readonly [string, string]>>, code: string, say: Say): string {
  const pair = Object.hasOwn(words, code) ? words[code] : undefined;
  return pair ? say(...pair) : code;
}

export const choicesOf = (words: Readonly<Record<string, readonly [string, string]>>, say: Say) =>
  Object.entries(words).map(([value, pair]) => ({ value, label: say(...pair) }));
