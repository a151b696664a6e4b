/** Signing in and out and changing one's password: the same through the API and through the pages, each with its line in the log or not at all. */
import type { Service } from '../service.ts';
import { inTransaction, type Queryable } from '../transaction.ts';
import { audit } from './audit.ts';
import type { Identity } from './identity.ts';
import { closeSession, closeSessionsOf, openSession, type NewSession } from './sessions.ts';
import { changePassword, signIn } from './users.ts';

/** Where a request comes from. */
export interface From {
  readonly address: string;
  readonly agent: string;
}

export type SignedIn = NewSession & { readonly mustChange: boolean };

/** Undefined when it is refused: the log says why, the caller does not. Throws SIGN_IN_BUSY. */
export async function signInByPassword(
  { pool, metrics }: Service,
  login: string,
  password: string,
  from: From,
): Promise<SignedIn | undefined> {
  const now = new Date();
  const { session, outcome } = await signIn(pool, login, password, now, async (db, outcome) => {
    if (typeof outcome === 'object')
      return {
        outcome: 'ok',
        session: { ...(await openLoggedSession(db, outcome, 'password', from, now)), mustChange: outcome.mustChange },
      };
    const actor = { login: login.slice(0, 100) };
    await audit(db, { actor, action: 'session.refused', details: { outcome }, address: from.address });
    return { outcome, session: undefined };
  });
  metrics.signIns.inc({ outcome });
  return session;
}

/** A session of somebody whom a provider has vouched for. */
export async function signInByProvider(
  { pool, metrics }: Service,
  user: { readonly userId: string; readonly login: string },
  from: From,
): Promise<NewSession> {
  const session = await inTransaction(pool, (db) => openLoggedSession(db, user, 'oidc', from, new Date()));
  metrics.signIns.inc({ outcome: 'ok' });
  return session;
}

async function openLoggedSession(
  db: Queryable,
  { userId, login }: { readonly userId: string; readonly login: string },
  how: string,
  { address, agent }: From,
  now: Date,
): Promise<NewSession> {
  const session = await openSession(db, userId, now, address, agent);
  await audit(db, { actor: { login }, action: 'session.opened', details: { how }, address });
  return session;
}

/** Nothing happens to who has no session. */
export async function signOut({ pool }: Service, identity: Identity, address: string): Promise<void> {
  const { sessionHash } = identity;
  if (!sessionHash) return;
  await inTransaction(pool, async (db) => {
    await closeSession(db, sessionHash);
    await audit(db, { actor: identity, action: 'session.closed', address });
  });
}

/** Ends the other sessions of the account. Throws PASSWORD_WRONG, PASSWORD_WEAK, SIGN_IN_BUSY. */
export async function changeOwnPassword({ pool }: Service, identity: Identity, old: string, fresh: string, address: string): Promise<void> {
  await changePassword(pool, identity.login, old, fresh, new Date(), async (db, userId) => {
    await closeSessionsOf(db, userId, identity.sessionHash);
    await audit(db, { actor: identity, action: 'password.changed', address });
  });
}
