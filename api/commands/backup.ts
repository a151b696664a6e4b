/** `taicho backup FILE`: all data of a database in one file, while engines may run. */
import { parseArgs } from 'node:util';
import { backup } from '../../engine/runtime/backup.ts';
import type { Command } from '../command.ts';
import { wrongArguments } from '../input.ts';
import { interruptible, openExistingDatabase } from '../named-database.ts';

const usage = 'taicho backup FILE [--data FOLDER] [--force] [--json]';

const command: Command = {
  usage,
  summary:
    'Sao lưu toàn bộ dữ liệu của DATABASE_URL hoặc thư mục dữ liệu / backs up all data of DATABASE_URL or the data folder (default .taicho).',

  async run(args) {
    const { file, data, force, json } = readArguments(args);
    const database = await openExistingDatabase(data);
    try {
      const result = await interruptible((signal) => backup(database.connectionString, file, { force, signal }));
      if (json) console.log(JSON.stringify(result, undefined, 1));
      else {
        const { tables, rows, bytes, createdAt } = result;
        console.log(`Đã sao lưu ${rows} dòng của ${tables.length} bảng lúc ${createdAt} vào "${file}" (${bytes} byte).`);
        console.log(`Backed up ${rows} rows of ${tables.length} tables as of ${createdAt} to "${file}" (${bytes} bytes).`);
        console.log(
          'Tệp này chứa dữ liệu cá nhân, không mã hoá: hãy giữ nơi chỉ người có trách nhiệm mở được, và xoá khi hết hạn lưu giữ.',
        );
        console.log('The file holds personal data, unencrypted: keep it where only those in charge can open it, and delete it in time.');
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
      options: {
        data: { type: 'string' },
        force: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length !== 1) throw new Error(positionals.length ? 'chỉ một FILE / only one FILE' : 'thiếu FILE / FILE is missing');
    return { file: positionals[0]!, ...values };
  } catch (error) {
    throw wrongArguments(error, usage);
  }
}
