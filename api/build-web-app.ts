/** Builds the web application when its sources are newer than what was built: a fresh clone needs no step of its own. */
import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
export const builtFolder = join(root, 'modeler', 'dist');

/** What goes into it; the engine's shell, which needs a database, does not. */
const sources = ['modeler', 'engine', 'api/client.ts', 'api/client-operations.ts', 'package-lock.json'];
const outside = /^(engine\/runtime|modeler\/dist)(\/|$)/;

export class WebAppBroken extends Error {
  override readonly name = 'WebAppBroken';
  readonly code = 'WEB_APP_BROKEN';
}

/** Gives whether it had to build; throws WEB_APP_BROKEN with what the bundler said. */
export async function buildWebApp(): Promise<boolean> {
  const built = await stat(join(builtFolder, 'index.html')).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const newest = Math.max(...(await Promise.all(sources.map(newestIn))));
  if (built >= newest) return false;
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const said: string[] = [];
  const child = spawn(process.execPath, [vite, 'build', 'modeler', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => void said.push(text.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new WebAppBroken(`Không dựng được trang web / the web application cannot be built:\n${said.join('')}`);
  return true;
}

/** When a file, or the newest one below a folder, was changed, in milliseconds since 1970. */
async function newestIn(path: string): Promise<number> {
  if (outside.test(path)) return 0;
  const { mtimeMs } = await stat(join(root, path));
  const entries = await readdir(join(root, path)).catch(() => undefined);
  return entries ? Math.max(mtimeMs, ...(await Promise.all(entries.map((name) => newestIn(`${path}/${name}`))))) : mtimeMs;
}
