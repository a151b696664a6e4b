/** Pages for everybody, rendered here, without scripts: the published procedures, and the state of a dossier by its code. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wholeText } from '../../engine/runtime/index.ts';
import { languageOf } from '../language.ts';
import { notFound, Problem, problemOf } from '../problem.ts';
import type { Service } from '../service.ts';
import { diagramOf } from './diagram.ts';
import { html, type Html } from './html.ts';
import { layout, type PageFrame } from './layout.ts';
import { lookUp, lookUpPage } from './look-up-page.ts';
import { addressOf, postingList } from './posting-list.ts';
import { casesPage, postingPage } from './posting-page.ts';
import { postingOf } from './posting.ts';
import { publishedVersions } from './published-versions.ts';
import { sayIn, type Language } from './words.ts';

const styles = fileURLToPath(new URL('public.css', import.meta.url));
const fonts = join(dirname(createRequire(import.meta.url).resolve('@fontsource/be-vietnam-pro/package.json')), 'files');

/** Nothing but our own style sheet, letters and forms. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Everything below /public. */
export function pages(service: Service): Router {
  const router = express.Router();
  const frameOf = (request: Request): PageFrame => {
    const language = chosenLanguage(request);
    const organisation = service.engine.organisation().name;
    return { language, say: sayIn(language), path: request.originalUrl, organisation, demo: service.settings.demo };
  };
  const send = (response: Response, frame: PageFrame, title: string, content: Html, status = 200) =>
    void response
      .status(status)
      .set({
        'Cache-Control': 'no-store',
        'Content-Language': frame.language,
        'Content-Security-Policy': policy,
        Vary: 'Accept-Language, Cookie',
      })
      .type('html')
      .send(layout(frame, title, content));
  const limited = (limit: number) =>
    rateLimit({
      windowMs: 60_000,
      limit: Math.min(limit, service.settings.requestsPerMinute),
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      validate: { xForwardedForHeader: false },
      handler: (_request, _response, next) =>
        next(new Problem(429, 'TOO_MANY_REQUESTS', 'Quá nhiều yêu cầu, hãy thử lại sau', 'Too many requests; try again later')),
    });

  router.use('/assets/fonts', express.static(fonts, { immutable: true, maxAge: '1y', index: false }));
  router.get('/assets/public.css', (_request, response) => response.sendFile(styles, { maxAge: '1h' }));
  // as many as somebody who looks around needs
  router.use(limited(300));

  router.get('/', (_request, response) => response.redirect(302, '/public/procedures'));

  router.get('/procedures', async (request, response) => {
    const frame = frameOf(request);
    const page = Number(request.query['page']);
    const content = await postingList(
      service,
      frame.say,
      textOf(request.query['search'], 200),
      Number.isSafeInteger(page) && page > 0 ? page : 1,
    );
    send(response, frame, frame.say('Thủ tục hành chính', 'Administrative procedures'), content);
  });

  router.get('/procedures/:code', async (request, response) => {
    const frame = frameOf(request);
    const { say, language } = frame;
    const code = textOf(request.params.code, 300);
    const found = await publishedVersions(service.pool, code);
    const version = found.find(({ processKey }) => processKey === code) ?? found[0];
    if (!version) throw notFound('Không có thủ tục này, hoặc thủ tục chưa công bố', 'There is no such procedure, or it is not published');
    if (found.length > 1 && version.processKey !== code) {
      const cases = await Promise.all(
        found.map(async (each) => {
          const { name, caseName } = await posted(each);
          return { name: caseName === undefined ? name : `${name} (${caseName})`, address: addressOf(each) };
        }),
      );
      return send(response, frame, code, casesPage(code, cases, say));
    }
    const [posting, diagram] = await Promise.all([
      posted(version),
      diagramOf(service.engine, version, language).catch((error: unknown) => {
        service.log(`the diagram of ${version.processKey} cannot be drawn`, error);
        return undefined;
      }),
    ]);
    const address = `${service.settings.publicUrl}${addressOf(version)}`;
    send(response, frame, posting.name, postingPage({ posting, version, diagram, address }, say));
  });

  // codes are given in order, so whoever knows one can guess the next
  router.get('/dossiers', limited(30), async (request, response) => {
    const frame = frameOf(request);
    const code = textOf(request.query['code'], 60);
    const found = code === '' ? undefined : await lookUp(service, code);
    const title = frame.say('Tra cứu hồ sơ', 'Look up a dossier');
    send(response, frame, title, lookUpPage(code, found, frame.say), code === '' || found ? 200 : 404);
  });

  router.get('/language', (request, response) => {
    const { to, back } = request.query;
    const language: Language = to === 'en' ? 'en' : 'vi';
    response.append('Set-Cookie', `taicho_language=${language}; Path=/public; Max-Age=31536000; SameSite=Lax; HttpOnly`);
    response.redirect(303, ownPath(back));
  });

  // a mistyped address: people get a page with a way back, programs what they get elsewhere
  router.use((_request: Request, _response: Response, next: NextFunction) => next(notFound('Không có trang này', 'There is no such page')));

  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (request.accepts(['json', 'html']) !== 'html' || response.headersSent) return next(error);
    const problem = problemOf(error);
    if (problem.status >= 500) service.log(`${request.method} ${request.originalUrl}`, error);
    const frame = frameOf(request);
    const title = frame.say('Không thực hiện được', 'This did not work');
    const content = html`<h1>${title}</h1>
      <p class="error" role="alert">${frame.say(problem.message, problem.messageEn)}</p>
      <p><a href="/public/procedures">${frame.say('Về danh sách thủ tục', 'To the list of procedures')}</a></p>`;
    response.set(problem.headers);
    send(response, frame, title, content, problem.status);
  });
  return express.Router().use('/public', router);

  async function posted(version: Parameters<typeof postingOf>[0]) {
    const { model } = await service.engine.version(version.versionId);
    return postingOf(version, model, service.engine.organisation());
  }
}

function chosenLanguage(request: Request): Language {
  const chosen = /(?:^|;\s*)taicho_language=(vi|en)(?:;|$)/.exec(request.get('cookie') ?? '')?.[1];
  return (chosen as Language | undefined) ?? languageOf(request);
}

/** A path of these pages, whatever the link said. */
function ownPath(back: unknown): string {
  return typeof back === 'string' && /^\/public\/[\w/?=&%.+-]*$/.test(back) ? back : '/public/procedures';
}

/** What was sent as one text, without spaces around. Throws INVALID_TEXT for what the database would not take. */
function textOf(given: unknown, longest: number): string {
  if (typeof given !== 'string') return '';
  return wholeText({ given }).given.trim().slice(0, longest);
}
