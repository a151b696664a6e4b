/** Reading what the command line names, with one clear line when it cannot be used. */
import { readFile } from 'node:fs/promises';

/** Input that a command cannot use: shown in one line, exit code 2. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UnusableInput(
      'UNREADABLE',
      `không đọc được tệp / cannot read ${file} (${error instanceof Error && 'code' in error ? String(error.code) : ''})`,
    );
  }
}

export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UnusableInput('NOT_JSON', `${file}: ${error instanceof Error ? error.message : ''}`);
  }
}
