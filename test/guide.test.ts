/** The integrator's guide: its commands as they are printed, against the real program; its examples; its catalogues. */
import { expect } from 'chai';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { signedHeaders, shownSecret } from '../api/webhooks/sign.ts';
import { errorCatalogue, errorsFile, eventsCatalogue, eventsFile } from './support/catalogues.ts';
import { program, taicho } from './support/command-line.ts';
import { openLandOffice, startDossier } from './support/land-office.ts';
import { eventually, startTestServer } from './support/engine.ts';
import { startTestService } from './support/service.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const guide = join(root, 'docs/guide');

interface Problem {
  readonly code?: string;
}

describe('the guide', function () {
  this.timeout(180_000);
  const folders: string[] = [];
  const children: ChildProcess[] = [];
  const newFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'taicho-guide-'));
    folders.push(folder);
    return folder;
  };
  after(async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  it('leads from a fresh start to a completed dossier in ten commands', async () => {
    const [data, work] = [await newFolder(), await newFolder()];
    const { DATABASE_URL: _, PORT: _port, HOST: _host, ...env } = process.env;
    const child = spawn(process.execPath, [program, 'start', '--json', '--port', '0', '--data', data], { env, cwd: root });
    children.push(child);
    const url = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (more: string) => {
        const found = /"apiUrl":\s*"([^"]+)"/.exec((text += more))?.[1];
        if (found !== undefined) resolve(found.replace(/\/docs$/, ''));
      });
      child.once('exit', () => reject(new Error(`it ended: ${text}`)));
    });
    const text = await readFile(join(guide, 'README.md'), 'utf8');
    const [makeKey, ...commands] = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, command]) => command!);
    const scopes = /--scope (\S+)/.exec(makeKey!)![1]!;
    const { stdout } = await taicho(['key', 'create', 'lien-thong', '--scope', scopes, '--data', data, '--json']);
    const { key } = JSON.parse(stdout) as { key: string };

    const script = commands.map((command) => `${command}\necho; echo ======`).join('\n');
    const { stdout: printed } = await promisify(execFile)('bash', ['-euc', script], {
      cwd: root,
      env: { ...env, TAICHO: url, KEY: key, WORK: work },
      maxBuffer: 64e6,
    });
    const answers = printed
      .split('======')
      .flatMap((part) => (part.trim() === '' ? [] : [JSON.parse(part.trim()) as Problem & Record<string, never>]));
    expect(answers.filter(({ code }) => code !== undefined)).to.deep.equal([]);
    const [procedures, check, , started, tasks, , appraised, flags, slip, report, entered, late] = answers as unknown as [
      { items: object[] },
      { deployable: boolean },
      object,
      { dossierId: string },
      { items: { elementKey: string; unit: string }[] },
      object,
      { events: { type: string }[] },
      { items: { flag: string }[] },
      { rows: { unit: string; result: string }[] },
      { items: { key: string; early: number }[] },
      { dossierId: string },
      { items: { dossierId: string; lateByMinutes: number }[] },
    ];
    expect(answers).to.have.length(12);
    expect(procedures.items).to.have.length(3);
    expect(check.deployable).to.equal(true);
    expect(started.dossierId).to.match(/^\d+$/);
    expect(tasks.items.map(({ elementKey, unit }) => [elementKey, unit])).to.deep.equal([['TiepNhan#1', 'ttpvhcc-tinh']]);
    expect(appraised.events.map(({ type }) => type)).to.include('dossierEnded');
    expect(flags.items.map(({ flag }) => flag)).to.include('dossierAtRisk');
    expect(slip.rows.map(({ unit, result }) => [unit, result])).to.deep.equal([
      ['ttpvhcc-tinh', 'early'],
      ['so-y-te-nghiep-vu-duoc', 'early'],
    ]);
    expect(report.items.map(({ key: of, early }) => [of, early])).to.deep.equal([['xac-nhan', 1]]);
    expect(late.items.map(({ dossierId }) => dossierId)).to.deep.equal([entered.dossierId]);
    expect(late.items[0]!.lateByMinutes).to.be.greaterThan(0);
  });

  it('has a worker that does jobs', async () => {
    const server = await startTestServer();
    const service = await startTestService(server);
    try {
      await openLandOffice(service.engine);
      const dossierId = await startDossier(service.engine, 'notify');
      const worker = spawn(process.execPath, [join(guide, 'worker.mjs')], {
        env: { ...process.env, TAICHO: `${service.url}/api/v1`, KEY: await service.key(['jobs:work']), JOB_TYPE: 'notify' },
      });
      children.push(worker);
      const done = await eventually(async () => {
        const { state } = await service.engine.dossier(dossierId);
        return state.elements['seal#1'] && state;
      });
      expect(Object.values(done.scopes)[0]!.variables).to.include({ found: true });
      const ended = once(worker, 'exit');
      worker.kill('SIGTERM');
      expect((await ended)[0]).to.equal(0);
    } finally {
      await service.close();
      await server.stop();
    }
  });

  it('tells our webhooks from others and from old ones', async () => {
    const { verifiedEvent } = (await import(join(guide, 'verify-webhook.mjs'))) as {
      verifiedEvent: (headers: object, body: string, secret: string, now?: number) => object;
    };
    const [secret, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const body = '{"type":"vn.taicho.dossierEnded.v1"}';
    const headers = signedHeaders([other, secret], 'message-1', 1_000, body);
    expect(verifiedEvent(headers, body, shownSecret(secret), 1_010)).to.deep.equal({ type: 'vn.taicho.dossierEnded.v1' });
    expect(() => verifiedEvent(headers, `${body} `, shownSecret(secret), 1_010)).to.throw('signature');
    expect(() => verifiedEvent(headers, body, shownSecret(Buffer.alloc(32, 3)), 1_010)).to.throw('signature');
    expect(() => verifiedEvent(headers, body, shownSecret(secret), 1_400)).to.throw('old');
    expect(() => verifiedEvent({}, body, shownSecret(secret), 1_010)).to.throw('timestamp');
  });

  it('has the catalogues that "npm run catalogues" writes', async () => {
    for (const [file, text] of [
      [errorsFile, errorCatalogue()],
      [eventsFile, eventsCatalogue()],
    ] as const)
      // tables are laid out when they are written
      expect(plain(await readFile(file, 'utf8'))).to.equal(plain(text));
  });
});

const plain = (text: string) =>
  text
    .replace(/ *\| */g, '|')
    .replace(/\|-+/g, '|-')
    .trim();
