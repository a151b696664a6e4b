import { readdir, readFile, stat } from 'node:fs/promises';
import { commandLine, worksIn } from './processes.ts';

/**
 * Ends what is left of a server that was killed: its sessions notice only between two statements, and a long report may go on for minutes
 * while no new server may start. Nothing is lost by it: their transactions ended with the server.
 *
 * Such a process is titled `postgres: …`, belongs to the owner of the data folder, has no server for a parent any more, and does not work in
 * another folder. Without /proc nothing is done: then we wait for them.
 */
export async function endOrphans(data: string, signal: 'SIGQUIT' | 'SIGKILL'): Promise<void> {
  const { uid } = await stat(data);
  const pids = (await readdir('/proc').catch((): string[] => [])).map(Number).filter((pid) => pid > 1);
  for (const pid of pids) {
    const owner = await stat(`/proc/${pid}`).catch(() => null);
    if (owner?.uid !== uid || !(await isSession(pid)) || (await hasServer(pid)) || (await worksIn(pid, data)) === false) continue;
    try {
      process.kill(pid, signal);
    } catch {
      // it ended by itself
    }
  }
}

async function isSession(pid: number): Promise<boolean> {
  return (await commandLine(pid))?.[0]?.startsWith('postgres: ') ?? false;
}

async function hasServer(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
  const [program = ''] = (await commandLine(parent)) ?? [];
  return /(^|\/)postgres$/.test(program);
}
