import { expect } from 'chai';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { taicho } from '../../support/command-line.ts';

const good = definitions(
  processXml(
    'p',
    '<extensionElements><tthc:deadline kind="published" value="3" unit="workingDay"/></extensionElements>',
    element('startEvent', 's'),
    element('userTask', 'a', '', 'name="Làm" tthc:budget="3" tthc:budgetUnit="workingDay"'),
    element('endEvent', 'e'),
    's->a',
    'a->e',
  ),
);
const refused = good.replaceAll('userTask', 'choreographyTask');
const wrong = good.replace('budget="3"', 'budget="2"');
interface Checked {
  readonly file: string;
  readonly ok: boolean;
  readonly soundness: Readonly<Record<string, { readonly outcome: string }>>;
  readonly time: { readonly verdict: { readonly outcome: string } };
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly elements: readonly string[] }[];
  readonly millis: number;
}

describe('taicho check', () => {
  let folder: string;
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const checked = async (...args: string[]) => {
    const { code, stdout } = await taicho(['check', ...args, '--json']);
    return { code, files: JSON.parse(stdout) as Checked[] };
  };

  before(async () => (folder = await mkdtemp(join(tmpdir(), 'taicho-check-'))));
  after(() => rm(folder, { recursive: true }));

  it('gives soundness, time, findings and milliseconds for each file, and exits with 0 when nothing is wrong', async () => {
    const { code, files } = await checked(await file('good.bpmn', good));
    expect(code).to.equal(0);
    const [{ file: name, ok, soundness, time, findings, millis }] = files as [Checked];
    expect([name, ok]).to.deep.equal([join(folder, 'good.bpmn'), true]);
    expect(soundness).to.have.all.keys('optionToComplete', 'properCompletion', 'noDeadActivities', 'safe');
    for (const { outcome } of [...Object.values(soundness), time.verdict])
      expect(outcome).to.be.oneOf(['holds', 'notDecided', 'notApplicable']);
    expect(findings.every(({ severity }) => severity !== 'error')).to.equal(true);
    expect(millis).to.be.a('number');
  });

  it('exits with 1 and names the place of an error, also in a file that is refused', async () => {
    const { code, files } = await checked(await file('wrong.bpmn', wrong), await file('refused.bpmn', refused));
    expect(code).to.equal(1);
    expect(files[0]!.findings[0]).to.include({ rule: 'sum-differs-from-deadline', severity: 'error' });
    expect(files[1]!.findings.map(({ severity, elements }) => [severity, ...elements])).to.deep.include(['error', 'a']);
    expect(files[1]!.soundness.safe).to.include({ outcome: 'notDecided' });
    expect(files.map(({ ok }) => ok)).to.deep.equal([false, false]);
  });

  it('says it in Vietnamese first', async () => {
    const { code, stdout } = await taicho(['check', await file('wrong.bpmn', wrong)]);
    expect(code).to.equal(1);
    expect(stdout).to.match(/wrong\.bpmn: có lỗi \/ errors, 1 lỗi/u);
    expect(stdout).to.match(/\n {2}LỖI \/ ERROR {2}sum-differs-from-deadline {2}p: Các bước .* \/ The steps /u);
    expect(stdout).to.not.include('fee-missing');
    expect(stdout).to.match(/1 tệp, bảng đã kiểm tra .* 1 có lỗi/u);
  });

  it('exits with 2 for what it cannot read', async () => {
    const { code, stderr } = await taicho(['check', join(folder, 'absent.bpmn')]);
    expect(code).to.equal(2);
    expect(stderr).to.match(/^taicho check: UNREADABLE: /u);
    expect((await taicho(['check'])).stderr).to.match(/^taicho check: ARGUMENTS: /u);
    const torn = await checked(await file('torn.bpmn', '<definitions'), await file('good.bpmn', good));
    expect(torn.code).to.equal(2);
    expect(torn.files.map(({ ok }) => ok)).to.deep.equal([false, true]);
  });

  it('says how likely the deadline is kept by the durations that were observed, and refuses a file of others', async () => {
    const procedure = await file('timed.bpmn', good);
    const durations = await file('durations.json', JSON.stringify({ a: { unit: 'workingDay', values: [1, 2, 2, 5] } }));
    const { files } = await checked(procedure, '--durations', durations);
    const { processes } = files[0]!.time as unknown as { processes: { probability: { outcome: string; onTime: number } }[] };
    expect(processes[0]!.probability.outcome).to.equal('known');
    expect(processes[0]!.probability.onTime).to.be.closeTo(0.75, 1e-9);
    const others = await file('others.json', JSON.stringify({ a: { unit: 'fortnight', values: [1] } }));
    const { code, stderr } = await taicho(['check', procedure, '--durations', others]);
    expect(code).to.equal(2);
    expect(stderr).to.include('DURATIONS_INVALID').and.include('/a');
  });

  it('writes the appraisal document of one procedure, with how likely it is on time', async () => {
    const procedure = await file('written.bpmn', good);
    const durations = await file('known.json', JSON.stringify({ a: { unit: 'workingDay', values: [1, 2, 2, 5] } }));
    const document = join(folder, 'appraisal.html');
    expect((await taicho(['check', procedure, '--durations', durations, '--document', document])).code).to.equal(0);
    const text = await readFile(document, 'utf8');
    expect(text).to.include('Làm').and.include('Khả năng đúng hạn').and.include('75');
    const refusedToo = await taicho(['check', procedure, await file('other.bpmn', good), '--document', document]);
    expect([refusedToo.code, refusedToo.stderr.includes('DOCUMENT_OF_ONE')]).to.deep.equal([2, true]);
    expect((await taicho(['check', procedure, '--document', join(folder, 'appraisal.txt')])).code).to.equal(2);
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
