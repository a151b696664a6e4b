/** Checks files and published tables: everything that is known about them before anybody approves them. */
import type { Moddle } from 'bpmn-moddle';
import { performance } from 'node:perf_hooks';
import { findingOfProblem } from '../../engine/analysis/report/finding-of-problem.ts';
import {
  allAnalyses,
  catalogueEntries,
  modelOf,
  parseBpmn,
  reportOf,
  treeFromTable,
  type Catalogue,
  type Organisation,
  type Problem,
  type ProcessModel,
  type TableFinding,
} from '../../engine/index.ts';
import { readJson, readText } from '../input.ts';
import type { CheckedFile } from './checked-file.ts';
import { surroundingsOf, type Surroundings } from './surroundings.ts';

interface ReadFile extends Surroundings {
  readonly file: string;
  readonly readable: boolean;
  readonly definitions?: Moddle;
  readonly model?: ProcessModel;
  readonly problems: readonly Problem[];
  readonly tableFindings?: readonly TableFinding[];
  readonly millis: number;
}

export interface CheckOptions {
  /** Used for every file instead of the one beside it. */
  readonly organisation?: Organisation;
  /** First of the filing dates that are tried, YYYY-MM-DD; absent: none are. */
  readonly firstDate?: string;
  /** Procedures to compare with, besides the files themselves. */
  readonly catalogue?: Catalogue;
}

/**
 * One answer a file, one a table of a `.json` file of published tables, in order. The files are compared with each other where they are the same procedure.
 * Throws UnusableInput for what cannot be opened, TableUnreadable for JSON that is no table.
 */
export async function checkFiles(files: readonly string[], options: CheckOptions = {}): Promise<CheckedFile[]> {
  const organisations = new Map<string, Organisation>();
  const read: ReadFile[] = [];
  for (const file of files) {
    if (file.endsWith('.json')) read.push(...(await readTables(file, options)));
    else read.push(await readFile(file, options, organisations));
  }
  const catalogue = [...(options.catalogue ?? []), ...read.flatMap(({ model }) => (model ? catalogueEntries(model) : []))];
  return read.map((each) => check(each, catalogue, options.firstDate));
}

/** Every published table of a file, as a catalogue to compare with. */
export async function readCatalogue(file: string): Promise<Catalogue> {
  const read = await readTables(file, {});
  return read.flatMap(({ model }) => (model ? catalogueEntries(model) : []));
}

async function readFile(file: string, { organisation }: CheckOptions, organisations: Map<string, Organisation>): Promise<ReadFile> {
  const since = performance.now();
  const found = await readXml(await readText(file));
  const beside = await surroundingsOf(file, organisations);
  return { file, ...found, ...beside, ...(organisation && { organisation }), millis: performance.now() - since };
}

async function readTables(file: string, { organisation }: CheckOptions): Promise<ReadFile[]> {
  const content = await readJson(file);
  const tables: readonly unknown[] = Array.isArray(content) ? content : [content];
  const read: ReadFile[] = [];
  for (const [index, table] of tables.entries()) {
    const since = performance.now();
    // no diagram is drawn and no text read back: the tree is the one that the text would give
    const { definitions, findings } = treeFromTable(table, tables.length === 1 ? '' : `/${index}`);
    const found = compiled(definitions, []);
    const id = (table as { readonly id?: unknown }).id;
    const name = `${file}#${typeof id === 'string' && id ? id : index + 1}`;
    read.push({
      file: name,
      ...found,
      ...(organisation && { organisation }),
      tableFindings: findings,
      millis: performance.now() - since,
    });
  }
  return read;
}

async function readXml(xml: string): Promise<Pick<ReadFile, 'readable' | 'definitions' | 'model' | 'problems'>> {
  const { definitions, problems } = await parseBpmn(xml);
  if (!definitions) return { readable: false, problems };
  if (problems.some(({ severity }) => severity === 'error')) return { readable: true, problems };
  return compiled(definitions, problems);
}

function compiled(definitions: Moddle, problems: readonly Problem[]): Pick<ReadFile, 'readable' | 'definitions' | 'model' | 'problems'> {
  const { model, problems: more } = modelOf(definitions);
  return { readable: true, definitions, ...(model && { model }), problems: [...problems, ...more] };
}

function check({ file, readable, model, millis, problems, ...rest }: ReadFile, catalogue: Catalogue, firstDate?: string): CheckedFile {
  const since = performance.now();
  const spent = () => Math.round((millis + performance.now() - since) * 10) / 10;
  if (!model) {
    const findings = problems.map((problem) => ({ ...findingOfProblem(problem), from: 'file' as const }));
    const soundness = { optionToComplete: refused, properCompletion: refused, noDeadActivities: refused, safe: refused };
    return { file, readable, ok: false, soundness, time: { verdict: refused, processes: [] }, findings, millis: spent() };
  }
  const { verdicts, findings, counts, timeTables } = reportOf(
    { model, problems, catalogue, ...(firstDate !== undefined && { firstDate }), ...rest },
    allAnalyses,
  );
  const { optionToComplete, properCompletion, noDeadActivities, safe } = verdicts.soundness;
  return {
    file,
    readable,
    ok: counts.error === 0,
    soundness: { optionToComplete, properCompletion, noDeadActivities, safe },
    time: { verdict: verdicts.time, processes: timeTables },
    findings,
    millis: spent(),
  };
}

/** Of a file that gives no model. */
const refused = {
  outcome: 'notDecided',
  reason: { code: 'REFUSED', message: 'Tệp bị từ chối nên chưa kiểm tra', messageEn: 'The file was refused, so nothing was checked' },
} as const;
