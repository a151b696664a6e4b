/** Files of one folder as gzip, compressed once when they are first asked for: a bundle is a third of its size on the way. */
import express, { type Router } from 'express';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** Letters and pictures are compressed already. */
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** For names that change with their content; whoever takes no gzip, and other files, are left to what comes after. */
export function compressedFiles(folder: string): Router {
  const router = express.Router();
  // known from the start: no name of a request ever becomes a path
  const names = new Set(readdirSync(folder).filter((name) => Object.hasOwn(types, extname(name))));
  const kept = new Map<string, Promise<Buffer>>();
  router.get('/:name', async (request, response, next) => {
    const { name } = request.params;
    if (!names.has(name)) return next();
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings(['gzip', 'identity']) !== 'gzip') return next();
    let content = kept.get(name);
    if (!content) {
      content = readFile(join(folder, name)).then((bytes) => compress(bytes, { level: 9 }));
      kept.set(name, content);
      content.catch(() => kept.delete(name));
    }
    let bytes: Buffer;
    try {
      bytes = await content;
    } catch {
      // a new build has taken its place
      return next();
    }
    response.set({
      'Content-Type': types[extname(name)]!,
      'Content-Encoding': 'gzip',
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
    response.send(bytes);
  });
  return router;
}
