/** Reading what the command line names, with one clear line when it cannot be used. */
import { readFile } from 'node:fs/promises';
import { decodeXml } from '../engine/index.ts';

/** Input that a command cannot use: shown in one line, exit code 2. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/**
 * The arguments of a command cannot be used: what is wrong with them, and how the command is written. What Node.js finds is said in both languages and on one
 * line, for it knows English only.
 */
export function wrongArguments(error: unknown, usage: string): UnusableInput {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, message: String(error) };
  const named = /'([^' ]+)/.exec(message)?.[1] ?? '';
  const said =
    code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
      ? `không có tùy chọn "${named}" / there is no option "${named}"`
      : code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL'
        ? `thừa "${named}" / "${named}" is too much`
        : code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE'
          ? `giá trị của "${named}" thiếu hoặc thừa / the value of "${named}" is missing or too much`
          : message;
  return new UnusableInput('ARGUMENTS', `${said} (${usage})`);
}

/** The text of a file in whatever encoding its mark or XML declaration names. */
export async function readText(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new UnusableInput(
      'UNREADABLE',
      `không đọc được tệp / cannot read ${file} (${error instanceof Error && 'code' in error ? String(error.code) : ''})`,
    );
  }
  const decoded = decodeXml(bytes);
  if (decoded.text !== undefined) return decoded.text;
  throw new UnusableInput('ENCODING', `không đọc được bảng mã / cannot read the encoding "${decoded.encoding}" (${file})`);
}

export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UnusableInput('NOT_JSON', `${file}: ${error instanceof Error ? error.message : ''}`);
  }
}
