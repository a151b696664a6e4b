/** The published procedures as a list to look through and search, with or without diacritics. */
import { slug } from '../../engine/model/from-table/ascii-id.ts';
import { findUnit } from '../../engine/deadlines/organisation.ts';
import type { Service } from '../service.ts';
import { html, type Html } from './html.ts';
import { table } from './layout.ts';
import { publishedItems, type PublishedItem } from './published-versions.ts';
import { shownDuration, type Say } from './words.ts';

const perPage = 50;
const collator = new Intl.Collator('vi');

/** `search`: words of name, case, code, field and agency, all of them; `page` is counted from 1. */
export async function postingList({ engine, pool }: Service, say: Say, search: string, page: number): Promise<Html> {
  const organisation = engine.organisation();
  const agency = (unit: string | undefined) => (unit === undefined ? '' : (findUnit(organisation, unit)?.name ?? unit));
  const words = slug(search).split('-').filter(Boolean);
  const items = (await publishedItems(pool))
    .filter((item) => {
      const { name = '', caseName = '', codes, field = '', department, processKey } = item;
      const text = slug([name, caseName, ...codes, field, agency(department), processKey].join(' '));
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => collator.compare(nameOf(a), nameOf(b)));
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const at = Math.min(page, pages);
  const shown = items.slice((at - 1) * perPage, at * perPage);
  return html`<h1>${say('Thủ tục hành chính', 'Administrative procedures')}</h1>
    <form role="search" method="get" action="/public/procedures" class="search">
      <label for="search">${say('Tìm theo tên, mã, lĩnh vực, cơ quan', 'Search by name, code, field, agency')}</label>
      <div class="row">
        <input id="search" name="search" type="search" maxlength="200" value="${search}" autocomplete="off" />
        <button>${say('Tìm', 'Search')}</button>
      </div>
      <p class="soft">${say('Gõ có dấu hoặc không dấu đều được.', 'With or without diacritics.')}</p>
    </form>
    <p role="status">${found(items.length, search, say)}</p>
    ${
      shown.length === 0
        ? undefined
        : table(
            say('Thủ tục đang có hiệu lực', 'Procedures in force'),
            [
              say('Tên thủ tục', 'Name'),
              say('Mã', 'Code'),
              say('Lĩnh vực', 'Field'),
              say('Cơ quan thực hiện', 'Agency'),
              say('Thời hạn', 'Time limit'),
            ],
            shown.map((item) => [
              html`<a href="${addressOf(item)}">${nameOf(item)}</a>`,
              item.codes[0] ?? '',
              item.field ?? '',
              agency(item.department),
              limitOf(item, say),
            ]),
          )
    }
    ${turning(search, at, pages, say)}`;
}

/** By process key: a national code may have several cases. */
export const addressOf = ({ processKey }: Pick<PublishedItem, 'processKey'>): string =>
  `/public/procedures/${encodeURIComponent(processKey)}`;

const nameOf = ({ name, caseName, processKey }: PublishedItem): string =>
  caseName === undefined ? (name ?? processKey) : `${name ?? processKey} (${caseName})`;

function found(count: number, search: string, say: Say): string {
  if (count === 0 && search === '') return say('Chưa có thủ tục nào được công bố.', 'No procedure is published yet.');
  if (count === 0) return say(`Không tìm thấy thủ tục nào với "${search}".`, `No procedure is found by "${search}".`);
  return say(`Có ${count} thủ tục.`, count === 1 ? 'One procedure.' : `${count} procedures.`);
}

/** As published, else by law, without what holds for some cases only. */
function limitOf({ deadlines }: PublishedItem, say: Say): string {
  const whole = deadlines.filter(({ when, phase }) => when === undefined && phase === undefined);
  const limit = whole.find(({ kind }) => kind === 'published') ?? whole[0];
  return limit ? shownDuration(limit, say) : '';
}

function turning(search: string, at: number, pages: number, say: Say): Html | undefined {
  if (pages === 1) return undefined;
  const link = (page: number, text: string) =>
    html`<a href="/public/procedures?search=${encodeURIComponent(search)}&amp;page=${page}">${text}</a>`;
  return html`<nav class="row" aria-label="${say('Trang của danh sách', 'Pages of the list')}">
    ${at > 1 ? link(at - 1, say('Trang trước', 'Previous page')) : undefined}
    <span>${say(`Trang ${at} trên ${pages}`, `Page ${at} of ${pages}`)}</span>
    ${at < pages ? link(at + 1, say('Trang sau', 'Next page')) : undefined}
  </nav>`;
}
