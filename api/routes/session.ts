/** Signing in and out, and who one is. */
import { Type } from 'typebox';
import { audit } from '../auth/audit.ts';
import { userOfSubject } from '../auth/oidc.ts';
import { closeSession, closeSessionsOf, cookieName, openSession } from '../auth/sessions.ts';
import { changePassword, signIn } from '../auth/users.ts';
import { notFound, Problem } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import type { Service } from '../service.ts';

const Position = Type.Object({
  role: Type.String(),
  unit: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  onBehalfOf: Type.Optional(Type.String({ description: 'login of the one stood in for' })),
});
const Me = Type.Object({
  login: Type.String(),
  name: Type.String(),
  positions: Type.Array(Position),
  permissions: Type.Array(Type.String()),
  csrfToken: Type.Optional(Type.String({ description: 'goes back as X-CSRF-Token with every change made by session' })),
  mustChangePassword: Type.Optional(Type.Boolean()),
});
const closed = { additionalProperties: false };
const tag = 'session';

/** The cookie of an OpenID Connect log-in under way lives this long, in seconds. */
const oidcSeconds = 600;

async function signedIn(
  { service, headers, address }: Pick<Call, 'service' | 'headers' | 'address'>,
  user: { userId: string; login: string },
  how: string,
) {
  const session = await openSession(service.pool, user.userId, new Date(), address, String(headers['user-agent'] ?? ''));
  await audit(service.pool, { actor: { login: user.login }, action: 'session.opened', details: { how }, address });
  service.metrics.signIns.inc({ outcome: 'ok' });
  return { cookie: cookie(service, session.token), csrfToken: session.csrfToken };
}

function cookie(service: Service, token: string, maxAge?: number): string {
  const { secure } = service.settings;
  return `${cookieName(secure)}=${token}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${maxAge === undefined ? '' : `; Max-Age=${maxAge}`}`;
}

const oidcCookie = (service: Service, value: string, seconds: number) =>
  `taicho_oidc=${value}; Path=/api/v1/session/oidc; HttpOnly; SameSite=Lax${service.settings.secure ? '; Secure' : ''}; Max-Age=${seconds}`;

const redirectUri = (service: Service) => `${service.settings.publicUrl}/api/v1/session/oidc/callback`;

function provider(service: Service) {
  if (!service.settings.oidc) throw notFound('Không có nhà cung cấp đăng nhập', 'No sign-in provider is set up');
  return service.settings.oidc;
}

