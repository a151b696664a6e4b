import { randomBytes } from 'node:crypto';
import { link, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { identityOf, stillRuns, type ProcessIdentity } from './processes.ts';

const TICKET = /^lock\.(\d+)$/;
/** Between two looks at the lock, in ms. */
const LOOK_EVERY = 25;

/**
 * Runs `work` while no other process (and no other call in this one) holds the lock of `folder`; waits up to `waitMs`, then START_TIMEOUT.
 *
 * Whoever creates the file `lock.N`, N one above the highest there, holds the lock until it marks the file as released or dies.
 * A dead holder's file is passed over, never removed first, so that two who find it at once cannot both take it: numbers only grow,
 * the highest file always stays, and who finds a higher one than its own after taking it steps back.
 */
export async function withFolderLock<T>(folder: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  const ticket = await take(folder, waitMs);
  try {
    return await work();
  } finally {
    await release(folder, ticket);
  }
}

async function take(folder: string, waitMs: number): Promise<number> {
  const until = performance.now() + waitMs;
  const own = path.join(folder, `taking.${process.pid}.${randomBytes(6).toString('hex')}`);
  await writeFile(own, JSON.stringify(await identityOf(process.pid)), { mode: 0o644 });
  try {
    for (;;) {
      const highest = await highestTicket(folder);
      const holder = highest === 0 ? null : await holderOf(folder, highest);
      if (holder !== null && (await stillRuns(holder))) {
        if (performance.now() > until) throw heldTooLong(folder, holder, waitMs);
        await sleep(LOOK_EVERY);
        continue;
      }
      if (!(await linked(own, path.join(folder, `lock.${highest + 1}`)))) continue;
      if ((await highestTicket(folder)) === highest + 1) {
        await removeBelow(folder, highest + 1);
        return highest + 1;
      }
      await rm(path.join(folder, `lock.${highest + 1}`), { force: true });
    }
  } finally {
    await rm(own, { force: true });
  }
}

async function release(folder: string, ticket: number): Promise<void> {
  const released = path.join(folder, `taking.${process.pid}.${randomBytes(6).toString('hex')}`);
  try {
    await writeFile(released, '{}', { mode: 0o644 });
    await rename(released, path.join(folder, `lock.${ticket}`));
  } catch {
    // a full disk, or a folder that is gone: the file without content counts as released, too
    await rm(released, { force: true }).catch(() => undefined);
    await writeFile(path.join(folder, `lock.${ticket}`), '').catch(() => undefined);
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function highestTicket(folder: string): Promise<number> {
  const names = await readdir(folder);
  return names.reduce((highest, name) => Math.max(highest, Number(TICKET.exec(name)?.[1] ?? 0)), 0);
}

/** Who holds a ticket; null if it was released, or cut short by a power failure. */
async function holderOf(folder: string, ticket: number): Promise<ProcessIdentity | null> {
  try {
    const holder = JSON.parse(await readFile(path.join(folder, `lock.${ticket}`), 'utf8')) as Partial<ProcessIdentity>;
    return typeof holder.pid === 'number' ? { pid: holder.pid, started: holder.started ?? null } : null;
  } catch {
    return null;
  }
}

/** Removes the tickets passed over and the drafts of processes that died while they waited. */
async function removeBelow(folder: string, ticket: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const number = Number(TICKET.exec(name)?.[1] ?? ticket);
    const drafter = Number(/^taking\.(\d+)\./.exec(name)?.[1] ?? process.pid);
    const abandoned = drafter !== process.pid && !(await stillRuns({ pid: drafter, started: null }));
    if (number < ticket || abandoned) await rm(path.join(folder, name), { force: true });
  }
}

function heldTooLong(folder: string, holder: ProcessIdentity, waitMs: number): DatabaseUnavailable {
  const seconds = Math.round(waitMs / 1000);
  return new DatabaseUnavailable(
    'START_TIMEOUT',
    `Tiến trình ${holder.pid} đang khởi động cơ sở dữ liệu trong ${folder} quá ${seconds} giây. Hãy đợi thêm rồi chạy lại; nếu tiến trình đó bị treo thì kết thúc nó.`,
    `Process ${holder.pid} has been starting the database in ${folder} for more than ${seconds} seconds. Wait and start again; end that process if it hangs.`,
    { folder, pid: holder.pid },
  );
}
