/** `taicho bench`: the benchmark, in a process of its own so that nothing of this one is measured. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { wrongArguments } from '../input.ts';

const program = fileURLToPath(new URL('../../test/bench/bench.ts', import.meta.url));

const usage = 'taicho bench [--quick] [--json] [--only NAME …]';

const bench: Command = {
  usage,
  summary: 'Đo tốc độ trên máy này / measures this machine: the rows of the README, and more. --quick: within a minute.',

  async run(args) {
    checkArguments(args);
    const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], { stdio: 'inherit' });
    const pass = (signal: NodeJS.Signals) => void child.kill(signal);
    // it takes its database down before it ends
    process.on('SIGINT', pass).on('SIGTERM', pass);
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 2;
  },
};

export default bench;

function checkArguments(args: string[]): void {
  try {
    parseArgs({ args, options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string', multiple: true } } });
  } catch (error) {
    throw wrongArguments(error, usage);
  }
}
