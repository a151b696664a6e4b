/**
 * SQL: a step of the dossier that is open, or its first one, or an ad-hoc subprocess under way, lies at one of the units (an array of texts) or at a desk of
 * theirs; or an open step is held by `login`, a text or null.
 */
export function liesAt(dossier: string, units: string, login: string): string {
  return `(exists (select from steps s where s.dossier_id = ${dossier}
      and (left_at is null or not exists (select from steps b where b.dossier_id = s.dossier_id and (b.arrived_at, b.element_key) < (s.arrived_at, s.element_key)))
      and (unit = any(${units}) or department = any(${units}) or desk = any(${units}) or (left_at is null and holder = ${login})))
      or exists (select from ad_hoc_parts a where a.dossier_id = ${dossier} and (unit = any(${units}) or department = any(${units}) or desk = any(${units}))))`;
}
