import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { taicho } from '../../support/command-line.ts';

const good = definitions(processXml('p', element('startEvent', 's'), element('userTask', 'a'), element('endEvent', 'e'), 's->a', 'a->e'));
const bad = good.replaceAll('userTask', 'adHocSubProcess');

describe('taicho check', () => {
  let folder: string;
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  before(async () => (folder = await mkdtemp(join(tmpdir(), 'taicho-check-'))));
  after(() => rm(folder, { recursive: true }));

  it('exits with 0 for a file that can be run, and with 1 and the place for one that is refused', async () => {
    const fine = await taicho(['check', await file('good.bpmn', good)]);
    expect(fine.code).to.equal(0);
    expect(fine.stdout).to.include('chạy được');

    const refused = await taicho(['check', await file('bad.bpmn', bad), '--json']);
    expect(refused.code).to.equal(1);
    const [{ ok, problems }] = JSON.parse(refused.stdout) as [{ ok: boolean; problems: { severity: string; code: string; at?: string }[] }];
    expect(ok).to.equal(false);
    expect(problems.map(({ severity, at }) => [severity, at])).to.deep.include(['error', 'a']);

    const shown = await taicho(['check', await file('good.bpmn', good), await file('bad.bpmn', bad)]);
    expect(shown.code).to.equal(1);
    expect(shown.stdout).to.match(/bị từ chối \/ refused\n {2}error {2}[A-Z_]+ {2}a: /u);
  });

  it('exits with 2 for what it cannot read', async () => {
    const { code, stderr } = await taicho(['check', join(folder, 'absent.bpmn')]);
    expect(code).to.equal(2);
    expect(stderr).to.match(/^taicho check: UNREADABLE: /u);
    expect((await taicho(['check'])).stderr).to.match(/^taicho check: ARGUMENTS: /u);
  });
});

describe('taicho', () => {
  it('lists its commands and what their exit codes mean', async () => {
    const { code, stdout } = await taicho(['--help']);
    expect(code).to.equal(0);
    const listed = [...stdout.matchAll(/^ {2}taicho ([a-z]+)/gm)].map((match) => match[1]);
    expect(listed).to.have.members(['start', 'demo', 'check', 'scenarios', 'play', 'user', 'key', 'backup', 'restore', 'bench', 'import']);
    expect(stdout).to.include('exit codes: 0');
    expect((await taicho(['key', '--help'])).stdout)
      .to.include('taicho key create')
      .and.to.include('dossiers:start');
  });

  it('says which argument of the benchmark it does not know', async () => {
    const { code, stderr } = await taicho(['bench', '--quik']);
    expect(code).to.equal(2);
    expect(stderr).to.match(/^taicho bench: ARGUMENTS: .*--quik/u);
  });
});
