// over 300 lines: one generator, its grammar in one place
/** Random valid processes as BPMN XML, over every element the engine runs: blocks, then flows across them. The same seed gives the same bytes. */
import { content, definitions, escape } from './bpmn.ts';
import { randomCaughtData, randomObjects, randomTaskData, randomThrownData, type Objects } from './random-data.ts';
import { randomKeys } from './random-keys.ts';
import { pick, randomOf, type Random } from './random-source.ts';

export { pick, randomOf, type Random };

interface Node {
  readonly id: string;
  readonly type: string;
  attributes: string;
  extensions: string;
  body: string;
  defaultFlow?: string;
  /** What extra flows may do with it. */
  readonly mayEnter: boolean;
  readonly mayLeave: boolean;
  readonly isActivity: boolean;
}

interface Flow {
  readonly id: string;
  readonly from: Node;
  readonly to: Node;
  condition?: string;
}

interface Scope {
  readonly nodes: Node[];
  readonly flows: Flow[];
  readonly associations: string[];
  /** A cancel end event may stand here. */
  readonly isInTransaction: boolean;
  readonly depth: number;
  /** The process it lies in. */
  readonly process: string;
  /** Without start and end events. */
  readonly isAdHoc?: boolean;
  /** Data that can be seen here, and what declares the scope's own. */
  objects: Objects;
  declared: string;
}

interface Block {
  readonly first: Node;
  readonly last: Node;
}

interface Drawing {
  readonly random: Random;
  /** Elements that may still be drawn. */
  left: number;
  count: number;
  readonly messageFlows: string[];
  callable: readonly string[];
  readonly otherPool?: string;
  /** Handlers, throws of compensation and transactions are drawn. */
  readonly compensates: boolean;
  /** Data is drawn, by this. */
  readonly data?: Random;
}

const messages = ['m1', 'm2', 'm3'];
const signals = ['s1', 's2'];
const codes = ['c1', 'c2'];
const units = ['u1', 'u2', 'u3'];
/** `missing` and, at times, `v` are null: then the condition stops the dossier. */
const conditions = ['ok', 'not(ok)', 'n > 2', 'n < 2', 'v > 1', 'v = null', 'missing > 1', 'count(list) > 1', 'true', 'false'];
const sources = ['n + 1', 'n', 'v', 'list', 'ok', '{ b: n, a: v }', 'missing', 'string(n)', 'append(list, n)', 'string({ b: 1, a: n })'];
const names = ['n', 'v', 'ok', 'list', 'w', 'z', 'item'];

/** A process file of about `size` elements. */
export function randomModel(seed: number, size = 12): string {
  const random = randomOf(seed);
  const pools = random() < 0.2;
  const called = random() < 0.3;
  const drawing: Drawing = {
    random,
    left: size,
    count: 0,
    messageFlows: [],
    // drawn apart, so that the other models stay what they were
    compensates: randomOf(seed ^ 0x5bd1e995)() < 0.25,
    callable: [...(called ? (random() < 0.1 ? ['C', 'P'] : ['C']) : []), 'G', 'H'],
    ...(pools && { otherPool: 'Q' }),
    ...(randomOf(seed ^ 0x3c6ef372)() < 0.3 && { data: randomOf(seed ^ 0x1b873593) }),
  };
  // a called file has keys of its own
  const keys = !called && randomOf(seed ^ 0x7feb352d)() < 0.2 ? randomKeys(randomOf(seed ^ 0x2c1b3c6d)) : undefined;
  const processes = [processOf(drawing, 'P', true)];
  if (keys) processes[0] = processes[0]!.replace(/<\/process>$/, `${keys.subscription}</process>`);
  for (const id of [...(pools ? ['Q'] : []), ...(called ? ['C'] : [])]) {
    drawing.left = Math.ceil(size / 3);
    if (id === 'C') drawing.callable = ['G'];
    processes.push(processOf(drawing, id, id === 'C'));
  }
  return definitions(
    ...messages.map((id) => `<message id="${id}" name="${id}"/>`),
    ...signals.map((id) => `<signal id="${id}" name="${id}"/>`),
    '<globalUserTask id="G" tthc:unit="u2"/><globalScriptTask id="H" scriptLanguage="feel" tthc:resultVariable="w"><script>n + 1</script></globalScriptTask>',
    '<escalationEventDefinition id="thrownEscalation" escalationRef="escalation_c1"/><signalEventDefinition id="thrownSignal" signalRef="s1"/>',
    '<messageEventDefinition id="thrownMessage" messageRef="m1"/><errorEventDefinition id="thrownError" errorRef="error_c1"/>',
    ...codes.map((code) => `<error id="error_${code}" errorCode="${code}"/><escalation id="escalation_${code}" escalationCode="${code}"/>`),
    keys?.properties ?? '',
    pools
      ? `<collaboration id="collaboration"><participant id="poolP" processRef="P"/><participant id="poolQ" name="u3" processRef="Q"/>${drawing.messageFlows.join('')}${keys?.key ?? ''}</collaboration>`
      : keys
        ? `<collaboration id="collaboration">${keys.key}</collaboration>`
        : '',
    ...processes,
  );
}

