/** Signing in through another provider (OpenID Connect, authorization code with PKCE). Who comes back is known by issuer and subject, never by a name or address. */
import { createHmac } from 'node:crypto';
import * as oidc from 'openid-client';
import type { Pool } from 'pg';
import { Problem } from '../problem.ts';
import { sameToken } from './sessions.ts';

export interface OidcProvider {
  /** Name on the button. */
  readonly name: string;
  /** Where to send the browser, and what its cookie must bring back. */
  begin(redirectUri: string): Promise<{ readonly url: string; readonly cookie: string }>;
  /** Who came back. Throws OIDC_FAILED, OIDC_UNAVAILABLE. */
  finish(currentUrl: URL, cookie: string): Promise<{ readonly issuer: string; readonly subject: string }>;
}

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name?: string;
  /** For providers of tests on this machine, without TLS. */
  readonly insecure?: boolean;
}

/** A log-in that is under way may take this long, in seconds. */
export const flowSeconds = 600;

/** The provider is asked for its configuration at the first use, and again after a failure. */
export function openOidc({ issuer, clientId, clientSecret, name = 'OpenID Connect', insecure = false }: OidcSettings): OidcProvider {
  let discovered: Promise<oidc.Configuration> | undefined;
  const configuration = () => {
    discovered ??= oidc.discovery(
      new URL(issuer),
      clientId,
      clientSecret,
      undefined,
      insecure ? { execute: [oidc.allowInsecureRequests] } : {},
    );
    discovered.catch(() => (discovered = undefined));
    return discovered;
  };
  const sign = (text: string) => createHmac('sha256', `session ${clientSecret}`).update(text).digest('base64url');
  return {
    name,
    async begin(redirectUri) {
      const config = await configuration().catch(unavailable);
      const verifier = oidc.randomPKCECodeVerifier();
      const state = oidc.randomState();
      const nonce = oidc.randomNonce();
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      const kept = [verifier, state, nonce, String(Math.floor(Date.now() / 1000) + flowSeconds)].join('~');
      return { url: url.href, cookie: `${kept}~${sign(kept)}` };
    },
    async finish(currentUrl, cookie) {
      const [verifier = '', state = '', nonce = '', until = '', signature = ''] = cookie.split('~');
      if (!sameToken(signature, sign([verifier, state, nonce, until].join('~')))) throw failed(new Error('the cookie is not ours'));
      // a browser drops an old cookie; whoever has copied one does not
      if (Date.now() / 1000 > Number(until)) throw failed(new Error('the log-in has taken too long'));
      const config = await configuration().catch(unavailable);
      try {
        const tokens = await oidc.authorizationCodeGrant(config, currentUrl, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const { iss, sub } = tokens.claims()!;
        return { issuer: iss, subject: sub };
      } catch (error) {
        throw failed(error);
      }
    },
  };
}

function unavailable(cause: unknown): never {
  throw Object.assign(
    new Problem(503, 'OIDC_UNAVAILABLE', 'Nhà cung cấp đăng nhập không trả lời', 'The sign-in provider does not answer'),
    { cause },
  );
}

function failed(cause: unknown): Problem {
  return Object.assign(
    new Problem(401, 'OIDC_FAILED', 'Đăng nhập qua nhà cung cấp không thành công', 'Signing in through the provider failed'),
    { cause },
  );
}

/** The account that an administrator has tied to an issuer and subject; undefined when there is none, or it is disabled. */
export async function userOfSubject(
  pool: Pool,
  issuer: string,
  subject: string,
): Promise<{ readonly userId: string; readonly login: string } | undefined> {
  const { rows } = await pool.query<{ id: string; login: string }>(
    'select id::text, login from users where issuer = $1 and subject = $2 and disabled_at is null',
    [issuer, subject],
  );
  return rows[0] && { userId: rows[0].id, login: rows[0].login };
}
