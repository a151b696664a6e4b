import { expect } from 'chai';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { content, definitions, element, processXml } from '../../support/bpmn.ts';

const codesOf = async (xml: string) => (await readBpmn(xml)).problems.map(({ code, at }) => (at === undefined ? code : `${code} ${at}`));
const small = (...parts: string[]) => definitions(processXml('p', element('startEvent', 'start'), ...parts));

describe('reading a BPMN file', () => {
  it('gives a frozen model in which elements point at each other', async () => {
    const { model, problems } = await readBpmn(small(element('userTask', 'a'), element('endEvent', 'end'), 'start->a', 'a->end'));

    expect(problems).to.deep.equal([]);
    const task = model!.nodes.get('a')!;
    expect(task.incoming[0]!.source.id).to.equal('start');
    expect(task.outgoing[0]!.target.type).to.equal('endEvent');
    expect(() => ((task as { name?: string }).name = 'x')).to.throw(TypeError);
    expect(Object.isFrozen(task.outgoing)).to.equal(true);
  });

  it('keeps the order of <outgoing> over the order of the flows', async () => {
    const gateway = element('exclusiveGateway', 'g', '<outgoing>second</outgoing><outgoing>first</outgoing>');
    const { model } = await readBpmn(
      small(gateway, element('endEvent', 'x'), element('endEvent', 'y'), 'start->g', 'g->x[first]?a', 'g->y[second]?b'),
    );

    expect(model!.nodes.get('g')!.outgoing.map(({ id }) => id)).to.deep.equal(['second', 'first']);
  });

  it('reads attributes of the procedure, of lanes and of steps, with decimal comma or point', async () => {
    const lanes =
      '<laneSet id="lanes"><lane id="lane" name="Một cửa" tthc:department="trung-tam" tthc:unit="mot-cua"><flowNodeRef>a</flowNodeRef></lane></laneSet>';
    const xml = definitions(
      `<process id="p" tthc:procedureCode="1.001806" tthc:onSupplement="pause"><extensionElements><tthc:deadline kind="published" value="10,5" unit="workingDay" source="QĐ 2022"/><tthc:appointment order="1" value="3" unit="workingDay"/></extensionElements>${lanes}${content(
        element('startEvent', 'start'),
        element('userTask', 'a', '', 'tthc:budget="0.25" tthc:budgetUnit="workingDay" tthc:step="receive"'),
        'start->a',
      )}</process>`,
    );
    const { model, problems } = await readBpmn(xml);

    expect(problems).to.deep.equal([]);
    expect(model!.processes.get('p')!.procedure).to.deep.include({
      procedureCode: '1.001806',
      onSupplement: 'pause',
      after15: 'handoverOnly',
    });
    expect(model!.processes.get('p')!.procedure!.deadlines).to.deep.equal([
      { value: 10.5, unit: 'workingDay', kind: 'published', source: 'QĐ 2022' },
    ]);
    expect(model!.nodes.get('a')!.step).to.deep.include({
      unit: 'mot-cua',
      department: 'trung-tam',
      step: 'receive',
      budget: { value: 0.25, unit: 'workingDay' },
    });
  });

  it('lets the innermost of nested lanes decide, and inherits what it does not say', async () => {
    const lanes =
      '<laneSet id="lanes"><lane id="outer" tthc:department="so-y-te"><flowNodeRef>a</flowNodeRef><childLaneSet id="inner"><lane id="division" tthc:unit="phong"><flowNodeRef>a</flowNodeRef></lane></childLaneSet></lane></laneSet>';
    const { model } = await readBpmn(
      definitions(`<process id="p">${lanes}${content(element('startEvent', 'start'), element('userTask', 'a'), 'start->a')}</process>`),
    );

    expect(model!.nodes.get('a')!.step).to.deep.include({ unit: 'phong', department: 'so-y-te' });
  });

  describe('refuses by name what it cannot run', () => {
    const refused: readonly (readonly [string, string, string])[] = [
      ['a business rule task without a decision', element('businessRuleTask', 'bad'), 'DECISION_MISSING bad'],
      ['a decision that no file has', element('businessRuleTask', 'bad', '', 'tthc:decision="fee"'), 'DECISION_UNKNOWN bad'],
      ['a start event in an ad-hoc subprocess', element('adHocSubProcess', 'h', element('startEvent', 'bad')), 'AD_HOC_CONTENT bad'],
      ['a quantity that is no number of tokens', element('task', 'bad', '', 'startQuantity="0"'), 'VALUE_INVALID bad'],
      [
        'a conditional event that does not say its condition',
        element('intermediateCatchEvent', 'bad', '<conditionalEventDefinition/>'),
        'CONDITION_MISSING bad',
      ],
      [
        'a link among several definitions',
        element('intermediateThrowEvent', 'bad', '<messageEventDefinition/><linkEventDefinition name="L"/>'),
        'EVENT_DEFINITION_WRONG bad',
      ],
      [
        'an instantiating receive task in a subprocess',
        element('subProcess', 'inner', element('receiveTask', 'bad', '', 'instantiate="true"')),
        'INSTANTIATE_PLACE bad',
      ],
      [
        'a start that needs more than messages',
        element(
          'startEvent',
          'bad',
          '<messageEventDefinition/><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>',
          'parallelMultiple="true"',
        ),
        'START_NEEDS_MESSAGES bad',
      ],
      [
        'a script that is not FEEL',
        element('scriptTask', 'bad', '<script>alert(1)</script>', 'scriptFormat="JavaScript"'),
        'EXPRESSION_LANGUAGE bad',
      ],
      [
        'a timer that is no time',
        element('intermediateCatchEvent', 'bad', '<timerEventDefinition><timeDuration>three days</timeDuration></timerEventDefinition>'),
        'TIMER_INVALID bad',
      ],
      ['a loop that never ends', element('userTask', 'bad', '<standardLoopCharacteristics/>'), 'LOOP_ENDLESS bad'],
      ['multi-instance without a number', element('userTask', 'bad', '<multiInstanceLoopCharacteristics/>'), 'LOOP_UNBOUNDED bad'],
      ['a call to nothing', element('callActivity', 'bad', '', 'calledElement="nowhere"'), 'CALLED_UNKNOWN bad'],
      ['a link without its partner', element('intermediateThrowEvent', 'bad', '<linkEventDefinition name="L"/>'), 'LINK_TARGET bad'],
      [
        'a non-interrupting error boundary',
        `${element('userTask', 'a')}${element('boundaryEvent', 'bad', '<errorEventDefinition/>', 'attachedToRef="a" cancelActivity="false"')}`,
        'BOUNDARY_INTERRUPTS bad',
      ],
      [
        'a budget that is no number',
        element('userTask', 'bad', '', 'tthc:budget="nửa ngày" tthc:budgetUnit="workingDay"'),
        'VALUE_INVALID bad',
      ],
      ['a budget without a unit', element('userTask', 'bad', '', 'tthc:budget="1"'), 'VALUE_INVALID bad'],
      [
        'an event subprocess without a trigger',
        element('subProcess', 'bad', element('startEvent', 's'), 'triggeredByEvent="true"'),
        'EVENT_SUBPROCESS_START bad',
      ],
      [
        'a subprocess that starts by a message',
        element('subProcess', 'sub', element('startEvent', 'bad', '<messageEventDefinition/>')),
        'START_IN_SUBPROCESS bad',
      ],
      [
        'a gateway for events that leads to a task',
        `${element('eventBasedGateway', 'g')}${element('userTask', 'bad')}${content('g->bad')}`,
        'EVENT_GATEWAY_TARGET bad',
      ],
      [
        'a condition that is no FEEL',
        `${element('exclusiveGateway', 'g')}${element('endEvent', 'a')}${content('start->g', 'g->a[bad]?amount >')}`,
        'EXPRESSION_INVALID bad',
      ],
      [
        'an expression of another language',
        `${element('exclusiveGateway', 'g')}${element('endEvent', 'a')}${content('start->g', 'g->a[bad]?${amount > 100}')}`,
        'EXPRESSION_INVALID bad',
      ],
      [
        'two none starts in a subprocess',
        element('subProcess', 'bad', `${element('startEvent', 's1')}${element('startEvent', 's2')}`),
        'START_SEVERAL bad',
      ],
      [
        'an error start that does not interrupt',
        element(
          'subProcess',
          'es',
          element('startEvent', 'bad', '<errorEventDefinition/>', 'isInterrupting="false"'),
          'triggeredByEvent="true"',
        ),
        'ERROR_START_INTERRUPTS bad',
      ],
      [
        'a loop on an event subprocess',
        element(
          'subProcess',
          'bad',
          `<standardLoopCharacteristics loopMaximum="2"/>${element('startEvent', 's', '<errorEventDefinition/>')}`,
          'triggeredByEvent="true"',
        ),
        'EVENT_SUBPROCESS_MARKER bad',
      ],
      [
        'a boundary on a receive task behind an event-based gateway',
        `${element('eventBasedGateway', 'g')}${element('receiveTask', 'bad')}${element('boundaryEvent', 'b', '<errorEventDefinition/>', 'attachedToRef="bad"')}${content('start->g', 'g->bad')}`,
        'EVENT_GATEWAY_TARGET_BOUNDARY bad',
      ],
      [
        'a budget longer than any law',
        element('userTask', 'bad', '', 'tthc:budget="99999" tthc:budgetUnit="workingDay"'),
        'VALUE_INVALID bad',
      ],
      [
        'an appointment kept by nothing',
        '<extensionElements><tthc:appointment order="1" value="3" unit="workingDay" until="nowhere"/></extensionElements>',
        'REFERENCE_UNKNOWN p',
      ],
      [
        'a default flow of another element',
        `${element('exclusiveGateway', 'bad', '', 'default="elsewhere"')}${element('userTask', 'a')}${content('start->a[elsewhere]')}`,
        'DEFAULT_NOT_OUTGOING bad',
      ],
    ];
    for (const [what, part, code] of refused)
      it(what, async () => {
        const reading = await readBpmn(small(part));
        expect(reading.model).to.equal(undefined);
        expect(reading.problems.map(({ code, at }) => `${code} ${at ?? ''}`)).to.include(code);
        for (const { message, messageEn } of reading.problems) expect(message).not.to.equal(messageEn);
      });
  });

  it('reports what it reads but does not run', async () => {
    const { model, problems } = await readBpmn(small(element('parallelGateway', 'g'), element('endEvent', 'a'), 'start->g', 'g->a?x'));

    expect(model).not.to.equal(undefined);
    expect(problems.map(({ code, at }) => `${code} ${at}`)).to.deep.equal(['CONDITION_IGNORED g_a']);
  });

  it('refuses references that point nowhere and flows across scopes', async () => {
    expect(
      await codesOf(
        definitions(processXml('p', element('startEvent', 'start'), '<sequenceFlow id="f" sourceRef="start" targetRef="gone"/>')),
      ),
    ).to.include('REFERENCE_UNKNOWN f');
    const inside = element('subProcess', 'sub', `${element('startEvent', 's')}${element('userTask', 'inner')}`);
    expect(await codesOf(small(inside, 'start->inner'))).to.include('FLOW_CROSSES_SCOPE start_inner');
    expect(await codesOf(small(element('boundaryEvent', 'b', '<errorEventDefinition/>', 'attachedToRef="start"')))).to.include(
      'BOUNDARY_HOST b',
    );
  });

  describe('refuses hostile files quickly, with the place', () => {
    it('ten megabytes', async () => {
      const { problems } = await readBpmn(small(`<documentation>${'x'.repeat(10_000_000)}</documentation>`));
      expect(problems.map(({ code }) => code)).to.deep.equal(['XML_TOO_LARGE']);
    });
    it('entities', async () => {
      const { problems } = await readBpmn(
        '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>\n<definitions>&lol2;</definitions>',
      );
      expect(problems).to.have.length(1);
      expect(problems[0]).to.deep.include({ code: 'XML_DOCTYPE', line: 2 });
    });
    it('deep nesting', async () => {
      const depth = 100_000;
      expect(await codesOf(`${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`)).to.deep.equal(['XML_TOO_DEEP']);
    });
    it('too many elements', async () => {
      expect(await codesOf(`<a>${'<b/>'.repeat(200_000)}</a>`)).to.deep.equal(['XML_TOO_MANY_ELEMENTS']);
    });
    it('an id twice', async () => {
      expect(await codesOf(small(element('userTask', 'twice'), element('userTask', 'twice')))).to.include('ID_DUPLICATE twice');
    });
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
      it(`the id ${name}`, async () => {
        const { model, problems } = await readBpmn(small(element('userTask', name)));
        expect(model).to.equal(undefined);
        expect(problems.map(({ code }) => code)).to.include('ID_RESERVED');
      });
    it('characters that XML forbids', async () => {
      expect(await codesOf(small(`<documentation>\u0000</documentation>`))).to.deep.equal(['XML_CHARACTER']);
      expect(await codesOf(small(`<documentation>\uD800</documentation>`))).to.deep.equal(['XML_CHARACTER']);
    });
    it('text that is no XML, or stops in the middle', async () => {
      for (const text of ['', 'không phải XML', '<definitions', small('<task').slice(0, -20), '<a><b></a></b>']) {
        const { model, problems } = await readBpmn(text);
        expect(model, text).to.equal(undefined);
        expect(
          problems.some(({ severity }) => severity === 'error'),
          text,
        ).to.equal(true);
      }
    });
    it('a tag that is not closed, with its line', async () => {
      const { problems } = await readBpmn(definitions('\n<process id="p">\n<task id="a">\n</process>'));
      expect(problems[0]).to.deep.include({ code: 'XML_MALFORMED', line: 4 });
    });
    it('elements that BPMN does not know, misspelt attributes of ours included', async () => {
      expect(await codesOf(small('<taskk id="x"/>'))).to.include('CONTENT_UNKNOWN');
      expect(await codesOf(small(element('userTask', 'a', '<extensionElements><tthc:inputt/></extensionElements>')))).to.include(
        'CONTENT_UNKNOWN',
      );
      expect(await codesOf(small(element('userTask', 'a', '', 'tthc:buget="1"'), 'start->a'))).to.deep.equal(['ATTRIBUTE_UNKNOWN a']);
    });
  });

  it('reads names in decomposed Unicode as composed ones', async () => {
    const { model } = await readBpmn(small(element('userTask', 'a', '', `name="${'Tiếp nhận'.normalize('NFD')}"`), 'start->a'));
    expect(model!.nodes.get('a')!.name).to.equal('Tiếp nhận'.normalize('NFC'));
  });
});
