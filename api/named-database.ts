/** The database that a command works on, by its arguments and the environment. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DEFAULT_DATA_FOLDER, openDatabase, type Database } from '../engine/runtime/database.ts';
import { UnusableInput } from './input.ts';

/** `--data FOLDER`, else DATABASE_URL, else the default folder. */
export async function openNamedDatabase(dataFolder: string | undefined): Promise<Database> {
  if (dataFolder !== undefined) return openDatabase({ dataFolder });
  return openDatabase({ connectionString: process.env.DATABASE_URL });
}

/** The same, of a database that is there: a folder without data is not made. */
export async function openExistingDatabase(dataFolder: string | undefined): Promise<Database> {
  const folder = dataFolder ?? (process.env.DATABASE_URL ? undefined : DEFAULT_DATA_FOLDER);
  if (folder !== undefined && (await stat(join(folder, 'data')).catch(() => null)) === null)
    throw new UnusableInput(
      'NO_DATABASE',
      `không có dữ liệu trong "${resolve(folder)}"; hãy chọn --data hoặc DATABASE_URL / no data in "${resolve(folder)}"; name them by --data or DATABASE_URL`,
    );
  return openNamedDatabase(dataFolder);
}

/** Runs `work` with a signal that Ctrl-C or a service manager gives; a second one ends the program at once. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