function chance(drawing: Drawing, probability: number): boolean {
  return drawing.random() < probability;
}

function processOf(drawing: Drawing, id: string, noneStart: boolean): string {
  const scope: Scope = { nodes: [], flows: [], associations: [], isInTransaction: false, depth: 0, process: id, objects: {}, declared: '' };
  declareData(drawing, scope, id);
  const body = sequence(drawing, scope, 1 + Math.floor(drawing.random() * 4));
  if (noneStart && chance(drawing, 0.9)) connect(drawing, scope, add(drawing, scope, 'startEvent', {}, 'start'), body.first);
  if (!noneStart || chance(drawing, 0.15)) {
    const start = add(
      drawing,
      scope,
      'startEvent',
      noneStart && chance(drawing, 0.3)
        ? several(drawing, ['message', 'message'])
        : { body: eventDefinition(drawing, pick(drawing.random, noneStart ? ['message', 'timer', 'signal', 'conditional'] : ['message'])) },
      'start',
    );
    connect(drawing, scope, start, body.first);
    // a process whose only start has a trigger cannot be called; a none start beside it can
    if (noneStart && !scope.nodes.some((node) => node.type === 'startEvent' && node.body === ''))
      connect(drawing, scope, add(drawing, scope, 'startEvent', {}, 'start'), body.first);
    if (!noneStart && drawing.messageFlows.length === 0)
      drawing.messageFlows.push(`<messageFlow id="messageFlow0" sourceRef="poolP" targetRef="${start.id}"/>`);
  }
  if (id === 'P' && chance(drawing, 0.08)) startByWaiting(drawing, scope, body.first);
  if (chance(drawing, 0.8)) connect(drawing, scope, body.last, endNode(drawing, scope));
  finishScope(drawing, scope, body.first);
  return `<process id="${id}" isExecutable="true"${id === 'P' ? procedureAttributes(drawing) : ''}>${id === 'P' ? deadlinesOf(drawing, scope) : ''}${specificationOf(drawing, id)}${lanesOf(drawing, scope)}${written(scope)}</process>`;
}

/** A further start where a message is waited for. */
function startByWaiting(drawing: Drawing, scope: Scope, then: Node): void {
  const receives = () => ({ mayEnter: false, attributes: ` messageRef="${pick(drawing.random, messages)}"` });
  if (chance(drawing, 0.4)) {
    const { attributes } = receives();
    connect(drawing, scope, add(drawing, scope, 'receiveTask', { mayEnter: false, attributes: `${attributes} instantiate="true"` }), then);
    return;
  }
  const kind = chance(drawing, 0.5) ? ' eventGatewayType="Parallel"' : '';
  const gateway = add(drawing, scope, 'eventBasedGateway', {
    mayEnter: false,
    mayLeave: false,
    attributes: ` instantiate="true"${kind}`,
  });
  for (const target of [add(drawing, scope, 'receiveTask', receives()), add(drawing, scope, 'receiveTask', receives())]) {
    connect(drawing, scope, gateway, target);
    connect(drawing, scope, target, then);
  }
}

/** Of a called process: what it takes in and gives back. */
function specificationOf({ data }: Drawing, id: string): string {
  if (!data || id !== 'C' || data() < 0.5) return '';
  return '<ioSpecification id="specification"><dataInput id="takesN" name="n"/><dataInput id="takesList" name="list"/><dataOutput id="givesW" name="w"/><inputSet id="takes"/><outputSet id="gives"/></ioSpecification>';
}

function declareData({ data }: Drawing, scope: Scope, place: string): void {
  if (!data) return;
  const { objects, xml } = randomObjects(data, place, scope.objects);
  scope.objects = objects;
  scope.declared = xml;
}

function procedureAttributes(drawing: Drawing): string {
  const { random } = drawing;
  return ` tthc:onSupplement="${pick(random, ['restart', 'pause', 'none'])}" tthc:after15="${pick(random, ['handoverOnly', 'shiftStart'])}"`;
}

function deadlinesOf(drawing: Drawing, { nodes }: Scope): string {
  const { random } = drawing;
  if (chance(drawing, 0.4)) return '';
  const activity = nodes.find(({ isActivity }) => isActivity)?.id;
  return extensionElements(
    `<tthc:deadline kind="legal" when="n &gt; 1" value="10" unit="workingDay"/><tthc:deadline kind="published" value="${pick(random, [1, 3, 5])}" unit="workingDay"/>`,
    chance(drawing, 0.3) ? '<tthc:deadline kind="legal" value="2" unit="workingDay" phase="phase1"/>' : '',
    chance(drawing, 0.5)
      ? `<tthc:appointment order="1" value="2" unit="workingDay"${activity && chance(drawing, 0.3) ? ` until="${activity}"` : ''}/>`
      : '',
    activity && chance(drawing, 0.3) ? `<tthc:appointment order="2" value="1" unit="workingDay" from="${activity}"/>` : '',
  );
}

