import { readFile, stat } from 'node:fs/promises';

/** A process that cannot be mistaken for a later one with the same pid: boot and start time (Linux), pid alone elsewhere. */
export interface ProcessIdentity {
  pid: number;
  started: string | null;
}

/** State letter and start time (clock ticks since boot) of a process; null where /proc does not say. */
async function processStat(pid: number): Promise<{ state: string; startTicks: string } | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null);
  if (text === null) return null;
  // the second field, the name, is in parentheses and may hold spaces
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
}

/** When a process began, as an opaque text that differs between boots; null where that is unknown. */
async function startedAt(pid: number): Promise<string | null> {
  const [process_, boot] = await Promise.all([processStat(pid), readFile('/proc/sys/kernel/random/boot_id', 'latin1').catch(() => '')]);
  return process_ === null ? null : `${boot.trim()} ${process_.startTicks}`;
}

export async function identityOf(pid: number): Promise<ProcessIdentity> {
  return { pid, started: await startedAt(pid) };
}

/** Whether a signal could be sent: true for processes of other users and for zombies too. This is also the question PostgreSQL asks. */
export function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process runs. One that has ended but was never collected (usual in containers without an init) does not. */
export async function isRunning(pid: number): Promise<boolean> {
  return answersSignals(pid) && !['Z', 'X'].includes((await processStat(pid))?.state ?? '');
}

/** Whether exactly this process still runs, not another one that got its pid. */
export async function stillRuns(identity: ProcessIdentity): Promise<boolean> {
  if (!(await isRunning(identity.pid))) return false;
  const now = await startedAt(identity.pid);
  return identity.started === null || now === null || now === identity.started;
}

/**
 * Whether a process works in `folder`: 'unknown' where the system does not tell (no /proc, or a root without CAP_SYS_PTRACE, as in containers).
 * Compared by device and inode, so that a moved or bind-mounted folder is recognised and a copied one is not.
 */
export async function worksIn(pid: number, folder: string): Promise<boolean | 'unknown'> {
  try {
    const [theirs, ours] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(folder)]);
    return theirs.dev === ours.dev && theirs.ino === ours.ino;
  } catch {
    return 'unknown';
  }
}

/** The words a process was started with, or null where the system does not tell. */
export async function commandLine(pid: number): Promise<string[] | null> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return text === null || text === '' ? null : text.split('\0').filter((word) => word !== '');
}
