/** An engine process as the parent sees it: started, killed at any moment and started again, stopped for a while, told to end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EngineProcessSettings, ToldByChild, ToldByParent } from './engine-process.ts';

/** Of what a process writes, so many last characters are kept. */
const mostSaid = 2_000;

export interface Member {
  readonly name: string;
  /** Where its clients write down what they asked and what was answered. */
  readonly journalPath: string;
  /** Resolves when the process that runs now has an engine and callers, or after so long. */
  ready(withinMs: number): Promise<void>;
  /** SIGKILL, and at once another in its place. */
  kill(): void;
  /** SIGSTOP, and SIGCONT after so long, if it still lives. */
  freeze(ms: number): Promise<void>;
  /** SIGKILL, and no other in its place. */
  abandon(): void;
  /** Resolves when the callers of the process that runs now have stopped. */
  quieten(): Promise<void>;
  /** Resolves when the engine has closed and the process has ended by itself; how it ended. */
  close(): Promise<string>;
  /** Processes that ended though nobody killed them. */
  readonly diedAlone: readonly string[];
  /** How often a process of this member was ready for work. */
  readonly lives: number;
}

/** `settingsOf` is asked for every life anew. */
export function openMember(
  name: string,
  journalPath: string,
  settingsOf: () => { readonly settings: EngineProcessSettings; readonly clockOffMs: number },
): Member {
  const diedAlone: string[] = [];
  let lives = 0;
  let ending = false;
  let wanted: ToldByParent | undefined;
  let isQuiet: () => void = () => undefined;
  let works = false;
  let child = start();

  function start(): ChildProcess {
    works = false;
    const { settings, clockOffMs } = settingsOf();
    const script = fileURLToPath(new URL('engine-process.ts', import.meta.url));
    const off = fileURLToPath(new URL('an-hour-off.ts', import.meta.url));
    const born = spawn(process.execPath, ['--import', 'tsx', '--import', off, script, JSON.stringify(settings)], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, CLOCK_OFF_MS: String(clockOffMs) },
    });
    let said = '';
    for (const stream of [born.stdout!, born.stderr!]) stream.on('data', (text: Buffer) => (said = (said + String(text)).slice(-mostSaid)));
    born.on('error', () => undefined);
    born.on('message', (told: ToldByChild) => {
      if (told === 'quiet') isQuiet();
      else if (born === child) {
        works = true;
        lives++;
      }
      if (told === 'ready' && wanted !== undefined) tell(born, wanted);
    });
    born.once('exit', (code, signal) => {
      if (born !== child || ending) return;
      diedAlone.push(`${name}: code ${code}, signal ${signal}, ${said}`);
      child = start();
    });
    return born;
  }

  function tell(whom: ChildProcess, what: ToldByParent): void {
    if (whom.connected) whom.send(what, () => undefined);
  }

  return {
    name,
    journalPath,
    diedAlone,
    get lives() {
      return lives;
    },
    async ready(withinMs) {
      const until = performance.now() + withinMs;
      while (!works && performance.now() < until) await sleep(20);
    },
    kill() {
      const killed = child;
      child = start();
      killed.kill('SIGKILL');
    },
    abandon() {
      ending = true;
      child.kill('SIGKILL');
    },
    async freeze(ms) {
      const frozen = child;
      frozen.kill('SIGSTOP');
      await sleep(ms);
      frozen.kill('SIGCONT');
    },
    async quieten() {
      const done = new Promise<void>((resolve) => (isQuiet = resolve));
      wanted = 'quiet';
      tell(child, 'quiet');
      await done;
    },
    async close() {
      ending = true;
      wanted = 'stop';
      const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
      tell(child, 'stop');
      const [code, signal] = await ended;
      return code === 0 ? 'closed' : `${name} ended with code ${code}, signal ${signal}`;
    },
  };
}
