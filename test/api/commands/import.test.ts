import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../api/taicho.js', import.meta.url));
const published = fileURLToPath(new URL('../../fixtures/published-procedures.json', import.meta.url));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function taicho(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

const step = {
  label: 'Bước 1',
  content: 'Tiếp nhận hồ sơ',
  unit: 'Bộ phận Một cửa',
  durationText: '1 ngày',
  duration: { value: 1, unit: 'working_day' },
};
const table = (id: unknown) => ({ id, name: 'Thủ tục', legalDeadline: { value: 1, unit: 'working_day' }, steps: [step] });

describe('taicho import', () => {
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'taicho-import-'))));
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const given = async (content: unknown, name = 'in.json') => {
    const path = join(directory, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const out = () => join(directory, 'out');

  it('imports all published tables and prints one JSON array', async () => {
    const { code, stdout } = await taicho('import', published, '--out', out(), '--json');
    const rows = JSON.parse(stdout) as { id: string; file: string; findings: object[] }[];

    expect(code).to.equal(0);
    expect(rows).to.have.length(156);
    expect(await readdir(out())).to.have.members(rows.map(({ file }) => file));
    expect(rows[0]).to.have.keys('id', 'file', 'findings');
    expect(rows[0]!.findings[0]).to.have.keys('rule', 'severity', 'message', 'at');
  });

  it('prints a line a table and a summary for people', async () => {
    const { code, stdout } = await taicho('import', await given([table('A'), table('B')]), '--out', out());
    const lines = stdout.trim().split('\n');

    expect(code).to.equal(0);
    expect(lines[0]).to.match(/^A {2}.*A\.bpmn {2}\d+ lỗi \/ errors, \d+ cảnh báo \/ warnings, \d+ ghi chú \/ notes$/u);
    expect(lines.at(-1)).to.match(/^2 bảng đã nhập/u);
  });

  it('takes one table that is no list', async () => {
    await taicho('import', await given(table('một mình')), '--out', out());

    expect(await readdir(out())).to.deep.equal(['mot-minh.bpmn']);
  });

  it('makes file names that are safe and different', async () => {
    const ids = ['../../etc/passwd', 'A', 'a', 'CON', '.hidden', 'Đất đai/1', undefined, 'x'.repeat(300), '__proto__'];
    const { code, stdout } = await taicho('import', await given(ids.map(table)), '--out', out(), '--json');
    const files = (JSON.parse(stdout) as { file: string }[]).map(({ file }) => file);

    expect(code).to.equal(0);
    expect(new Set(files.map((file) => file.toLowerCase())).size).to.equal(ids.length);
    for (const file of files) expect(file).to.match(/^[A-Za-z0-9][A-Za-z0-9._-]{0,85}\.bpmn$/u);
    expect(files[3]).to.equal('table-CON.bpmn');
    expect(await readdir(directory)).to.have.members(['in.json', 'out']);
  });

  it('writes what it reads back', async () => {
    await taicho('import', await given(table('A')), '--out', out());

    expect(await readFile(join(out(), 'A.bpmn'), 'utf8')).to.match(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<bpmn:definitions/u);
  });

  const refused: [what: string, content: unknown, message: RegExp][] = [
    ['text that is no JSON', '{"id": ', /^taicho import: JSON_MALFORMED: .*in\.json/u],
    ['a second table without steps', [table('A'), { id: 'B', name: 'x' }], /^taicho import: TABLE_UNREADABLE \/1\/steps: /u],
    ['a number', '7', /^taicho import: TABLE_UNREADABLE \/: /u],
  ];
  for (const [what, content, message] of refused) {
    it(`refuses ${what} with code and place, and writes nothing`, async () => {
      const { code, stdout, stderr } = await taicho('import', await given(content), '--out', out(), '--json');

      expect(code).to.equal(2);
      expect(stderr).to.match(message);
      expect(stderr.trim().split('\n')).to.have.length(1);
      expect(stdout).to.equal('');
      expect(await readdir(directory)).to.deep.equal(['in.json']);
    });
  }

  it('imports a BPMN file of another modeler: in our form, drawn, with what was translated and what was not', async () => {
    const foreign = fileURLToPath(new URL('../../fixtures/foreign/flowable.bpmn20.xml', import.meta.url));
    const { code, stdout } = await taicho('import', foreign, '--out', out());
    expect(code).to.equal(0);
    expect(stdout).to.include('warning  sid-5  ').and.to.include('1 mô hình đã nhập / model imported');
    const xml = await readFile(join(out(), 'flowable.bpmn'), 'utf8');
    expect(xml).to.include('tthc:jobType="org.example.GhiSo"').and.to.include('BPMNShape').and.not.to.include('flowable:');

    const refused = await taicho(
      'import',
      fileURLToPath(new URL('../../fixtures/foreign/activiti-refused.bpmn', import.meta.url)),
      '--out',
      out(),
      '--json',
    );
    const [row] = JSON.parse(refused.stdout) as {
      id: string;
      findings: { rule: string; severity: string; at: string; message: string }[];
    }[];
    expect(row!.findings.filter(({ severity }) => severity === 'error').map(({ at }) => at)).to.deep.equal([
      'goiBean',
      'caso',
      'f2',
      'groovy',
    ]);

    const broken = await taicho('import', await given('<definitions', 'broken.bpmn'), '--out', out());
    expect([broken.code, broken.stderr.split('\n').length]).to.deep.equal([2, 2]);
  });

  it('refuses a file that is not there and a place where it cannot write', async () => {
    const absent = await taicho('import', join(directory, 'absent.json'), '--out', out());
    expect([absent.code, absent.stderr]).to.satisfy(
      ([code, text]: [number, string]) => code === 2 && text.includes('UNREADABLE') && text.includes('ENOENT'),
    );

    const file = await given(table('A'));
    const inTheWay = await taicho('import', file, '--out', join(file, 'sub'));
    expect(inTheWay.code).to.equal(2);
    expect(inTheWay.stderr).to.match(/^taicho import: E[A-Z]+: /u);
  });

  it('says what is wrong with the arguments', async () => {
    for (const args of [[], ['a.json'], ['--out', 'x'], ['a', 'b', '--out', 'x'], ['a', '--out', 'x', '--fast']]) {
      const { code, stderr } = await taicho('import', ...args);
      expect(code, args.join(' ')).to.equal(2);
      expect(stderr).to.match(/^taicho import: ARGUMENTS: .*import FILE --out DIR \[--json\]/u);
    }
  });
});
