/** Chromium with the editor of a draft in it, and nothing behind it: no service, no database, no session. */
import react from '@vitejs/plugin-react';
import { chromium, type Page } from 'playwright-core';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { chromiumFlags, findChromium } from '../../support/picture.ts';

const origin = 'http://modeler.test';
const entry = fileURLToPath(new URL('in-page.tsx', import.meta.url));
const page = (scripts: readonly string[], styles: readonly string[]) =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Tại Chỗ</title>${styles.map((file) => `<link rel="stylesheet" href="/${file}">`).join('')}
<body><div id="app" style="height:100vh;display:flex"></div>${scripts.map((file) => `<script type="module" src="/${file}"></script>`).join('')}`;

export interface ModelerPage {
  readonly page: Page;
  /** What the console and the scripts complained of. */
  readonly errors: string[];
  close(): Promise<void>;
}

export interface ModelerPageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly language?: 'vi' | 'en';
}

let built: Promise<ReadonlyMap<string, string | Uint8Array>> | undefined;

/** Built once a process; a page takes a drawing by `openDrawing(xml)` and gives `editor`. */
export async function openModelerPage({
  width = 1440,
  height = 900,
  scheme = 'light',
  language = 'vi',
}: ModelerPageOptions = {}): Promise<ModelerPage> {
  const files = await (built ??= buildPage());
  const browser = await chromium.launch({ executablePath: findChromium()!, args: chromiumFlags });
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: 'reduce' });
  await context.route('**/*', async (route) => {
    const body = files.get(new URL(route.request().url()).pathname.slice(1));
    if (body === undefined) await route.fulfill({ status: 404, body: '' });
    else await route.fulfill({ body: Buffer.from(body), contentType: typeOf(route.request().url()) });
  });
  await context.addInitScript(`localStorage['taicho.language'] ??= ${JSON.stringify(language)}`);
  // what is evaluated in the page comes through tsx, which names functions by it
  await context.addInitScript('globalThis.__name ??= (named) => named');
  const opened = await context.newPage();
  const errors: string[] = [];
  opened.on('console', (message) => {
    // there is no service to ask
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('404')) errors.push(message.text());
  });
  opened.on('pageerror', (error) => errors.push(String(error)));
  await opened.goto(`${origin}/`);
  await opened.waitForFunction('typeof openDrawing === "function"');
  return { page: opened, errors, close: () => browser.close() };
}

async function buildPage(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const result = await build({
    root: fileURLToPath(new URL('../../../modeler', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [react()],
    worker: { format: 'es' },
    build: { write: false, minify: false, target: 'es2022', cssCodeSplit: false, assetsInlineLimit: 0, rolldownOptions: { input: entry } },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) => ('output' in each ? each.output : []));
  const files = new Map<string, string | Uint8Array>(
    outputs.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]),
  );
  const scripts = outputs.flatMap((file) => (file.type === 'chunk' && file.isEntry ? [file.fileName] : []));
  files.set(
    '',
    page(
      scripts,
      [...files.keys()].filter((name) => name.endsWith('.css')),
    ),
  );
  return files;
}

function typeOf(url: string): string {
  if (url.endsWith('.js')) return 'text/javascript';
  if (url.endsWith('.css')) return 'text/css';
  return url.endsWith('.woff2') ? 'font/woff2' : 'text/html';
}
