/** `taicho demo`: the service with a month of a Centre to look at. */
import type { Command } from '../command.ts';
import start from './start.ts';

const demo: Command = {
  usage: 'taicho demo [--port NUMBER] [--host ADDRESS] [--data FOLDER] [--dossiers NUMBER] [--json]',
  summary: 'Chạy với dữ liệu minh họa: một tháng của Trung tâm / the same as `taicho start --demo`.',
  run: (args) => start.run(['--demo', ...args]),
};

export default demo;
