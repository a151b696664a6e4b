/** The HTTP service: one list of routes, and around each the same steps: who asks, may they, is it well-formed, answer, or say what is wrong. */
import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { openAuthentication } from './auth/authenticate.ts';
import { compileRoute } from './compile-route.ts';
import { languageOf } from './language.ts';
import { health } from './health.ts';
import { Problem, notFound, problemBody, problemOf } from './problem.ts';
import { checkDepth, checkUtf8 } from './json-depth.ts';
import type { Route } from './route.ts';
import type { Service } from './service.ts';

export const base = '/api/v1';

/** Largest JSON body, in bytes. */
const mostJson = 2_000_000;

export function createApp(service: Service, routes: readonly Route[], pages?: express.Router): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', service.settings.trustedProxies);
  app.set('etag', false);
  app.use(requestId(service));
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          objectSrc: ["'none'"],
          frameAncestors: ["'none'"],
          upgradeInsecureRequests: null,
        },
      },
      strictTransportSecurity: service.settings.secure,
    }),
  );
  app.use(health(service));
  // whoever types the address of the API wants to know what it is
  app.get(['/api', base], (_request, response) => response.redirect(302, `${base}/docs`));
  app.use(base, limited(service.settings.requestsPerMinute), openAuthentication(service));
  const resources = new Map<string, express.Router>();
  for (const route of routes) {
    const bodies =
      route.raw === undefined
        ? express.json({
            limit: mostJson,
            strict: false,
            type: ['application/json', 'application/*+json'],
            verify: (_request, _response, text, encoding) => {
              checkUtf8(encoding);
              checkDepth(text);
            },
          })
        : express.raw({ limit: route.raw, type: () => true });
    const limits = route.perMinute === undefined ? [] : [limited(Math.min(route.perMinute, service.settings.requestsPerMinute), route)];
    const resource = resourceOf(route.path);
    const router = resources.get(resource) ?? express.Router();
    resources.set(resource, router);
    router[route.method](route.path, ...limits, ...compileRoute(service, route, bodies));
  }
  // a hundred patterns tried one after the other cost more than the rest of the way
  app.use(base, (request, response, next) => {
    const router = resources.get(resourceOf(request.path));
    if (router) router(request, response, next);
    else next();
  });
  app.use(base, methodNotAllowed(routes));
  if (pages) app.use(pages);
  app.use((_request, _response, next) => next(notFound()));
  app.use(answerProblem(service));
  return app;
}

/** The first part of a path. */
const resourceOf = (path: string) => path.split('/', 2)[1]!;

/** Every answer carries an id by which the log knows it; a caller's own is kept if it is harmless. */
function requestId(service: Service) {
  return (request: Request, response: Response, next: NextFunction) => {
    const given = request.get('x-request-id');
    response.locals['requestId'] = given !== undefined && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
    response.set('X-Request-Id', String(response.locals['requestId']));
    const stop = service.metrics.requests.startTimer({ method: request.method });
    response.on('finish', () => stop({ route: String(response.locals['route'] ?? 'none'), status: String(response.statusCode) }));
    next();
  };
}

/** By address, before anybody is asked who they are: a caller cannot multiply itself by inventing keys. */
function limited(limit: number, route?: Route) {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: route ? `${route.method} ${route.path}` : 'requests',
    // whose forwarding is believed is a setting (trustedProxies), not something to warn about
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next) =>
      next(new Problem(429, 'TOO_MANY_REQUESTS', 'Quá nhiều yêu cầu, hãy thử lại sau', 'Too many requests; try again later')),
  });
}

/** A path that exists with another method says which. */
function methodNotAllowed(routes: readonly Route[]) {
  const patterns = routes.map(({ method, path }) => ({
    method: method.toUpperCase(),
    pattern: new RegExp(`^${path.replace(/:[^/]+/g, '[^/]+')}$`),
  }));
  return (request: Request, _response: Response, next: NextFunction) => {
    const methods = [...new Set(patterns.filter(({ pattern }) => pattern.test(request.path)).map(({ method }) => method))];
    if (methods.length === 0) return next(notFound());
    next(
      new Problem(405, 'METHOD_NOT_ALLOWED', `Chỉ dùng được ${methods.join(', ')}`, `Only ${methods.join(', ')}`, {
        headers: { Allow: methods.join(', ') },
      }),
    );
  };
}

function answerProblem(service: Service) {
  return (error: unknown, request: Request, response: Response, next: NextFunction) => {
    const problem = problemOf(error);
    const requestId = String(response.locals['requestId']);
    if (problem.status >= 500) service.log(`${request.method} ${request.path} ${requestId}`, error);
    if (response.headersSent) return next(error);
    const language = languageOf(request);
    response
      .status(problem.status)
      .set({ ...problem.headers, 'Content-Language': language, 'Cache-Control': 'no-store', Vary: 'Accept-Language' })
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(problem, language, request.originalUrl.split('?')[0]!, requestId)));
  };
}
