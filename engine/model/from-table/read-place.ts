/**
 * Unit texts of a published table → (department, unit). The text names the person and the place in one breath
 * ("Lãnh đạo Phòng BTXH và Trẻ em - Sở Y tế"), so it is read by rules; what stays doubtful is said, not guessed.
 */
import { slug } from './ascii-id.ts';
import { spellOut } from './spell-out.ts';

export type Doubt = 'severalRoles' | 'alternatives' | 'unitNotNamed' | 'contentInUnit' | 'unknownAgency';

export interface Place {
  readonly department: string;
  readonly unit?: string;
  /** A kind of unit that is bound when the dossier starts. */
  readonly kind?: 'applicant' | 'communeCommittee' | 'consultedAgency';
  readonly atCentre: boolean;
  readonly doubts: readonly Doubt[];
}

/** What earlier rows and the head of the table tell about a unit that a row does not name. */
export interface PlaceContext {
  readonly leadDepartment: string;
  /** The division named last, for "chuyên viên được phân công". */
  readonly lastDivision?: Place;
  readonly stage?: string;
}

export const applicantLane = 'Người nộp hồ sơ';
const centre = 'Trung tâm Phục vụ hành chính công';

const oneStop =
  /trung tâm phục vụ hành chính( công|…|$)|bộ phận (một cửa|tiếp nhận|nhận hồ sơ|trả|tn)|công chức một cửa|cán bộ một cửa|(công chức|cán bộ|trưởng bộ phận) tiếp nhận/iu;
const role =
  /^(chuyên viên|công chức, viên chức|công chức|viên chức|cán bộ|nhân viên|trợ lý|lãnh đạo|trưởng|phó|người đứng đầu|thủ trưởng|giám đốc|chánh)\s+/iu;
const division = /(?:(?<!văn )phòng|ban|chi cục|đoàn|tổ)\s+\p{L}/iu;
/** The divisions that a commune has had since the two-level reform of 1 July 2025. */
const communeDivision = /^(phòng )?(văn h(óa|oá),?( -)? xã hội|kinh tế(\/kinh tế)?(,? hạ tầng.*)?)$/iu;
const holder =
  /^(chuyên viên|công chức|viên chức|cán bộ|lãnh đạo|văn thư|hội đồng|ban|cơ quan|sở|ubnd|bộ phận|phòng|trung tâm|văn phòng|chi nhánh|tổ chức|cá nhân|thành viên)(\s|\/|$)/iu;
const leads = /^(lãnh đạo|người đứng đầu|giám đốc|thủ trưởng|chính ủy|chỉ huy|chủ tịch)\s/iu;
// "bộ phận trả, chuyển hồ sơ" and "bộ phận chịu trách nhiệm xem xét" are names of who does it
const action =
  /\s+(chuyển chuyên viên|(?<!bộ phận (?:nhận|trả|nhận và trả),?\s+)chuyển hồ sơ|ký duyệt|phê duyệt|phân công thụ lý|thụ lý,? xử lý|thụ lý hồ sơ|(?<!chịu trách nhiệm\s+)xem xét|quyết định việc|kiểm tra, thẩm định|dự thảo)/iu;
const unnamed =
  /^(chuyên viên|công chức|cán bộ|viên chức|trợ lý|lãnh đạo phòng|trưởng phòng|phòng chuyên môn|phòng nghiệp vụ)?\s*(được (phân công|giao).*|xử lý hồ sơ.*|thụ lý.*|phụ trách.*|phòng|chuyên môn.*|cơ quan có thẩm quyền|phòng chuyên môn.*)?$/iu;
const departmentPattern =
  /((?:sở|văn phòng|công an|cơ quan|ban chỉ huy|bộ chỉ huy|(?<!chi )cục|chi cục thuế|cơ sở|nhà trường|trung tâm lưu trữ|cấp trung đoàn)(?=\s|$|,)[^,;()–]*)/iu;

