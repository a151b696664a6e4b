/** Small BPMN files for tests, written in the language of the standard: `process('start:startEvent', 'a:userTask', 'start->a')`. */
import type { CalledVersions } from '../../engine/model/called-version.ts';
import { readBpmn } from '../../engine/model/read-bpmn.ts';
import type { ProcessModel } from '../../engine/model/types.ts';

const header =
  '<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tthc="http://taicho/tthc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://taicho/test">';

/** A whole file around root elements. */
export function definitions(...roots: string[]): string {
  return `${header}${roots.join('')}</definitions>`;
}

/** A process around flow elements; arrows `a->b`, `a->b?condition`, `a->b!` (default) become sequence flows named after their ends. */
export function processXml(id: string, ...parts: string[]): string {
  return `<process id="${id}" isExecutable="true">${content(...parts)}</process>`;
}

/** The inside of a process or subprocess. */
export function content(...parts: string[]): string {
  const defaults = new Map<string, string>();
  const written = parts.map((part) => {
    const arrow = /^(\w+)->(\w+)(?:\[(\w+)\])?(?:\?(.*)|(!))?$/s.exec(part);
    if (!arrow) return part;
    const [, from, to, name, condition, isDefault] = arrow;
    const id = name ?? `${from}_${to}`;
    if (isDefault) defaults.set(from!, id);
    const body =
      condition === undefined ? '' : `<conditionExpression xsi:type="tFormalExpression">${escape(condition)}</conditionExpression>`;
    return `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${body}</sequenceFlow>`;
  });
  return written
    .map((part) =>
      [...defaults].reduce((text, [source, flow]) => text.replace(new RegExp(`^(<\\w+ id="${source}")`), `$1 default="${flow}"`), part),
    )
    .join('');
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The element of that type and id, with children and attributes as given. */
export function element(type: string, id: string, children = '', attributes = ''): string {
  return `<${type} id="${id}"${attributes && ` ${attributes}`}>${children}</${type}>`;
}

/** The compiled model, with the versions it calls and DMN files beside it; a refused one fails the test with its problems. */
export async function modelOfXml(
  xml: string,
  called?: CalledVersions,
  decisions?: Readonly<Record<string, string>>,
): Promise<ProcessModel> {
  const { model, problems } = await readBpmn(xml, called, decisions);
  if (!model) throw new Error(problems.map(({ code, at, message }) => `${code} ${at ?? ''} ${message}`).join('\n'));
  return model;
}
