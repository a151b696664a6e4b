/** Builds the web application when its sources are newer than what was built: a fresh clone needs no step of its own. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
export const builtFolder = join(root, 'modeler', 'dist');

/** What goes into it; the engine's shell, which needs a database, does not. */
const sources = ['modeler', 'engine', 'api/client.ts', 'api/client-operations.ts', 'package-lock.json'];
const outside = /^(engine\/runtime|modeler\/\.?dist[^/]*)(\/|$)/;

export class WebAppBroken extends Error {
  override readonly name = 'WebAppBroken';
  readonly code = 'WEB_APP_BROKEN';
}

/** Whether there is one to serve, new or old. */
export const isWebAppBuilt = (): boolean => existsSync(join(builtFolder, 'index.html'));

/** Gives whether it had to build; throws WEB_APP_BROKEN with what the bundler said. `signal` ends it. Another process may do the same at the same time. */
export async function buildWebApp(signal?: AbortSignal): Promise<boolean> {
  const built = await stat(join(builtFolder, 'index.html')).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const newest = Math.max(...(await Promise.all(sources.map(newestIn))));
  if (built >= newest) return false;
  // aside, so that what is served meanwhile stays whole
  const aside = join(root, 'modeler', `.dist-${process.pid}`);
  try {
    await runVite(aside, signal);
    await putInPlace(aside);
  } catch (error) {
    if (error instanceof WebAppBroken || signal?.aborted) throw error;
    throw broken(String(error));
  } finally {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
  }
  return true;
}

async function runVite(folder: string, signal: AbortSignal | undefined): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const said: string[] = [];
  const child = spawn(process.execPath, [vite, 'build', 'modeler', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => void said.push(text.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw broken(said.join(''));
}

/** The old one goes when the new one is whole; of two processes the last one wins. */
async function putInPlace(folder: string): Promise<void> {
  const old = `${folder}-old`;
  await rename(builtFolder, old).catch(() => undefined);
  try {
    await rename(folder, builtFolder);
  } catch (error) {
    // another process was between our two steps: its is as new as ours
    if (!isWebAppBuilt()) throw error;
  }
  await rm(old, { recursive: true, force: true });
  // the folder around it has just changed, and counts as a source
  const now = new Date();
  await utimes(join(builtFolder, 'index.html'), now, now);
}

const broken = (details: string) => new WebAppBroken(`Không dựng được trang web / the web application cannot be built:\n${details}`);

/** When a file, or the newest one below a folder, was changed, in milliseconds since 1970. */
async function newestIn(path: string): Promise<number> {
  if (outside.test(path)) return 0;
  const { mtimeMs } = await stat(join(root, path));
  const entries = await readdir(join(root, path)).catch(() => undefined);
  return entries ? Math.max(mtimeMs, ...(await Promise.all(entries.map((name) => newestIn(`${path}/${name}`))))) : mtimeMs;
}
