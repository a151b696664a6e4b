/** Steps as a reader expects them, however the file has them. */
import { expect } from 'chai';
import { stepsInOrder } from '../../../api/pages/steps-in-order.ts';
import { content, definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';

async function orderOf(...parts: string[]): Promise<readonly string[]> {
  const model = await modelOfXml(definitions(processXml('p', ...parts)));
  return [...model.processes.values()].flatMap(stepsInOrder).map(({ id }) => id);
}

describe('steps in order', () => {
  const task = (id: string) => element('userTask', id);
  const ends = [element('endEvent', 'e'), element('startEvent', 's')];

  it('follow the flows, not the file, and a way back does not change them', async () => {
    const order = await orderOf(
      ...ends,
      task('c'),
      task('b'),
      element('exclusiveGateway', 'g'),
      task('a'),
      's->a',
      'a->g',
      'g->b!',
      'g->a?x',
      'b->c',
      'c->e',
    );
    expect(order).to.deep.equal(['a', 'b', 'c']);
  });

  it('take branches one after the other, and what is inside a step in its place', async () => {
    const inner = content(task('i2'), element('startEvent', 'is'), task('i1'), 'is->i1', 'i1->i2');
    const order = await orderOf(
      ...ends,
      task('last'),
      element('subProcess', 'box', inner),
      task('second'),
      element('parallelGateway', 'split'),
      element('parallelGateway', 'join'),
      's->split',
      'split->second',
      'split->box',
      'second->join',
      'box->join',
      'join->last',
      'last->e',
    );
    expect(order).to.deep.equal(['second', 'i1', 'i2', 'last']);
  });
});
