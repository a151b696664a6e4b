/** What the values of a step are called, Vietnamese and English. */
import type { FiveStep } from '../../engine/index.ts';

export type Words = readonly [string, string];

export const roleWords: Readonly<Record<string, Words>> = {
  oneStop: ['Bộ phận Một cửa', 'One-stop desk'],
  specialist: ['Chuyên viên', 'Specialist'],
  divisionLeader: ['Lãnh đạo phòng', 'Head of division'],
  agencyLeader: ['Lãnh đạo cơ quan', 'Head of agency'],
  clerkSeal: ['Văn thư', 'Clerk with the seal'],
  agencyUnit: ['Đơn vị chuyên môn', 'Unit of the agency'],
  provincialCommittee: ['Lãnh đạo UBND tỉnh', 'Provincial committee'],
  provincialCommitteeOffice: ['Văn phòng UBND tỉnh', 'Office of the provincial committee'],
  communeCommittee: ['UBND cấp xã', 'Commune committee'],
  landRegistryOffice: ['Văn phòng Đăng ký đất đai', 'Land registry office'],
  taxAgency: ['Cơ quan thuế', 'Tax agency'],
  taxOfficer: ['Công chức thuế', 'Tax officer'],
  consultedAgency: ['Cơ quan được lấy ý kiến', 'Consulted agency'],
  council: ['Hội đồng', 'Council'],
  inspectionTeam: ['Đoàn kiểm tra', 'Inspection team'],
  multiple: ['Nhiều người', 'Several people'],
  applicant: ['Người nộp hồ sơ', 'Applicant'],
  system: ['Hệ thống', 'System'],
  other: ['Khác', 'Other'],
};

export const fiveStepWords: Readonly<Record<FiveStep, Words>> = {
  receive: ['Tiếp nhận', 'Receive'],
  appraise: ['Thẩm định', 'Appraise'],
  approve: ['Phê duyệt', 'Approve'],
  seal: ['Đóng dấu', 'Seal'],
  return: ['Trả kết quả', 'Return'],
};

export const placeWords: Readonly<Record<string, Words>> = {
  centre: ['Trung tâm', 'Centre'],
  agency: ['Cơ quan', 'Agency'],
  offSite: ['Ngoài trụ sở', 'Off site'],
};

export const countsWords: Readonly<Record<'true' | 'false', Words>> = { true: ['Có', 'Yes'], false: ['Không', 'No'] };

/** What stands in the first column of a row that is no step, and how it is read out. */
export const kindWords: Readonly<Record<'block' | 'gateway' | 'event' | 'jump', readonly [string, ...Words]>> = {
  block: ['▣', 'nhóm bước', 'group of steps'],
  gateway: ['◇', 'rẽ nhánh', 'gateway'],
  event: ['○', 'sự kiện', 'event'],
  jump: ['↪', 'chuyển bước', 'goes to'],
};

/** The value that a word stands for: as shown in either language, or the value itself. Undefined when it is none of them. */
export function valueOfWord(words: Readonly<Record<string, Words>>, text: string): string | undefined {
  const wanted = text.trim().normalize('NFC').toLocaleLowerCase('vi');
  return Object.entries(words).find(([value, [vi, en]]) => [value, vi, en].some((each) => each.toLocaleLowerCase('vi') === wanted))?.[0];
}