/** The place of one row. `unitText` is as printed; never throws. */
export function readPlace(unitText: string, roleName: string | undefined, context: PlaceContext): Place {
  const text = spellOut(unitText);
  const doubts = new Set<Doubt>();
  if (roleName === 'applicant' || /^(tổ chức|cá nhân|người (sử dụng đất|nộp|dân|yêu cầu))(?!.*(công chức|cán bộ|tiếp nhận))/iu.test(text)) {
    return { department: applicantLane, kind: 'applicant', atCentre: false, doubts: [] };
  }
  const parts = text.split(roleName === 'multiple' ? /\s*[;,]\s*/u : /\s*;\s*-?\s*|\.\s+-\s*/u).filter(Boolean);
  const holders = parts.filter((part) => holder.test(part));
  // "Sở Nông nghiệp và Môi trường; Phòng QL Đất đai" is an agency and its division, not two holders
  const agencyAndDivision = parts.length === 2 && /^sở /iu.test(parts[0]!) && /^phòng /iu.test(parts[1]!);
  if (
    (holders.length > 1 && !agencyAndDivision) ||
    roleName === 'multiple' ||
    / và (tổ chức|cá nhân|công chức sở)|^tổ chức\/|- văn thư|\/văn thư/iu.test(text)
  ) {
    doubts.add(parts.length > 1 && parts.every((part) => oneStop.test(part)) ? 'alternatives' : 'severalRoles');
  }
  if (/\bhoặc\b|\s\/\s|cấp tỉnh\/|tỉnh, cấp xã|cấp tỉnh và|\p{L}\/\p{Lu}|\p{L}\/ \p{L}/u.test(text)) doubts.add('alternatives');
  if (action.test(` ${text}`.replace(/^ (lãnh đạo|chuyên viên) /iu, ' '))) doubts.add('contentInUnit');

  const main = withoutRoleTwice(primary(parts, text));
  if (roleName === 'consulted_agency' || /được (xin|lấy) ý kiến/iu.test(text)) {
    return { department: main, kind: 'consultedAgency', atCentre: false, doubts: [...doubts] };
  }
  if (oneStop.test(text)) return { ...oneStopPlace(main, text, context.leadDepartment), doubts: [...doubts] };
  const found = named(main, roleName, context, doubts);
  return { ...found, atCentre: false, doubts: [...doubts] };
}

/** One lane per place: texts that differ only in marks, case or spelling of a tone are one place. */
export function placeKey({ department, unit = '' }: Place): string {
  return `${slug(department)}/${slug(unit)}`;
}

function primary(parts: readonly string[], text: string): string {
  const organisation = parts.find((part) => division.test(part) && !/^ban kiểm tra/iu.test(part));
  const first = organisation && /^sở /iu.test(parts[0] ?? '') && parts.length === 2 ? `${organisation}, ${parts[0]}` : (parts[0] ?? text);
  return first
    .split(/\s+hoặc\s+(?=\p{L})/u)[0]!
    .split(/\s\/\s/u)[0]!
    .trim();
}

function withoutRoleTwice(text: string): string {
  return text.replace(/^(lãnh đạo|chuyên viên|trưởng) phòng (phòng)/iu, '$1 $2').replace(/^(bộ) (bộ phận)/iu, '$2');
}

/** `main` names the agency behind the desk, the whole text whether the Centre is the province's or the commune's (both = not said). */
function oneStopPlace(main: string, text: string, lead: string): Omit<Place, 'doubts'> {
  const ofCommune = /cấp xã|xã, phường/iu.test(text);
  const ofProvince = /tỉnh/iu.test(text);
  const level = ofCommune === ofProvince ? '' : ofCommune ? ' cấp xã' : ' tỉnh';
  const found = /((?:sở|cơ sở|nhà trường)(?=\s|$|,)[^;]*?)(?:\s(?:tại|tiếp nhận|thực hiện)\s.*|$)/iu.exec(main)?.[1];
  const agency = found && (/^sở$/iu.test(tidy(found)) || slug(found).startsWith(slug(lead)) ? lead : tidy(found));
  const inCentre = /trung tâm/iu.test(text);
  if (!inCentre && agency && !/^sở/iu.test(agency))
    return { department: agency, unit: 'Bộ phận tiếp nhận và trả kết quả', atCentre: false };
  const department = inCentre ? `${centre}${level}` : 'Bộ phận Một cửa';
  return {
    department,
    ...(agency && !/^sở, ban/iu.test(agency) && { unit: `Bộ phận tiếp nhận và trả kết quả ${agency}` }),
    atCentre: true,
  };
}

