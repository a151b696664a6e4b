/** Who does a step, read from the unit column: the roles that published tables use. */

const roles: readonly (readonly [RegExp, string])[] = [
  [/^(người (sử dụng đất|nộp|dân|yêu cầu)|cá nhân|tổ chức(?! bộ máy)|doanh nghiệp|công dân)(?!.*(trung tâm|phòng|sở))/iu, 'applicant'],
  [/(các )?(sở, ban, ngành|cơ quan, đơn vị|cơ quan)[^;]*(được (xin|lấy) ý kiến)/iu, 'consulted_agency'],
  [/thuế/iu, 'tax_agency'],
  [/(chuyên viên|thành viên)[^;,]*[;,].*lãnh đạo[^;,]*[;,].*lãnh đạo/iu, 'multiple'],
  [/văn thư(?! ?[;,])/iu, 'clerk_seal'],
  [/trung tâm (phục vụ|hành chính)|ttpvhcc|một cửa|tiếp nhận (và|&) trả|tn ?& ?tkq|tnhs|bp ?tn/iu, 'one_stop'],
  [/^(trưởng|lãnh đạo|phó)[^;]*(phòng(?! đăng ký)|chi cục|ban|bộ phận)(?!.*ubnd)/iu, 'division_leader'],
  [
    /(văn phòng|vp)[^;]*(ubnd|ủy ban|uỷ ban)|(chủ tịch|lãnh đạo)?\s*(ubnd|[ủu][ỷy]? ?ban nhân dân|ủy ban nhân dân|uỷ ban nhân dân) (tỉnh|thành phố)/iu,
    'provincial_committee_office',
  ],
  [/(chủ tịch|lãnh đạo)?\s*(ubnd|ủy ban nhân dân|uỷ ban nhân dân) (cấp )?(xã|phường)/iu, 'commune_committee'],
  [/hội đồng/iu, 'council'],
  [/(văn phòng|vp|chi nhánh)[^;]*(đkđđ|đăng ký đất đai)/iu, 'land_registry_office'],
  [/^(lãnh đạo|giám đốc|chánh|thủ trưởng|người đứng đầu|phó giám đốc)/iu, 'agency_leader'],
  [/chuyên viên|công chức|viên chức|cán bộ/iu, 'specialist'],
  [/^(sở|ban|bộ|cơ quan|phòng|chi cục|văn phòng)/iu, 'agency_unit'],
];

/** Undefined when the words tell nothing. */
export function roleOfUnit(unit: string): string | undefined {
  return roles.find(([pattern]) => pattern.test(unit.trim()))?.[1];
}
