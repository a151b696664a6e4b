/** BPMN's own data: objects, properties, associations, input sets, what a process takes in and gives back (10.4; ADR 0062). */
import { expect } from 'chai';
import { association, dataObject, drawnLines, taskData } from '../../support/bpmn-data.ts';
import { content, element } from '../../support/bpmn.ts';
import {
  boundary,
  bpmn,
  call,
  end,
  event,
  eventSub,
  expectEmpty,
  file,
  mappings,
  multiInstance,
  played,
  script,
  start,
  sub,
  user,
  compensated,
  throwing,
} from './support.ts';

const sendTask = (id: string, children: string) => element('sendTask', id, children, 'messageRef="M1"');

describe("BPMN's own data", () => {
  it('is a variable: a task takes in and gives back through its associations, and nothing else leaves it', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        user('a', taskData('a', { inputs: { form: 'doc' }, outputs: { docDrawn: 'answer' } })),
        user('after'),
        dataObject('doc'),
        's->a',
        'a->after',
      ),
      { variables: { doc: 'draft' } },
    );
    expect(dossier.state.scopes['a#1']!.variables).to.deep.equal({ form: 'draft' });
    dossier.complete('a', { answer: 'signed', secret: 1 });
    expect(dossier.state.scopes['P#1']!.variables).to.deep.equal({ doc: 'signed' });
  });

  it('drawn without data of the task is seen and written by its name', async () => {
    const dossier = await played(
      bpmn(start('s'), user('a', drawnLines('a', 'docDrawn', 'docDrawn')), end('e'), dataObject('doc'), 's->a', 'a->e'),
    );
    expect(dossier.state.scopes['a#1']).to.equal(undefined);
    dossier.complete('a', { doc: 'signed', other: 2 });
    expect(dossier.state.result).to.deep.equal({ doc: 'signed', other: 2 });
  });

  it('of a subprocess begins empty, is written inside and is gone with it', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        sub('scope', dataObject('doc'), start('is'), user('a'), user('b'), 'is->a', 'a->b'),
        user('after'),
        's->scope',
        'scope->after',
      ),
      { variables: { doc: 'outside' } },
    );
    expect(dossier.state.scopes['scope#1']!.variables).to.deep.equal({ doc: null });
    dossier.complete('a', { doc: 'inside', free: 1 });
    expect(dossier.state.scopes['scope#1']!.variables).to.deep.equal({ doc: 'inside' });
    dossier.complete('b');
    expect([dossier.variable('doc'), dossier.variable('free')]).to.deep.equal(['outside', 1]);
  });

  it('of a subprocess is one for each of its rounds, and an input mapping of its name fills it from outside', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        sub(
          'scope',
          mappings({ doc: 'doc + loopCounter' }),
          '<property id="own" name="doc"/>',
          multiInstance({ cardinality: '2' }),
          start('is'),
          user('a'),
          'is->a',
        ),
        's->scope',
      ),
      { variables: { doc: 10 } },
    );
    const docs = Object.values(dossier.state.scopes).flatMap(({ parent, variables }) =>
      parent !== undefined && 'doc' in variables ? [variables.doc] : [],
    );
    expect(docs).to.deep.equal([11, 12]);
    dossier.complete('a', { doc: 'first' });
    dossier.complete('a', { doc: 'second' });
    expect(dossier.state.result).to.deep.equal({ doc: 10 });
  });

  it('of a subprocess that has the name of the item is the item of each round', async () => {
    const rounds = async (extra: string) => {
      const inside = [dataObject('doc'), dataObject('note'), start('is'), user('a'), 'is->a'];
      const each = multiInstance({ collection: '["x", "y"]', each: 'doc' });
      const dossier = await played(bpmn(start('s'), sub('scope', extra, each, ...inside), 's->scope'));
      return Object.values(dossier.state.scopes).flatMap(({ parent, variables }) =>
        parent !== undefined && 'doc' in variables ? [variables] : [],
      );
    };
    expect(await rounds('')).to.deep.equal([
      { doc: 'x', note: null, loopCounter: 1 },
      { doc: 'y', note: null, loopCounter: 2 },
    ]);
    expect((await rounds(mappings({ n: 'loopCounter' }))).map(({ doc, note, n }) => [doc, note, n])).to.deep.equal([
      ['x', null, 1],
      ['y', null, 2],
    ]);
  });

  it('of an event subprocess belongs to each of its runs', async () => {
    const handler = eventSub('h', 'message:M1', false, 'a', dataObject('doc'), user('a'));
    const dossier = await played(bpmn(start('s'), user('wait'), handler, 's->wait'));
    for (const doc of ['one', 'two']) dossier.send({ type: 'deliverMessage', name: 'M1', variables: { doc, kept: doc } });
    expect([dossier.state.scopes['h#1']!.variables, dossier.state.scopes['h#2']!.variables]).to.deep.equal([
      { doc: 'one' },
      { doc: 'two' },
    ]);
    expect(dossier.variable('doc')).to.equal(undefined);
    expect(dossier.variable('kept')).to.equal('two');
  });

  it('is made, changed in parts and put together by transformations and assignments', async () => {
    const parts =
      '<dataOutputAssociation id="parts"><targetRef>doc</targetRef><assignment><from>answer</from><to>doc.decision.text</to></assignment><assignment><from>1 + 1</from><to>copies</to></assignment></dataOutputAssociation>';
    const box =
      '<dataInputAssociation id="fill"><targetRef>a_box</targetRef><assignment><from>"x"</from><to>box.label</to></assignment></dataInputAssociation>';
    const data = taskData('a', { inputs: { sum: '=n + m' }, gives: ['answer'], properties: ['box'] });
    const dossier = await played(bpmn(start('s'), user('a', data + box + parts), end('e'), dataObject('doc'), 's->a', 'a->e'), {
      variables: { n: 1, m: 2, doc: { kept: true }, box: { label: 'outside', more: 1 } },
    });
    expect(dossier.state.scopes['a#1']!.variables).to.deep.equal({ sum: 3, box: { label: 'x' } });
    dossier.complete('a', { answer: 'yes' });
    expect(dossier.variable('doc')).to.deep.equal({ kept: true, decision: { text: 'yes' }, copies: 2 });
    expect(dossier.variable('box')).to.deep.equal({ label: 'outside', more: 1 });
  });

  it('given by nobody is null, even where another variable has the name of the output', async () => {
    const dossier = await played(
      bpmn(start('s'), user('a', taskData('a', { outputs: { doc: 'answer' } })), end('e'), dataObject('doc'), 's->a', 'a->e'),
      { variables: { answer: 'of somebody else' } },
    );
    dossier.complete('a');
    expect(dossier.state.result).to.deep.equal({ answer: 'of somebody else', doc: null });
  });

  it('that is missing keeps an activity from beginning, visibly; optional data does not', async () => {
    const xml = (optional: string[]) =>
      bpmn(
        start('s'),
        user('a', taskData('a', { inputs: { form: 'doc', note: 'remark' }, optional })),
        dataObject('doc'),
        dataObject('remark'),
        's->a',
      );
    const dossier = await played(xml(['note']));
    expect(dossier.active()).to.deep.equal([]);
    expect(dossier.incidents().map(({ code, elementId, messageEn }) => [code, elementId, messageEn])).to.deep.equal([
      ['DATA_UNAVAILABLE', 'a', 'Input data is not there: "form"'],
    ]);
    const retry = () => dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    retry();
    expect(dossier.incidents().length).to.equal(1);
    dossier.send({ type: 'setVariables', variables: { doc: 'there' } });
    retry();
    expect(dossier.active()).to.deep.equal(['a']);
    expect(dossier.state.scopes['a#1']!.variables).to.deep.equal({ form: 'there', note: null });
    expect((await played(xml(['note', 'form']))).active()).to.deep.equal(['a']);
  });

  it('one of several input sets is enough', async () => {
    const sets = taskData('a', { inputs: { x: 'n', y: 'm' } }).replace(
      /<inputSet>.*<\/inputSet>/,
      '<inputSet><dataInputRefs>a_in_x</dataInputRefs></inputSet><inputSet><dataInputRefs>a_in_y</dataInputRefs></inputSet>',
    );
    const xml = bpmn(start('s'), user('a', sets), dataObject('n'), dataObject('m'), 's->a');
    expect((await played(xml, { variables: { m: 1 } })).active()).to.deep.equal(['a']);
    expect((await played(xml)).incidents().map(({ code }) => code)).to.deep.equal(['DATA_UNAVAILABLE']);
  });

  it('gives the rounds of an activity their items, and gathers what they give', async () => {
    const rounds =
      '<multiInstanceLoopCharacteristics isSequential="true"><loopDataInputRef>a_in_all</loopDataInputRef><loopDataOutputRef>a_out_results</loopDataOutputRef><inputDataItem id="item" name="one"/><outputDataItem id="given" name="answer"/></multiInstanceLoopCharacteristics>';
    const dossier = await played(
      bpmn(
        start('s'),
        user('a', taskData('a', { inputs: { all: 'papersDrawn' }, outputs: { answers: 'results' } }) + rounds),
        end('e'),
        dataObject('papers', 'isCollection="true"'),
        dataObject('answers', 'isCollection="true"'),
        's->a',
        'a->e',
      ),
      { variables: { papers: ['p', 'q'] } },
    );
    expect(dossier.state.scopes['a#2']!.variables).to.deep.equal({ loopCounter: 1, one: 'p' });
    dossier.complete('a', { answer: 'p!' });
    dossier.complete('a', { answer: 'q!' });
    expect(dossier.variable('answers')).to.deep.equal(['p!', 'q!']);
  });

  it('goes with what is thrown and comes with what is caught', async () => {
    const thrown = `<dataInput id="x_in" name="body"/><dataInputAssociation id="put"><sourceRef>doc</sourceRef><targetRef>x_in</targetRef></dataInputAssociation><inputSet><dataInputRefs>x_in</dataInputRefs></inputSet>`;
    const caught = `<dataOutput id="c_out" name="body"/>${association('dataOutputAssociation', 'take', 'c_out', 'letter')}<outputSet/>`;
    const dossier = await played(
      bpmn(
        start('s'),
        event('intermediateThrowEvent', 'x', 'signal:S1', '', thrown),
        user('a'),
        boundary('c', 'a', 'message:M1', false, caught),
        end('e'),
        dataObject('doc'),
        dataObject('letter'),
        's->x',
        'x->a',
        'c->e',
      ),
    );
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['DATA_UNAVAILABLE', 'x']]);
    dossier.send({ type: 'setVariables', variables: { doc: 'text', body: 'of somebody else' } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    const signals = dossier.events.flatMap((each) => (each.type === 'signalThrown' ? [each.variables] : []));
    expect(signals).to.deep.equal([{ body: 'text' }]);
    dossier.send({ type: 'deliverMessage', name: 'M1', variables: { body: 'answer', more: 1 } });
    expect(dossier.variable('letter')).to.equal('answer');
    expect(dossier.variable('more')).to.equal(undefined);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.variable('letter')).to.equal(null);
  });

  it('of a message is made once: what a send task takes in does not see itself', async () => {
    const dossier = await played(bpmn(start('s'), sendTask('x', mappings({ n: 'n + 1' })), 's->x'), { variables: { n: 1 } });
    expect(dossier.events.flatMap((each) => (each.type === 'messageThrown' ? [each.variables] : []))).to.deep.equal([{ n: 2 }]);
  });

  it('comes with what starts a process, beside what else came', async () => {
    const outputs = `<dataOutput id="c_out" name="body"/>${association('dataOutputAssociation', 'take', 'c_out', 'letter')}<outputSet/>`;
    const dossier = await played(bpmn(event('startEvent', 's', 'message:M1', '', outputs), user('a'), dataObject('letter'), 's->a'), {
      at: 's',
      variables: { body: 'text', more: 1 },
    });
    expect(dossier.state.scopes['P#1']!.variables).to.deep.equal({ body: 'text', more: 1, letter: 'text' });
  });

  describe('of a called process', () => {
    const called = (specification: string) => `<process id="Q">${specification}${content(start('qs'), user('q'), 'qs->q')}</process>`;
    const specification =
      '<ioSpecification id="io"><dataInput id="i1" name="doc"/><dataInput id="i2" name="missing"/><dataOutput id="o1" name="result"/><dataOutput id="o2" name="never"/><inputSet/><outputSet/></ioSpecification>';

    it('with a specification, only what it takes in goes in, and only what it gives comes back', async () => {
      const dossier = await played(file(bpmnProcess(start('s'), call('c', 'Q'), end('e'), 's->c', 'c->e'), called(specification)), {
        process: 'P',
        variables: { doc: 1, other: 2, never: 'kept' },
      });
      expect(dossier.state.scopes['c#1']!.variables).to.deep.equal({ doc: 1 });
      dossier.complete('q', { result: 3, other: 4 });
      expect(dossier.state.result).to.deep.equal({ doc: 1, other: 2, never: 'kept', result: 3 });
      expectEmpty(dossier);
    });

    it('the associations of the call go first', async () => {
      const data = taskData('c', { inputs: { doc: 'own' }, outputs: { own: 'result' } });
      const dossier = await played(
        file(bpmnProcess(start('s'), call('c', 'Q', data), end('e'), dataObject('own'), 's->c', 'c->e'), called(specification)),
        { process: 'P', variables: { own: 1, doc: 'not this' } },
      );
      expect(dossier.state.scopes['c#1']!.variables).to.deep.equal({ doc: 1 });
      dossier.complete('q', { result: 3 });
      expect(dossier.state.result).to.deep.equal({ own: 3, doc: 'not this' });
    });
  });

  it('of a subprocess is there again when it is taken back, as it was', async () => {
    const inside = [dataObject('doc'), start('is'), user('a'), compensated('a', script('undo', 'doc', 'seen')), 'is->a'];
    const dossier = await played(
      bpmn(start('s'), sub('scope', ...inside), throwing('t', 'compensate'), end('e'), 's->scope', 'scope->t', 't->e'),
    );
    dossier.complete('a', { doc: 'inside' });
    expect(dossier.variable('seen')).to.equal('inside');
    expectEmpty(dossier);
  });
});

function bpmnProcess(...parts: string[]): string {
  return `<process id="P" isExecutable="true">${content(...parts)}</process>`;
}
