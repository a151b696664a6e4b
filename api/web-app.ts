/** Serves the built web application: its files for a year (their names change with them), its page at every other address. */
import { randomBytes } from 'node:crypto';
import express, { type Router } from 'express';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from './service.ts';

/** What other parts of the service answer: plain pages for everybody, and files. */
const elsewhere = /^\/(assets|public)(\/|$)/;

export function webApp(folder: string, { settings }: Pick<Service, 'settings'>): Router {
  const router = express.Router();
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: true }));
  router.use(express.static(folder, { maxAge: '1h', index: false }));
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const told = [
    ...(settings.demo ? ['data-demo="true"'] : []),
    ...(settings.oidc ? [`data-provider="${settings.oidc.name.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`] : []),
  ].join(' ');

  router.get('/{*path}', (request, response, next) => {
    if (request.accepts(['json', 'html']) !== 'html' || elsewhere.test(request.path)) return next();
    // styles that scripts of ours add carry this; scripts come from files only
    const nonce = randomBytes(16).toString('base64');
    response
      .set({
        'Cache-Control': 'no-store',
        'Content-Security-Policy': [
          "default-src 'self'",
          "script-src 'self'",
          `style-src 'self' 'nonce-${nonce}'`,
          "style-src-attr 'unsafe-inline'",
          "img-src 'self' data: blob:",
          "font-src 'self'",
          "connect-src 'self'",
          "worker-src 'self'",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'",
        ].join('; '),
      })
      .type('html')
      .send(page.replace('__NONCE__', nonce).replace('<html lang="vi">', `<html lang="vi" ${told}>`));
  });
  return router;
}
