/** `taicho check FILE…`: what is wrong with procedures before anybody approves them. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkedDocument, checkFiles, readCatalogue, type CheckOptions } from '../check/check-files.ts';
import { findFiles } from '../check/find-files.ts';
import { readDurations } from '../check/read-durations.ts';
import { printedForms, type PrintedForm } from '../reports/appraisal/print-appraisal.ts';
import { showChecked, showTotal } from '../check/show-checked.ts';
import { organisationAt } from '../check/surroundings.ts';
import { localDate } from '../appraisal/publication.ts';
import type { Command } from '../command.ts';
import { wrongArguments } from '../input.ts';

const usage = 'taicho check FILE… [--organisation FILE] [--catalogue FILE] [--durations FILE] [--document FILE] [--all] [--json]';

const check: Command = {
  usage,
  summary:
    'Kiểm tra quy trình trước khi phê duyệt: tệp .bpmn, thư mục, hoặc tệp JSON các bảng đã công bố / checks procedures before approval: .bpmn files, folders, or a JSON file of published tables; --durations: how long steps really took; --document: writes the appraisal document (.html, .docx, .pdf) of one procedure; --all lists notes too; exit 0 nothing wrong, 1 errors found, 2 unreadable.',

  async run(args) {
    const { files, organisation, catalogue, durations, document, all, json } = readArguments(args);
    const form = document === undefined ? undefined : formOf(document);
    const found = await findFiles(files);
    const options: CheckOptions = {
      firstDate: localDate(new Date()),
      ...(organisation !== undefined && { organisation: await organisationAt(organisation, new Map()) }),
      ...(catalogue !== undefined && { catalogue: await readCatalogue(catalogue) }),
      ...(durations !== undefined && { estimates: await readDurations(durations) }),
    };
    const checked = await checkFiles(found, options);
    const lines = json
      ? [JSON.stringify(checked, undefined, 1)]
      : [...checked.flatMap((each) => showChecked(each, all)), showTotal(checked)];
    if (document !== undefined && form) {
      const { content } = await checkedDocument(found, options, { form, madeAt: new Date().toISOString() });
      await writeFile(document, content);
    }
    await print(`${lines.join('\n')}\n`);
    if (checked.some(({ readable }) => !readable)) return 2;
    return checked.every(({ ok }) => ok) ? 0 : 1;
  },
};

export default check;

/** The form of a document by the end of its name. */
function formOf(document: string): PrintedForm {
  const form = printedForms.find((each) => document.endsWith(`.${each}`));
  if (!form) throw wrongArguments(new Error(`"${document}": .html, .docx, .pdf`), usage);
  return form;
}

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
        durations: { type: 'string' },
        document: { type: 'string' },
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
