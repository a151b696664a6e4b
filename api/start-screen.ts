/** What the terminal shows once the service runs: where things are, who signs in, how to stop. Vietnamese first. */
import { resolve } from 'node:path';
import type { Running } from './main.ts';
import type { StartOptions } from './start-options.ts';

export interface StartFacts {
  readonly url: string;
  readonly apiUrl: string;
  readonly dataFolder?: string;
  readonly administrator?: { readonly login: string; readonly password: string };
  readonly accounts?: readonly { readonly login: string; readonly name: string; readonly role: string; readonly title: string }[];
  readonly accountsPassword?: string;
}

/** The same for machines. */
export function startFacts({ url, accounts, firstStart }: Running, { dataFolder }: StartOptions): StartFacts {
  return {
    url,
    apiUrl: `${url}/api/v1`,
    ...(dataFolder !== undefined && { dataFolder: resolve(dataFolder) }),
    ...(firstStart.administrator && { administrator: firstStart.administrator }),
    ...(accounts.length > 0 && {
      accounts: accounts.map(({ login, name, role, title }) => ({ login, name, role, title })),
      accountsPassword: accounts[0]!.password,
    }),
  };
}

export function startScreen(running: Running, options: StartOptions): string {
  const facts = startFacts(running, options);
  const row = (label: string, value: string) => `  ${label.padEnd(40)}${value}`;
  const lines = [
    '',
    '  Tại Chỗ đang chạy / is running',
    '',
    row('Mở trang / open', `${facts.url}/`),
    row('API', `${facts.apiUrl}/docs`),
    facts.dataFolder === undefined
      ? row('Cơ sở dữ liệu / database', 'PostgreSQL của DATABASE_URL / the one of DATABASE_URL')
      : row('Thư mục dữ liệu / data folder', facts.dataFolder),
  ];
  if (options.port !== 0 && running.port !== options.port)
    lines.push(
      row('Cổng / port', `${options.port} đang bận, dùng ${running.port} / ${options.port} is taken, ${running.port} is used instead`),
    );
  if (running.firstStart.deployed > 0)
    lines.push(
      row('Thủ tục mẫu / curated procedures', `đã triển khai ${running.firstStart.deployed} / ${running.firstStart.deployed} deployed`),
    );
  if (facts.administrator)
    lines.push(
      '',
      '  Quản trị viên đầu tiên; mật khẩu chỉ hiện lần này và phải đổi khi đăng nhập',
      '  The first administrator; the password is shown this once and has to be changed at sign-in',
      row('    tên đăng nhập / login', facts.administrator.login),
      row('    mật khẩu / password', facts.administrator.password),
    );
  if (facts.accounts) lines.push('', ...accountLines(facts));
  lines.push('');
  if (facts.administrator) lines.push('  Bước tiếp theo / what next: docs/guide/README.md');
  if (facts.dataFolder !== undefined) lines.push('  Dùng PostgreSQL riêng / your own PostgreSQL: DATABASE_URL=postgres://… npm start');
  lines.push('  Dừng / stop: Ctrl-C', '');
  return lines.join('\n');
}

function accountLines({ accounts = [], accountsPassword = '' }: StartFacts): string[] {
  const width = Math.max(...accounts.map(({ login }) => login.length)) + 2;
  return [
    '  Tài khoản minh họa, cùng một mật khẩu / demonstration accounts, all with this password:',
    `    ${accountsPassword}`,
    ...accounts.map(({ login, name, title }) => `    ${login.padEnd(width)}${name}, ${title}`),
    '  Không dùng dữ liệu minh họa cho việc thật / not for real work',
  ];
}
