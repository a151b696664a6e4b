/** The catalogues of errors and events, made from the code: every place that makes an error with a code, and the list of events. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { eventCatalogue } from '../../api/events/event-types.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const errorsFile = join(root, 'docs/guide/errors.md');
export const eventsFile = join(root, 'docs/guide/events.md');

/** Made by `new`, or by a function of the same place that does so: where the code, the Vietnamese and the English sentence stand among the arguments, and where the status does. */
const makers: Readonly<Record<string, { readonly code: number; readonly status?: number; readonly group: Group }>> = {
  Problem: { code: 1, status: 0, group: 'request' },
  CommandRejected: { code: 0, group: 'dossier' },
  EngineRefused: { code: 0, group: 'dossier' },
  EngineTrouble: { code: 0, group: 'engine' },
  DeadlineRefused: { code: 0, group: 'deadline' },
  // of the clocks
  refused: { code: 0, group: 'deadline' },
};
type Group = 'request' | 'dossier' | 'deadline' | 'engine';

interface Entry {
  readonly code: string;
  readonly status?: string;
  readonly vi: string;
  readonly en: string;
}

export function errorCatalogue(): string {
  const found: Record<Group, Map<string, Entry>> = { request: new Map(), dossier: new Map(), deadline: new Map(), engine: new Map() };
  for (const folder of ['api', 'engine'])
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (!name.endsWith('.ts')) continue;
      const source = ts.createSourceFile(name, readFileSync(join(root, folder, name), 'utf8'), ts.ScriptTarget.Latest);
      const visit = (node: ts.Node): void => {
        if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression))
          collect(node.expression.text, node.arguments ?? []);
        ts.forEachChild(node, visit);
      };
      visit(source);
    }

  function collect(maker: string, given: readonly ts.Expression[]): void {
    const about = Object.hasOwn(makers, maker) ? makers[maker] : undefined;
    if (!about) return;
    const [code, vi, en] = [0, 1, 2].map((index) => textOf(given[about.code + index]));
    if (code === undefined || vi === undefined || en === undefined || found[about.group].has(code)) return;
    const status = about.status === undefined ? undefined : given[about.status];
    found[about.group].set(code, { code, vi, en, ...(status && ts.isNumericLiteral(status) && { status: status.text }) });
  }

  const rows = (group: Group) =>
    [...found[group].values()]
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .map(({ code, status, vi, en }) => `| \`${code}\` | ${status ?? ''} | ${cell(vi)} | ${cell(en)} |`);
  const table = (title: string, about: string, group: Group) =>
    [`## ${title}`, '', about, '', '| code | status | | |', '| --- | --- | --- | --- |', ...rows(group), ''].join('\n');
  return [
    '# Mã lỗi / Codes of problems',
    '',
    'Written by `npm run catalogues` from the code; `…` stands for what is named in the sentence. Besides these, `errors` in a problem names what a schema found:',
    '`required`, `type`, `format`, `pattern`, `additionalProperties` and so on, as JSON Schema has them.',
    '',
    table('Yêu cầu / Of requests', 'The request itself, or who sends it.', 'request'),
    table(
      'Hồ sơ / Of dossiers',
      '404 for what is unknown, 412 for `REVISION_CHANGED`, 422 for what the request can mend, else 409.',
      'dossier',
    ),
    table('Thời hạn / Of deadlines', '422: what calendars and clocks refuse.', 'deadline'),
    table('Hệ thống / Of the engine', '503 where it may be repeated (`Retry-After`), else 500.', 'engine'),
  ].join('\n');
}

export function eventsCatalogue(): string {
  return [
    '# Sự kiện / Events',
    '',
    'Written by `npm run catalogues` from the code. Each is the `type` of a CloudEvent as `vn.taicho.…` names it; `GET /event-types` gives the same list.',
    '',
    '| type | | |',
    '| --- | --- | --- |',
    ...Object.entries(eventCatalogue).map(([type, [vi, en]]) => `| \`${type}\` | ${cell(vi)} | ${cell(en)} |`),
    '',
  ].join('\n');
}

/** A text as it stands in the code, with … for what is put into it. */
function textOf(node: ts.Expression | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
  return undefined;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
