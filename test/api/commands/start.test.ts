/** `taicho start` and `taicho demo` as a person runs them: the screen, the page, the API, the end. */
import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program, taicho } from '../../support/command-line.ts';

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  /** What it has printed until now. */
  readonly screen: () => string;
  /** Asks it to end; its exit code and all that it printed. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<{ code: number | null; stdout: string; stderr: string }>;
}

describe('taicho start', function () {
  this.timeout(240_000);
  let folder: string;
  const children: ChildProcess[] = [];

  before(async () => (folder = await mkdtemp(join(tmpdir(), 'taicho-start-'))));
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const environment = () => {
    const { DATABASE_URL: _, PORT: _port, HOST: _host, ...rest } = process.env;
    return { ...rest, NO_COLOR: '1' };
  };

  /** Starts it and waits until it says where it is. */
  async function started(...args: string[]): Promise<Started> {
    const child = spawn(process.execPath, [program, ...args], { env: environment(), cwd: folder });
    children.push(child);
    let stdout = '';
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const exited = once(child, 'exit') as Promise<[number | null]>;
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        const found = /(http:\/\/localhost:\d+)\/api\/v1/.exec(stdout)?.[1];
        if (found !== undefined && /Ctrl-C|"apiUrl"/.test(stdout)) resolve(found);
      });
      void exited.then(() => reject(new Error(`it ended: ${stdout}${stderr}`)));
    });
    return {
      child,
      url,
      screen: () => stdout,
      async stop(signal = 'SIGTERM') {
        child.kill(signal);
        const [code] = await exited;
        return { code, stdout, stderr };
      },
    };
  }

  async function signIn(url: string, login: string, password: string) {
    const response = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0]!;
    return { status: response.status, cookie, body: (await response.json()) as Record<string, unknown> };
  }

  it('makes a first administrator who has to change the password that the screen shows once', async () => {
    const first = await started('start', '--data', 'real', '--port', '0');

    const screen = first.screen();
    expect(screen).to.include('Tại Chỗ đang chạy').and.to.include(join(folder, 'real')).and.to.include('DATABASE_URL=');
    expect(screen).to.include('đã triển khai 14');
    const login = /login\s+(\S+)/.exec(screen)![1]!;
    const password = /password\s+([a-z0-9-]{19})\n/.exec(screen)![1]!;
    expect(await (await fetch(`${first.url}/health`)).json()).to.deep.equal({ status: 'alive' });
    expect((await fetch(`${first.url}/ready`)).status).to.equal(200);
    const { status, body } = await signIn(first.url, login, password);
    expect(status).to.equal(200);
    expect(body).to.have.property('mustChangePassword', true);
    expect((await signIn(first.url, 'demo-quan-tri', password)).status).to.equal(401);
    const { code, stdout, stderr } = await first.stop();
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout).to.include('Đã dừng');

    // the second time nobody is made and nothing deployed
    const second = await started('start', '--data', 'real', '--port', '0', '--json');
    expect(JSON.parse(second.screen())).to.deep.equal({
      url: second.url,
      apiUrl: `${second.url}/api/v1`,
      dataFolder: join(folder, 'real'),
    });
    const users = await taicho(['user', 'list', '--data', join(folder, 'real'), '--json']);
    expect((JSON.parse(users.stdout) as { login: string }[]).map((user) => user.login)).to.deep.equal([login]);
    const refused = await taicho(['start', '--demo', '--data', join(folder, 'real'), '--port', '0']);
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.match(/^taicho start: DEMO_NOT_EMPTY: /u);
    expect((await second.stop('SIGINT')).code).to.equal(0);
  });

  it('plays a demonstration whose accounts let in only while it is asked for', async () => {
    const demo = await started('demo', '--data', 'demo', '--port', '0', '--dossiers', '15', '--json');

    const facts = JSON.parse(demo.screen()) as { accounts: { login: string; role: string }[]; accountsPassword: string };
    expect(facts.accounts.map(({ role }) => role)).to.include.members([
      'designer',
      'reviewer',
      'approver',
      'officer',
      'unitHead',
      'centreManager',
      'inspector',
      'administrator',
    ]);
    const { cookie, body } = await signIn(demo.url, 'demo-thanh-tra', facts.accountsPassword);
    expect(body).to.have.property('mustChangePassword', false);
    const ofDossiers = async (status: string) => {
      const answer = await fetch(`${demo.url}/api/v1/dossiers?status=${status}&limit=100`, { headers: { cookie } });
      return ((await answer.json()) as { items: unknown[] }).items.length;
    };
    expect((await ofDossiers('open')) + (await ofDossiers('ended'))).to.equal(15);
    const session = await fetch(`${demo.url}/api/v1/session`, { headers: { cookie } });
    expect(await session.json()).to.have.property('name', 'Quách Thành Trung');
    expect(await (await fetch(demo.url)).text(), 'the web application').to.include('data-demo="true"');
    expect(await (await fetch(`${demo.url}/public/procedures`)).text())
      .to.include('Dữ liệu minh họa')
      .and.to.include('Cấp bản sao từ sổ gốc');
    expect((await demo.stop()).code).to.equal(0);

    const again = await started('demo', '--data', 'demo', '--port', '0', '--json');
    const fresh = (JSON.parse(again.screen()) as { accountsPassword: string }).accountsPassword;
    expect((await signIn(again.url, 'demo-thanh-tra', facts.accountsPassword)).status).to.equal(401);
    expect((await signIn(again.url, 'demo-thanh-tra', fresh)).status).to.equal(200);
    await again.stop();

    const without = await started('start', '--data', 'demo', '--port', '0', '--json');
    expect((await signIn(without.url, 'demo-thanh-tra', fresh)).status).to.equal(401);
    const { administrator } = JSON.parse(without.screen()) as { administrator: { login: string; password: string } };
    expect((await signIn(without.url, administrator.login, administrator.password)).status).to.equal(200);
  });

  it('takes the next port when one is taken, and says so', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    try {
      const running = await started('start', '--data', 'real', '--port', String(port));
      expect(Number(new URL(running.url).port)).to.be.above(port);
      expect(running.screen()).to.include(`${port} đang bận`);
    } finally {
      taken.close();
    }
  });

  it('ends at once when it is interrupted while it starts, and leaves no server behind', async () => {
    const child = spawn(process.execPath, [program, 'demo', '--data', 'interrupted', '--port', '0'], { env: environment(), cwd: folder });
    children.push(child);
    let stdout = '';
    await new Promise<void>((resolve) =>
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        if (stdout.includes('diễn lại')) resolve();
      }),
    );
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).to.deep.equal([143, null]);
    // what was played until then is no month, and is not taken for one
    const next = await taicho(['start', '--data', join(folder, 'interrupted'), '--port', '0']);
    expect(next.stderr).to.match(/^taicho start: DEMO_INCOMPLETE: /u);
    expect(next.code).to.equal(2);
  });

  for (const [what, args, message] of [
    ['a port that is none', ['--port', 'x'], /^taicho start: SETTING_INVALID: --port \/ PORT: "x"/u],
    ['an unknown flag', ['--prot', '1'], /^taicho start: ARGUMENTS: .*--prot/u],
    ['an address that is none', ['--public-url', 'ftp://a'], /^taicho start: SETTING_INVALID: --public-url/u],
    ['a folder that cannot be', ['--data', '/dev/null/x'], /^taicho start: FOLDER_NOT_WRITABLE: /u],
  ] as const)
    it(`says in one clear line that it cannot use ${what}`, async () => {
      const { code, stderr } = await taicho(['start', ...args]);
      expect(code).to.equal(2);
      expect(stderr).to.match(message).and.not.to.include('    at ');
    });
});
