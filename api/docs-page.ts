/** The API as a page to be read: Vietnamese with English, by itself, without anything from elsewhere. */
import { openApiPath } from './openapi.ts';
import type { Route } from './route.ts';
import { typeText } from './type-text.ts';

/** Text as HTML. */
export const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** HTML of a list of routes, by their tags, in the order of the list. */
export function docsPage(routes: readonly Route[], base: string): string {
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  const sections = tags.map(
    (tag) => `<section id="${escape(tag)}"><h2>${escape(tag)}</h2>
${routes
  .filter((route) => route.tag === tag)
  .map((route) => operation(route, base))
  .join('\n')}
</section>`,
  );
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tại Chỗ – API</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Tại Chỗ <small>API v1</small></h1>
<p>Gọi bằng khóa API: <code>Authorization: Bearer taicho_…</code>; lệnh cần thêm <code>Idempotency-Key</code>. Trình duyệt dùng cookie phiên và <code>X-CSRF-Token</code>.
<br><span lang="en">Programs send an API key, and an Idempotency-Key with commands; browsers the cookie of their session and X-CSRF-Token.</span></p>
<p>Lỗi theo RFC 9457, tiếng Việt hoặc tiếng Anh theo <code>Accept-Language</code>. <span lang="en">Problems by RFC 9457.</span>
Bản máy đọc: <a href="${base}/openapi.json">openapi.json</a> (OpenAPI 3.1).
Mã lỗi: <a href="${base}/problems">danh mục / catalogue</a>.</p>
</header>
<nav>${tags.map((tag) => `<a href="#${escape(tag)}">${escape(tag)}</a>`).join(' ')}</nav>
<main>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

function operation(
  { method, path, summary, allow, params, query, body, answer, raw, media, idempotent, problems = [] }: Route,
  base: string,
) {
  const who =
    allow === 'public'
      ? 'mọi người / anybody'
      : allow === 'signedIn'
        ? 'ai đã đăng nhập / whoever is signed in'
        : `quyền / permission <code>${allow}</code>`;
  const shapes: readonly (readonly [string, string | undefined])[] = [
    ['Đường dẫn / path', params && typeText(params)],
    ['Truy vấn / query', query && typeText(query)],
    ['Nội dung / body', raw === undefined ? body && typeText(body) : `≤ ${raw} bytes`],
    ['Trả lời / answer', answer ? typeText(answer) : media],
  ];
  return `<details><summary><b class="${method}">${method.toUpperCase()}</b> <code>${escape(base + openApiPath(path))}</code>
<span>${escape(summary[0])} <i lang="en">${escape(summary[1])}</i></span></summary>
<p>${who}${idempotent ? '; <code>Idempotency-Key</code>' : ''}</p>
${shapes.map(([title, text]) => (text === undefined ? '' : `<h4>${title}</h4><pre>${escape(text)}</pre>`)).join('')}
${problems.length > 0 ? `<p>Mã lỗi riêng / codes of its own: ${problems.map((code) => `<code>${escape(code)}</code>`).join(' ')}</p>` : ''}
</details>`;
}

/** Of our pages about the API. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --accent: #b3261e; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 small, i, header span { font-weight: normal; opacity: .75; }
nav { position: sticky; top: 0; background: Canvas; padding: .5rem 0; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
section { scroll-margin-top: 4rem; }
details { border-bottom: 1px solid var(--line); padding: .4rem 0; }
summary { cursor: pointer; } summary span { display: block; margin-left: 1.2rem; }
summary b { display: inline-block; min-width: 4rem; } .post, .put, .patch, .delete { color: var(--accent); }
code, pre { font: .85em/1.45 ui-monospace, monospace; } pre { overflow-x: auto; padding: .6rem; background: #8881; white-space: pre-wrap; }
h4 { margin: .5rem 0 0; font-size: .9rem; }
`;
