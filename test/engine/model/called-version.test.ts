import type { Moddle } from 'bpmn-moddle';
import { expect } from 'chai';
import type { CalledVersion, CalledVersions } from '../../../engine/model/called-version.ts';
import { readCalls } from '../../../engine/model/calls-of.ts';
import { modelOf } from '../../../engine/model/model-of.ts';
import { parseBpmn } from '../../../engine/model/parse-bpmn.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { content, definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';
import { call, catching, end, eventSub, file, start, sub, user } from '../semantics/support.ts';

const version = (processId: string, number: number, xml: string, called?: CalledVersions): CalledVersion => ({
  processId,
  version: number,
  xml,
  ...(called && { called }),
});
const bound = (...versions: (readonly [calledElement: string, version: CalledVersion])[]): CalledVersions => new Map(versions);

const caller = file(processXml('P', start('s'), call('c', 'Q'), end('e'), 's->c', 'c->e'));
const callee = file(processXml('Q', start('s'), user('a'), end('e'), 's->a', 'a->e'));
const codesOf = async (xml: string, called?: CalledVersions) => (await readBpmn(xml, called)).problems.map(({ code, at }) => [code, at]);

describe('a model with called versions of other files', () => {
  it('has the called process under the prefix of its version, marked, behind its own', async () => {
    const { model, problems } = await readBpmn(caller, bound(['Q', version('Q', 3, callee)]));

    expect(problems).to.deep.equal([]);
    expect([...model!.processes.keys()]).to.deep.equal(['P', 'Q@3/Q']);
    expect([...model!.nodes.keys()]).to.deep.equal(['s', 'c', 'e', 'Q@3/s', 'Q@3/a', 'Q@3/e']);
    expect([...model!.flows.keys()]).to.deep.equal(['s_c', 'c_e', 'Q@3/s_a', 'Q@3/a_e']);
    for (const map of [model!.processes, model!.nodes, model!.flows]) for (const [id, part] of map) expect(part.id).to.equal(id);
    expect(model!.processes.get('P')!.linked).to.equal(undefined);
    expect(model!.processes.get('Q@3/Q')!.linked).to.deep.equal({ processId: 'Q', version: 3 });
    expect(model!.nodes.get('c')!.called).to.equal(model!.processes.get('Q@3/Q'));
    expect(model!.nodes.get('c')!.calledElement).to.equal('Q@3/Q');
    expect(model!.nodes.get('Q@3/a')!.incoming[0]!.source).to.equal(model!.nodes.get('Q@3/s'));
    for (const part of [model!.processes.get('Q@3/Q'), model!.nodes.get('Q@3/a'), model!.flows.get('Q@3/s_a')])
      expect(Object.isFrozen(part)).to.equal(true);
  });

  it('leaves what both files are as it was: reading again gives the same, and the callee alone keeps its ids', async () => {
    const called = bound(['Q', version('Q', 3, callee)]);
    const [once, again] = [await modelOfXml(caller, called), await modelOfXml(caller, called)];
    expect([...again.nodes.keys()]).to.deep.equal([...once.nodes.keys()]);
    expect([...(await modelOfXml(callee)).nodes.keys()]).to.deep.equal(['s', 'a', 'e']);
  });

  it('renames what is inside subprocesses, boundary hosts, links and appointments with their elements', async () => {
    const inner = sub('box', start('bs'), user('ba'), 'bs->ba');
    const guard = eventSub('guard', 'message:M1', false, 'ga', user('ga'));
    const extensions =
      '<extensionElements><tthc:appointment order="1" value="1" unit="workingDay" until="ba"/><tthc:appointment order="2" value="1" unit="workingDay" from="ba"/></extensionElements>';
    const xml = file(
      `<process id="Q" isExecutable="true">${extensions}${content(start('qs'), inner, guard, element('boundaryEvent', 'late', '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>', 'attachedToRef="box"'), element('intermediateThrowEvent', 'jump', '<linkEventDefinition name="L"/>'), catching('land', 'link:L'), 'qs->box', 'box->jump')}</process>`,
    );
    const model = await modelOfXml(caller, bound(['Q', version('Q', 1, xml)]));

    const box = model.nodes.get('Q@1/box')!;
    expect(box.contents!.id).to.equal('Q@1/box');
    expect(box.contents!.starts).to.deep.equal([model.nodes.get('Q@1/bs')]);
    expect(box.boundaryEvents).to.deep.equal([model.nodes.get('Q@1/late')]);
    expect(model.nodes.get('Q@1/late')!.attachedTo).to.equal(box);
    expect(model.nodes.get('Q@1/jump')!.linkTarget).to.equal(model.nodes.get('Q@1/land'));
    expect(model.processes.get('Q@1/Q')!.eventSubProcesses[0]!.contents!.startEvents[0]!.id).to.equal('Q@1/guard_start');
    expect(model.processes.get('Q@1/Q')!.procedure!.appointments.map(({ from, until }) => [from, until])).to.deep.equal([
      [undefined, 'Q@1/ba'],
      ['Q@1/ba', undefined],
    ]);
  });

  it('takes over only the processes that calls reach, with their lanes and the message flows that lie wholly among them', async () => {
    const pools = ['Q', 'R', 'T'].map((id) => `<participant id="pool${id}" processRef="${id}"/>`).join('');
    const flows = '<messageFlow id="qr" sourceRef="qsend" targetRef="rcatch"/><messageFlow id="qt" sourceRef="qsend2" targetRef="tcatch"/>';
    const lanes =
      '<laneSet id="lanes"><lane id="lane" tthc:unit="so-y-te"><flowNodeRef>qs</flowNodeRef><flowNodeRef>qsend</flowNodeRef></lane></laneSet>';
    const xml = file(
      `<collaboration id="col">${pools}<participant id="people" name="Người nộp"/>${flows}<messageFlow id="qp" sourceRef="qsend" targetRef="people"/></collaboration>`,
      `<process id="Q">${lanes}${content(start('qs'), element('sendTask', 'qsend', '', 'messageRef="M1"'), element('sendTask', 'qsend2', '', 'messageRef="M2"'), call('qc', 'R'), 'qs->qsend', 'qsend->qsend2', 'qsend2->qc')}</process>`,
      processXml('R', start('rs'), catching('rcatch', 'message:M1'), 'rs->rcatch'),
      processXml('T', start('ts'), catching('tcatch', 'message:M2'), 'ts->tcatch'),
    );
    const model = await modelOfXml(caller, bound(['Q', version('Q', 1, xml)]));

    expect([...model.processes.keys()]).to.deep.equal(['P', 'Q@1/Q', 'Q@1/R']);
    expect(model.nodes.has('Q@1/tcatch')).to.equal(false);
    expect(model.nodes.get('Q@1/qc')!.calledElement).to.equal('Q@1/R');
    expect(model.messageFlows.map(({ id }) => id)).to.deep.equal(['Q@1/qr']);
    expect(model.messageFlows[0]!.target).to.equal(model.nodes.get('Q@1/rcatch'));
    expect(model.lanes.map(({ id, unit }) => [id, unit])).to.deep.equal([['Q@1/lane', 'so-y-te']]);
    expect(model.nodes.get('Q@1/qsend')!.step!.unit).to.equal('so-y-te');
  });

  it('names messages, signals and codes as the called file does by itself, whatever the prefix', async () => {
    const xml = definitions(
      '<message id="unnamed"/><signal id="flare"/><error id="oops" errorCode="E1"/>',
      '<collaboration id="col"><participant id="pool" processRef="Q"/><participant id="people"/><messageFlow id="drawn" sourceRef="people" targetRef="b"/></collaboration>',
      processXml(
        'Q',
        start('qs'),
        catching('a', 'message:unnamed'),
        element('receiveTask', 'b'),
        catching('d', 'signal:flare'),
        'qs->a',
        'a->b',
        'b->d',
      ),
    );
    const model = await modelOfXml(caller, bound(['Q', version('Q', 1, xml)]));
    expect(model.nodes.get('Q@1/a')!.event).to.deep.equal({ type: 'message', messageName: 'unnamed' });
    expect(model.nodes.get('Q@1/b')!.messageName).to.equal('drawn');
    expect(model.nodes.get('Q@1/d')!.event).to.deep.equal({ type: 'signal', signalName: 'flare' });
  });

  it('has two versions of one callee side by side, and a version that is reached twice once', async () => {
    const third = version('R', 7, file(processXml('R', start('rs'), user('ra'), 'rs->ra')));
    const calling = (xml: string) => version('Q', xml === callee ? 1 : 2, xml, bound(['R', third]));
    const second = file(processXml('Q', start('s'), call('again', 'R'), 's->again'));
    const xml = file(
      processXml('P', start('s'), call('old', 'Q1'), call('new', 'Q'), call('direct', 'R'), 's->old', 'old->new', 'new->direct'),
    );
    const firstAsQ1 = calling(callee.replaceAll('"Q"', '"Q1"'));
    const model = await modelOfXml(xml, bound(['Q1', { ...firstAsQ1, version: 1 }], ['Q', calling(second)], ['R', third]));
    expect([...model.processes.keys()]).to.deep.equal(['P', 'Q@1/Q1', 'Q@2/Q', 'R@7/R']);
    expect(model.nodes.get('direct')!.called).to.equal(model.nodes.get('Q@2/again')!.called);
  });

  it('prefers a process of its own file, and reads a prefix of the called name as that of a namespace', async () => {
    const xml = file(
      processXml('P', start('s'), call('c', 'ns:Q'), call('d', 'ns:R'), 's->c', 'c->d'),
      processXml('Q', start('qs'), user('own'), 'qs->own'),
    );
    const model = await modelOfXml(xml, bound(['Q', version('Q', 3, callee)], ['R', version('R', 1, callee.replaceAll('"Q"', '"R"'))]));
    expect([...model.processes.keys()]).to.deep.equal(['P', 'Q', 'R@1/R']);
    expect(model.nodes.get('c')!.called!.id).to.equal('Q');
  });

  it('stops at versions that call each other in a ring, should a caller ever bind them so', async () => {
    const ring = new Map<string, CalledVersion>();
    ring.set('Q', version('Q', 1, file(processXml('Q', start('s'), call('x', 'R'), 's->x')), ring));
    ring.set('R', version('R', 1, file(processXml('R', start('s'), call('x', 'Q'), 's->x')), ring));
    const model = await modelOfXml(caller, ring);
    expect([...model.processes.keys()]).to.deep.equal(['P', 'Q@1/Q', 'R@1/R']);
    expect(model.nodes.get('R@1/x')!.called!.id).to.equal('Q@1/Q');
  });

  describe('refuses', () => {
    it('a call that is bound to nothing, or to a file without that process, or to one that starts by a trigger only', async () => {
      expect(await codesOf(caller)).to.deep.equal([['CALLED_UNKNOWN', 'c']]);
      expect(await codesOf(caller, bound(['Q', version('Q', 1, callee.replaceAll('"Q"', '"other"'))]))).to.deep.equal([
        ['CALLED_UNKNOWN', 'c'],
      ]);
      const triggered = file(processXml('Q', start('s', 'message:M1'), user('a'), 's->a'));
      expect(await codesOf(caller, bound(['Q', version('Q', 1, triggered)]))).to.deep.equal([['START_MISSING', 'c']]);
    });

    it('what a called file cannot run, naming it with the prefix, however deep the call', async () => {
      const bad = file(processXml('R', start('s'), element('choreographyTask', 'g'), 's->g'));
      const between = version('Q', 2, file(processXml('Q', start('s'), call('x', 'R'), 's->x')), bound(['R', version('R', 5, bad)]));
      expect(await codesOf(caller, bound(['Q', between]))).to.deep.include.members([['ELEMENT_NOT_SUPPORTED', 'R@5/g']]);
      const unbound = version('Q', 2, file(processXml('Q', start('s'), call('x', 'R'), 's->x')));
      expect(await codesOf(caller, bound(['Q', unbound]))).to.deep.equal([['CALLED_UNKNOWN', 'Q@2/x']]);
      const misspelt = version('Q', 2, file(processXml('Q', start('s'), user('a'), 's->a?1 +')));
      expect(await codesOf(caller, bound(['Q', misspelt]))).to.deep.equal([['EXPRESSION_INVALID', 'Q@2/s_a']]);
    });

    it('a called text that is no XML, with its line and the prefix', async () => {
      const { model, problems } = await readBpmn(caller, bound(['Q', version('Q', 2, 'no\n<xml')]));
      expect(model).to.equal(undefined);
      expect(problems.map(({ code, at, line }) => [code, at, line])).to.deep.equal([['XML_MALFORMED', 'Q@2/', 2]]);
      expect(await codesOf(caller, bound(['Q', version('Q', 2, callee.replace('id="a"', 'id="s"'))]))).to.deep.include.members([
        ['ID_DUPLICATE', 'Q@2/s'],
      ]);
    });

    it('an id of its own that looks like one of a called version: no XML id can, one set by a program may', async () => {
      const xml = file(processXml('P', start('s'), call('c', 'Q'), user('x'), 's->c', 'c->x'));
      const { definitions: own } = await parseBpmn(xml);
      const { definitions: other } = await parseBpmn(callee);
      const [process] = (own!.get('rootElements') as Moddle[]).filter(({ $type }) => $type === 'bpmn:Process');
      (process!.get('flowElements') as Moddle[]).find(({ id }) => id === 'x')!.id = 'Q@3/a';
      const { model, problems } = modelOf(own!, new Map([['Q', { processId: 'Q', version: 3, definitions: other! }]]));
      expect(model).to.equal(undefined);
      expect(problems.map(({ code, at }) => [code, at])).to.deep.equal([['ID_DUPLICATE', 'Q@3/a']]);
    });

    it('two files for one version: that is a bug of who binds them', async () => {
      const xml = file(processXml('P', start('s'), call('c', 'Q'), call('d', 'R'), 's->c', 'c->d'));
      let error: unknown;
      try {
        await readBpmn(xml, bound(['Q', version('Q', 3, callee)], ['R', version('Q', 3, callee.replaceAll('"Q"', '"R"'))]));
      } catch (thrown) {
        error = thrown;
      }
      expect(error).to.be.instanceOf(Error).with.property('message', 'Two files are said to be Q@3/');
    });
  });

  it('keeps the warnings of a called file, with the prefix', async () => {
    const xml = file(processXml('Q', start('s'), user('a', '<potentialOwner id="p"/>'), 's->a'));
    const { model, problems } = await readBpmn(caller, bound(['Q', version('Q', 3, xml)]));
    expect(model).to.not.equal(undefined);
    expect(problems.map(({ code, at }) => [code, at])).to.deep.equal([['NO_EFFECT', 'Q@3/a']]);
  });
});

describe('the calls of a file', () => {
  it('are its processes, and the called elements that are none of them, each once and without a namespace', async () => {
    const xml = file(
      processXml(
        'P',
        start('s'),
        call('c', 'Q'),
        call('d', 'ns:elsewhere'),
        sub('box', start('bs'), call('deep', 'deeper'), 'bs->deep'),
        call('f', 'elsewhere'),
        's->c',
      ),
      processXml('Q', start('qs'), user('a'), 'qs->a'),
    );
    expect(await readCalls(xml)).to.deep.equal({ processIds: ['P', 'Q'], calledElements: ['elsewhere', 'deeper'] });
  });

  it('are none for a text that is no BPMN', async () => {
    for (const text of ['', '<definitions', '<!DOCTYPE x>'])
      expect(await readCalls(text)).to.deep.equal({ processIds: [], calledElements: [] });
  });
});
