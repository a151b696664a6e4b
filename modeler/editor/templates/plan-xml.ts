/** A plan as a BPMN file with a diagram, laid out as the importer of tables does. */
import { layOut, parseBpmn, tthcModdle } from '../../../engine/index.ts';
import type { Contents, Plan, PlannedNode } from './plan.ts';

export interface ProcessHead {
  readonly processId: string;
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** XML of the extension elements of the process. */
  readonly extensions?: string;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&"<>]/g, (sign) => signs[sign]!);
const attributesOf = (values: Readonly<Record<string, string | undefined>>) =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(value!)}"`)
    .join('');

/** Throws when the plan is no BPMN, which is a bug of ours. */
export async function planXml(plan: Plan, { processId, name, attributes = {}, extensions = '' }: ProcessHead): Promise<string> {
  const lanes = Object.entries(plan.lanes ?? {});
  const first = lanes[0]?.[0];
  const laneSet = lanes
    .map(([key, title]) => {
      const inside = plan.nodes.filter(({ lane = first }) => lane === key).map(({ id }) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`);
      return `<bpmn:lane id="lane_${key}" name="${escaped(title)}">${inside.join('')}</bpmn:lane>`;
    })
    .join('');
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tthc="http://taicho/tthc" id="definitions_${processId}" targetNamespace="http://taicho/procedures" expressionLanguage="https://www.omg.org/spec/FEEL" exporter="taicho">
${Object.entries(plan.messages ?? {})
  .map(([id, title]) => `<bpmn:message id="${id}" name="${title}" />`)
  .join('')}
${first === undefined ? '' : `<bpmn:collaboration id="collaboration_${processId}"><bpmn:participant id="pool_${processId}" name="${escaped(name)}" processRef="${processId}" /></bpmn:collaboration>`}
<bpmn:process id="${processId}" name="${escaped(name)}" isExecutable="true"${attributesOf(attributes)}>
${extensions === '' ? '' : `<bpmn:extensionElements>${extensions}</bpmn:extensionElements>`}
${laneSet === '' ? '' : `<bpmn:laneSet id="lanes_${processId}">${laneSet}</bpmn:laneSet>`}
${contentsXml(plan)}
</bpmn:process>
</bpmn:definitions>`;
  const { definitions, problems } = await parseBpmn(xml);
  if (!definitions) throw new Error(problems.map(({ messageEn }) => messageEn).join('\n'));
  layOut(definitions);
  return (await tthcModdle().toXML(definitions, { format: true })).xml;
}

const flowId = (from: string, to: string) => `flow_${from}_${to}`;

function contentsXml({ nodes, flows }: Contents): string {
  const written = flows.map(
    ({ from, to, name, when }) =>
      `<bpmn:sequenceFlow id="${flowId(from, to)}" sourceRef="${from}" targetRef="${to}"${attributesOf({ name })}>${
        when === undefined ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${escaped(when)}</bpmn:conditionExpression>`
      }</bpmn:sequenceFlow>`,
  );
  return [...nodes.map((node) => nodeXml(node, flows)), ...written].join('\n');
}

function nodeXml({ id, type, name, attributes = {}, inside = '', contents }: PlannedNode, flows: Contents['flows']): string {
  const preset = flows.find(({ from, isDefault }) => from === id && isDefault);
  const ends = flows
    .flatMap(({ from, to }) => [
      ...(to === id ? [`<bpmn:incoming>${flowId(from, to)}</bpmn:incoming>`] : []),
      ...(from === id ? [`<bpmn:outgoing>${flowId(from, to)}</bpmn:outgoing>`] : []),
    ])
    // the schema wants those that come in first
    .sort();
  // extensions go before, event definitions after the flows
  const [, extensions = '', rest = ''] = /^(<bpmn:extensionElements>.*<\/bpmn:extensionElements>)?(.*)$/s.exec(inside) ?? [];
  return `<bpmn:${type} id="${id}"${attributesOf({ name, default: preset && flowId(preset.from, preset.to), ...attributes })}>${extensions}${ends.join('')}${rest}${contents ? contentsXml(contents) : ''}</bpmn:${type}>`;
}
