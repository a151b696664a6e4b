/** Signing in and out, and who one is. */
import { Type } from 'typebox';
import { audit } from '../auth/audit.ts';
import { flowSeconds, userOfSubject } from '../auth/oidc.ts';
import { cookieName, oidcCookieName } from '../auth/sessions.ts';
import { changeOwnPassword, signInByPassword, signInByProvider, signOut, type From } from '../auth/sign-in.ts';
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

function cookie(service: Service, token: string, maxAge?: number): string {
  const { secure } = service.settings;
  return `${cookieName(secure)}=${token}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${maxAge === undefined ? '' : `; Max-Age=${maxAge}`}`;
}

/** With its prefix no other host of the domain can set it, and none of this one for a part of the paths. */
const oidcCookie = ({ settings: { secure } }: Service, value: string, seconds: number) =>
  `${oidcCookieName(secure)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}; Max-Age=${seconds}`;

const fromOf = ({ headers, address }: Pick<Call, 'headers' | 'address'>): From => ({ address, agent: String(headers['user-agent'] ?? '') });

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
      const { service, body } = call;
      const session = await signInByPassword(service, body.login, body.password, fromOf(call));
      if (!session)
        throw new Problem(
          401,
          'SIGN_IN_FAILED',
          'Sai tên đăng nhập hoặc mật khẩu; sau 5 lần sai tài khoản tạm khóa 15 phút',
          'Wrong login or password; after 5 failures an account is locked for 15 minutes',
        );
      const { token, csrfToken, mustChange } = session;
      return { body: { csrfToken, mustChangePassword: mustChange }, headers: { 'Set-Cookie': cookie(service, token) } };
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
      await signOut(service, identity, address);
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
      await changeOwnPassword(service, identity, body.current, body.password, address);
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
      return { status: 302, headers: { Location: url, 'Set-Cookie': oidcCookie(service, kept, flowSeconds) } };
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
      const kept =
        new RegExp(`(?:^|;\\s*)${oidcCookieName(service.settings.secure)}=([\\w.~-]*)`).exec(call.headers.cookie ?? '')?.[1] ?? '';
      const current = new URL(http.request.originalUrl, service.settings.publicUrl);
      const { issuer, subject } = await provider(service).finish(current, kept);
      const user = await userOfSubject(service.pool, issuer, subject);
      if (!user) {
        await audit(service.pool, { actor: { login: 'unknown' }, action: 'session.refused', details: { issuer, subject }, address });
        throw new Problem(403, 'OIDC_UNKNOWN_USER', 'Tài khoản này chưa được gắn với người dùng nào', 'This account is tied to no user');
      }
      const { token } = await signInByProvider(service, user, fromOf(call));
      http.response.append('Set-Cookie', oidcCookie(service, '', 0));
      http.response.append('Set-Cookie', cookie(service, token));
      return { status: 302, headers: { Location: '/' } };
    },
  }),
];
