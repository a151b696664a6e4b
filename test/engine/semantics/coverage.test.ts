/** The random models draw all that the engine accepts: whatever of BPMN is accepted in a small file of its own must occur in some of 2,000 drawn ones. */
import { expect } from 'chai';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { elements } from '../../../engine/semantics/elements/index.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { featuresOf } from '../../support/features-of.ts';
import { randomModel } from '../../support/random-model.ts';

const seeds = 2_000;

const roots =
  '<message id="m" name="m"/><signal id="g" name="g"/><error id="r" errorCode="r"/><escalation id="l" escalationCode="l"/><signalEventDefinition id="shared" signalRef="g"/>';
const triggers: Readonly<Record<string, string>> = {
  none: '',
  message: '<messageEventDefinition messageRef="m"/>',
  timer: '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>',
  signal: '<signalEventDefinition signalRef="g"/>',
  conditional: '<conditionalEventDefinition><condition>n &gt; 1</condition></conditionalEventDefinition>',
  error: '<errorEventDefinition errorRef="r"/>',
  escalation: '<escalationEventDefinition escalationRef="l"/>',
  cancel: '<cancelEventDefinition/>',
  compensation: '<compensateEventDefinition/>',
  terminate: '<terminateEventDefinition/>',
  multiple: '<messageEventDefinition messageRef="m"/><signalEventDefinition signalRef="g"/>',
  shared: '<eventDefinitionRef>shared</eventDefinitionRef>',
};

const inTask = (children: string, attributes = '') => processXml('p', element('userTask', 't', children, attributes));
const boundary = (trigger: string, attributes = '', host = 'userTask') =>
  processXml(
    'p',
    element(host, 't'),
    element('boundaryEvent', 'b', trigger, `attachedToRef="t" ${attributes}`),
    element('endEvent', 'e'),
    'b->e',
  );
const handler = (trigger: string, attributes = '') =>
  processXml(
    'p',
    element('userTask', 't'),
    element('subProcess', 'h', element('startEvent', 'hs', trigger, attributes), 'triggeredByEvent="true"'),
  );

