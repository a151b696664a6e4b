/** `taicho import`: published tables of steps, and BPMN files of other modelers → BPMN files of ours and findings. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromTable, type Finding } from '../../engine/model/from-table.ts';
import { slug } from '../../engine/model/from-table/ascii-id.ts';
import type { Command } from '../command.ts';
import { importForeign } from '../import/import-foreign.ts';
import { readText, wrongArguments } from '../input.ts';

/** The input cannot be used; `code` tells the command line that this is no bug. */
class InputRefused extends Error {
  override readonly name = 'InputRefused';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

interface Imported {
  readonly id: string;
  readonly file: string;
  readonly xml: string;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: Finding['severity'];
    readonly message: string;
    readonly at: string;
  }[];
}

const usage = 'taicho import FILE --out DIR [--json]';

/** All tables are read and built before the first file is written, so a refused input leaves nothing behind. */
async function run(args: string[]): Promise<number> {
  const { file, out, json } = readArguments(args);
  const text = await readText(file);
  const isXml = /^\s*</.test(text);
  const imported = isXml ? [await importModel(text, file)] : await importAll(tablesOf(text, file));
  await writeAll(out, imported);
  if (json) {
    const rows = imported.map(({ id, file: name, findings }) => ({
      id,
      file: name,
      findings: findings.map(({ rule, severity, message, at }) => ({ rule, severity, message, at })),
    }));
    await print(`${JSON.stringify(rows, null, 2)}\n`);
    return 0;
  }
  const lines = imported.map(({ id, file: name, findings }) => `${id}  ${join(out, name)}  ${countsText(findings)}`);
  if (isXml)
    for (const { severity, at, message } of imported[0]!.findings)
      if (severity !== 'info') lines.push(`  ${severity}  ${at ?? ''}  ${message}`);
  const all = imported.flatMap(({ findings }) => findings);
  const clean = imported.filter(({ findings }) => findings.every(({ severity }) => severity === 'info')).length;
  lines.push(
    '',
    `${imported.length} ${isXml ? 'mô hình đã nhập / model imported' : 'bảng đã nhập / tables imported'} · ${clean} không có lỗi hay cảnh báo / without error or warning · ${countsText(all)}`,
  );
  await print(`${lines.join('\n')}\n`);
  return 0;
}

function readArguments(args: string[]): { file: string; out: string; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    if (positionals.length !== 1) throw new Error(positionals.length ? 'chỉ một FILE / only one FILE' : 'thiếu FILE / FILE is missing');
    if (!values.out) throw new Error('thiếu --out DIR / --out DIR is missing');
    return { file: positionals[0]!, out: values.out, json: values.json };
  } catch (error) {
    throw wrongArguments(error, usage);
  }
}

async function importModel(text: string, file: string): Promise<Imported> {
  const id = basename(file).replace(/(\.bpmn20)?\.(bpmn|xml)$/i, '');
  return { id, file: `${fileName(id, new Set())}.bpmn`, ...(await importForeign(text, file)) };
}

function tablesOf(text: string, file: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\u{FEFF}/u, ''));
    if (Array.isArray(parsed)) return parsed as unknown[];
    return [parsed];
  } catch (error) {
    throw new InputRefused(
      'JSON_MALFORMED',
      `"${file}" không phải JSON / is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function importAll(tables: readonly unknown[]): Promise<Imported[]> {
  const names = new Set<string>();
  const imported: Imported[] = [];
  const single = tables.length === 1;
  for (const [index, table] of tables.entries()) {
    const { xml, findings } = await fromTable(table, single ? '' : `/${index}`);
    const given = (table as { id?: unknown }).id;
    const id = typeof given === 'string' && given ? given : `table-${index + 1}`;
    imported.push({ id, file: `${fileName(id, names)}.bpmn`, xml, findings });
  }
  return imported;
}

/** ASCII, no path, no leading dot, unique without regard to case, no device name of Windows. */
function fileName(id: string, taken: Set<string>): string {
  const plain = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/u.test(id) ? id.replace(/\.+$/u, '') : slug(id).slice(0, 80);
  const base = !plain || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu.test(plain) ? `table-${plain}` : plain;
  let name = base;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${base}-${count}`;
  taken.add(name.toLowerCase());
  return name;
}

/** Each file is written beside its name and moved there, so that no half file is ever seen. */
async function writeAll(directory: string, imported: readonly Imported[]): Promise<void> {
  const written: string[] = [];
  try {
    await mkdir(directory, { recursive: true });
    for (const { file, xml } of imported) {
      written.push(join(directory, `.${file}.part`));
      await writeFile(written.at(-1)!, xml);
    }
    for (const { file } of imported) await rename(join(directory, `.${file}.part`), join(directory, file));
  } catch (error) {
    await Promise.all(written.map((path) => rm(path, { force: true })));
    const { code = 'EIO', message } = error as NodeJS.ErrnoException;
    throw new InputRefused(code, `không ghi được vào "${directory}" / cannot write to "${directory}": ${message}`);
  }
}

function countsText(findings: Imported['findings']): string {
  const count = (severity: Finding['severity']) => findings.filter((found) => found.severity === severity).length;
  return `${count('error')} lỗi / errors, ${count('warning')} cảnh báo / warnings, ${count('info')} ghi chú / notes`;
}

/** Waits until the text has left: a pipe may take less than the whole at a time. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));
}

const command: Command = {
  usage,
  summary:
    'Nhập bảng quy trình nội bộ, hoặc tệp BPMN của phần mềm khác, thành tệp BPMN / import published tables, or a BPMN file of another modeler, as BPMN files',
  run,
};
export default command;
