/** `npx taicho COMMAND …`: one file a command in `commands/`. Exit codes: 0 done, 1 the checked thing does not hold, 2 unusable input. */
import type { Command } from './command.ts';

// a reader that has seen enough (head, a closed pager) is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const commands: Record<string, () => Promise<{ default: Command }>> = {
  backup: () => import('./commands/backup.ts'),
  import: () => import('./commands/import.ts'),
  play: () => import('./commands/play.ts'),
  restore: () => import('./commands/restore.ts'),
  scenarios: () => import('./commands/scenarios.ts'),
};

const [name = '--help', ...args] = process.argv.slice(2);

if (name === '--help' || name === '-h' || name === 'help') {
  console.log('taicho COMMAND …\n');
  for (const load of Object.values(commands)) {
    const { default: command } = await load();
    console.log(`  ${command.usage}\n      ${command.summary}\n`);
  }
} else if (!Object.hasOwn(commands, name)) {
  console.error(`taicho: không có lệnh "${name}" / no command "${name}"; try: ${Object.keys(commands).join(', ')}`);
  process.exitCode = 2;
} else {
  try {
    const { default: command } = await commands[name]!();
    process.exitCode = await command.run(args);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const english = 'messageEn' in error ? `\n  ${String(error.messageEn)}` : '';
    console.error(`taicho ${name}: ${english && `${String(error.code)}: `}${error.message}${english}`);
    process.exitCode = 2;
  }
}
