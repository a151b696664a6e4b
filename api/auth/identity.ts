/** Who asks: a person by session, or a program by key; with what they may do now and whose work they see. */
import { unitsBelow, type Actor } from '../../engine/runtime/index.ts';
import type { Organisation } from '../../engine/index.ts';
import type { Queryable } from '../transaction.ts';
import { permissionsAt, permissionsOf, type Permission, type Role } from './roles.ts';

export interface Position {
  readonly role: Role;
  /** Absent: the whole organisation. */
  readonly unit?: string;
  readonly title?: string;
  /** Login of the one in whose position this person acts for a time. */
  readonly onBehalfOf?: string;
}

export interface Identity {
  readonly login: string;
  readonly name: string;
  readonly userId?: string;
  readonly positions: readonly Position[];
  readonly permissions: ReadonlySet<Permission>;
  readonly apiKeyId?: string;
  /** Of a session: what a form or script must send back with every change. */
  readonly csrfToken?: string;
  readonly sessionHash?: Buffer;
  readonly mustChangePassword?: boolean;
}

export function identityOf(who: Omit<Identity, 'permissions'>, scopes?: readonly Permission[]): Identity {
  const held = new Set(who.positions.flatMap(permissionsAt));
  const permissions = scopes ? new Set(scopes.filter((scope) => held.has(scope))) : held;
  // before the first password is changed nothing else can be done
  return { ...who, permissions: who.mustChangePassword ? new Set() : permissions };
}

/** The one who acts, as the history keeps it: position and substitution as of today. */
export function actorOf({ login, name, positions, apiKeyId }: Identity, unit?: string): Actor {
  const position = positions.find((each) => unit !== undefined && each.unit === unit) ?? positions[0];
  return {
    user: login,
    name,
    ...(position?.title !== undefined && { position: position.title }),
    ...(position?.onBehalfOf !== undefined && { onBehalfOf: position.onBehalfOf }),
    channel: apiKeyId === undefined ? 'web' : 'api',
    ...(apiKeyId !== undefined && { apiKey: apiKeyId }),
  };
}

/**
 * Units whose work an identity sees: its own and those below, for positions that have the permission. 'all': somebody of the whole organisation.
 * An empty list sees nothing.
 */
export function unitsSeen(identity: Identity, organisation: Organisation, permission: Permission): 'all' | readonly string[] {
  const units = new Set<string>();
  for (const { role, unit } of identity.positions) {
    if (!permissionsOf[role].includes(permission)) continue;
    if (unit === undefined) return 'all';
    for (const below of unitsBelow(organisation, unit)) units.add(below);
  }
  return [...units];
}

/** Units and desks whose open tasks an identity may work on (or assign): an officer's own, a head's and manager's with those below. */
export function unitsTouched(
  identity: Pick<Identity, 'positions'>,
  organisation: Organisation,
  permission: Permission = 'tasks:work',
): 'all' | readonly string[] {
  const units = new Set<string>();
  for (const { role, unit } of identity.positions) {
    if (!permissionsOf[role].includes(permission)) continue;
    if (unit === undefined) {
      if (role === 'system' || role === 'centreManager') return 'all';
      continue;
    }
    for (const each of role === 'officer' ? [unit] : unitsBelow(organisation, unit)) units.add(each);
  }
  return [...units];
}

/** The positions that a person holds or stands in for at an instant. */
export async function positionsOf(pool: Queryable, userId: string, now: Date): Promise<Position[]> {
  const { rows } = await pool.query<{ role: Role; unit: string | null; title: string | null; on_behalf_of: string | null }>(
    `select p.role, p.unit, p.title, null as on_behalf_of from positions p
     where p.user_id = $1::bigint and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
     union all
     select p.role, p.unit, p.title, u.login from delegations d join positions p on p.id = d.position_id join users u on u.id = p.user_id
     where d.to_user = $1::bigint and d.valid_from <= $2 and d.valid_to > $2 and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
       and p.role <> 'administrator' and u.disabled_at is null`,
    [userId, now],
  );
  return rows.map(({ role, unit, title, on_behalf_of }) => ({
    role,
    ...(unit !== null && { unit }),
    ...(title !== null && { title }),
    ...(on_behalf_of !== null && { onBehalfOf: on_behalf_of }),
  }));
}
