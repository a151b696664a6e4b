import { expect } from 'chai';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { processXml } from '../../../support/bpmn.ts';
import { boundary, bpmn, call, end, expectEmpty, file, holds, multiInstance, played, start, throwing, user } from '../support.ts';

const called = processXml('Q', start('qs'), user('a'), end('qe'), 'qs->a', 'a->qe');

describe('call activity', () => {
  it('runs a process of the file as a scope of the same dossier', async () => {
    const xml = file(processXml('P', start('s'), call('c', 'Q'), end('e'), 's->c', 'c->e'), called);
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }],
      expect: [
        { after: 0, active: ['a'] },
        {
          after: 1,
          ended: true,
          order: [
            ['qe', 'c'],
            ['c', 'e'],
          ],
        },
      ],
    });
  });

  it('the one process that is called by no other is what starts', async () => {
    const dossier = await played(file(called, processXml('P', start('s'), call('c', 'Q'), 's->c')));
    expect(Object.keys(dossier.state.scopes)).to.include('P#1');
  });

  it('several rounds call it several times, each with variables of its own', async () => {
    const dossier = await played(
      file(
        processXml(
          'P',
          start('s'),
          call('c', 'Q', multiInstance({ cardinality: '2', outputCollection: 'all', outputElement: 'x' })),
          's->c',
        ),
        called,
      ),
    );
    dossier.complete('a', { x: 1 });
    dossier.complete('a', { x: 2 });
    expectEmpty(dossier);
    expect(dossier.variable('all')).to.deep.equal([1, 2]);
  });

  it('an escalation goes out of it while it goes on, nearest boundary first', async () => {
    const xml = file(
      processXml('P', start('s'), call('c', 'Q'), boundary('up', 'c', 'escalation:X1', false), user('look'), 's->c', 'up->look'),
      processXml('Q', start('qs'), throwing('raise', 'escalation:X1'), user('a'), 'qs->raise', 'raise->a'),
    );
    await holds(xml, { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['a', 'look'] }] });
  });

  it('a process that is not in the file, or starts with a trigger only, is refused when it is read', async () => {
    const codes = async (...roots: string[]) => (await readBpmn(file(...roots))).problems.map(({ code, at }) => [code, at]);
    expect(await codes(processXml('P', start('s'), call('c', 'Nowhere'), 's->c'))).to.deep.equal([['CALLED_UNKNOWN', 'c']]);
    expect(await codes(processXml('P', start('s'), call('c', 'Q'), 's->c'), processXml('Q', start('qs', 'message:M1')))).to.deep.equal([
      ['START_MISSING', 'c'],
    ]);
    expect((await readBpmn(bpmn(start('s'), '<callActivity id="c"/>', 's->c'))).problems.map(({ code }) => code)).to.include(
      'REFERENCE_MISSING',
    );
  });
});
