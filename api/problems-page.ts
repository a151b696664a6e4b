/** The codes of problems as a page: the `type` of every problem leads to its line. */
import { readFile } from 'node:fs/promises';
import { escape, style } from './docs-page.ts';

export interface CatalogueEntry {
  readonly code: string;
  readonly status: string;
  readonly vi: string;
  readonly en: string;
}

const catalogue = new URL('../docs/guide/errors.md', import.meta.url);

/** The catalogue of the guide, which is made from the code. */
export async function errorCatalogueOf(): Promise<readonly CatalogueEntry[]> {
  return catalogueEntries(await readFile(catalogue, 'utf8'));
}

/** The lines of its tables; of a code that has several, the first. */
export function catalogueEntries(markdown: string): readonly CatalogueEntry[] {
  const seen = new Set<string>();
  return markdown.split('\n').flatMap((line) => {
    const [, code, status, vi, en] = /^\| `(\w+)` +\| +(\d*) *\| +(.*?) +\| +(.*?) +\|$/.exec(line) ?? [];
    if (code === undefined || seen.has(code)) return [];
    seen.add(code);
    const plain = (text = '') => text.replaceAll('\\|', '|');
    return [{ code, status: status ?? '', vi: plain(vi), en: plain(en) }];
  });
}

/** HTML, each code an anchor. */
export function problemsPage(entries: readonly CatalogueEntry[]): string {
  const rows = entries.map(
    ({ code, status, vi, en }) =>
      `<dt id="${escape(code)}"><code>${escape(code)}</code> ${escape(status)}</dt>\n<dd>${escape(vi)}<br><i lang="en">${escape(en)}</i></dd>`,
  );
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tại Chỗ – Mã lỗi</title>
<style>${style}
dt { scroll-margin-top: 1rem; margin-top: .6rem; } dt:target { outline: 2px solid var(--accent); }
</style>
</head>
<body>
<header>
<h1>Mã lỗi <small lang="en">Codes of problems</small></h1>
<p>Mỗi lỗi theo RFC 9457 mang một mã không đổi; dấu … thay cho điều được nêu trong câu. <a href="docs">API</a>
<br><span lang="en">Every problem has a stable code; … stands for what its sentence names.</span></p>
</header>
<main><dl>
${rows.join('\n')}
</dl></main>
</body>
</html>
`;
}
