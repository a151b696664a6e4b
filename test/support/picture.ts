/** BPMN files as pictures, drawn by bpmn-js in Chromium: for looking at layouts, and for the browser tests. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium, type Browser } from 'playwright-core';

const { resolve } = createRequire(import.meta.url);

/** No network, no sandbox (containers run as root), no background services. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Where Chromium is: CHROMIUM, or the path of the Debian package; undefined when there is none. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path));
}

export interface Picture {
  readonly png: Buffer;
  /** What bpmn-js warned about while importing; empty for a clean file. */
  readonly warnings: readonly string[];
  /** Elements drawn, labels included. */
  readonly elements: number;
}

export interface Painter {
  /** `scale` 1 = one pixel of the diagram is one of the picture; a wide diagram is drawn smaller, at most 4,000 px wide. */
  draw(xml: string, scale?: number): Promise<Picture>;
  close(): Promise<void>;
}

/** Starts one Chromium for many pictures; close it. Throws when there is no Chromium. */
export async function openPainter(): Promise<Painter> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found: set CHROMIUM to its path');
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  const html = await pageOf();
  return { draw: (xml, scale = 1) => draw(browser, html, xml, scale), close: () => browser.close() };
}

/** One picture; starts and closes Chromium. */
export async function pictureOf(xml: string, scale = 1): Promise<Picture> {
  const painter = await openPainter();
  try {
    return await painter.draw(xml, scale);
  } finally {
    await painter.close();
  }
}

async function pageOf(): Promise<string> {
  const [script, style, shapes] = await Promise.all(
    ['dist/bpmn-navigated-viewer.production.min.js', 'dist/assets/bpmn-js.css', 'dist/assets/diagram-js.css'].map((path) =>
      readFile(resolve(`bpmn-js/${path}`), 'utf8'),
    ),
  );
  return `<!doctype html><meta charset="utf-8"><style>${style}${shapes}
    body { margin: 0; background: #fff } #canvas { width: 100vw; height: 100vh }</style>
    <div id="canvas"></div><script>${script}</script>`;
}

async function draw(browser: Browser, html: string, xml: string, scale: number): Promise<Picture> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  try {
    await page.setContent(html);
    const { warnings, elements, width, height } = await page.evaluate(importInPage, xml);
    const factor = Math.min(scale, 4000 / width);
    await page.setViewportSize({ width: Math.ceil(width * factor), height: Math.ceil(height * factor) });
    await page.evaluate(`window.viewer.get('canvas').resized(); window.viewer.get('canvas').viewbox(window.whole);`);
    return { png: await page.screenshot(), warnings, elements };
  } finally {
    await page.close();
  }
}

/** Runs in the page: imports the file and measures it with a margin. */
async function importInPage(xml: string): Promise<{ warnings: string[]; elements: number; width: number; height: number }> {
  const scope = globalThis as unknown as {
    BpmnJS: new (options: object) => {
      importXML(text: string): Promise<{ warnings: { message: string }[] }>;
      get(service: string): {
        getAll(): object[];
        viewbox(): { inner: { x: number; y: number; width: number; height: number } };
      };
    };
    viewer: unknown;
    whole: object;
  };
  const viewer = new scope.BpmnJS({ container: '#canvas' });
  const { warnings } = await viewer.importXML(xml);
  const { inner } = viewer.get('canvas').viewbox();
  const whole = { x: inner.x - 20, y: inner.y - 20, width: inner.width + 40, height: inner.height + 40 };
  scope.viewer = viewer;
  scope.whole = whole;
  return {
    warnings: warnings.map(({ message }) => message),
    elements: viewer.get('elementRegistry').getAll().length,
    width: whole.width,
    height: whole.height,
  };
}