function named(
  text: string,
  roleName: string | undefined,
  context: PlaceContext,
  doubts: Set<Doubt>,
): Pick<Place, 'department' | 'unit' | 'kind'> {
  const bare = text.split(action)[0]!.trim();
  const commune = /(ubnd|ủy ban nhân dân)( cấp)? ?(xã|phường)|xã, phường|cấp xã|đối với xã/iu.test(bare);
  const clerk = /^(bộ phận )?văn thư/iu.test(bare);
  const rest = tidy(clerk ? bare.replace(/^(bộ phận )?văn thư/iu, '') : bare.replace(role, '').replace(/^bộ phận /iu, ''));
  const office = /văn phòng ubnd ([\p{L} ]+)/iu.exec(bare);
  const divisionName = divisionOf(rest);

  if (office || roleName === 'provincial_committee_office') {
    const level = /thành phố/iu.test(`${bare} ${context.stage ?? ''}`) ? 'thành phố' : 'tỉnh';
    if (!office && /(ubnd|chủ tịch)/iu.test(bare)) return { department: `UBND ${level}` };
    if (!office && !divisionName && !/văn phòng/iu.test(bare)) doubts.add('unitNotNamed');
    const unit = clerk ? 'Văn thư' : (divisionName ?? (leads.test(bare) ? 'Lãnh đạo Văn phòng' : undefined));
    return { department: `Văn phòng UBND ${level}`, ...(unit && { unit }) };
  }
  if (/chi nhánh văn phòng đăng ký đất đai/iu.test(bare)) return { department: 'Chi nhánh Văn phòng đăng ký đất đai' };
  if (/văn phòng đăng ký đất đai/iu.test(bare)) return { department: 'Văn phòng đăng ký đất đai' };
  if (/cơ quan thuế|^thuế/iu.test(bare)) return { department: 'Cơ quan thuế' };
  if (/^(hội đồng|thành viên hội đồng|đoàn thẩm định)/iu.test(bare)) {
    return { department: context.lastDivision?.department ?? context.leadDepartment, unit: tidy(bare.replace(/^thành viên /iu, '')) };
  }
  if (/^cơ quan(, đơn vị)? (có thẩm quyền|sử dụng|tiếp nhận|được phân công)|cấp có thẩm quyền/iu.test(bare)) {
    doubts.add('unitNotNamed');
    return { department: tidy(bare.replace(leads, '')) };
  }
  if (/^lãnh đạo cơ quan/iu.test(bare)) {
    doubts.add('unitNotNamed');
    return { department: context.leadDepartment, unit: 'Lãnh đạo cơ quan' };
  }
  if (communeDivision.test(divisionName ?? rest)) {
    return {
      department: 'UBND cấp xã',
      unit: tidy(/^phòng/iu.test(divisionName ?? rest) ? (divisionName ?? rest) : `Phòng ${rest}`),
      kind: 'communeCommittee',
    };
  }
  if (commune && !/^(công an|chỉ huy công an|ban chỉ huy|cơ quan đăng ký|cán bộ công an|chính quyền)/iu.test(bare)) {
    const level = 'UBND cấp xã';
    if (clerk) return { department: level, unit: 'Văn thư', kind: 'communeCommittee' };
    if (divisionName && !/^ban /iu.test(divisionName)) return { department: level, unit: divisionName, kind: 'communeCommittee' };
    if (/cơ quan (có chức năng|tham mưu)/iu.test(bare)) return { department: level, unit: tidy(bare), kind: 'communeCommittee' };
    return { department: level, kind: 'communeCommittee' };
  }
  if (/ubnd (tỉnh|thành phố)|chủ tịch ubnd|lãnh đạo ubnd/iu.test(bare)) {
    return { department: `UBND ${/thành phố/iu.test(bare) ? 'thành phố' : 'tỉnh'}`, ...(clerk && { unit: 'Văn thư' }) };
  }
  const department = departmentOf(rest, context);
  if (clerk) return { department: department ?? context.leadDepartment, unit: 'Văn thư' };
  if (unnamed.test(bare) || /^văn phòng$/iu.test(rest)) {
    doubts.add('unitNotNamed');
    const last = context.lastDivision;
    if (/văn phòng$/iu.test(rest)) return { department: context.leadDepartment, unit: 'Văn phòng' };
    if (/chuyên môn|cơ quan/iu.test(bare)) return { department: last?.department ?? context.leadDepartment, unit: 'Phòng chuyên môn' };
    if (last) return { department: last.department, ...(last.unit && { unit: last.unit }), ...(last.kind && { kind: last.kind }) };
    return { department: context.leadDepartment, unit: 'Phòng chuyên môn' };
  }
  if (divisionName) return { department: department ?? context.leadDepartment, unit: divisionName };
  if (/^văn phòng sở/iu.test(rest)) return { department: context.leadDepartment, unit: 'Văn phòng Sở' };
  if (/^văn phòng/iu.test(rest)) return { department: context.leadDepartment, unit: tidy(rest) };
  if (department) return { department, ...(leads.test(bare) && { unit: leaderUnit(department) }) };
  doubts.add('unknownAgency');
  return { department: tidy(rest || bare) || context.leadDepartment };
}