function lanesOf(drawing: Drawing, { nodes, process }: Scope): string {
  if (chance(drawing, 0.4)) return '';
  const lanes = units.slice(0, 2).map((unit, index) => {
    const own = nodes.filter((_, place) => place % 2 === index).map(({ id }) => `<flowNodeRef>${id}</flowNodeRef>`);
    return `<lane id="lane_${process}_${unit}" ${index === 1 && process === 'P' ? 'tthc:kind="communeCommittee"' : `tthc:unit="${unit}"`}>${own.join('')}</lane>`;
  });
  return `<laneSet id="lanes_${process}">${lanes.join('')}</laneSet>`;
}

function extensionElements(...parts: string[]): string {
  const inner = parts.join('');
  return inner === '' ? '' : `<extensionElements>${inner}</extensionElements>`;
}

/** XML of a scope's content. */
function written({ nodes, flows, associations, declared }: Scope): string {
  return content(
    declared,
    ...nodes.map(
      ({ id, type, attributes, extensions, body, defaultFlow }) =>
        `<${type} id="${id}"${attributes}${defaultFlow === undefined ? '' : ` default="${defaultFlow}"`}>${extensionElements(extensions)}${body}</${type}>`,
    ),
    ...flows.map(
      ({ id, from, to, condition }) =>
        `<sequenceFlow id="${id}" sourceRef="${from.id}" targetRef="${to.id}">${condition === undefined ? '' : expression('conditionExpression', condition)}</sequenceFlow>`,
    ),
    ...associations,
  );
}

function expression(tag: string, text: string): string {
  return `<${tag} xsi:type="tFormalExpression">${escape(text)}</${tag}>`;
}

function add(drawing: Drawing, scope: Scope, type: string, given: Partial<Node> = {}, name = type.slice(0, 4)): Node {
  drawing.left--;
  const node: Node = {
    id: `${name}${++drawing.count}`,
    type,
    attributes: '',
    extensions: '',
    body: '',
    mayEnter: type !== 'startEvent' && type !== 'boundaryEvent',
    mayLeave: type !== 'endEvent',
    isActivity: /Task$|^task$|^subProcess$|^adHocSubProcess$|^transaction$|^callActivity$/.test(type),
    ...given,
  };
  scope.nodes.push(node);
  return node;
}

function connect(drawing: Drawing, scope: Scope, from: Node, to: Node, condition?: string): Flow {
  const flow: Flow = { id: `f${++drawing.count}`, from, to, ...(condition !== undefined && { condition }) };
  scope.flows.push(flow);
  return flow;
}

function sequence(drawing: Drawing, scope: Scope, length: number): Block {
  const first = block(drawing, scope);
  let { last } = first;
  for (let index = 1; index < length && drawing.left > 0; index++) {
    const next = block(drawing, scope);
    connect(drawing, scope, last, next.first);
    last = next.last;
  }
  return { first: first.first, last };
}

function block(drawing: Drawing, scope: Scope): Block {
  const { random, left } = drawing;
  if (left < 4 || scope.depth > 3) return single(step(drawing, scope));
  const kind = random();
  if (kind < 0.45) return single(step(drawing, scope));
  if (kind < 0.72) return branches(drawing, scope, pick(random, gateways));
  if (kind < 0.8) return eventChoice(drawing, scope);
  if (kind < 0.88) return loop(drawing, scope);
  if (kind < 0.95) return single(subProcess(drawing, scope));
  return link(drawing, scope);
}

function single(node: Node): Block {
  return { first: node, last: node };
}

const gateways = ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway'];
const activations = [
  'activationCount >= 1',
  'activationCount >= 2',
  'activationCount >= 2 or n > 2',
  'ok and activationCount >= 1',
  'missing > 1',
];
const phaseConditions = ['ok', 'n > 2', 'waitingForStart', 'not(waitingForStart)', 'not(waitingForStart) or v > 1', 'true'];

function gateway(drawing: Drawing, scope: Scope, type: string): Node {
  const body = type === 'complexGateway' ? expression('activationCondition', pick(drawing.random, activations)) : '';
  return add(drawing, scope, type, { body });
}

/** A split and, mostly, the join that belongs to it; at times another one, which may get stuck. */
function branches(drawing: Drawing, scope: Scope, type: string): Block {
  const { random } = drawing;
  const split = gateway(drawing, scope, type);
  const join = gateway(drawing, scope, chance(drawing, 0.8) ? type : pick(random, gateways));
  const ways = 2 + Math.floor(random() * 2);
  for (let way = 0; way < ways; way++) {
    const conditional = type !== 'parallelGateway' && way > 0;
    const condition = conditional ? pick(random, type === 'complexGateway' ? phaseConditions : conditions) : undefined;
    const target = way > 0 && chance(drawing, 0.2) ? single(join) : sequence(drawing, scope, 1 + Math.floor(random() * 2));
    const flow = connect(drawing, scope, split, target.first, condition);
    if (way === 0 && type !== 'parallelGateway' && chance(drawing, 0.85)) split.defaultFlow = flow.id;
    else if (way === 0 && type !== 'parallelGateway') flow.condition = pick(random, conditions);
    if (target.last !== join && chance(drawing, 0.9)) connect(drawing, scope, target.last, join);
    else if (target.last !== join) connect(drawing, scope, target.last, endNode(drawing, scope));
  }
  return { first: split, last: join };
}

