/** One command of the command line. `run` gives back the exit code. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  run(args: string[]): Promise<number>;
}
