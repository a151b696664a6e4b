/** SQL: dossiers may start on a version (`v`: its row) at an instant. */
export function isInForce(v: string, now: string): string {
  return `((${v}.in_force_from is null or ${v}.in_force_from <= ${now}) and (${v}.in_force_until is null or ${v}.in_force_until > ${now}))`;
}