function eventChoice(drawing: Drawing, scope: Scope): Block {
  const { random } = drawing;
  const gateway = add(drawing, scope, 'eventBasedGateway', { mayLeave: false });
  const merge = add(drawing, scope, 'exclusiveGateway');
  if (chance(drawing, 0.15)) gateway.attributes = ' eventGatewayType="Parallel"';
  for (const kind of [pick(random, ['timer', 'message', 'conditional']), pick(random, ['message', 'signal', 'receive', 'several'])]) {
    const target =
      kind === 'receive'
        ? add(drawing, scope, 'receiveTask', { mayEnter: false, attributes: ` messageRef="${pick(random, messages)}"` })
        : add(drawing, scope, 'intermediateCatchEvent', {
            mayEnter: false,
            ...(kind === 'several' ? several(drawing, ['message', 'signal']) : { body: eventDefinition(drawing, kind) }),
          });
    connect(drawing, scope, gateway, target);
    connect(drawing, scope, target, merge);
  }
  return { first: gateway, last: merge };
}

/** Back while a condition holds; without a wait inside it may turn for ever. */
function loop(drawing: Drawing, scope: Scope): Block {
  const merge = add(drawing, scope, 'exclusiveGateway');
  const body = sequence(drawing, scope, 1);
  const split = add(drawing, scope, 'exclusiveGateway');
  connect(drawing, scope, merge, body.first);
  connect(drawing, scope, body.last, split);
  connect(drawing, scope, split, merge, pick(drawing.random, ['n < 3', 'ok', 'v > 1']));
  const out = add(drawing, scope, 'task');
  split.defaultFlow = connect(drawing, scope, split, out).id;
  return { first: merge, last: out };
}

function link(drawing: Drawing, scope: Scope): Block {
  const name = `link${drawing.count}`;
  const definition = `<linkEventDefinition name="${name}"/>`;
  const thrown = add(drawing, scope, 'intermediateThrowEvent', { body: definition, mayLeave: false });
  const caught = add(drawing, scope, 'intermediateCatchEvent', { body: definition, mayEnter: false });
  const after = step(drawing, scope);
  connect(drawing, scope, caught, after, chance(drawing, 0.2) ? pick(drawing.random, conditions) : undefined);
  return { first: thrown, last: after };
}

function step(drawing: Drawing, scope: Scope): Node {
  const { random } = drawing;
  const kind = random();
  if (kind < 0.7) return activity(drawing, scope);
  if (kind < 0.82)
    return giving(
      drawing,
      scope,
      add(drawing, scope, 'intermediateCatchEvent', {
        ...caught(drawing, ['message', 'timer', 'signal', 'conditional'], purpose(drawing, ['supplementReceipt', 'payment'])),
        extensions: mappings(drawing, ['output']),
      }),
    );
  if (drawing.compensates && chance(drawing, 0.5))
    return add(drawing, scope, 'intermediateThrowEvent', { body: compensation(drawing, scope, ['message', 'signal', 'escalation']) });
  if (kind < 0.98)
    return taking(
      drawing,
      scope,
      add(drawing, scope, 'intermediateThrowEvent', {
        body: thrown(drawing, ['message', 'signal', 'escalation', 'none'], ['message', 'signal', 'escalation']),
        extensions: mappings(drawing, ['input']),
      }),
    );
  return add(drawing, scope, 'intermediateThrowEvent');
}

function giving({ data }: Drawing, { objects }: Scope, node: Node): Node {
  if (data && data() < 0.4) node.body += randomCaughtData(data, node.id, objects);
  return node;
}

function taking({ data }: Drawing, { objects }: Scope, node: Node): Node {
  if (data && data() < 0.4) node.body += randomThrownData(data, node.id, objects);
  return node;
}

function purpose(drawing: Drawing, purposes: readonly string[]): string {
  return chance(drawing, 0.15) ? ` tthc:purpose="${pick(drawing.random, purposes)}"` : '';
}

const activityTypes = [
  'userTask',
  'userTask',
  'userTask',
  'manualTask',
  'serviceTask',
  'scriptTask',
  'scriptTask',
  'sendTask',
  'receiveTask',
  'task',
  'callActivity',
];

