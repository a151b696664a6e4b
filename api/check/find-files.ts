/** The files that the arguments of `taicho check` mean. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UnusableInput } from '../input.ts';

/** A file stands for itself; a folder for every `.bpmn` file in it and below, in alphabetical order. Throws UnusableInput for what is not there. */
export async function findFiles(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if (!(await isFolder(path))) {
      found.push(path);
      continue;
    }
    const names = await readdir(path, { recursive: true });
    const files = names.filter((name) => name.endsWith('.bpmn')).sort();
    if (files.length === 0) throw new UnusableInput('NOTHING_TO_CHECK', `không có tệp .bpmn nào trong / no .bpmn file in ${path}`);
    found.push(...files.map((name) => join(path, name)));
  }
  return found;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UnusableInput('UNREADABLE', `không đọc được tệp / cannot read ${path} (${code})`);
  }
}
