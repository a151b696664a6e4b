/** `taicho start`: the service, until it is asked to stop. */
import { once } from 'node:events';
import type { Command } from '../command.ts';
import { readStartOptions, usage } from '../start-options.ts';
import { startFacts, startScreen } from '../start-screen.ts';

const signals = { SIGINT: 130, SIGTERM: 143 } as const;

const start: Command = {
  usage,
  summary:
    'Chạy dịch vụ: API, trang web, cơ sở dữ liệu kèm theo / runs the service: API, pages, an embedded database. --demo: with a month of a Centre. Also by environment variables: see README.',

  async run(args) {
    const options = readStartOptions(args, process.env);
    const say = (vi: string, en: string) => void (options.json ? undefined : console.log(`  ${vi} / ${en}`));
    const controller = new AbortController();
    const asked = once(controller.signal, 'abort');
    let ended = 0;
    for (const [signal, code] of Object.entries(signals))
      process.on(signal, () => {
        if (controller.signal.aborted) process.exit(code);
        ended = code;
        controller.abort();
      });
    const { startService } = await import('../main.ts');
    try {
      const running = await startService(options, say, controller.signal);
      console.log(options.json ? JSON.stringify(startFacts(running, options)) : startScreen(running, options));
      await asked;
      say('Đang dừng …; Ctrl-C lần nữa để dừng ngay', 'Stopping …; Ctrl-C again to stop at once');
      await running.stop();
    } catch (error) {
      // told to stop before it ran: everything is closed already
      if (controller.signal.aborted && error === controller.signal.reason) return ended;
      throw error;
    }
    say('Đã dừng.', 'Stopped.');
    return 0;
  },
};

export default start;
