/** What the owner of a webhook may have told now, or why nothing. */
import { unitsBelow, type Engine } from '../../engine/runtime/index.ts';
import { unitsSeen } from '../auth/identity.ts';
import { findIdentity } from '../auth/find-identity.ts';
import type { Queryable } from '../transaction.ts';
import type { Webhook } from './webhooks.ts';

export const suspendedReasons = ['ownerGone', 'ownerWithoutRight'] as const;
/** ownerGone: the account is disabled, the key revoked or expired. ownerWithoutRight: no position of theirs has webhooks of this unit any more. */
export type SuspendedReason = (typeof suspendedReasons)[number];

/** The units whose dossiers it is told of; a text: it is suspended. */
export async function toldUnits(
  db: Queryable,
  engine: Pick<Engine, 'organisation'>,
  { owner, unit }: Pick<Webhook, 'owner' | 'unit'>,
  now: Date,
): Promise<{ readonly units: 'all' | readonly string[] } | { readonly suspended: SuspendedReason }> {
  const identity = await findIdentity(db, owner, now);
  if (!identity) return { suspended: 'ownerGone' };
  const organisation = engine.organisation();
  const seen = identity.permissions.has('webhooks:manage') ? unitsSeen(identity, organisation, 'webhooks:manage') : [];
  const asked = unit === undefined ? undefined : unitsBelow(organisation, unit);
  const units = seen === 'all' ? (asked ?? 'all') : (asked?.filter((each) => seen.includes(each)) ?? seen);
  return units.length === 0 ? { suspended: 'ownerWithoutRight' } : { units };
}
