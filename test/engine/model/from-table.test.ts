import { expect } from 'chai';
import type { Moddle } from 'bpmn-moddle';
import { findingRules, fromTable, TableUnreadable } from '../../../engine/model/from-table.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { tthcModdle } from '../../../engine/model/tthc-moddle.ts';

const day = (value: number) => ({ value, unit: 'working_day' as const });

interface Row {
  readonly [field: string]: unknown;
}

/** Receive, appraise, approve, seal, return: 5 working days in all. Rows may be changed or added by index. */
function table(changes: Row = {}, rows: Record<number, Row> = {}): Row & { steps: Row[] } {
  const steps: Row[] = [
    { label: 'Bước 1', content: 'Tiếp nhận hồ sơ', unit: 'Trung tâm Phục vụ hành chính công tỉnh', role: 'one_stop', ...timed(0.5) },
    { label: 'Bước 2', content: 'Thẩm định hồ sơ', unit: 'Chuyên viên Phòng Kế hoạch', role: 'specialist', ...timed(3) },
    { label: 'Bước 3', content: 'Phê duyệt kết quả', unit: 'Lãnh đạo Sở', role: 'agency_leader', ...timed(1) },
    { label: 'Bước 4', content: 'Đóng dấu, vào sổ', unit: 'Văn thư Sở', role: 'clerk_seal', ...timed(0.5) },
    {
      label: 'Bước 5',
      content: 'Trả kết quả',
      unit: 'Trung tâm Phục vụ hành chính công tỉnh',
      role: 'one_stop',
      durationText: 'Không tính thời gian',
    },
  ];
  for (const [index, row] of Object.entries(rows)) steps[Number(index)] = { ...steps[Number(index)], ...row };
  return {
    id: 'T1',
    name: 'Cấp giấy phép thử nghiệm',
    code: '1.000001',
    department: 'Sở Y tế',
    legalDeadline: day(5),
    legalBasis: ['Luật A 2020', 'Nghị định B'],
    steps,
    ...changes,
  };
}

function timed(value: number, text = `${String(value).replace('.', ',')} ngày làm việc`): Row {
  return { duration: day(value), durationText: text };
}

const rulesOf = async (value: unknown) => (await fromTable(value)).findings.map(({ rule }) => rule);

async function processOf(value: unknown): Promise<{ process: Moddle; byId: Record<string, Moddle> }> {
  const { rootElement } = await tthcModdle().fromXML((await fromTable(value)).xml);
  const process = (rootElement.get('rootElements') as Moddle[]).find(({ $type }) => $type === 'bpmn:Process')!;
  const elements = process.get('flowElements') as Moddle[];
  const nested = elements.flatMap((element) => (element.$instanceOf('bpmn:SubProcess') ? (element.get('flowElements') as Moddle[]) : []));
  return { process, byId: Object.fromEntries([...elements, ...nested].map((element) => [element.id, element])) };
}

