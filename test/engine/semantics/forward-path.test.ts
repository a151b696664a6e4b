import { expect } from 'chai';
import { forwardPath, forwardSteps } from '../../../engine/semantics/forward-path.ts';
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

  it('has the units that the dossier has bound to the kinds of its steps, and is one array for the same units', async () => {
    const kinds = await modelOfXml(
      definitions(
        processXml(
          'p',
          element('startEvent', 's'),
          '<laneSet id="ls"><lane id="l" name="Committee" tthc:kind="commune"><flowNodeRef>a</flowNodeRef></lane></laneSet>',
          timed('a', 1),
          element('userTask', 'b', '', 'tthc:unit="land" tthc:budget="2" tthc:budgetUnit="workingDay"'),
          's->a',
          'a->b',
        ),
      ),
    );
    const from = (participants: Readonly<Record<string, string>>) => forwardSteps(kinds.nodes.get('s')!, undefined, participants);
    expect(from({ commune: 'north' }).map(({ unit, budget }) => [unit, budget.value])).to.deep.equal([
      ['north', 1],
      ['land', 2],
    ]);
    expect(from({ commune: 'south', court: 'x' })[0]!.unit).to.equal('south');
    expect(from({ commune: 'north', court: 'y' })).to.equal(from({ commune: 'north' }));
    expect(from({}).map(({ unit }) => unit)).to.deep.equal([undefined, 'land']);
  });

  it('is in order through a process of two thousand steps, and the same when asked again', async () => {
    const ids = Array.from({ length: 2000 }, (_, index) => `t${index}`);
    const { nodes } = await modelOfXml(
      definitions(processXml('p', ...ids.map((id) => timed(id, 1)), ...ids.slice(1).map((id, index) => `t${index}->${id}`))),
    );
    for (const from of [0, 1500, 1990, 1990, 0])
      expect(forwardPath(nodes.get(`t${from}`)!).map(({ id }) => id)).to.deep.equal(ids.slice(from + 1));
  });

  it('comes back from processes that call each other in a ring', async () => {
    const ring = definitions(
      processXml('a', element('callActivity', 'callB', '', 'calledElement="b"'), timed('afterB', 1), 'callB->afterB'),
      processXml('b', element('callActivity', 'callA', '', 'calledElement="a"'), timed('afterA', 2), 'callA->afterA'),
    );
    expect(await pathOf(ring, 'callB')).to.deep.equal(['afterB']);
  });
});
