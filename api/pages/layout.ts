/** What every page has around its content: language, title, who is signed in, links. */
import type { Identity } from '../auth/identity.ts';
import { html, type Html } from './html.ts';
import type { Language, Say } from './words.ts';

export interface PageFrame {
  readonly language: Language;
  readonly say: Say;
  /** Of this page, for the way back after a change of language. */
  readonly path: string;
  readonly identity?: Identity | undefined;
  readonly demo: boolean;
}

export function layout({ language, say, path, identity, demo }: PageFrame, title: string, content: Html): string {
  const other: Language = language === 'vi' ? 'en' : 'vi';
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Tại Chỗ</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/taicho.css" />
      </head>
      <body>
        <a class="skip" href="#content">${say('Đến nội dung', 'Skip to content')}</a>
        <header>
          <p class="name"><a href="/">Tại Chỗ</a></p>
          <nav aria-label="${say('Điều hướng', 'Navigation')}">
            <a href="/api/v1/docs">API</a>
            <a href="/language?to=${other}&amp;back=${encodeURIComponent(path)}" lang="${other}"
              >${other === 'en' ? 'English' : 'Tiếng Việt'}</a
            >
          </nav>
          ${identity && signedIn(identity, say)}
        </header>
        ${demo ? html`<p class="notice">${say('Dữ liệu minh họa: người và hồ sơ không có thật.', 'Demonstration: people and dossiers are invented.')}</p>` : undefined}
        <main id="content">
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
  return page.html;
}

function signedIn({ name, positions, csrfToken = '' }: Identity, say: Say): Html {
  const titles = positions.map(({ title, role }) => title ?? role).join('; ');
  return html`<form method="post" action="/sign-out" class="who">
    <span>${name}${titles && `, ${titles}`}</span>
    <input type="hidden" name="csrfToken" value="${csrfToken}" />
    <button>${say('Đăng xuất', 'Sign out')}</button>
  </form>`;
}

/** A table with a caption; `empty` where there are no rows. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly (string | Html)[])[], empty: string): Html {
  if (rows.length === 0) return html`<p>${empty}</p>`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
