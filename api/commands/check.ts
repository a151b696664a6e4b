/** `taicho check FILE…`: what is wrong with procedures before anybody approves them. */
import { parseArgs } from 'node:util';
import { checkFiles, readCatalogue } from '../check/check-files.ts';
import { findFiles } from '../check/find-files.ts';
import { showChecked, showTotal } from '../check/show-checked.ts';
import { organisationAt } from '../check/surroundings.ts';
import { localDate } from '../appraisal/publication.ts';
import type { Command } from '../command.ts';
import { wrongArguments } from '../input.ts';

const usage = 'taicho check FILE… [--organisation FILE] [--catalogue FILE] [--all] [--json]';

const check: Command = {
  usage,
  summary:
    'Kiểm tra quy trình trước khi phê duyệt: tệp .bpmn, thư mục, hoặc tệp JSON các bảng đã công bố / checks procedures before approval: .bpmn files, folders, or a JSON file of published tables; --all lists notes too; exit 0 nothing wrong, 1 errors found, 2 unreadable.',

  async run(args) {
    const { files, organisation, catalogue, all, json } = readArguments(args);
    const checked = await checkFiles(await findFiles(files), {
      firstDate: localDate(new Date()),
      ...(organisation !== undefined && { organisation: await organisationAt(organisation, new Map()) }),
      ...(catalogue !== undefined && { catalogue: await readCatalogue(catalogue) }),
    });
    const lines = json
      ? [JSON.stringify(checked, undefined, 1)]
      : [...checked.flatMap((each) => showChecked(each, all)), showTotal(checked)];
    await print(`${lines.join('\n')}\n`);
    if (checked.some(({ readable }) => !readable)) return 2;
    return checked.every(({ ok }) => ok) ? 0 : 1;
  },
};

export default check;

/** Waits until the text has left: a pipe may take less than the whole at a time. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        organisation: { type: 'string' },
        catalogue: { type: 'string' },
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length === 0) throw new Error('thiếu FILE / FILE is missing');
    return { files: positionals, ...values };
  } catch (error) {
    throw wrongArguments(error, usage);
  }
}