function activity(drawing: Drawing, scope: Scope): Node {
  const { random } = drawing;
  const type = pick(random, activityTypes);
  if (type === 'callActivity') {
    return dressed(
      drawing,
      scope,
      add(drawing, scope, 'callActivity', { attributes: ` calledElement="${pick(random, drawing.callable)}"` }),
    );
  }
  const node = add(drawing, scope, type);
  if (type === 'scriptTask') {
    node.attributes += ` scriptFormat="feel"${chance(drawing, 0.8) ? ` tthc:resultVariable="${pick(random, names)}"` : ''}`;
    node.body = `<script>${escape(pick(random, [...sources, 'n / 0', '"a" + 1']))}</script>`;
  }
  if (type === 'receiveTask' || type === 'sendTask') {
    node.attributes += ` messageRef="${pick(random, messages)}"${chance(drawing, 0.2) ? ` tthc:correlationKey="${escape(pick(random, ['n', '{ b: n, a: v }', 'missing']))}"` : ''}`;
    if (type === 'sendTask' && chance(drawing, 0.2)) node.attributes += ' tthc:jobType="mail"';
    if (type === 'sendTask' && drawing.otherPool !== undefined && scope.process === 'P' && chance(drawing, 0.7))
      drawing.messageFlows.push(`<messageFlow id="messageFlow${drawing.messageFlows.length}" sourceRef="${node.id}" targetRef="poolQ"/>`);
  }
  return dressed(drawing, scope, node);
}

/** Markers, mappings, boundary events and administrative attributes. */
function dressed(drawing: Drawing, scope: Scope, node: Node): Node {
  const { random } = drawing;
  node.extensions += mappings(drawing, ['input', 'output']);
  const outputs = /^subProcess$|^adHocSubProcess$|^transaction$/.test(node.type) ? ['given'] : ['n', 'w', 'given'];
  if (drawing.data && drawing.data() < 0.4) node.body = randomTaskData(drawing.data, node.id, scope.objects, outputs) + node.body;
  if (chance(drawing, 0.35))
    node.attributes += ` tthc:budget="${pick(random, ['0,25', '1', '4'])}" tthc:budgetUnit="${pick(random, ['workingDay', 'workingHour'])}"${chance(drawing, 0.3) ? ' tthc:budgetPer="visit"' : ''}`;
  else if (chance(drawing, 0.1)) node.attributes += ' tthc:budgetShare="0,5"';
  if (chance(drawing, 0.3)) node.attributes += ` tthc:unit="${pick(random, units)}"`;
  if (chance(drawing, 0.1)) node.attributes += ' tthc:counts="false"';
  if (chance(drawing, 0.1)) node.attributes += ` tthc:phase="${pick(random, ['phase1', 'phase2'])}"`;
  if (chance(drawing, 0.05)) node.attributes += ' tthc:step="return"';
  if (chance(drawing, 0.03)) node.attributes += ' startQuantity="2"';
  if (chance(drawing, 0.03)) node.attributes += ' completionQuantity="2"';
  if (chance(drawing, 0.18)) node.body = marker(drawing) + node.body;
  if (chance(drawing, 0.25)) boundary(drawing, scope, node);
  if (chance(drawing, 0.08)) boundary(drawing, scope, node);
  if (drawing.compensates && !/^subProcess$|^transaction$/.test(node.type) && chance(drawing, 0.4)) takenBack(drawing, scope, node);
  return node;
}

function marker(drawing: Drawing): string {
  const { random } = drawing;
  if (chance(drawing, 0.3)) {
    const maximum = chance(drawing, 0.6) ? ` loopMaximum="${pick(random, [0, 1, 3])}"` : '';
    const condition =
      maximum === '' || chance(drawing, 0.5) ? expression('loopCondition', pick(random, ['loopCounter < 2', 'n < 3', 'missing > 1'])) : '';
    return `<standardLoopCharacteristics testBefore="${chance(drawing, 0.5)}"${maximum}>${condition}</standardLoopCharacteristics>`;
  }
  const byList = chance(drawing, 0.5);
  const behavior = pick(random, ['All', 'All', 'All', 'None', 'One', 'Complex']);
  const thrown = pick(random, ['thrownEscalation', 'thrownSignal', 'thrownMessage', 'thrownError', '']);
  const refers = (behavior === 'None' || behavior === 'One') && thrown !== '';
  const attributes = [
    behavior === 'All' ? '' : `behavior="${behavior}"`,
    refers ? `${behavior.toLowerCase()}BehaviorEventRef="${thrown}"` : '',
    `isSequential="${chance(drawing, 0.4)}"`,
    byList ? `tthc:collection="${pick(random, ['list', 'list', 'v'])}" tthc:elementVariable="item"` : '',
    chance(drawing, 0.5)
      ? `tthc:outputCollection="${pick(random, ['results', 'list'])}" tthc:outputElement="${pick(random, ['loopCounter', 'item', 'n'])}"`
      : '',
  ].join(' ');
  const cardinality = byList ? '' : expression('loopCardinality', pick(random, ['2', '3', 'n', '0', 'missing', '-1']));
  const completion = chance(drawing, 0.3)
    ? expression('completionCondition', pick(random, ['numberOfCompletedInstances >= 1', 'ok', 'v > 1']))
    : '';
  const complex =
    behavior === 'Complex'
      ? `<complexBehaviorDefinition>${expression('condition', pick(random, ['loopCounter = 1', 'numberOfCompletedInstances >= 1', 'ok']))}<event xsi:type="tImplicitThrowEvent" id="implicit${++drawing.count}"><eventDefinitionRef>${thrown || 'thrownSignal'}</eventDefinitionRef></event></complexBehaviorDefinition>`
      : '';
  return `<multiInstanceLoopCharacteristics ${attributes}>${cardinality}${complex}${completion}</multiInstanceLoopCharacteristics>`;
}

