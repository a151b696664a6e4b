import { expect } from 'chai';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { bpmn, end, expectEmpty, holds, loop, mappings, multiInstance, played, start, sub, user } from '../support.ts';

describe('subprocess', () => {
  it('is a scope of its own that completes when nothing lives in it any more', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', start('is'), user('a'), user('b'), end('ie'), 'is->a', 'is->b', 'a->ie'),
      user('after'),
      's->scope',
      'scope->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }],
      expect: [
        { after: 0, active: ['a', 'b'] },
        { after: 1, active: ['b'], completed: ['ie'] },
        { after: 2, active: ['after'], completed: ['scope'] },
      ],
    });
  });

  it('without a start event every node without incoming flow starts; an empty one passes at once', async () => {
    await holds(bpmn(start('s'), sub('scope', user('a'), user('b')), 's->scope'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, active: ['a', 'b'] }],
    });
    await holds(bpmn(start('s'), sub('scope'), end('e'), 's->scope', 'scope->e'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, ended: true, completed: ['scope', 'e'] }],
    });
  });

  it('its inputs are variables of its own; outputs see them', async () => {
    const dossier = await played(
      bpmn(start('s'), sub('scope', mappings({ part: 'whole / 2' }, { result: 'part + done' }), user('a')), 's->scope'),
      { variables: { whole: 10 } },
    );
    dossier.complete('a', { part: 7, done: 1 });
    expect(dossier.state.result).to.deep.equal({ whole: 10, done: 1, result: 8 });
  });

  it('in rounds each has a scope of its own; sequential ones one after the other', async () => {
    const parallel = await played(
      bpmn(start('s'), sub('scope', multiInstance({ collection: '["p","q"]', each: 'item' }), user('a')), 's->scope'),
    );
    expect(Object.values(parallel.state.scopes).flatMap(({ variables }) => variables.item ?? [])).to.deep.equal(['p', 'q']);
    const sequential = await played(
      bpmn(start('s'), sub('scope', multiInstance({ sequential: true, cardinality: '2' }), user('a')), 's->scope'),
    );
    expect(sequential.active()).to.deep.equal(['a']);
    sequential.complete('a');
    sequential.complete('a');
    expectEmpty(sequential);
  });

  it('in a standard loop it runs anew each time', async () => {
    const dossier = await played(bpmn(start('s'), sub('scope', loop('again'), user('a')), 's->scope'));
    dossier.complete('a', { again: true });
    dossier.complete('a', { again: false });
    expectEmpty(dossier);
  });

  it('a start event with a trigger inside, or nothing to start with, is refused when it is read', async () => {
    const codes = async (inside: string) =>
      (await readBpmn(bpmn(start('s'), sub('scope', inside), 's->scope'))).problems.map(({ code, at }) => [code, at]);
    expect(await codes(start('is', 'message:M1'))).to.deep.include(['START_IN_SUBPROCESS', 'is']);
    expect(await codes(`${user('a')}<sequenceFlow id="f" sourceRef="a" targetRef="a"/>`)).to.deep.include(['START_MISSING', 'scope']);
  });
});
