import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { program, taicho } from '../../support/command-line.ts';

const xml = definitions(processXml('p', element('startEvent', 's'), element('userTask', 'a'), element('endEvent', 'e'), 's->a', 'a->e'));
const good = {
  id: 'good',
  xml,
  labels: ['userTask'],
  steps: [{ do: 'start' }, { do: 'complete', at: 'a' }],
  expect: [{ after: 'end', ended: true }],
};
const bad = { id: 'bad', xml, steps: [{ do: 'start' }], expect: [{ after: 0, active: ['b'] }] };

describe('taicho scenarios', () => {
  let folder: string;
  const file = async (name: string, json: unknown) => {
    const path = join(folder, name);
    await writeFile(path, typeof json === 'string' ? json : JSON.stringify(json));
    return path;
  };

  before(async () => (folder = await mkdtemp(join(tmpdir(), 'taicho-scenarios-'))));
  after(() => rm(folder, { recursive: true }));

  it('exits with 0 when all hold, and with 1 and the difference when one does not', async () => {
    expect((await taicho(['scenarios', await file('good.json', good)])).code).to.equal(0);

    const failing = await taicho(['scenarios', await file('bad.json', [good, bad])]);
    expect(failing.code).to.equal(1);
    expect(failing.stdout).to.include('bad').and.to.include('["a"]').and.to.include('["b"]');
  });

  it('does not let a disputed one decide', async () => {
    expect((await taicho(['scenarios', await file('disputed.json', { ...bad, disputed: 'two readings' })])).code).to.equal(0);
  });

  it('gives one JSON array for machines', async () => {
    const { stdout, code } = await taicho(['scenarios', await file('both.json', [good, bad]), '--json']);
    const results = JSON.parse(stdout) as { id: string; ok: boolean; labels: string[] }[];

    expect(code).to.equal(1);
    expect(results.map(({ id, ok }) => [id, ok])).to.deep.equal([
      ['good', true],
      ['bad', false],
    ]);
    expect(results[0]!.labels).to.deep.equal(['userTask']);
  });

  it('sums up by label, with what differs', async () => {
    const { stdout, code } = await taicho([
      'scenarios',
      await file('labels.json', [good, { ...bad, labels: ['userTask', 'other'] }]),
      '--labels',
      '--json',
    ]);
    expect(code).to.equal(1);
    const [other, userTask] = JSON.parse(stdout) as { label: string; passed: number; failed: number; failures: object[] }[];
    expect(other).to.include({ label: 'other', passed: 0, failed: 1 });
    expect(userTask).to.include({ label: 'userTask', passed: 1, failed: 1 });
    expect(userTask!.failures[0]).to.include({ id: 'bad', after: 0, what: 'active' });
    expect((await taicho(['scenarios', await file('lines.json', good), '--labels'])).stdout).to.equal(
      'đạt  userTask: 1 đạt / hold, 0 không đạt / fail, 0 bất đồng / disputed\n',
    );
  });

  it('lets no scenario hold because it names what the model does not have', async () => {
    for (const wrong of [
      { ...good, given: { hold: ['typo'] } },
      { ...good, given: { choose: { a: ['typo'] } } },
      { ...good, expect: [{ after: 'end', notReached: ['typo'] }] },
    ]) {
      const { code, stdout } = await taicho(['scenarios', await file('typo.json', wrong)]);
      expect([code, stdout.includes('"typo"')]).to.deep.equal([1, true]);
    }
  });

  it('never lets a scenario pass by being misread: unknown keys and steps are errors with their place', async function () {
    // eighteen programs, one after the other
    this.timeout(300_000);
    for (const [wrong, place] of [
      [{ ...good, expects: [] }, '/expects'],
      [{ ...good, steps: [{ do: 'start', when: 'now' }] }, '/steps/0/when'],
      [{ ...good, steps: [{ do: 'begin' }] }, '/steps/0/do'],
      [{ ...good, expect: [{ after: 9, ended: true }] }, '/expect/0/after'],
      [{ ...good, given: { clock: 1 } }, '/given/clock'],
      [{ ...good, given: { jobs: { a: [{ do: 'explode' }] } } }, '/given/jobs/a/0/do'],
      [{ ...good, given: { jobs: { a: [{ code: 'x' }] } } }, '/given/jobs/a/0/do'],
      [{ ...good, given: { choose: { a: 's_a' } } }, '/given/choose'],
      [{ ...good, steps: [{ do: 'complete', at: 'a', nth: -1 }] }, '/steps/0/nth'],
      [{ ...good, steps: [{ do: 'start', variables: [] }] }, '/steps/0/variables'],
      [{ ...good, expect: [{ after: 0, active: 'a' }] }, '/expect/0/active'],
      [{ ...good, expect: [{ after: 0, order: [['a']] }] }, '/expect/0/order'],
      [{ ...good, expect: [{ after: 0, flags: [{ at: 'a' }] }] }, '/expect/0/flags/0/flag'],
      [{ ...good, expect: [{ ended: true }] }, '/expect/0/after'],
    ] as const) {
      const { code, stderr } = await taicho(['scenarios', await file('wrong.json', wrong)]);
      expect(code, place).to.equal(2);
      expect(stderr).to.include(place);
    }
    expect((await taicho(['scenarios', await file('broken.json', '{')])).code).to.equal(2);
    expect((await taicho(['scenarios', join(folder, 'nowhere.json')])).code).to.equal(2);
    expect((await taicho(['scenarios'])).code).to.equal(2);
    expect((await taicho(['scenarios', '--wrong'])).code).to.equal(2);
  });

  it('leaves no database behind when it is asked to end', async () => {
    // a server's folder has to be reachable for the system user that runs it
    const place = await mkdtemp(join(tmpdir(), 'taicho-ended-'));
    await chmod(place, 0o755);
    const many = await file(
      'many.json',
      Array.from({ length: 500 }, (_, index) => ({ ...good, id: `good ${index}` })),
    );
    const child = spawn(process.execPath, [program, 'scenarios', many, '--durable'], {
      env: { ...process.env, TMPDIR: place },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    const begun = async () => (await readdir(place, { recursive: true })).some((name) => name.endsWith('postmaster.pid'));
    while (!(await begun())) await sleep(100);
    child.kill('SIGTERM');
    expect(await ended).to.deep.equal([143, null]);
    expect((await readdir(place)).filter((name) => name.startsWith('taicho-'))).to.deep.equal([]);
    await rm(place, { recursive: true });
  }).timeout(120_000);
});
