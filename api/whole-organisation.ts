/** What reaches dossiers of any unit is not for a key that stands for one. */
import type { Identity } from './auth/identity.ts';
import { Problem } from './problem.ts';

/** Throws WHOLE_ORGANISATION_ONLY for an identity all of whose positions are of units. */
export function checkWholeOrganisation({ positions }: Identity): void {
  if (positions.some(({ unit }) => unit === undefined)) return;
  throw new Problem(
    403,
    'WHOLE_ORGANISATION_ONLY',
    'Chỉ dành cho khóa của toàn tổ chức: có thể tới hồ sơ của mọi đơn vị',
    'Only for a key of the whole organisation: it may reach dossiers of any unit',
  );
}