function mappings(drawing: Drawing, kinds: readonly ('input' | 'output')[]): string {
  return kinds
    .flatMap((kind) => {
      const count = chance(drawing, 0.15) ? 1 + Math.floor(drawing.random() * 2) : 0;
      return Array.from(
        { length: count },
        () => `<tthc:${kind} source="${escape(pick(drawing.random, sources))}" target="${pick(drawing.random, names)}"/>`,
      );
    })
    .join('');
}

function boundary(drawing: Drawing, scope: Scope, host: Node, given?: string): void {
  const { random } = drawing;
  const kind = given ?? pick(random, ['timer', 'timer', 'message', 'signal', 'error', 'escalation', 'conditional', 'several']);
  const interrupting = kind === 'error' || kind === 'cancel' || chance(drawing, 0.5);
  const attributes = ` attachedToRef="${host.id}" cancelActivity="${interrupting}"${purpose(drawing, ['supplementRequest', 'payment', 'apology'])}`;
  const event = add(drawing, scope, 'boundaryEvent', {
    ...(kind === 'several'
      ? severalOf(drawing, interrupting, attributes)
      : { body: eventDefinition(drawing, kind, !interrupting) + (kind === 'cancel' ? besideCancel(drawing) : ''), attributes }),
    extensions: mappings(drawing, ['output']),
  });
  giving(drawing, scope, event);
  const others = scope.nodes.filter((node) => node.mayEnter && node !== host);
  const target =
    others.length > 0 && chance(drawing, 0.4)
      ? pick(random, others)
      : chance(drawing, 0.5)
        ? endNode(drawing, scope)
        : step(drawing, scope);
  connect(drawing, scope, event, target, chance(drawing, 0.08) ? pick(random, conditions) : undefined);
}

/** Activities side by side, some with a flow between them, and what they wait for. */
function adHocSubProcess(drawing: Drawing, outer: Scope): Node {
  const { random } = drawing;
  const node = add(drawing, outer, 'adHocSubProcess', {
    attributes: chance(drawing, 0.4) ? ' ordering="Sequential"' : '',
    isActivity: true,
  });
  if (chance(drawing, 0.4)) node.attributes += ' cancelRemainingInstances="false"';
  const scope: Scope = { ...within(drawing, outer), isAdHoc: true };
  const first = add(drawing, scope, 'userTask', { mayEnter: false });
  const second = activity(drawing, scope);
  if (chance(drawing, 0.4)) connect(drawing, scope, first, second, chance(drawing, 0.3) ? pick(random, conditions) : undefined);
  if (chance(drawing, 0.4)) {
    const join = add(drawing, scope, pick(random, ['parallelGateway', 'inclusiveGateway', 'exclusiveGateway']));
    connect(drawing, scope, first, join);
    if (chance(drawing, 0.6)) connect(drawing, scope, second, join);
    connect(drawing, scope, join, activity(drawing, scope));
  }
  if (chance(drawing, 0.3)) {
    const caught = add(drawing, scope, 'intermediateCatchEvent', { body: eventDefinition(drawing, pick(random, ['message', 'signal'])) });
    if (chance(drawing, 0.5)) connect(drawing, scope, caught, second);
  }
  if (chance(drawing, 0.2)) eventSubProcess(drawing, scope);
  node.body =
    written(scope) +
    (chance(drawing, 0.75) ? expression('completionCondition', pick(random, ['ok', 'n > 2', 'false', 'missing > 1'])) : '');
  return dressed(drawing, outer, node);
}

function subProcess(drawing: Drawing, outer: Scope, given: Partial<Node> = {}): Node {
  if (Object.keys(given).length === 0 && chance(drawing, 0.25)) return adHocSubProcess(drawing, outer);
  const isTransaction = drawing.compensates && chance(drawing, 0.4);
  const node = add(drawing, outer, isTransaction ? 'transaction' : 'subProcess', { isActivity: true, ...given });
  const scope = within(drawing, outer, isTransaction);
  const body = sequence(drawing, scope, 1 + Math.floor(drawing.random() * 2));
  if (chance(drawing, 0.8)) connect(drawing, scope, add(drawing, scope, 'startEvent'), body.first);
  if (chance(drawing, 0.7)) connect(drawing, scope, body.last, endNode(drawing, scope));
  finishScope(drawing, scope, body.first);
  const takesBack = drawing.compensates && chance(drawing, 0.3);
  if (takesBack) eventSubProcess(drawing, scope, 'compensate');
  node.body = written(scope);
  dressed(drawing, outer, node);
  if (isTransaction) boundary(drawing, outer, node, 'cancel');
  if (drawing.compensates && !takesBack && chance(drawing, 0.3)) takenBack(drawing, outer, node);
  return node;
}