describe('fromTable', () => {
  it('makes a plain table executable and finds nothing but the untimed return', async () => {
    const { xml, findings } = await fromTable(table());
    const { model, problems } = await readBpmn(xml);

    expect(problems).to.deep.equal([]);
    expect(findings.map(({ rule }) => rule)).to.deep.equal(['untimed-return']);
    expect(model!.nodes.get('step_2')!.step).to.include({ department: 'Sở Y tế', unit: 'Phòng Kế hoạch', step: 'appraise', counts: true });
    expect(model!.nodes.get('step_2')!.step!.budget).to.deep.equal({ value: 3, unit: 'workingDay' });
    expect(model!.nodes.get('step_5')!.step).to.include({
      counts: false,
      countsBasis: 'Không tính thời gian',
      step: 'return',
      place: 'centre',
    });
    expect(model!.processes.get('process_t1')!.procedure!.deadlines).to.deep.include({ kind: 'published', value: 5, unit: 'workingDay' });
  });

  it('gives lanes in order of first use, one a place', async () => {
    const { process } = await processOf(table());
    const lanes = (process.get('laneSets') as Moddle[])[0]!.get('lanes') as Moddle[];

    expect(lanes.map(({ name }) => name)).to.deep.equal([
      'Trung tâm Phục vụ hành chính công tỉnh',
      'Phòng Kế hoạch',
      'Lãnh đạo Sở Y tế',
      'Văn thư – Sở Y tế',
    ]);
  });

  it('keeps the whole text of a step and what the time column printed', async () => {
    const { byId } = await processOf(
      table({}, { 1: { content: `Thẩm định hồ sơ; ${'nội dung rất dài '.repeat(10)}`, ...timed(3, '03 ngày') } }),
    );

    expect(byId.step_2!.get('tthc:durationText')).to.equal('03 ngày');
    expect(String((byId.step_2!.documentation as Moddle[])[0]!.text)).to.include('nội dung rất dài nội dung rất dài');
    expect(byId.step_2!.name).to.equal('Thẩm định hồ sơ');
  });

  describe('reports', () => {
    const cases: [what: string, rule: string, value: unknown][] = [
      ['a sum that is not the deadline', 'sum-differs-from-deadline', table({ legalDeadline: day(6) })],
      ['a plain day under a deadline in working days', 'plain-day-under-working-day', table({}, { 1: timed(3, '03 ngày') })],
      ['a unit that only the header has', 'unit-only-in-header', table({}, { 1: timed(3, '3') })],
      [
        'hours and days in one table',
        'mixed-units',
        table({}, { 0: { duration: { value: 4, unit: 'working_hour' }, durationText: '04 giờ làm việc' } }),
      ],
      [
        'a cell that says something else than the value',
        'duration-text-differs',
        table({}, { 1: { duration: day(4), durationText: '03 ngày làm việc' } }),
      ],
      [
        'a cell with another unit than the value',
        'duration-text-differs',
        table({}, { 1: { duration: { value: 3, unit: 'calendar_day' }, durationText: '03 ngày làm việc' } }),
      ],
      ['a time that cannot be read', 'duration-unclear', table({}, { 1: { duration: null, durationText: 'theo lịch họp' } })],
      ['a step without time', 'untimed-step', table({}, { 1: { duration: null, durationText: '' } })],
      ['a step above 60 % of the total', 'step-over-60-percent', table({ legalDeadline: day(12) }, { 1: timed(10) })],
      [
        'several roles in a step',
        'several-roles-in-step',
        table({}, { 1: { unit: 'Chuyên viên Phòng Kế hoạch; Lãnh đạo phòng; Lãnh đạo Sở', role: 'multiple' } }),
      ],
      ['several places of work in a step', 'several-places-in-step', table({}, { 0: { content: 'Tiếp nhận hồ sơ, thẩm định hồ sơ' } })],
      ['columns that are mixed up', 'swapped-columns', table({}, { 2: { unit: 'Lãnh đạo Sở ký duyệt' } })],
      ['a label used twice', 'duplicate-label', table({}, { 2: { label: 'Bước 2' } })],
      ['a skipped label', 'skipped-label', table({}, { 3: { label: 'Bước 6' } })],
      ['a missing seal', 'five-step-missing', table({}, { 3: { content: 'Chuyển hồ sơ' } })],
      ['a missing code', 'code-missing', table({ code: '(không in)' })],
      ['a code that needed normalising', 'code-normalised', table({ code: '1.014464. H12' })],
      ['several codes', 'several-codes', table({ code: '1.000001, 1.000002' })],
      ['a missing basis', 'legal-basis-missing', table({ legalBasis: [] })],
      ['a missing deadline', 'deadline-absent', table({ legalDeadline: null })],
      ['a deadline of nothing', 'deadline-zero', table({ legalDeadline: day(0) })],
      ['a deadline longer than the national one', 'published-longer-than-national', table({ nationalDeadline: day(4) })],
      [
        'a section that does not add up',
        'section-sum-differs',
        table({}, { 0: { stage: 'Cấp tỉnh (02 ngày làm việc)' }, 1: { stage: 'Cấp tỉnh (02 ngày làm việc)' } }),
      ],
      [
        'another deadline without a formal condition',
        'alternative-deadline-not-formal',
        table({ alternativeDeadline: { ...day(9), when: 'cần xác minh' } }),
      ],
      [
        'an appointment that does not add up',
        'appointment-sum-differs',
        table({ appointments: [{ order: 1, ...day(5) }] }, { 0: { stage: 'Hẹn lần 1' } }),
      ],
      [
        'a phase that does not add up',
        'phase-sum-differs',
        table({ phaseDeadlines: [{ phase: 'Thẩm định', ...day(9) }] }, { 1: { stage: 'Thẩm định' } }),
      ],
    ];
    for (const [what, rule, value] of cases) {
      it(what, async () => expect(await rulesOf(value)).to.include(rule));
    }

    it('nothing of all that for a table without fault', async () => {
      expect(await rulesOf(table())).to.deep.equal(['untimed-return']);
    });

    it('places that exist: every pointer leads somewhere, every text is filled in', async () => {
      for (const [, , value] of cases) {
        for (const { at, message, messageEn, rule } of (await fromTable(value)).findings) {
          expect(message + messageEn, rule).to.not.match(/[{}]|undefined|NaN/u);
          if (at.startsWith('/'))
            expect(pointed(value, at.replace(/\/(durationText|legalDeadline|code|duration)$/u, '')), `${rule} ${at}`).to.not.equal(
              undefined,
            );
        }
      }
    });
  });

  it('reads a code with a space and keeps the suffix of the locality', async () => {
    const { process } = await processOf(table({ code: '1.014464. H12' }));

    expect(process.get('tthc:procedureCode')).to.equal('1.014464.H12');
  });

  it('draws "không đồng ý → chuyển lại" as a gateway with a way back that is not taken by itself', async () => {
    const value = table({}, { 2: { content: 'Phê duyệt kết quả; không đồng ý thì chuyển lại bước 2' } });
    const { byId } = await processOf(value);

    expect(await rulesOf(value)).to.include('loop-drawn');
    const [onward, back] = byId.decision_3!.get('outgoing') as Moddle[];
    expect((onward!.targetRef as Moddle).id).to.equal('step_4');
    expect(byId.decision_3!.default).to.equal(onward);
    expect((back!.targetRef as Moddle).id).to.equal('merge_2');
    expect((back!.conditionExpression as Moddle).body).to.equal('=step_3_agreed = false');
  });

  it('draws a case that skips steps, and adds up every way', async () => {
    const value = table({}, { 1: { result: 'Trường hợp đủ thông tin thì cấp phiếu và chuyển sang bước 4' } });
    const { findings } = await fromTable(value);

    expect(findings.map(({ rule }) => rule)).to.include.members(['branch-drawn', 'path-sum-differs']);
    expect(findings.find(({ rule }) => rule === 'path-sum-differs')!.messageEn).to.include('Bước 1 → Bước 2 → Bước 4 → Bước 5');
  });

  it('reports a jump to a step that does not exist', async () => {
    expect(await rulesOf(table({}, { 2: { content: 'Phê duyệt; không đồng ý thì chuyển lại bước 9' } }))).to.include('jump-unclear');
  });

  it('draws agencies consulted in adjacent rows between parallel gateways', async () => {
    const asked = { role: 'consulted_agency', content: 'Cho ý kiến thẩm định', ...timed(1) };
    const value = table({}, { 1: { ...asked, unit: 'Sở Xây dựng' }, 2: { ...asked, unit: 'Sở Tài chính' } });
    const { byId } = await processOf(value);

    expect((byId.parallel_2_split!.get('outgoing') as Moddle[]).map(({ targetRef }) => (targetRef as Moddle).id)).to.deep.equal([
      'step_2',
      'step_3',
    ]);
    expect((byId.parallel_2_join!.get('incoming') as Moddle[]).length).to.equal(2);
    expect((await readBpmn((await fromTable(value)).xml)).problems).to.deep.equal([]);
  });

  it('consults agencies that are not named as a parallel task for each of a list', async () => {
    const value = table({}, { 1: { role: 'consulted_agency', unit: 'Các Sở, ban, ngành được xin ý kiến', content: 'Cho ý kiến' } });
    const { byId } = await processOf(value);

    expect((byId.step_2!.loopCharacteristics as Moddle).get('tthc:elementVariable')).to.equal('consultedAgency');
    expect(await rulesOf(value)).to.include('consultation-agencies-unnamed');
  });

  it('puts steps that share a time into a subprocess with one budget and their own units', async () => {
    const value = table({}, { 1: { sharedBlock: 'B2-3' }, 2: { sharedBlock: 'B2-3', duration: null, durationText: '' }, 3: timed(1.5) });
    const { byId } = await processOf(value);

    expect(Number(byId.block_2!.get('tthc:budget'))).to.equal(3);
    expect(byId.step_2!.get('tthc:budget')).to.equal(undefined);
    expect(byId.step_3!.get('tthc:unit')).to.equal('Lãnh đạo Sở');
    expect(await rulesOf(value))
      .to.include('shared-time-block')
      .and.not.include('sum-differs-from-deadline');
  });

  it('waits for the payment between two appointments, outside the deadline', async () => {
    const first = { stage: 'Hẹn lần 1' };
    const second = { stage: 'Hẹn lần 2' };
    const appointments = [
      { order: 1, ...day(3.5) },
      { order: 2, ...day(1.5) },
    ];
    const value = table({ appointments }, { 0: first, 1: first, 2: second, 3: second, 4: second });
    const { process, byId } = await processOf(value);
    const values = (process.extensionElements as Moddle).get('values') as Moddle[];
    const printed = values
      .filter(({ $type }) => $type === 'tthc:Appointment')
      .map(({ order, from, until }) => ({ order: Number(order), from, until }));

    expect(byId.payment_wait!.$type).to.equal('bpmn:ReceiveTask');
    expect([byId.payment_wait!.get('tthc:purpose'), byId.payment_wait!.get('tthc:counts')]).to.deep.equal(['payment', false]);
    expect(printed).to.deep.equal([
      { order: 1, from: undefined, until: 'step_2' },
      { order: 2, from: 'payment_wait', until: 'step_4' },
    ]);
  });

  it('does not count a timed step after the returning one when the rest adds up', async () => {
    const value = table();
    value.steps.push({ label: 'Bước 6', content: 'Đăng tải thông tin', unit: 'Cơ quan được phân công', role: 'agency_unit', ...timed(5) });
    const { byId } = await processOf(value);

    expect(await rulesOf(value))
      .to.include('post-deadline-step')
      .and.not.include('sum-differs-from-deadline');
    expect(byId.step_6!.get('tthc:counts')).to.equal(false);
  });

  it('never reads the fields that only judge the table', async () => {
    const trap = Object.fromEntries(
      ['sumEqualsDeadline', 'stepSum', 'tags', 'notes'].map((field) => [
        field,
        { get: () => expect.fail(`${field} was read`), enumerable: true },
      ]),
    );
    await fromTable(Object.defineProperties(table(), trap));
  });

  it('gives equal bytes for equal tables, and ids that are ASCII, unique and safe', async () => {
    const hostile = table(
      { id: '__proto__', name: 'constructor <&> "Đất"' },
      { 1: { content: 'toString\u0000 \uD800', unit: 'constructor' } },
    );
    const { xml } = await fromTable(hostile);

    expect((await fromTable(hostile)).xml).to.equal(xml);
    expect((await readBpmn(xml)).problems).to.deep.equal([]);
    const ids = [...xml.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id!);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const id of ids) expect(id).to.match(/^[A-Za-z_][\w-]*$/u);
  });

  it('refuses what is no table, with the place', async () => {
    const refused: [unknown, string][] = [
      [null, ''],
      [[], ''],
      [{ name: 'x' }, '/steps'],
      [{ name: 'x', steps: [] }, '/steps'],
      [{ name: '', steps: [{ content: 'a', unit: 'b' }] }, '/name'],
      [table({}, { 1: { content: 7 } }), '/steps/1/content'],
      [table({}, { 1: { duration: { value: -1, unit: 'working_day' } } }), '/steps/1/duration/value'],
      [table({}, { 1: { duration: { value: 1, unit: 'week' } } }), '/steps/1/duration/unit'],
      [table({ appointments: [{ ...day(1) }] }), '/appointments/0/order'],
    ];
    for (const [value, at] of refused) {
      const error = await fromTable(value).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(TableUnreadable);
      expect(error).to.include({ at, code: 'TABLE_UNREADABLE' });
    }
  });

  it('has Vietnamese and English for every rule', () => {
    for (const [rule, [severity, vietnamese, english]] of Object.entries(findingRules)) {
      expect(rule).to.match(/^[a-z0-9]+(-[a-z0-9]+)*$/u);
      expect(['error', 'warning', 'info']).to.include(severity);
      const holes = (text: string) => [...text.matchAll(/\{\w+\}/gu)].map(([hole]) => hole).sort();
      expect(holes(english), rule).to.deep.equal(holes(vietnamese));
    }
  });
});

function pointed(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((found: unknown, key) => (found as Row | undefined)?.[key], value);
}