function divisionOf(text: string): string | undefined {
  const match = /((?:(?<!văn )phòng|ban chính sách|chi cục)\s+[^;]*)/iu.exec(text)?.[1];
  if (!match || !division.test(match)) return undefined;
  const name = match
    .replace(/\s*(-|–|,)?\s*(thuộc |của )?(văn phòng ubnd.*|sở (?!hữu)[^;]*|xã, phường.*|cấp xã.*|ubnd.*)$/iu, '')
    .replace(/\s*–\s*lãnh đạo.*$/iu, '')
    .replace(/\s*của văn phòng$/iu, '')
    .replace(/\s+hoặc\s.*$/iu, '')
    .replace(/\s*\((?:đối với|bước)[^)]*\)/giu, '');
  const tidied = tidy(name);
  return /^phòng (chuyên môn|nghiệp vụ)?( được giao.*)?$/iu.test(tidied) && !/nghiệp vụ/iu.test(tidied) ? undefined : tidied || undefined;
}

function departmentOf(text: string, context: PlaceContext): string | undefined {
  const match = departmentPattern.exec(text)?.[1];
  if (!match) return undefined;
  // names with a comma inside: "Sở Văn hóa, Thể thao và Du lịch"
  if (slug(text).includes(slug(context.leadDepartment))) return context.leadDepartment;
  const found = tidy(match.replace(/\s*(được phân công|phụ trách|-|–).*$/iu, ''));
  // "Sở" alone is the department that leads the procedure
  return /^sở$/iu.test(found) ? context.leadDepartment : found;
}

function leaderUnit(department: string): string {
  return /^sở/iu.test(department) ? 'Lãnh đạo Sở' : 'Lãnh đạo';
}

function tidy(text: string): string {
  const clean = text
    .replace(/…$/u, '')
    .replace(/^[\s\-–,.]+|[\s\-–,.]+$/gu, '')
    .replace(/\s+/gu, ' ');
  return clean && clean[0]!.toUpperCase() + clean.slice(1);
}