function within(drawing: Drawing, outer: Scope, isTransaction = false): Scope {
  const scope: Scope = {
    nodes: [],
    flows: [],
    associations: [],
    isInTransaction: outer.isInTransaction || isTransaction,
    depth: outer.depth + 1,
    process: outer.process,
    objects: outer.objects,
    declared: '',
  };
  declareData(drawing, scope, `${drawing.count}`);
  return scope;
}

/** A compensation boundary event on the host, its handler, and the line between them. */
function takenBack(drawing: Drawing, scope: Scope, host: Node): void {
  if (host.attributes.includes('isForCompensation')) return;
  const { random } = drawing;
  const given = { attributes: ' isForCompensation="true"', mayEnter: false, mayLeave: false };
  const event = add(drawing, scope, 'boundaryEvent', {
    attributes: ` attachedToRef="${host.id}"`,
    body: '<compensateEventDefinition/>',
    mayLeave: false,
  });
  const type = pick(random, ['userTask', 'userTask', 'serviceTask', 'scriptTask', 'task', 'subProcess']);
  const isSub = type === 'subProcess' && drawing.left > 3;
  const handler = isSub
    ? subProcess(drawing, scope, given)
    : add(drawing, scope, isSub || type !== 'subProcess' ? type : 'userTask', given);
  if (type === 'scriptTask') {
    handler.attributes += ' scriptFormat="feel" tthc:resultVariable="n"';
    handler.body = `<script>${escape(pick(random, sources))}</script>`;
  }
  if (!isSub && chance(drawing, 0.4)) dressed(drawing, scope, handler);
  scope.associations.push(
    `<association id="a${++drawing.count}" associationDirection="One" sourceRef="${event.id}" targetRef="${handler.id}"/>`,
  );
}

/** Compensation, at times of several things and beside others that are thrown. */
function compensation(drawing: Drawing, scope: Scope, others: readonly string[]): string {
  const parts = [oneCompensation(drawing, scope)];
  if (chance(drawing, 0.15)) parts.push(oneCompensation(drawing, scope));
  while (chance(drawing, 0.2)) parts.splice(chance(drawing, 0.5) ? 0 : 1, 0, eventDefinition(drawing, pick(drawing.random, others)));
  return parts.join('');
}

/** For all of the scope or one activity of it, waiting or not. */
function oneCompensation(drawing: Drawing, { nodes }: Scope): string {
  const activities = nodes.filter(({ isActivity }) => isActivity);
  const named = activities.length > 0 && chance(drawing, 0.3) ? ` activityRef="${pick(drawing.random, activities).id}"` : '';
  return `<compensateEventDefinition${named}${chance(drawing, 0.3) ? ' waitForCompletion="false"' : ''}/>`;
}

function eventSubProcess(drawing: Drawing, outer: Scope, given?: string): void {
  const { random } = drawing;
  const kind = given ?? pick(random, ['message', 'timer', 'signal', 'error', 'escalation', 'conditional', 'several']);
  const interrupting = kind === 'error' || chance(drawing, 0.5);
  const attributes = ` isInterrupting="${interrupting}"${purpose(drawing, ['supplementRequest', 'withdrawal', 'refusal'])}`;
  const scope = within(drawing, outer);
  const start = add(drawing, scope, 'startEvent', {
    ...(kind === 'several'
      ? severalOf(drawing, interrupting, attributes)
      : { body: eventDefinition(drawing, kind, !interrupting), attributes }),
    extensions: mappings(drawing, ['output']),
  });
  giving(drawing, scope, start);
  const body = sequence(drawing, scope, 1);
  connect(drawing, scope, start, body.first);
  finishScope(drawing, scope, body.first);
  add(
    drawing,
    outer,
    'subProcess',
    { attributes: ' triggeredByEvent="true"', body: written(scope), mayEnter: false, mayLeave: false, isActivity: false },
    'handler',
  );
}

/** What makes it unstructured: flows across and back, event subprocesses; and what makes it valid: something to start with. */
function finishScope(drawing: Drawing, scope: Scope, first: Node): void {
  const { random } = drawing;
  const starts =
    scope.nodes.some(({ type }) => type === 'startEvent') || (!first.body.includes('<link') && !scope.flows.some(({ to }) => to === first));
  if (!starts) connect(drawing, scope, add(drawing, scope, 'startEvent'), first);
  if (chance(drawing, 0.3)) eventSubProcess(drawing, scope);
  if (chance(drawing, 0.1)) eventSubProcess(drawing, scope);
  if (!scope.nodes.some(({ type }) => type === 'startEvent')) return;
  while (chance(drawing, 0.25)) {
    const from = pick(
      random,
      scope.nodes.filter(({ mayLeave, type }) => mayLeave && type !== 'startEvent'),
    );
    const to = pick(
      random,
      scope.nodes.filter(({ mayEnter }) => mayEnter),
    );
    if (!from || !to) return;
    const conditional = from.type !== 'parallelGateway' && chance(drawing, 0.8);
    connect(drawing, scope, from, to, conditional ? pick(random, conditions) : undefined);
  }
}

