/** Checks files and published tables: everything that is known about them before anybody approves them. */
import type { Moddle } from 'bpmn-moddle';
import { performance } from 'node:perf_hooks';
import { findingOfProblem } from '../../engine/analysis/report/finding-of-problem.ts';
import {
  catalogueEntries,
  modelOf,
  defaultOrganisation,
  readBpmn,
  treeFromTable,
  type Catalogue,
  type Estimate,
  type Organisation,
  type Problem,
  type ProcessModel,
  type Report,
  type TableFinding,
} from '../../engine/index.ts';
import { layOut } from '../../engine/model/layout.ts';
import { readJson, readText, UnusableInput } from '../input.ts';
import { appraisedReport } from '../reports/appraisal/appraised-report.ts';
import { composeAppraisal } from '../reports/appraisal/compose-appraisal.ts';
import { printAppraisal, type Printed, type PrintedForm } from '../reports/appraisal/print-appraisal.ts';
import type { CheckedFile } from './checked-file.ts';
import { fullReport } from './full-report.ts';
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
  /** What is known of how long steps really take, by element id. */
  readonly estimates?: Readonly<Record<string, Estimate>>;
  /** Procedures to compare with, besides the files themselves. */
  readonly catalogue?: Catalogue;
}

/**
 * One answer a file, one a table of a `.json` file of published tables, in order. The files are compared with each other where they are the same procedure.
 * Throws UnusableInput for what cannot be opened, TableUnreadable for JSON that is no table.
 */
export async function checkFiles(files: readonly string[], options: CheckOptions = {}): Promise<CheckedFile[]> {
  const { read, catalogue } = await readFiles(files, options);
  return read.map((each) => check(each, catalogue, options));
}

/** The appraisal document of one file, or of a file with one published table. Throws UnusableInput when it is more than one, or gives no model. `madeAt`: an instant. */
export async function checkedDocument(
  files: readonly string[],
  options: CheckOptions,
  { form, madeAt }: { readonly form: PrintedForm; readonly madeAt: string },
): Promise<Printed> {
  const { read, catalogue } = await readFiles(files, options);
  const [only, ...others] = read;
  if (!only?.definitions || !only.model || others.length > 0)
    throw new UnusableInput(
      'DOCUMENT_OF_ONE',
      'văn bản lập cho đúng một quy trình đọc được / a document is made of exactly one procedure that can be read',
    );
  const { definitions, model, organisation = defaultOrganisation, tableFindings } = only;
  const report = appraisedReport(reportOn(only, model, catalogue, options));
  if (tableFindings) layOut(definitions);
  return printAppraisal(composeAppraisal({ definitions, model, report, madeAt, organisation }), form);
}

async function readFiles(files: readonly string[], options: CheckOptions): Promise<{ read: readonly ReadFile[]; catalogue: Catalogue }> {
  const organisations = new Map<string, Organisation>();
  const read: ReadFile[] = [];
  for (const file of files) {
    if (file.endsWith('.json')) read.push(...(await readTables(file, options)));
    else read.push(await readFile(file, options, organisations));
  }
  return { read, catalogue: [...(options.catalogue ?? []), ...read.flatMap(({ model }) => (model ? catalogueEntries(model) : []))] };
}

/** Every published table of a file, as a catalogue to compare with. */
export async function readCatalogue(file: string): Promise<Catalogue> {
  const read = await readTables(file, {});
  return read.flatMap(({ model }) => (model ? catalogueEntries(model) : []));
}

async function readFile(file: string, { organisation }: CheckOptions, organisations: Map<string, Organisation>): Promise<ReadFile> {
  const since = performance.now();
  const { decisions, ...beside } = await surroundingsOf(file, organisations);
  const { definitions, model, problems } = await readBpmn(await readText(file), undefined, decisions);
  return {
    file,
    readable: definitions !== undefined,
    ...(definitions && { definitions }),
    ...(model && { model }),
    problems,
    ...beside,
    ...(organisation && { organisation }),
    millis: performance.now() - since,
  };
}

async function readTables(file: string, { organisation }: CheckOptions): Promise<ReadFile[]> {
  const content = await readJson(file);
  const tables: readonly unknown[] = Array.isArray(content) ? content : [content];
  const read: ReadFile[] = [];
  for (const [index, table] of tables.entries()) {
    const since = performance.now();
    // no diagram is drawn and no text read back: the tree is the one that the text would give
    const { definitions, findings } = treeFromTable(table, tables.length === 1 ? '' : `/${index}`);
    const { model, problems } = modelOf(definitions);
    const id = (table as { readonly id?: unknown }).id;
    const name = `${file}#${typeof id === 'string' && id ? id : index + 1}`;
    read.push({
      file: name,
      readable: true,
      definitions,
      ...(model && { model }),
      problems,
      ...(organisation && { organisation }),
      tableFindings: findings,
      millis: performance.now() - since,
    });
  }
  return read;
}

function check(read: ReadFile, catalogue: Catalogue, options: CheckOptions): CheckedFile {
  const { file, readable, model, millis, problems } = read;
  const since = performance.now();
  const spent = () => Math.round((millis + performance.now() - since) * 10) / 10;
  if (!model) {
    const findings = problems.map((problem) => ({ ...findingOfProblem(problem), from: 'file' as const }));
    const soundness = { optionToComplete: refused, properCompletion: refused, noDeadActivities: refused, safe: refused };
    return { file, readable, ok: false, soundness, time: { verdict: refused, processes: [] }, findings, millis: spent() };
  }
  const { verdicts, findings, counts, timeTables } = reportOn(read, model, catalogue, options);
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

function reportOn(read: ReadFile, model: ProcessModel, catalogue: Catalogue, { firstDate, estimates }: CheckOptions): Report {
  const { definitions, organisation, forms, problems, tableFindings } = read;
  return fullReport({ model, problems, catalogue, definitions, organisation, forms, tableFindings, firstDate, estimates });
}

/** Of a file that gives no model. */
const refused = {
  outcome: 'notDecided',
  reason: { code: 'REFUSED', message: 'Tệp bị từ chối nên chưa kiểm tra', messageEn: 'The file was refused, so nothing was checked' },
} as const;
