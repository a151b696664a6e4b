/** What reaches dossiers of any unit is not for a key that stands for one. */
import type { Identity } from './auth/identity.ts';
import { permissionsOf, type Permission } from './auth/roles.ts';
import { Problem } from './problem.ts';

/** Throws WHOLE_ORGANISATION_ONLY for an identity whose positions that have the permission are all of units. */
export function checkWholeOrganisation({ positions }: Identity, permission: Permission): void {
  if (positions.some(({ role, unit }) => unit === undefined && permissionsOf[role].includes(permission))) return;
  throw new Problem(
    403,
    'WHOLE_ORGANISATION_ONLY',
    'Chỉ dành cho khóa của toàn tổ chức: có thể tới hồ sơ của mọi đơn vị',
    'Only for a key of the whole organisation: it may reach dossiers of any unit',
  );
}
