import { expect } from 'chai';
import { and, boundary, call, end, file, procedure, sub, user, xor } from '../semantics/support.ts';
import { content, processXml } from '../../support/bpmn.ts';
import { ask, chain, deadline, found, steps, timed } from './support.ts';

const id = 'sum-differs-from-deadline';

describe(`rule ${id}`, () => {
  it('names both figures, in the deadline and in the steps', async () => {
    const [finding] = await ask(id, steps(10.5, timed('a', 9), timed('b', 0.5)));
    expect(finding).to.include({ severity: 'error', rule: id });
    expect(finding!.message).to.include('9,5 ngày làm việc').and.include('ít hơn').and.include('10,5 ngày làm việc');
    expect(finding!.elements).to.deep.equal(['P', 'a', 'b']);
    expect((await ask(id, steps(9, timed('a', 9), timed('b', 0.5))))[0]!.messageEn).to.include('more than');
  });

  it('adds hours to days, takes the longer branch and counts a subprocess once', async () => {
    expect(await found(id, steps(2, timed('a', 1), timed('b', 8, 'workingHour')))).to.deep.equal([]);
    const branches = procedure(
      '',
      deadline(4),
      '<startEvent id="s"/>',
      and('f'),
      timed('a', 3),
      timed('b', 2),
      and('j'),
      timed('c', 1),
      end('e'),
      's->f',
      'f->a',
      'f->b',
      'a->j',
      'b->j',
      'j->c',
      'c->e',
    );
    expect(await found(id, branches)).to.deep.equal([]);
    const block = sub(
      'block',
      ...chain(user('x'), user('y')).map((part) =>
        part
          .replaceAll(/\b([se])\b(?=")/g, '$1_in')
          .replace(/^s->/, 's_in->')
          .replace(/->e$/, '->e_in'),
      ),
    ).replace('<subProcess', '<subProcess tthc:budget="3" tthc:budgetUnit="workingDay"');
    expect(await found(id, steps(4, timed('a', 1), block))).to.deep.equal([]);
  });

  it('follows calls, and does not count loops, boundary handlers or what is outside the deadline', async () => {
    const called = `<process id="C" isExecutable="true">${content(...chain(timed('inner', 2)).map((part) => part.replaceAll('"s"', '"cs"').replaceAll('"e"', '"ce"').replace('s->', 'cs->').replace('->e', '->ce')))}</process>`;
    const main = `<process id="P" isExecutable="true"><extensionElements>${deadline(3)}</extensionElements>${content(...chain(timed('a', 1), call('k', 'C')))}</process>`;
    expect(await found(id, file(main, called))).to.deep.equal([]);
    const loop = procedure(
      '',
      deadline(2),
      '<startEvent id="s"/>',
      xor('m'),
      timed('a', 2),
      boundary('late', 'a', 'timer:PT1H', false),
      timed('remind', 5),
      xor('x'),
      timed('w', 9, 'workingDay', 'tthc:counts="false"'),
      end('e'),
      end('e2'),
      's->m',
      'm->a',
      'a->x',
      'x->m?agreed = false',
      'x->w!',
      'w->e',
      'late->remind',
      'remind->e2',
    );
    expect(await found(id, loop)).to.deep.equal([]);
  });

  it('is silent where it cannot tell: kinds of day mixed, a step without time, no deadline', async () => {
    expect(await found(id, steps(5, timed('a', 3, 'calendarDay'), timed('b', 1)))).to.deep.equal([]);
    expect(await found(id, steps(5, timed('a', 3), user('b')))).to.deep.equal([]);
    expect(await found(id, steps(2, timed('a', 3), user('b')))).to.have.length(1);
    expect(await found(id, procedure('', '', ...chain(timed('a', 3))))).to.deep.equal([]);
  });

  it('takes any of several deadlines, and a share of the deadline', async () => {
    const two = deadline(3) + deadline(5, 'workingDay', 'kind="published" when="=needsSurvey"');
    expect(await found(id, procedure('', two, ...chain(timed('a', 5))))).to.deep.equal([]);
    expect(await found(id, procedure('', two, ...chain(timed('a', 4))))).to.have.length(1);
    expect(await found(id, steps(10, timed('a', 5), user('b', '', 'tthc:budgetShare="0.5"')))).to.deep.equal([]);
  });

  it('lets another pool of the file do its part', async () => {
    const main = `<process id="P" isExecutable="true"><extensionElements>${deadline(3)}</extensionElements>${content(...chain(timed('a', 1)))}</process>`;
    const police = processXml('Q', '<startEvent id="qs"/>', timed('b', 1.5), '<endEvent id="qe"/>', 'qs->b', 'b->qe');
    expect(await found(id, file(main))).to.have.length(1);
    expect(await found(id, file(main, police))).to.deep.equal([]);
  });
});
