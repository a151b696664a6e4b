/** Plain pages for people, until the web application comes: rendered here, no scripts. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { fileURLToPath } from 'node:url';
import { wholeText } from '../../engine/runtime/index.ts';
import { cookieOf } from '../auth/authenticate.ts';
import type { Identity } from '../auth/identity.ts';
import { cookieName, identityOfSession, sameToken } from '../auth/sessions.ts';
import { changeOwnPassword, signInByPassword, signOut } from '../auth/sign-in.ts';
import { languageOf } from '../language.ts';
import { forbidden, notFound, Problem, problemOf } from '../problem.ts';
import { checkSees } from '../see.ts';
import type { Service } from '../service.ts';
import { dossierPage } from './dossier-page.ts';
import { homePage } from './home-page.ts';
import { html, type Html } from './html.ts';
import { layout, type PageFrame } from './layout.ts';
import { passwordForm, signInForm } from './sign-in-page.ts';
import { sayIn, type Language } from './words.ts';

const styles = fileURLToPath(new URL('taicho.css', import.meta.url));
const readForm = express.urlencoded({ extended: false, limit: 10_000, parameterLimit: 20 });

export function pages(service: Service): Router {
  const router = express.Router();
  const identityOf = async (request: Request): Promise<Identity | undefined> => {
    const token = cookieOf(request, cookieName(service.settings.secure));
    return token === undefined ? undefined : identityOfSession(service.pool, token, new Date());
  };
  const frameOf = async (request: Request): Promise<PageFrame> => {
    const language = chosenLanguage(request);
    return { language, say: sayIn(language), path: request.originalUrl, identity: await identityOf(request), demo: service.settings.demo };
  };
  const send = (response: Response, frame: PageFrame, status: number, title: string, content: Html) =>
    void response
      .status(status)
      .set({ 'Cache-Control': 'no-store', 'Content-Language': frame.language })
      .type('html')
      .send(layout(frame, title, content));
  const showSignIn = (response: Response, frame: PageFrame, status: number, back: string) =>
    send(
      response,
      frame,
      status,
      frame.say('Đăng nhập', 'Sign in'),
      signInForm(frame.say, status !== 200, back, service.settings.oidc?.name),
    );
  const showPassword = (response: Response, frame: PageFrame, back: string, problem?: Problem) =>
    send(
      response,
      frame,
      problem?.status ?? 200,
      frame.say('Đổi mật khẩu', 'Change the password'),
      passwordForm(frame.say, frame.identity?.csrfToken ?? '', back, problem && frame.say(problem.message, problem.messageEn)),
    );
  const cookie = (token: string, more = '') =>
    `${cookieName(service.settings.secure)}=${token}; Path=/; HttpOnly; SameSite=Lax${service.settings.secure ? '; Secure' : ''}${more}`;

  router.get('/assets/taicho.css', (_request, response) => response.sendFile(styles, { maxAge: '1h' }));
  const limited = (limit: number) =>
    rateLimit({
      windowMs: 60_000,
      limit: Math.min(limit, service.settings.requestsPerMinute),
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      validate: { xForwardedForHeader: false },
    });
  // as many as somebody who looks around needs
  router.use(limited(600));
  // as few as through the API: the lock of an account does not hinder who tries one password at many
  const guessing = limited(30);

  router.get('/', async (request, response) => {
    const frame = await frameOf(request);
    const { identity, say } = frame;
    const { cursor, back } = request.query;
    const asked = ownPath(back ?? request.originalUrl);
    if (!identity) return showSignIn(response, frame, 200, asked);
    if (identity.mustChangePassword) return showPassword(response, frame, asked);
    const content = await homePage(service, identity, say, typeof cursor === 'string' ? cursor : undefined);
    send(response, frame, 200, say('Trang chủ', 'Home'), content);
  });

  router.get('/dossiers/:dossierId', async (request, response) => {
    const frame = await frameOf(request);
    const { identity, say } = frame;
    if (!identity || identity.mustChangePassword)
      return response.redirect(303, `/?back=${encodeURIComponent(ownPath(request.originalUrl))}`);
    if (!identity.permissions.has('dossiers:read')) throw forbidden('dossiers:read');
    await checkSees(service, identity, request.params.dossierId);
    const { title, content } = await dossierPage(service, request.params.dossierId, say);
    send(response, frame, 200, title, content);
  });

  router.get('/language', (request, response) => {
    const { to, back } = request.query;
    const language: Language = to === 'en' ? 'en' : 'vi';
    response.append('Set-Cookie', `taicho_language=${language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`);
    response.redirect(303, ownPath(back));
  });

  router.post('/sign-in', guessing, readForm, async (request, response) => {
    checkOrigin(request, service.settings.publicUrl);
    const { login, password, back } = fieldsOf(request);
    const from = { address: request.ip ?? '', agent: request.get('user-agent') ?? '' };
    const session = await signInByPassword(service, login.slice(0, 100), password, from);
    if (!session) return showSignIn(response, await frameOf(request), 401, ownPath(back));
    response.append('Set-Cookie', cookie(session.token)).redirect(303, ownPath(back));
  });

  router.post('/sign-out', readForm, async (request, response) => {
    const identity = checkedIdentity(request, await identityOf(request), service.settings.publicUrl);
    if (identity) await signOut(service, identity, request.ip ?? '');
    response.append('Set-Cookie', cookie('', '; Max-Age=0')).redirect(303, '/');
  });

  router.post('/password', guessing, readForm, async (request, response) => {
    const frame = await frameOf(request);
    const identity = checkedIdentity(request, frame.identity, service.settings.publicUrl);
    if (identity?.userId === undefined) return response.redirect(303, '/');
    const { current, password, back } = fieldsOf(request);
    try {
      await changeOwnPassword(service, identity, current, password, request.ip ?? '');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return showPassword(response, frame, ownPath(back), error);
    }
    response.redirect(303, ownPath(back));
  });

  // a mistyped address: people get a page with a way back, programs what they get elsewhere
  router.use((request: Request, _response: Response, next: NextFunction) => {
    if (request.accepts(['json', 'html']) === 'html') throw notFound('Không có trang này', 'There is no such page');
    next();
  });

  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    void showProblem(error, request, response).catch(next);
  });
  return router;

  async function showProblem(error: unknown, request: Request, response: Response): Promise<void> {
    const problem = problemOf(error);
    if (problem.status >= 500) service.log(`${request.method} ${request.path}`, error);
    const language = chosenLanguage(request);
    const say = sayIn(language);
    // whoever is signed in still is; when the database is what failed, nobody can be told so
    const identity = await identityOf(request).catch(() => undefined);
    const frame = { language, say, path: '/', identity, demo: service.settings.demo };
    const content = html`<p class="error" role="alert">${say(problem.message, problem.messageEn)}</p>
      <p><a href="/">${say('Về trang chủ', 'Home')}</a></p>`;
    send(response, frame, problem.status, say('Không thực hiện được', 'This did not work'), content);
  }
}

function chosenLanguage(request: Request): Language {
  const chosen = /(?:^|;\s*)taicho_language=(vi|en)(?:;|$)/.exec(request.get('cookie') ?? '')?.[1];
  return (chosen as Language | undefined) ?? languageOf(request);
}

/** A path of this site, whatever the link said. */
function ownPath(back: unknown): string {
  return typeof back === 'string' && /^\/(?![/\\])[\w/?=&%.-]*$/.test(back) ? back : '/';
}

/** Every field a text. Throws INVALID_TEXT for what the database would not take. */
function fieldsOf(request: Request) {
  const given = wholeText((request.body ?? {}) as Readonly<Record<string, unknown>>);
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '');
  return { login: text('login'), password: text('password'), current: text('current'), back: text('back'), csrfToken: text('csrfToken') };
}

const forged = () =>
  new Problem(403, 'CSRF', 'Yêu cầu không đến từ trang của hệ thống', 'The request does not come from a page of this system');

/** Browsers say where a form comes from: one of another site may not sign anybody in or out. */
function checkOrigin(request: Request, publicUrl: string): void {
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  const ours = [request.get('host'), new URL(publicUrl).host];
  const elsewhere = origin !== undefined && (!URL.canParse(origin) || !ours.includes(new URL(origin).host));
  if (foreign || (site === undefined && elsewhere)) throw forged();
}

/** Who sent a form of ours: with the token that only a page of theirs knows. Nobody, when the session has ended meanwhile. */
function checkedIdentity(request: Request, identity: Identity | undefined, publicUrl: string): Identity | undefined {
  checkOrigin(request, publicUrl);
  if (identity && !sameToken(fieldsOf(request).csrfToken, identity.csrfToken ?? '')) throw forged();
  return identity;
}
