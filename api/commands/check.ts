/** `taicho check FILE…`: whether BPMN files can be run here, and what is doubtful in them. */
import { parseArgs } from 'node:util';
import { readBpmn } from '../../engine/index.ts';
import type { Problem } from '../../engine/index.ts';
import type { Command } from '../command.ts';
import { readText, wrongArguments } from '../input.ts';

const usage = 'taicho check FILE… [--json]';

const check: Command = {
  usage,
  summary:
    'Kiểm tra tệp BPMN / checks BPMN files: every problem with severity, code and place; exit 0 when all can be run, 1 when one is refused, 2 unreadable.',

  async run(args) {
    const { files, json } = readArguments(args);
    const checked = [];
    for (const file of files) {
      const { model, problems } = await readBpmn(await readText(file));
      checked.push({ file, ok: model !== undefined && problems.every(({ severity }) => severity !== 'error'), problems });
    }
    if (json) console.log(JSON.stringify(checked, undefined, 1));
    else for (const { file, ok, problems } of checked) report(file, ok, problems);
    return checked.every(({ ok }) => ok) ? 0 : 1;
  },
};

export default check;

function report(file: string, ok: boolean, problems: readonly Problem[]): void {
  console.log(`${file}: ${ok ? 'chạy được / can be run' : 'bị từ chối / refused'}`);
  for (const { severity, code, at, line, message, messageEn } of problems) {
    const place = at ?? (line === undefined ? '–' : `dòng / line ${line}`);
    console.log(`  ${severity}  ${code}  ${place}: ${message} / ${messageEn}`);
  }
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
    if (positionals.length === 0) throw new Error('thiếu FILE / FILE is missing');
    return { files: positionals, json: values.json };
  } catch (error) {
    throw wrongArguments(error, usage);
  }
}
