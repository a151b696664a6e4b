/** A BPMN file with a diagram that holds every kind of element a modeler draws, each once or more, side by side. */

const events: Readonly<Record<string, string>> = {
  none: '',
  message: '<messageEventDefinition/>',
  timer: '<timerEventDefinition/>',
  error: '<errorEventDefinition/>',
  escalation: '<escalationEventDefinition/>',
  signal: '<signalEventDefinition/>',
  cancel: '<cancelEventDefinition/>',
  compensate: '<compensateEventDefinition/>',
  conditional: '<conditionalEventDefinition><condition xsi:type="tFormalExpression">x</condition></conditionalEventDefinition>',
  link: '<linkEventDefinition name="l"/>',
  terminate: '<terminateEventDefinition/>',
  multiple: '<messageEventDefinition/><signalEventDefinition/>',
};

interface Piece {
  readonly id: string;
  readonly xml: string;
  readonly width: number;
  readonly height: number;
  readonly shape?: string;
}

const event = (type: string, trigger: string, attributes = ''): Piece => {
  const id = `${type}_${trigger}${attributes.replace(/\W/g, '')}`;
  return { id, xml: `<${type} id="${id}" name="${trigger}" ${attributes}>${events[trigger]}</${type}>`, width: 36, height: 36 };
};

const activity = (type: string, attributes = '', children = '', shape = ''): Piece => {
  const id = `${type}${(attributes + children + shape).replace(/\W/g, '')}`;
  return {
    id,
    xml: `<${type} id="${id}" name="Thẩm định hồ sơ, ký duyệt và trả kết quả cho người nộp" ${attributes}>${children}</${type}>`,
    width: 140,
    height: 100,
    shape,
  };
};

const gateway = (type: string, attributes = '', shape = ''): Piece => {
  const id = `${type}${(attributes + shape).replace(/\W/g, '')}`;
  return { id, xml: `<${type} id="${id}" name="Đủ điều kiện?" ${attributes}/>`, width: 50, height: 50, shape };
};

const catching = ['message', 'timer', 'escalation', 'signal', 'conditional', 'link', 'multiple'];
const parallel = 'parallelMultiple="true"';

const rows: readonly (readonly Piece[])[] = [
  ['none', 'message', 'timer', 'signal', 'conditional', 'error', 'escalation', 'compensate', 'multiple']
    .map((trigger) => event('startEvent', trigger))
    .concat(event('startEvent', 'multiple', parallel), event('startEvent', 'timer', 'isInterrupting="false"')),
  catching.map((trigger) => event('intermediateCatchEvent', trigger)).concat(event('intermediateCatchEvent', 'multiple', parallel)),
  ['none', 'message', 'escalation', 'signal', 'compensate', 'link', 'multiple'].map((trigger) => event('intermediateThrowEvent', trigger)),
  ['none', 'message', 'error', 'escalation', 'signal', 'cancel', 'compensate', 'terminate', 'multiple'].map((trigger) =>
    event('endEvent', trigger),
  ),
  ['message', 'timer', 'error', 'escalation', 'signal', 'cancel', 'compensate', 'conditional', 'multiple']
    .map((trigger) => event('boundaryEvent', trigger, 'attachedToRef="userTask"'))
    .concat(event('boundaryEvent', 'timer', 'attachedToRef="userTask" cancelActivity="false"')),
  ['task', 'userTask', 'manualTask', 'serviceTask', 'scriptTask', 'sendTask', 'receiveTask', 'businessRuleTask', 'callActivity'].map(
    (type) => activity(type),
  ),
  [
    activity('subProcess', '', '', 'isExpanded="false"'),
    activity('subProcess', 'triggeredByEvent="true"', '', 'isExpanded="true"'),
    activity('transaction', '', '', 'isExpanded="true"'),
    activity('adHocSubProcess', '', '', 'isExpanded="false"'),
    activity('task', '', '<standardLoopCharacteristics/>'),
    activity('userTask', '', '<multiInstanceLoopCharacteristics/>'),
    activity('userTask', '', '<multiInstanceLoopCharacteristics isSequential="true"/>'),
    activity('task', 'isForCompensation="true"'),
    activity('adHocSubProcess', 'isForCompensation="true"', '<multiInstanceLoopCharacteristics/>', 'isExpanded="false"'),
  ],
  [
    gateway('exclusiveGateway', '', 'isMarkerVisible="true"'),
    gateway('exclusiveGateway'),
    gateway('parallelGateway'),
    gateway('inclusiveGateway'),
    gateway('complexGateway'),
    gateway('eventBasedGateway'),
    gateway('eventBasedGateway', 'instantiate="true"'),
    gateway('eventBasedGateway', 'instantiate="true" eventGatewayType="Parallel"'),
    { id: 'data', xml: '<dataObjectReference id="data" name="Tờ khai" dataObjectRef="object"/>', width: 36, height: 50 },
    { id: 'collection', xml: '<dataObjectReference id="collection" name="Giấy tờ" dataObjectRef="objects"/>', width: 36, height: 50 },
    { id: 'store', xml: '<dataStoreReference id="store" name="Cơ sở dữ liệu đất đai"/>', width: 50, height: 50 },
  ],
];

