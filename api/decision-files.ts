import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DecisionFiles } from '../engine/index.ts';
import { readText } from './input.ts';

/** The DMN files of a folder by name: those beside a process belong to it. Undefined when there are none. */
export async function decisionFilesIn(folder: string): Promise<DecisionFiles | undefined> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.dmn')).sort();
  if (names.length === 0) return undefined;
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readText(join(folder, name))] as const)));
}