export const sessionRoutes = [
  route({
    method: 'post',
    path: '/session',
    tag,
    summary: ['Đăng nhập bằng tài khoản', 'Sign in with an account'],
    allow: 'public',
    body: Type.Object(
      { login: Type.String({ minLength: 1, maxLength: 100 }), password: Type.String({ minLength: 1, maxLength: 256 }) },
      closed,
    ),
    answer: Type.Object({ csrfToken: Type.String(), mustChangePassword: Type.Boolean() }),
    problems: ['SIGN_IN_FAILED', 'SIGN_IN_BUSY'],
    perMinute: 30,
    async handle(call) {
      const { service, body, address } = call;
      const outcome = await signIn(service.pool, body.login, body.password, new Date());
      if (typeof outcome === 'string') {
        service.metrics.signIns.inc({ outcome });
        await audit(service.pool, { actor: { login: body.login.slice(0, 100) }, action: 'session.refused', details: { outcome }, address });
        throw new Problem(
          401,
          'SIGN_IN_FAILED',
          'Sai tên đăng nhập hoặc mật khẩu; sau 5 lần sai tài khoản tạm khóa 15 phút',
          'Wrong login or password; after 5 failures an account is locked for 15 minutes',
        );
      }
      const { cookie: setCookie, csrfToken } = await signedIn(call, outcome, 'password');
      return { body: { csrfToken, mustChangePassword: outcome.mustChange }, headers: { 'Set-Cookie': setCookie } };
    },
  }),
  route({
    method: 'get',
    path: '/session',
    tag,
    summary: ['Tôi là ai', 'Who I am'],
    allow: 'signedIn',
    answer: Me,
    async handle({ identity }) {
      const { login, name, positions, permissions, csrfToken, mustChangePassword } = identity;
      return {
        body: {
          login,
          name,
          positions,
          permissions: [...permissions].sort(),
          ...(csrfToken && { csrfToken }),
          ...(mustChangePassword && { mustChangePassword }),
        },
      };
    },
  }),
  route({
    method: 'delete',
    path: '/session',
    tag,
    summary: ['Đăng xuất', 'Sign out'],
    allow: 'signedIn',
    async handle({ service, identity, address }): Promise<Result> {
      if (identity.sessionHash) {
        await closeSession(service.pool, identity.sessionHash);
        await audit(service.pool, { actor: identity, action: 'session.closed', address });
      }
      return { headers: { 'Set-Cookie': cookie(service, '', 0) } };
    },
  }),
  route({
    method: 'put',
    path: '/session/password',
    tag,
    summary: ['Đổi mật khẩu', 'Change the password'],
    allow: 'signedIn',
    body: Type.Object({ current: Type.String({ maxLength: 256 }), password: Type.String({ maxLength: 256 }) }, closed),
    problems: ['PASSWORD_WRONG', 'PASSWORD_WEAK', 'SIGN_IN_BUSY'],
    perMinute: 30,
    async handle({ service, identity, body, address }): Promise<Result> {
      if (identity.userId === undefined) throw new Problem(409, 'NO_PASSWORD', 'Khóa API không có mật khẩu', 'An API key has no password');
      await changePassword(service.pool, identity.userId, identity.login, body.current, body.password, new Date());
      await closeSessionsOf(service.pool, identity.userId, identity.sessionHash);
      await audit(service.pool, { actor: identity, action: 'password.changed', address });
      return {};
    },
  }),
  route({
    method: 'get',
    path: '/session/oidc',
    tag,
    summary: ['Đăng nhập qua OpenID Connect', 'Sign in through OpenID Connect'],
    allow: 'public',
    status: 302,
    async handle({ service }): Promise<Result> {
      const { url, cookie: kept } = await provider(service).begin(redirectUri(service));
      return { status: 302, headers: { Location: url, 'Set-Cookie': oidcCookie(service, kept, oidcSeconds) } };
    },
  }),
  route({
    method: 'get',
    path: '/session/oidc/callback',
    tag,
    summary: ['Trở về từ nhà cung cấp đăng nhập', 'Back from the sign-in provider'],
    allow: 'public',
    status: 302,
    query: Type.Object(
      Object.fromEntries(
        ['code', 'state', 'iss', 'session_state', 'error', 'error_description'].map((name) => [name, Type.Optional(Type.String())]),
      ),
    ),
    problems: ['OIDC_FAILED', 'OIDC_UNAVAILABLE', 'OIDC_UNKNOWN_USER'],
    async handle(call): Promise<Result> {
      const { service, http, address } = call;
      // all characters of it may stand in a cookie as they are
      const kept = /(?:^|;\s*)taicho_oidc=([\w.~-]*)/.exec(call.headers.cookie ?? '')?.[1] ?? '';
      const current = new URL(http.request.originalUrl, service.settings.publicUrl);
      const { issuer, subject } = await provider(service).finish(current, kept);
      const user = await userOfSubject(service.pool, issuer, subject);
      if (!user) {
        await audit(service.pool, { actor: { login: 'unknown' }, action: 'session.refused', details: { issuer, subject }, address });
        throw new Problem(403, 'OIDC_UNKNOWN_USER', 'Tài khoản này chưa được gắn với người dùng nào', 'This account is tied to no user');
      }
      const { cookie: setCookie } = await signedIn(call, user, 'oidc');
      http.response.append('Set-Cookie', oidcCookie(service, '', 0));
      http.response.append('Set-Cookie', setCookie);
      return { status: 302, headers: { Location: '/' } };
    },
  }),
];
