/** What every public page has around its content: whose it is, title, language, links. No script. */
import { html, type Html } from './html.ts';
import type { Language, Say } from './words.ts';

export interface PageFrame {
  readonly language: Language;
  readonly say: Say;
  /** Of this page, for the way back after a change of language. */
  readonly path: string;
  /** Name of the organisation. */
  readonly organisation: string;
  readonly demo: boolean;
}

export function layout({ language, say, path, organisation, demo }: PageFrame, title: string, content: Html): string {
  const other: Language = language === 'vi' ? 'en' : 'vi';
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – ${organisation}</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href="/public/assets/public.css" />
      </head>
      <body>
        <a class="skip" href="#content">${say('Đến nội dung', 'Skip to content')}</a>
        <header>
          <p class="name"><a href="/public/procedures">${organisation}</a></p>
          <nav aria-label="${say('Điều hướng', 'Navigation')}">
            <a href="/public/procedures">${say('Thủ tục hành chính', 'Procedures')}</a>
            <a href="/public/dossiers">${say('Tra cứu hồ sơ', 'Look up a dossier')}</a>
            <a href="/">${say('Cán bộ đăng nhập', 'Staff sign-in')}</a>
            <a href="/public/language?to=${other}&amp;back=${encodeURIComponent(path)}" lang="${other}"
              >${other === 'en' ? 'English' : 'Tiếng Việt'}</a
            >
          </nav>
        </header>
        ${demo ? html`<p class="notice">${say('Dữ liệu minh họa: người và hồ sơ không có thật.', 'Demonstration: people and dossiers are invented.')}</p>` : undefined}
        <main id="content" tabindex="-1">${content}</main>
      </body>
    </html>`;
  return page.html;
}

/** A table with a caption; scrolls by itself where the window is narrow. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
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
              ${row.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A name and what it is, of a description list; nothing where there is nothing to say. */
export function fact(name: string, value: string | undefined): Html {
  if (value === undefined || value === '') return html``;
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
