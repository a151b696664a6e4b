/** The curated procedures and the organisation that come with the program: read from `procedures/`, and deployed on a database that has none. */
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Actor, Engine, ProcedureContent } from '../engine/runtime/index.ts';
import { deployWithoutDecision } from './appraisal/deploy-directly.ts';
import { decisionFilesIn } from './decision-files.ts';
import { readJson, readText } from './input.ts';
import type { Queryable } from './transaction.ts';

export const curatedFolder = join(dirname(fileURLToPath(import.meta.url)), '../procedures');

export interface CuratedProcedure {
  /** Of `procedures/`. */
  readonly folder: string;
  readonly content: ProcedureContent;
}

interface Description {
  readonly name?: string;
  readonly retention?: { readonly years?: number };
  readonly files?: { readonly process?: string; readonly forms?: Readonly<Record<string, string>> };
}

/** Every folder with a `procedure.json`, in order of name; forms by the keys that the model uses. */
export async function readCuratedProcedures(): Promise<CuratedProcedure[]> {
  const entries = await readdir(curatedFolder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== 'forms').map(({ name }) => name);
  return Promise.all(folders.sort().map(readCurated));
}

async function readCurated(folder: string): Promise<CuratedProcedure> {
  const file = (name: string) => join(curatedFolder, folder, name);
  const procedure = (await readJson(file('procedure.json'))) as Description;
  const { process = 'process.bpmn', forms = {} } = procedure.files ?? {};
  const [bpmn, ...read] = await Promise.all([
    readText(file(process)),
    ...Object.entries(forms).map(async ([key, name]) => [key, (await readJson(file(name))) as object] as const),
  ]);
  const decisions = await decisionFilesIn(join(curatedFolder, folder));
  return { folder, content: { bpmn, forms: Object.fromEntries(read), ...(decisions && { decisions }), procedure } };
}

export const readCuratedOrganisation = (): Promise<unknown> => readJson(join(curatedFolder, 'organisation.json'));

/** Puts the organisation in force and deploys every curated procedure, published as what came with the program; folder → id of its version. `at` absent: now. */
export async function deployCurated(engine: Engine, db: Queryable, actor: Actor, at?: Date): Promise<ReadonlyMap<string, string>> {
  await engine.setOrganisation(await readCuratedOrganisation(), actor);
  const versions = new Map<string, string>();
  const note = 'Triển khai sẵn theo phần mềm, chưa qua thẩm định tại đây / came with the program, not appraised here';
  for (const { folder, content } of await readCuratedProcedures()) {
    const { versionId } = await deployWithoutDecision(engine, db, content, { kind: 'installed', note, actor, ...(at && { at }) });
    versions.set(folder, versionId);
  }
  return versions;
}
