import { expect } from 'chai';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { element } from '../../../support/bpmn.ts';
import { bpmn, end, eventSub, expectEmpty, mappings, played, script, start, user } from '../support.ts';

describe('script task', () => {
  it('keeps its result under the name of tthc:resultVariable, and no result without one', async () => {
    const named = await played(bpmn(start('s'), script('a', 'x * 2', 'y'), 's->a'), { variables: { x: 21 } });
    expect(named.state.result).to.deep.equal({ x: 21, y: 42 });
    const nameless = await played(bpmn(start('s'), script('a', 'x * 2'), 's->a'), { variables: { x: 21 } });
    expect(nameless.state.result).to.deep.equal({ x: 21 });
  });

  it('sees its own inputs, and its outputs see its result', async () => {
    const dossier = await played(bpmn(start('s'), script('a', 'p + 1', 'r', mappings({ p: 'x' }, { y: 'r * p' })), 's->a'), {
      variables: { x: 2 },
    });
    expect(dossier.state.result).to.deep.equal({ x: 2, y: 6 });
  });

  it('a script that fails is an incident; an error handler around it catches it', async () => {
    const bare = await played(bpmn(start('s'), script('a', '1 / 0 + "x"'), end('e'), 's->a', 'a->e'));
    expect(bare.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['EXPRESSION_FAILED', 'a']]);
    const handled = await played(
      bpmn(start('s'), script('a', '1 + "x"'), 's->a', eventSub('handler', 'error', true, 'look', user('look'))),
    );
    expect(handled.active()).to.deep.equal(['look']);
    handled.complete('look');
    expectEmpty(handled);
  });

  it('now() is the instant of the command, in the time of the office', async () => {
    const dossier = await played(bpmn(start('s'), script('a', 'now()', 'y'), 's->a'));
    expect(Date.parse(String(dossier.variable('y')))).to.equal(Date.parse('2026-03-02T08:00:00+07:00'));
  });

  it('another language, an empty script and one that cannot be parsed are refused or stop visibly', async () => {
    const codes = async (xml: string) => (await readBpmn(bpmn(start('s'), xml, 's->a'))).problems.map(({ code }) => code);
    expect(await codes(element('scriptTask', 'a', '<script>1</script>', 'scriptFormat="javascript"'))).to.deep.equal([
      'EXPRESSION_LANGUAGE',
    ]);
    expect(await codes(element('scriptTask', 'a'))).to.deep.equal(['SCRIPT_MISSING']);
  });
});
