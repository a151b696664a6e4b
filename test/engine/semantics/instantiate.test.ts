import { expect } from 'chai';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { element } from '../../support/bpmn.ts';
import { association, dataObject, taskData } from '../../support/bpmn-data.ts';
import { bpmn, catching, end, event, eventSub, expectEmpty, holds, mappings, monday, played, start, user, type Play } from './support.ts';

const receive = (id: string, message: string, attributes = '') =>
  element('receiveTask', id, mappings({}, { got: 'x' }), `messageRef="${message}" ${attributes}`);

describe('processes that start at what waits', () => {
  it('a receive task that instantiates: the message starts the dossier and completes the task', async () => {
    const xml = bpmn(receive('r', 'M1', 'instantiate="true" tthc:unit="u"'), user('a'), 'r->a');
    await holds(xml, {
      steps: [
        { do: 'message', name: 'M1', variables: { x: 7 } },
        { do: 'complete', at: 'a' },
      ],
      expect: [
        { after: 0, active: ['a'], completed: ['r'], variables: { x: 7, got: 7 } },
        { after: 'end', ended: true },
      ],
    });
    const dossier = await played(xml, { at: 'r', variables: { x: 1 } });
    expect(dossier.active()).to.deep.equal(['a']);
    expect(dossier.state.steps['r#1']!.outcome).to.equal('completed');
  });

  it('an exclusive event-based gateway that instantiates: the first event starts the dossier, the others are not waited for', async () => {
    const xml = bpmn(
      element('eventBasedGateway', 'g', '', 'instantiate="true"'),
      catching('one', 'message:M1'),
      receive('two', 'M2'),
      catching('clock', 'timer:PT1H'),
      user('a'),
      user('b'),
      user('c'),
      'g->one',
      'g->two',
      'g->clock',
      'one->a',
      'two->b',
      'clock->c',
    );
    await holds(xml, {
      steps: [
        { do: 'message', name: 'M2', variables: { x: 1 } },
        { do: 'message', name: 'M1' },
        { do: 'advance', by: 'PT2H' },
      ],
      expect: [
        { after: 0, active: ['b'], completed: ['g', 'two'], notReached: ['one'] },
        { after: 1, active: ['a', 'b'] },
        { after: 2, active: ['a', 'b', 'c'] },
      ],
    });
  });

  it('a parallel one: the first message starts the dossier, which waits for the rest; keys say which dossier', async () => {
    const both = (id: string, name: string) => catching(id, `message:${name}?order`);
    const xml = bpmn(
      element('eventBasedGateway', 'g', '', 'instantiate="true" eventGatewayType="Parallel"'),
      both('one', 'M1'),
      both('two', 'M2'),
      element('parallelGateway', 'join'),
      user('a'),
      'g->one',
      'g->two',
      'one->join',
      'two->join',
      'join->a',
    );
    await holds(xml, {
      steps: [
        { do: 'message', name: 'M1', key: 'A', variables: { order: 'A' } },
        { do: 'message', name: 'M2', key: 'B', variables: { order: 'B' } },
        { do: 'message', name: 'M2', key: 'A', variables: { order: 'A' } },
        { do: 'message', name: 'M1', key: 'B', variables: { order: 'B' } },
      ],
      expect: [
        { after: 0, active: ['two'], completed: ['one'] },
        { after: 1, active: ['one', 'two'], completed: ['one', 'two'] },
        { after: 2, active: ['a', 'one'] },
        { after: 3, active: ['a', 'a'] },
      ],
    });
  });

  it('inside the flow a parallel event-based gateway waits for all that is behind it', async () => {
    const xml = bpmn(
      start('s'),
      element('eventBasedGateway', 'g', '', 'eventGatewayType="Parallel"'),
      catching('one', 'message:M1'),
      catching('two', 'signal:S1'),
      element('parallelGateway', 'join'),
      end('e'),
      's->g',
      'g->one',
      'g->two',
      'one->join',
      'two->join',
      'join->e',
    );
    const dossier = await played(xml);
    expect(dossier.active()).to.deep.equal(['one', 'two']);
    dossier.send({ type: 'broadcastSignal', name: 'S1' });
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expectEmpty(dossier);
  });

  it('a start event with several triggers starts by any one; where all are needed the first message starts a dossier that waits for the rest', async () => {
    const any = bpmn(start('s', 'message:M1 | signal:S1'), user('a'), 's->a');
    await holds(any, {
      steps: [
        { do: 'message', name: 'M1' },
        { do: 'signal', name: 'S1' },
      ],
      expect: [{ after: 1, active: ['a', 'a'] }],
    });
    const all = bpmn(event('startEvent', 's', 'message:M1 | message:M2', 'parallelMultiple="true"'), user('a'), 's->a');
    await holds(all, {
      steps: [
        { do: 'message', name: 'M2', variables: { x: 1 } },
        { do: 'message', name: 'M1' },
        { do: 'trigger', at: 's' },
      ],
      expect: [
        { after: 0, active: ['s'], notReached: ['a'] },
        { after: 1, active: ['a'], completed: ['s'], variables: { x: 1 } },
        { after: 2, active: ['a', 'a'] },
      ],
    });
    const dossier = await played(all, { at: 's', definition: 0 });
    expect(Object.values(dossier.state.subscriptions).map(({ name }) => name)).to.deep.equal(['M2']);
    dossier.send({ type: 'deliverMessage', name: 'M2' });
    expect(dossier.active()).to.deep.equal(['a']);
  });

  describe('make their outputs once', () => {
    const written = (play: Play) => play.events.flatMap((each) => (each.type === 'variablesSet' ? [each.variables] : []));
    const given = (id: string) => taskData(id, { outputs: { letter: 'body' } });

    it('a receive task', async () => {
      const task = element('receiveTask', 'r', mappings({}, { n: 'n + 1' }), 'messageRef="M1" instantiate="true"');
      const dossier = await played(bpmn(task, user('a'), 'r->a'), { at: 'r', variables: { n: 1 } });
      expect([written(dossier), dossier.variable('n'), dossier.active()]).to.deep.equal([[{ n: 2 }], 2, ['a']]);
    });

    it('a receive task with data of its own, from the message', async () => {
      const task = element('receiveTask', 'r', given('r'), 'messageRef="M1" instantiate="true"');
      const dossier = await played(bpmn(task, user('a'), dataObject('letter'), 'r->a'), { at: 'r', variables: { body: 'text' } });
      expect(dossier.state.scopes['P#1']!.variables).to.deep.equal({ body: 'text', letter: 'text' });
      const empty = await played(bpmn(task, user('a'), dataObject('letter'), 'r->a'), { at: 'r' });
      expect(empty.state.scopes['P#1']!.variables).to.deep.equal({ letter: null });
    });

    it('an event behind a gateway', async () => {
      const dossier = await played(
        bpmn(
          element('eventBasedGateway', 'g', '', 'instantiate="true"'),
          event('intermediateCatchEvent', 'one', 'message:M1', '', mappings({}, { list: 'append(list, 9)' })),
          catching('two', 'message:M2'),
          user('a'),
          'g->one',
          'g->two',
          'one->a',
          'two->a',
        ),
        { at: 'one', definition: 0, variables: { list: [] } },
      );
      expect([written(dossier), dossier.variable('list')]).to.deep.equal([[{ list: [9] }], [9]]);
    });

    it('a start event that needs several messages: when all are there', async () => {
      const both = (children: string) =>
        bpmn(
          event('startEvent', 's', 'message:M1 | message:M2', 'parallelMultiple="true"', children),
          user('u'),
          dataObject('letter'),
          's->u',
        );
      const sum = await played(both(mappings({}, { total: 'a + b' })), { at: 's', definition: 0, variables: { a: 1 } });
      expect([sum.incidents(), sum.variable('total')]).to.deep.equal([[], undefined]);
      sum.send({ type: 'deliverMessage', name: 'M2', variables: { b: 2 } });
      expect([written(sum), sum.variable('total'), sum.active()]).to.deep.equal([[{ total: 3 }], 3, ['u']]);

      const outputs = `<dataOutput id="s_out" name="body"/>${association('dataOutputAssociation', 'take', 's_out', 'letter')}<outputSet/>`;
      const first = await played(both(outputs), { at: 's', definition: 0, variables: { body: 'text' } });
      first.send({ type: 'deliverMessage', name: 'M2' });
      expect(first.variable('letter')).to.equal('text');
    });
  });

  it('event subprocesses of the process see what the outputs of its start set', async () => {
    const begun = (trigger: string, outputs: Record<string, string>) =>
      played(
        bpmn(
          event('startEvent', 's', 'message:M1', '', mappings({}, outputs)),
          user('u'),
          eventSub('h', trigger, true, 'x', user('x')),
          's->u',
        ),
        { at: 's', variables: { code: 'A' } },
      );
    const keyed = await begun('message:M2?ma', { ma: 'code + "1"' });
    expect(Object.values(keyed.state.subscriptions).map(({ correlationKey }) => correlationKey)).to.deep.equal(['A1']);
    const timed = await begun('timer:=han', { han: '"PT1H"' });
    expect([timed.incidents(), timed.active()]).to.deep.equal([[], ['u']]);
    expect(Object.values(timed.state.subscriptions).map(({ dueAt }) => dueAt)).to.deep.equal([
      new Date(Date.parse(monday) + 3_600_000).toISOString(),
    ]);
  });

  it('refuses what cannot start a process, by name', async () => {
    const codes = async (...parts: string[]) => (await readBpmn(bpmn(...parts))).problems.map(({ code, at }) => `${code} ${at}`);
    expect(await codes(start('s'), receive('r', 'M1', 'instantiate="true"'), 's->r')).to.deep.equal(['INSTANTIATE_PLACE r']);
    expect(await codes(event('startEvent', 's', 'message:M1 | signal:S1', 'parallelMultiple="true"'))).to.deep.equal([
      'START_NEEDS_MESSAGES s',
    ]);
  });

  it('refuses a trigger of a start that there is not', async () => {
    const { model } = await readBpmn(bpmn(start('s', 'message:M1'), user('a'), 's->a'));
    expect(model!.nodes.get('s')!.events.length).to.equal(1);
    const dossier = await played(bpmn(start('p'), start('s', 'message:M1'), user('a'), 'p->a', 's->a'), { at: 's', definition: 0 });
    expect(dossier.active()).to.deep.equal(['a']);
    let code = '';
    try {
      await played(bpmn(start('s', 'message:M1'), user('a'), 's->a'), { at: 's', definition: 1 });
    } catch (error) {
      ({ code } = error as { code: string });
    }
    expect(code).to.equal('INVALID_VALUE');
  });
});
