/** `npx taicho COMMAND …`: one file a command in `commands/`, and what their exit codes mean. */
import type { Command } from './command.ts';

// a reader that has seen enough (head, a closed pager) is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const commands: Record<string, () => Promise<{ default: Command }>> = {
  start: () => import('./commands/start.ts'),
  demo: () => import('./commands/demo.ts'),
  check: () => import('./commands/check.ts'),
  import: () => import('./commands/import.ts'),
  scenarios: () => import('./commands/scenarios.ts'),
  play: () => import('./commands/play.ts'),
  user: () => import('./commands/user.ts'),
  key: () => import('./commands/key.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  bench: () => import('./commands/bench.ts'),
};

const [name = '--help', ...args] = process.argv.slice(2);

if (name === '--help' || name === '-h' || name === 'help') {
  console.log('taicho COMMAND …\n');
  for (const load of Object.values(commands)) {
    const { default: command } = await load();
    console.log(`  ${command.usage}\n      ${command.summary}\n`);
  }
  console.log(
    `Mã thoát / exit codes: 0 xong / done; 1 điều được kiểm tra không đạt / what was checked does not hold; 2 đầu vào hoặc môi trường không dùng được, một dòng có mã / unusable input or surroundings, one line with a code; 130, 143 bị ngắt / interrupted.`,
  );
} else if (!Object.hasOwn(commands, name)) {
  console.error(`taicho: không có lệnh "${name}" / no command "${name}"; try: ${Object.keys(commands).join(', ')}`);
  process.exitCode = 2;
} else {
  try {
    const { default: command } = await commands[name]!();
    if (args.includes('--help') || args.includes('-h')) console.log(`${command.usage}\n  ${command.summary}`);
    else process.exitCode = await command.run(args);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const english = 'messageEn' in error ? `\n  ${String(error.messageEn)}` : '';
    console.error(`taicho ${name}: ${english && `${String(error.code)}: `}${error.message}${english}`);
    process.exitCode = 2;
  }
}
