/** What lies beside a BPMN file and belongs to its check: the organisation, the forms that procedure.json lists, and DMN files. */
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readOrganisation, type DecisionFiles, type Organisation } from '../../engine/index.ts';
import { decisionFilesIn } from '../decision-files.ts';
import { readJson, UnusableInput } from '../input.ts';

export interface Surroundings {
  readonly organisation?: Organisation;
  readonly forms?: Readonly<Record<string, object>>;
  readonly decisions?: DecisionFiles;
}

/** organisation.json is looked for beside the file and one folder up. `known` keeps what was read, by path. Throws UnusableInput for files that do not fit. */
export async function surroundingsOf(file: string, known: Map<string, Organisation>): Promise<Surroundings> {
  const folder = dirname(file);
  const place = await firstThere([join(folder, 'organisation.json'), join(folder, '..', 'organisation.json')]);
  const organisation = place === undefined ? undefined : await organisationAt(place, known);
  const description = await firstThere([join(folder, 'procedure.json')]);
  const forms = description === undefined ? undefined : await formsOf(description);
  const decisions = await decisionFilesIn(folder);
  return { ...(organisation && { organisation }), ...(forms && { forms }), ...(decisions && { decisions }) };
}

export async function organisationAt(path: string, known: Map<string, Organisation>): Promise<Organisation> {
  const kept = known.get(path);
  if (kept) return kept;
  const { organisation, problems } = readOrganisation(await readJson(path));
  if (!organisation) {
    const [{ message, messageEn, at } = { message: '', messageEn: '', at: undefined }] = problems;
    throw new UnusableInput('ORGANISATION_INVALID', `${path} ${at ?? ''}: ${message} / ${messageEn}`);
  }
  known.set(path, organisation);
  return organisation;
}

async function formsOf(description: string): Promise<Record<string, object>> {
  const { files } = (await readJson(description)) as { readonly files?: { readonly forms?: Readonly<Record<string, string>> } };
  const forms: Record<string, object> = {};
  for (const [id, path] of Object.entries(files?.forms ?? {})) forms[id] = (await readJson(join(dirname(description), path))) as object;
  return forms;
}

async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    try {
      await access(path);
      return path;
    } catch {
      continue;
    }
  }
  return undefined;
}
