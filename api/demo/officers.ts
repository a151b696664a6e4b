import { officersOf, type Organisation } from '../../engine/deadlines/organisation.ts';
import type { Actor } from '../../engine/runtime/index.ts';
import type { Random } from './random.ts';

const titles: Readonly<Record<string, string>> = {
  oneStop: 'Công chức tiếp nhận và trả kết quả',
  oneStopReserve: 'Công chức tiếp nhận (dự phòng)',
  specialist: 'Chuyên viên',
  divisionLeader: 'Trưởng phòng',
  agencyLeader: 'Lãnh đạo sở',
  clerkSeal: 'Văn thư',
  centreDirector: 'Giám đốc Trung tâm',
  provincialCommittee: 'Lãnh đạo UBND tỉnh',
  provincialCommitteeOffice: 'Chuyên viên Văn phòng UBND tỉnh',
  communeCommittee: 'Lãnh đạo UBND xã, phường',
  council: 'Thư ký hội đồng',
  councilChair: 'Chủ tịch hội đồng',
  inspectionTeam: 'Trưởng đoàn thẩm định',
  taxOfficer: 'Công chức thuế',
};

/** Somebody of the unit, in the step's role if there is one, as the history names them. */
export function officerFor(organisation: Organisation, unit: string, role: string | undefined, random: Random): Actor {
  const all = officersOf(organisation, unit);
  const fitting = all.filter((each) => each.role === role);
  const officer = all.length > 0 ? random.pick(fitting.length > 0 ? fitting : all) : undefined;
  if (!officer) return { user: unit, channel: 'web' };
  const position = titles[officer.role];
  return { user: officer.id, name: officer.name, channel: 'web', ...(position !== undefined && { position }) };
}

/** The applicant acts through the portal; the history names no applicant, for it is never erased. */
export const portal: Actor = { user: 'portal', channel: 'portal' };

/** A system that looks things up for a step. */
export const registry: Actor = { user: 'registry', channel: 'worker' };
