import { expect } from 'chai';
import { compareVersions } from '../../../engine/analysis/compare-versions.ts';
import { modelOfXml } from '../../support/bpmn.ts';
import { chain, deadline, timed } from '../rules/support.ts';
import { procedure, user, xor } from '../semantics/support.ts';

const version = async (days: number, ...elements: string[]) => ({
  model: await modelOfXml(procedure('', deadline(days), ...chain(...elements))),
});
const named = (id: string, value: number, more = '') => timed(id, value, 'workingDay', `name="Bước ${id}" ${more}`);

describe('two versions of a procedure', () => {
  it('are equal to themselves', async () => {
    const one = await version(10, named('a', 4), named('b', 6));
    const { changes, measures } = compareVersions(one, await version(10, named('a', 4), named('b', 6)));
    expect(changes).to.deep.equal([]);
    expect(measures.every(({ before, after }) => before === after)).to.equal(true);
  });

  it('differ in time, in data and in words', async () => {
    const before = await version(10, named('a', 4), named('b', 6));
    const after = await version(8, named('a', 2.5), named('b', 5.5));
    const { changes, measures } = compareVersions(before, after);
    expect(changes.map(({ group, what, elements, before: then, after: now }) => [group, what, elements[0], then, now])).to.deep.equal([
      ['time', 'budgetChanged', 'a', '4 ngày làm việc', '2,5 ngày làm việc'],
      ['time', 'budgetChanged', 'b', '6 ngày làm việc', '5,5 ngày làm việc'],
      ['time', 'deadlineChanged', 'P', '10 ngày làm việc', '8 ngày làm việc'],
    ]);
    expect(changes[2]!.message).to.equal('Thời hạn công bố: từ 10 ngày làm việc thành 8 ngày làm việc');
    expect(changes[0]!.messageEn).to.equal('"Bước a": another time, from 4 working days to 2.5 working days');
    const figures = Object.fromEntries(measures.map(({ code, before: then, after: now }) => [code, [then, now]]));
    expect(figures).to.deep.include({ publishedDays: [10, 8], stepDays: [10, 8], steps: [2, 2], largestSharePercent: [60, 68.75] });
  });

  it('differ in steps and flows; an element with a new id is known by its name', async () => {
    const before = await version(10, named('a', 4), named('b', 6));
    const after = await version(10, named('a', 4).replace('id="a"', 'id="a2"'), named('b', 6), named('c', 1));
    const { changes } = compareVersions(before, after);
    expect(changes.map(({ group, what, elements }) => [group, what, ...elements])).to.deep.equal([
      ['steps', 'added', 'c'],
      ['flows', 'removed', 'b_e'],
      ['flows', 'added', 'b_c'],
      ['flows', 'added', 'c_e'],
    ]);
  });

  it('differ in departments, places and counting', async () => {
    const before = await version(10, named('a', 4, 'tthc:department="land" tthc:place="agency"'));
    const after = await version(10, named('a', 4, 'tthc:department="tax" tthc:place="centre" tthc:counts="false"'));
    expect(
      compareVersions(before, after).changes.map(({ group, what, before: then, after: now }) => [group, what, then, now]),
    ).to.deep.equal([
      ['time', 'countsChanged', 'tính vào thời hạn', 'không tính vào thời hạn'],
      ['departments', 'holderChanged', 'land', 'tax'],
      ['departments', 'placeChanged', 'tại trụ sở cơ quan', 'tại Trung tâm'],
    ]);
  });

  it('differ in conditions', async () => {
    const split = async (condition: string) => ({
      model: await modelOfXml(
        procedure('', '', '<startEvent id="s"/>', xor('g'), user('a'), user('b'), 's->g', `g->a?${condition}`, 'g->b!'),
      ),
    });
    const { changes } = compareVersions(await split('x > 1'), await split('x > 2'));
    expect(changes.map(({ what, elements, before, after }) => [what, elements, before, after])).to.deep.equal([
      ['conditionChanged', ['g_a'], 'x > 1', 'x > 2'],
    ]);
  });

  it('differ in risk: errors and warnings that are new or cured', async () => {
    const finding = (rule: string, severity: 'error' | 'info') => ({
      rule,
      severity,
      message: rule,
      messageEn: `${rule} en`,
      elements: ['a'],
    });
    const before = { ...(await version(10, named('a', 10))), findings: [finding('old', 'error'), finding('note', 'info')] };
    const after = { ...(await version(10, named('a', 10))), findings: [finding('new', 'error')] };
    const { changes, measures } = compareVersions(before, after);
    expect(changes.map(({ group, what, message }) => [group, what, message])).to.deep.equal([
      ['risk', 'findingNew', 'Phát sinh: new'],
      ['risk', 'findingGone', 'Đã hết: old'],
    ]);
    expect(measures.find(({ code }) => code === 'errors')).to.include({ before: 1, after: 1 });
  });
});