/** Small files, one use of BPMN each; a trigger that is wrong at its place is refused and asks for nothing. */
function* smallFiles(): Generator<string> {
  for (const [name, trigger] of Object.entries(triggers)) {
    const and = name === 'multiple' ? ['', 'parallelMultiple="true"'] : [''];
    for (const more of and) {
      yield processXml('p', element('startEvent', 's', trigger, more));
      yield processXml('p', element('startEvent', 's'), element('intermediateCatchEvent', 'c', trigger, more), 's->c');
      for (const interrupting of ['true', 'false']) {
        yield boundary(trigger, `cancelActivity="${interrupting}" ${more}`);
        yield boundary(trigger, `cancelActivity="${interrupting}" ${more}`, 'transaction');
        yield handler(trigger, `isInterrupting="${interrupting}" ${more}`);
      }
    }
    for (const type of ['intermediateThrowEvent', 'endEvent']) {
      yield processXml('p', element('startEvent', 's'), element(type, 'x', trigger), 's->x');
      yield processXml('p', element('transaction', 't', element(type, 'x', trigger)));
    }
  }
  for (const type of Object.keys(elements))
    yield processXml('p', element('startEvent', 's'), element(type, 'x', type === 'scriptTask' ? '<script>1</script>' : ''), 's->x');
  for (const loop of [
    '<standardLoopCharacteristics testBefore="true" loopMaximum="2"/>',
    '<standardLoopCharacteristics><loopCondition>ok</loopCondition></standardLoopCharacteristics>',
    '<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>',
    '<multiInstanceLoopCharacteristics tthc:collection="l" tthc:outputCollection="o"><completionCondition>ok</completionCondition></multiInstanceLoopCharacteristics>',
    ...['None', 'One'].map(
      (behavior) =>
        `<multiInstanceLoopCharacteristics behavior="${behavior}" ${behavior.toLowerCase()}BehaviorEventRef="shared"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>`,
    ),
    '<multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality>2</loopCardinality><complexBehaviorDefinition><condition>ok</condition><event><signalEventDefinition signalRef="g"/></event></complexBehaviorDefinition></multiInstanceLoopCharacteristics>',
  ])
    yield inTask(loop);
  yield processXml('p', element('userTask', 'a', '', 'completionQuantity="2"'), element('userTask', 'b', '', 'startQuantity="2"'), 'a->b');
  yield processXml(
    'p',
    element('userTask', 't'),
    '<boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition/></boundaryEvent><userTask id="u" isForCompensation="true"/><association id="q" sourceRef="b" targetRef="u" associationDirection="One"/>',
  );
  const object = '<dataObject id="d"/><dataObjectReference id="dr" name="n" dataObjectRef="d"/><dataStoreReference id="ds"/>';
  const links = (tag: string, target: string, ...ways: string[]) =>
    ways
      .map((way, index) => `<${tag} id="${target}${index}">${way.replace('target', `<targetRef>${target}</targetRef>`)}</${tag}>`)
      .join('');
  const ways = ['target<transformation>1</transformation>', 'target<assignment><from>1</from><to>x</to></assignment>'];
  yield processXml(
    'p',
    '<property id="z" name="z"/>',
    object,
    element(
      'userTask',
      't',
      `<ioSpecification id="io"><dataInput id="i"/><dataOutput id="o"/><inputSet/><outputSet/></ioSpecification><property id="tz" name="__targetRef_placeholder"/>${links('dataInputAssociation', 'i', '<sourceRef>dr</sourceRef>target', ...ways)}${links('dataOutputAssociation', 'dr', '<sourceRef>o</sourceRef>target', 'target', ways[0]!)}`,
    ),
    element('subProcess', 'b', `<property id="bz" name="w"/>${element('userTask', 'u')}`),
    't->b',
  );
  yield processXml(
    'p',
    object,
    element('startEvent', 's'),
    element(
      'intermediateThrowEvent',
      'x',
      `<dataInput id="i"/>${links('dataInputAssociation', 'i', '<sourceRef>dr</sourceRef>target', ...ways)}`,
    ),
    element(
      'intermediateCatchEvent',
      'c',
      `<dataOutput id="o"/>${links('dataOutputAssociation', 'dr', '<sourceRef>o</sourceRef>target', 'target', ways[0]!)}${triggers.message}`,
    ),
    's->x',
    'x->c',
  );
  yield `<process id="p"><ioSpecification id="io"><dataInput id="i"/><inputSet/><outputSet/></ioSpecification>${element('userTask', 't')}</process>`;
  yield `<correlationProperty id="k"><correlationPropertyRetrievalExpression messageRef="m"><messagePath>n</messagePath></correlationPropertyRetrievalExpression></correlationProperty><collaboration id="co"><correlationKey id="ck"><correlationPropertyRef>k</correlationPropertyRef></correlationKey></collaboration><process id="p">${element('receiveTask', 't', '', 'messageRef="m"')}<correlationSubscription id="cs" correlationKeyRef="ck"><correlationPropertyBinding correlationPropertyRef="k"><dataPath>n</dataPath></correlationPropertyBinding></correlationSubscription></process>`;
  for (const ordering of ['Parallel', 'Sequential'])
    yield processXml(
      'p',
      `<adHocSubProcess id="h" ordering="${ordering}" cancelRemainingInstances="false"><userTask id="t"/><completionCondition>ok</completionCondition></adHocSubProcess>`,
    );
  yield processXml('p', element('receiveTask', 't', '', 'instantiate="true" messageRef="m"'));
  for (const gateway of ['', 'instantiate="true"', 'instantiate="true" eventGatewayType="Parallel"', 'eventGatewayType="Parallel"'])
    for (const start of gateway.includes('instantiate') ? [[]] : [[element('startEvent', 's'), 's->w']])
      yield processXml(
        'p',
        ...start,
        element('eventBasedGateway', 'w', '', gateway),
        element('intermediateCatchEvent', 'c', triggers.message),
        element('receiveTask', 'd', '', 'messageRef="m"'),
        'w->c',
        'w->d',
      );
  yield processXml('p', element('userTask', 'a'), element('endEvent', 'e'), element('endEvent', 'f'), 'a->e?ok', 'a->f!');
}

describe('the random models', () => {
  it('draw everything that the engine accepts', async function () {
    this.timeout(600_000);
    const wanted = new Map<string, string>();
    for (const small of smallFiles()) {
      const xml = definitions(roots, small);
      if ((await readBpmn(xml)).model) for (const feature of await featuresOf(xml)) wanted.set(feature, small);
    }
    expect(wanted.size).to.be.greaterThan(70);
    const drawn = new Map<string, number>();
    for (let seed = 1; seed <= seeds; seed++)
      for (const feature of await featuresOf(randomModel(seed, 3 + (seed % 22)))) drawn.set(feature, (drawn.get(feature) ?? 0) + 1);
    expect([...wanted.keys()].filter((feature) => !drawn.has(feature))).to.deep.equal([]);
  });
});