function endNode(drawing: Drawing, scope: Scope): Node {
  if (scope.isAdHoc) return add(drawing, scope, 'task');
  if (scope.isInTransaction && chance(drawing, 0.4)) {
    const beside = chance(drawing, 0.2) ? eventDefinition(drawing, pick(drawing.random, ['message', 'signal'])) : '';
    return add(drawing, scope, 'endEvent', { body: `<cancelEventDefinition/>${beside}` });
  }
  if (drawing.compensates && chance(drawing, 0.3))
    return add(drawing, scope, 'endEvent', {
      body: compensation(drawing, scope, ['message', 'signal', 'escalation', 'error', 'terminate']),
    });
  const kinds = ['none', 'none', 'none', 'none', 'terminate', 'error', 'escalation', 'message', 'signal'];
  const body = thrown(drawing, kinds, kinds.slice(4));
  return taking(drawing, scope, add(drawing, scope, 'endEvent', { body, extensions: mappings(drawing, ['input']) }));
}

/** One thing that is thrown, at times two of others. */
function thrown(drawing: Drawing, kinds: readonly string[], others: readonly string[]): string {
  if (!chance(drawing, 0.12)) return eventDefinition(drawing, pick(drawing.random, kinds));
  return eventDefinition(drawing, pick(drawing.random, others)) + eventDefinition(drawing, pick(drawing.random, others));
}

/** One thing that is waited for, at times several of them. */
function caught(drawing: Drawing, kinds: readonly string[], attributes: string): Partial<Node> {
  if (!chance(drawing, 0.2)) return { body: eventDefinition(drawing, pick(drawing.random, kinds)), attributes };
  return several(drawing, [pick(drawing.random, kinds), pick(drawing.random, kinds)], attributes);
}

/** What stays armed never has a timer among several: once it is used up the token net would still wait for it. */
function severalOf(drawing: Drawing, interrupting: boolean, attributes: string): Partial<Node> {
  const kinds = ['message', 'signal', 'conditional', 'escalation', ...(interrupting ? ['timer'] : [])];
  return several(drawing, [pick(drawing.random, kinds), pick(drawing.random, ['message', 'conditional'])], attributes);
}

/** What else may break in at the border of a transaction, at the same event. */
function besideCancel(drawing: Drawing): string {
  return chance(drawing, 0.2) ? eventDefinition(drawing, pick(drawing.random, ['message', 'timer', 'signal', 'error', 'escalation'])) : '';
}

/** Several triggers, any one or all of them. */
function several(drawing: Drawing, kinds: readonly string[], attributes = ''): Partial<Node> {
  return {
    body: kinds.map((kind) => eventDefinition(drawing, kind)).join(''),
    attributes: `${attributes}${chance(drawing, 0.4) ? ' parallelMultiple="true"' : ''}`,
  };
}

/** `cycles`: the event stays armed after it has fired, so a cycle makes sense. */
function eventDefinition(drawing: Drawing, kind: string, cycles = false): string {
  const { random } = drawing;
  switch (kind) {
    case 'none':
      return '';
    case 'message':
      return `<messageEventDefinition messageRef="${pick(random, messages)}"${chance(drawing, 0.2) ? ` tthc:correlationKey="${escape(pick(random, ['n', '{ b: n, a: v }', 'missing']))}"` : ''}/>`;
    case 'signal':
      if (chance(drawing, 0.1)) return '<eventDefinitionRef>thrownSignal</eventDefinitionRef>';
      return `<signalEventDefinition signalRef="${pick(random, signals)}"/>`;
    case 'error':
    case 'escalation':
      return `<${kind}EventDefinition${chance(drawing, 0.7) ? ` ${kind}Ref="${kind}_${pick(random, codes)}"` : ''}/>`;
    case 'terminate':
      return '<terminateEventDefinition/>';
    case 'conditional':
      return `<conditionalEventDefinition>${expression('condition', pick(random, conditions))}</conditionalEventDefinition>`;
    case 'cancel':
    case 'compensate':
      return `<${kind}EventDefinition/>`;
    default:
      return timer(drawing, cycles);
  }
}

function timer(drawing: Drawing, cycles: boolean): string {
  const { random } = drawing;
  const inner = pick(random, [
    expression('timeDuration', pick(random, ['PT0S', 'PT1H', 'P1D', '=if ok then "PT2H" else "P2D"', '=missing'])),
    expression('timeDate', pick(random, ['2026-03-03T08:00:00+07:00', '=dossier.appointmentDueAt', '=dossier.apologyAt'])),
    extensionElements('<tthc:workingTime value="4" unit="workingHour"/>'),
    ...(cycles ? [expression('timeCycle', pick(random, ['R3/PT2H', 'R/PT12H', 'R2/2026-03-02T09:00:00+07:00/P1D']))] : []),
  ]);
  return `<timerEventDefinition>${inner}</timerEventDefinition>`;
}
