/** Serves the built web application: its files for a year (their names change with them), its page at every other address. */
import { randomBytes } from 'node:crypto';
import express, { type Request, type Router } from 'express';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compressedFiles } from './compressed-files.ts';
import type { Service } from './service.ts';

/** What other parts of the service answer: pages for everybody, files, the API. */
const elsewhere = /^\/(assets|public|api)(\/|$)/;

/** Who opens a page, and not a program that asks for JSON or takes anything; at the first address whoever takes a page. */
function wantsPage(request: Request): boolean {
  if (elsewhere.test(request.path)) return false;
  return request.path === '/' ? request.accepts('html') !== false : request.accepts(['json', 'html']) === 'html';
}

export function webApp(folder: string, { settings }: Pick<Service, 'settings'>): Router {
  const router = express.Router();
  router.use('/assets', compressedFiles(join(folder, 'assets')));
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: true }));
  router.use(express.static(folder, { maxAge: '1h', index: false }));
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const told = [
    ...(settings.demo ? ['data-demo="true"'] : []),
    ...(settings.oidc ? [`data-provider="${settings.oidc.name.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`] : []),
  ].join(' ');

  router.get('/{*path}', (request, response, next) => {
    if (!wantsPage(request)) return next();
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

/** In its place while it is not built: says so to people, and where the rest is; programs get what they get elsewhere. */
export function webAppMissing(): Router {
  const router = express.Router();
  router.get('/{*path}', (request, response, next) => {
    if (!wantsPage(request)) return next();
    response
      .status(503)
      .set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'" })
      .type('html')
      .send(
        `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tại Chỗ</title><main><h1>Trang web chưa dựng được</h1>
<p>API và các trang công khai vẫn chạy. Người quản trị xem lý do trong nhật ký của dịch vụ, rồi chạy <code>npm run build</code> và khởi động lại.</p>
<p lang="en">The web application is not built; the API and the public pages run. The log of the service says why; then <code>npm run build</code> and a new start.</p>
<ul><li><a href="/public/procedures">Thủ tục hành chính</a></li><li><a href="/public/dossiers">Tra cứu hồ sơ</a></li><li><a href="/api/v1/docs">API</a></li></ul></main></html>`,
      );
  });
  return router;
}
