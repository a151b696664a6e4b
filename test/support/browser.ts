/** The service with its built web application, and Chromium to use it as a person does. */
import { expect } from 'chai';
import express from 'express';
import { createServer } from 'node:http';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { createApp } from '../../api/app.ts';
import { buildWebApp, builtFolder } from '../../api/build-web-app.ts';
import { pages } from '../../api/pages/index.ts';
import { routes } from '../../api/routes/index.ts';
import { webApp } from '../../api/web-app.ts';
import { chromiumFlags, findChromium } from './picture.ts';
import type { Asker, TestService } from './service.ts';

/** Where the pictures of the pages go; not kept in the repository. */
export const pictureFolder = fileURLToPath(new URL('../../out/pages', import.meta.url));

export interface WebSite {
  readonly url: string;
  /** A window of somebody who is signed in (`test.person(…)`), or of nobody. */
  visit(person?: Pick<Asker, 'cookie'>, options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly language?: 'vi' | 'en';
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the console and of scripts; a test ends with `expect(visit.errors).to.deep.equal([])`. */
  readonly errors: string[];
  go(path: string): Promise<void>;
  /** Keeps a picture of the page as `out/pages/<name>.png`. */
  picture(name: string): Promise<void>;
  /** Fails with what axe finds against WCAG 2.2 A and AA. */
  checkAccess(): Promise<void>;
  close(): Promise<void>;
}

/** Undefined, with the reason printed, when there is no Chromium; then the tests of pages are skipped. In CI there is one. */
export function canBrowse(): boolean {
  if (findChromium() !== undefined) return true;
  if (process.env.CI) throw new Error('No Chromium found in CI: set CHROMIUM to its path');
  console.log('    pages are not tested: no Chromium found (set CHROMIUM to its path)');
  return false;
}

/** The pages of a test service. Close it before the service. */
export async function openWebSite(test: Pick<TestService, 'service'>): Promise<WebSite> {
  await buildWebApp();
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const http = createServer(createApp(test.service, routes, express.Router().use(webApp(builtFolder, test.service), pages(test.service))));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  let browser: Browser | undefined;

  return {
    url,
    async visit(person, { width = 1280, height = 800, scheme = 'light', language = 'vi' } = {}) {
      browser ??= await chromium.launch({ executablePath: findChromium()!, args: chromiumFlags });
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: scheme,
        locale: language === 'vi' ? 'vi-VN' : 'en-GB',
        baseURL: url,
        reducedMotion: 'reduce',
      });
      if (person) {
        const [name, value] = person.cookie.split(/=(.*)/s) as [string, string];
        await context.addCookies([{ name, value, url }]);
      }
      await context.addInitScript(`localStorage['taicho.language'] ??= ${JSON.stringify(language)}`);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('console', (message) => {
        // nobody is signed in yet: the page asks, and the answer is no
        const isFirstQuestion = /api\/v1\/session$/.test(message.location().url) && /401/.test(message.text());
        if (message.type() === 'error' && !isFirstQuestion) errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => errors.push(String(error)));
      return {
        page,
        context,
        errors,
        go: async (path) => void (await page.goto(path, { waitUntil: 'networkidle' })),
        async picture(name) {
          await mkdir(pictureFolder, { recursive: true });
          await page.screenshot({ path: join(pictureFolder, `${name}.png`) });
        },
        async checkAccess() {
          await page.evaluate(axe);
          const violations = await page.evaluate(async () => {
            const { axe: run } = globalThis as unknown as {
              axe: {
                run(options: object): Promise<{ violations: { id: string; help: string; nodes: { html: string; target: string[] }[] }[] }>;
              };
            };
            const found = await run.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
            return found.violations.map(
              ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
            );
          });
          expect(violations, violations.join('\n')).to.deep.equal([]);
        },
        close: () => context.close(),
      };
    },
    async close() {
      await browser?.close();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
    },
  };
}
