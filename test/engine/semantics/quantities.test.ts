import { expect } from 'chai';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { and, bpmn, expectEmpty, loop, multiInstance, played, start, user, xor } from './support.ts';

const quantity = (id: string, attributes: string, children = '') => user(id, children, attributes);

describe('start and completion quantity', () => {
  const xml = bpmn(start('s'), and('f'), user('a'), user('b'), quantity('c', 'startQuantity="2"'), 's->f', 'f->a', 'f->b', 'a->c', 'b->c');

  it('an activity begins once with so many tokens, over all its flows', async () => {
    const dossier = await played(xml);
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['b']);
    expect(dossier.incidents()).to.deep.equal([]);
    dossier.complete('b');
    expect(dossier.active()).to.deep.equal(['c']);
    dossier.complete('c');
    expectEmpty(dossier);
  });

  it('so many tokens leave on each flow, and two at a time begin what takes two', async () => {
    const dossier = await played(
      bpmn(start('s'), quantity('a', 'completionQuantity="4"'), user('b'), quantity('c', 'startQuantity="2"'), 's->a', 'a->b', 'a->c'),
    );
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['b', 'b', 'b', 'b', 'c', 'c']);
  });

  it('a condition decides for all tokens of a flow at once', async () => {
    const dossier = await played(
      bpmn(start('s'), quantity('a', 'completionQuantity="2"'), user('b'), user('c'), 's->a', 'a->b?yes', 'a->c!'),
      { variables: { yes: true } },
    );
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['b', 'b']);
  });

  it('tokens that are too few for ever are reported as stuck', async () => {
    const dossier = await played(bpmn(start('s'), quantity('a', 'startQuantity="2"'), 's->a'));
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['STUCK', 'a']]);
  });

  it('counts once for all rounds of a loop or several instances', async () => {
    for (const marker of [loop(undefined, 'loopMaximum="2"'), multiInstance({ cardinality: '2', sequential: true })]) {
      const dossier = await played(
        bpmn(
          start('s'),
          and('f'),
          xor('m'),
          quantity('a', 'startQuantity="2" completionQuantity="3"', marker),
          user('b'),
          's->f',
          'f->m[f1]',
          'f->m[f2]',
          'm->a',
          'a->b',
        ),
      );
      expect(dossier.active()).to.deep.equal(['a']);
      dossier.complete('a');
      dossier.complete('a');
      expect(dossier.active()).to.deep.equal(['b', 'b', 'b']);
    }
  });

  it('an activity without rounds uses the tokens up as well', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        and('f'),
        quantity('a', 'startQuantity="2" completionQuantity="2"', multiInstance({ cardinality: '0' })),
        user('b'),
        's->f',
        'f->a[f1]',
        'f->a[f2]',
        'a->b',
      ),
    );
    expect(dossier.active()).to.deep.equal(['b', 'b']);
  });

  it('refuses what is no quantity', async () => {
    for (const wrong of ['startQuantity="0"', 'completionQuantity="-1"', 'startQuantity="1001"']) {
      const { problems } = await readBpmn(bpmn(start('s'), quantity('a', wrong), 's->a'));
      expect(
        problems.map(({ code, at }) => [code, at]),
        wrong,
      ).to.deep.equal([['VALUE_INVALID', 'a']]);
    }
  });

  it('is counted by soundness', async () => {
    const { model } = await readBpmn(xml);
    const { optionToComplete, safe, bounded } = checkSoundness(model!).processes[0]!;
    expect([optionToComplete, safe, bounded].map(({ outcome }) => outcome)).to.deep.equal(['holds', 'holds', 'holds']);
  });
});
