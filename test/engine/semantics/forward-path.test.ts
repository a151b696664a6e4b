import { expect } from 'chai';
import { forwardPath } from '../../../engine/semantics/forward-path.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';

const timed = (id: string, days: number) => element('userTask', id, '', `tthc:budget="${days}" tthc:budgetUnit="workingDay"`);
const pathOf = async (xml: string, from: string, until?: string) =>
  forwardPath((await modelOfXml(xml)).nodes.get(from)!, until).map(({ id }) => id);

describe('the longest way forward', () => {
  const choice = definitions(
    processXml(
      'p',
      element('startEvent', 's'),
      element('exclusiveGateway', 'g'),
      timed('short', 1),
      timed('long', 3),
      timed('last', 1),
      's->g',
      'g->short?x',
      'g->long!',
      'short->last',
      'long->last',
    ),
  );

  it('takes the branch with more budget', async () => {
    expect(await pathOf(choice, 's')).to.deep.equal(['long', 'last']);
  });

  it('ends with the element that an appointment is kept by', async () => {
    expect(await pathOf(choice, 's', 'long')).to.deep.equal(['long']);
    expect(await pathOf(choice, 'long', 'long')).to.deep.equal([]);
  });

  it('counts each activity once in a loop', async () => {
    const loop = definitions(
      processXml(
        'p',
        element('startEvent', 's'),
        timed('a', 1),
        element('exclusiveGateway', 'g'),
        timed('b', 1),
        's->a',
        'a->g',
        'g->a?again',
        'g->b!',
      ),
    );
    expect(await pathOf(loop, 's')).to.deep.equal(['a', 'b']);
  });

  it('comes back from processes that call each other in a ring', async () => {
    const ring = definitions(
      processXml('a', element('callActivity', 'callB', '', 'calledElement="b"'), timed('afterB', 1), 'callB->afterB'),
      processXml('b', element('callActivity', 'callA', '', 'calledElement="a"'), timed('afterA', 2), 'callA->afterA'),
    );
    expect(await pathOf(ring, 'callB')).to.deep.equal(['afterB']);
  });
});