const objects = '<dataObject id="object"/><dataObject id="objects" isCollection="true"/>';
const flows =
  '<sequenceFlow id="flow" name="đủ" sourceRef="task" targetRef="userTask"/><sequenceFlow id="default" sourceRef="userTask" targetRef="manualTask"/>' +
  '<sequenceFlow id="conditional" sourceRef="manualTask" targetRef="serviceTask"><conditionExpression xsi:type="tFormalExpression">x</conditionExpression></sequenceFlow>';
const artifacts =
  '<textAnnotation id="annotation"><text>Chỉ áp dụng với hồ sơ nộp trực tuyến</text></textAnnotation><group id="group" categoryValueRef="value"/>' +
  '<association id="association" sourceRef="task" targetRef="annotation"/><association id="directed" associationDirection="One" sourceRef="task" targetRef="annotation"/>';
const input = '<dataInputAssociation id="input"><sourceRef>data</sourceRef></dataInputAssociation>';

const edge = (id: string, ...points: readonly (readonly [number, number])[]): string =>
  `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`).join('')}</bpmndi:BPMNEdge>`;
const shape = (id: string, x: number, y: number, width: number, height: number, more = ''): string =>
  `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}" ${more}><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`;

/** Rows lie from y = -60 downwards; the diagram begins left of and above the origin on purpose. */
export function everyKindXml(): string {
  let y = -60;
  let shapes = '';
  for (const row of rows) {
    let x = -80;
    for (const piece of row) {
      shapes += shape(piece.id, x, y, piece.width, piece.height, piece.shape);
      x += piece.width + 70;
    }
    y += row[0]!.height + 60;
  }
  const process = rows
    .flat()
    .map(({ xml }) => xml)
    .join('')
    .replace('<userTask id="userTask"', '<userTask default="default" id="userTask"')
    .replace(/(<scriptTask [^>]*>)/, `$1${input}`);
  return (
    '<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" ' +
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://taicho/test">' +
    '<category id="category"><categoryValue id="value" value="Khâu thẩm định"/></category>' +
    '<collaboration id="collaboration"><participant id="pool" name="Ủy ban nhân dân xã" processRef="process"><participantMultiplicity/></participant>' +
    '<participant id="standing" name="Sở Tư pháp" processRef="other"/><participant id="closed" name="Người nộp hồ sơ"/>' +
    '<messageFlow id="message" name="nộp hồ sơ" sourceRef="closed" targetRef="pool"/></collaboration>' +
    `<process id="process"><laneSet id="lanes"><lane id="lane" name="Bộ phận Một cửa"/></laneSet>${process}${objects}${flows}${artifacts}</process>` +
    '<process id="other"><laneSet id="otherLanes"><lane id="standingLane" name="Phòng Hộ tịch"/></laneSet></process>' +
    '<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">' +
    shape('pool', -160, -120, 2100, y + 150, 'isHorizontal="true"') +
    shape('lane', -130, -120, 2070, y + 150, 'isHorizontal="true"') +
    shape('standing', 1980, -120, 260, 500, 'isHorizontal="false"') +
    shape('standingLane', 1980, -90, 260, 470, 'isHorizontal="false"') +
    shape('closed', -160, y + 120, 900, 70) +
    shapes +
    shape('annotation', 1300, -60, 160, 50) +
    shape('group', 1200, 80, 400, 180) +
    edge('flow', [60, 470], [130, 470]) +
    edge('default', [270, 470], [340, 470]) +
    edge('conditional', [480, 470], [550, 470]) +
    edge('association', [0, 420], [1180, 300], [1300, -30]) +
    edge('directed', [20, 420], [1220, 340], [1350, -10]) +
    edge('input', [1628, 700], [800, 520]) +
    edge('message', [200, y + 120], [200, y + 30]) +
    '</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>'
  );
}

/** Ids of everything drawn in the file. */
export function everyKindIds(): string[] {
  return [...everyKindXml().matchAll(/bpmnElement="([^"]+)"/g)].map(([, id]) => id!).filter((id) => id !== 'collaboration');
}
