/** `taicho restore FILE`: brings a backup back into a database without data. */
import { parseArgs } from 'node:util';
import { restore } from '../../engine/runtime/restore.ts';
import type { Command } from '../command.ts';
import { wrongArguments } from '../input.ts';
import { interruptible, openNamedDatabase } from '../named-database.ts';

const usage = 'taicho restore FILE [--data FOLDER] [--json]';

const command: Command = {
  usage,
  summary:
    'Phục hồi bản sao lưu vào cơ sở dữ liệu trống / brings a backup back into an empty database (DATABASE_URL or the data folder), also of another PostgreSQL.',

  async run(args) {
    const { file, data, json } = readArguments(args);
    const database = await openNamedDatabase(data);
    try {
      const result = await interruptible((signal) => restore(database.connectionString, file, { signal }));
      if (json) console.log(JSON.stringify(result, undefined, 1));
      else {
        const { rows, createdAt, leftOut } = result;
        console.log(
          `Đã phục hồi ${rows} dòng từ "${file}", như lúc ${createdAt}. Dữ liệu cá nhân đã xoá sau lúc đó nay có lại: hãy xoá lại.`,
        );
        console.log(`Restored ${rows} rows from "${file}" as of ${createdAt}. Personal data erased since then are back: erase them again.`);
        if (leftOut.length > 0) console.log(`Bỏ qua bảng không phải của Tại Chỗ / left out tables of others: ${leftOut.join(', ')}`);
      }
      return 0;
    } finally {
      await database.stop();
    }
  },
};

export default command;

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    if (positionals.length !== 1) throw new Error(positionals.length ? 'chỉ một FILE / only one FILE' : 'thiếu FILE / FILE is missing');
    return { file: positionals[0]!, ...values };
  } catch (error) {
    throw wrongArguments(error, usage);
  }
}
