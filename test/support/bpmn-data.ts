/** BPMN's own data written short. */
import { escape } from './bpmn.ts';

export interface TaskData {
  /** Data input → id of what fills it, or FEEL behind `=`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Id of what is filled → data output, or FEEL behind `=`. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** Data outputs that only the FEEL names. */
  readonly gives?: readonly string[];
  /** Data inputs that are not waited for. */
  readonly optional?: readonly string[];
  readonly properties?: readonly string[];
}

/** Specification, properties and associations of an activity: `<id>_in_x` is its data input `x`, `<id>_out_y` its data output `y`, `<id>_p` its property `p`. */
export function taskData(id: string, { inputs = {}, outputs = {}, gives = [], optional = [], properties = [] }: TaskData): string {
  const names = [...new Set([...Object.values(outputs).filter((source) => !source.startsWith('=')), ...gives])];
  const refs = (tag: string, found: readonly string[]) => found.map((name) => `<${tag}>${id}_in_${name}</${tag}>`).join('');
  const specification = [
    ...Object.keys(inputs).map((name) => `<dataInput id="${id}_in_${name}" name="${name}"/>`),
    ...names.map((name) => `<dataOutput id="${id}_out_${name}" name="${name}"/>`),
    `<inputSet>${refs('dataInputRefs', Object.keys(inputs))}${refs('optionalInputRefs', optional)}</inputSet><outputSet/>`,
  ].join('');
  const filled = Object.entries(inputs).map(([name, source]) =>
    association('dataInputAssociation', `${id}_take_${name}`, source, `${id}_in_${name}`),
  );
  const given = Object.entries(outputs).map(([target, source]) =>
    association('dataOutputAssociation', `${id}_give_${target}`, source.startsWith('=') ? source : `${id}_out_${source}`, target),
  );
  return `<ioSpecification id="${id}_io">${specification}</ioSpecification>${properties.map((name) => `<property id="${id}_${name}" name="${name}"/>`).join('')}${filled.join('')}${given.join('')}`;
}

/** `source`: an id, or FEEL behind `=`. */
export function association(tag: string, id: string, source: string, target: string): string {
  const from = source.startsWith('=')
    ? `<targetRef>${target}</targetRef><transformation>${escape(source.slice(1))}</transformation>`
    : `<sourceRef>${source}</sourceRef><targetRef>${target}</targetRef>`;
  return `<${tag} id="${id}">${from}</${tag}>`;
}

/** A data object under its own name, with a reference `<id>Drawn`. */
export function dataObject(id: string, attributes = ''): string {
  return `<dataObject id="${id}" name="${id}"${attributes && ` ${attributes}`}/><dataObjectReference id="${id}Drawn" dataObjectRef="${id}"/>`;
}

/** What a drawing program writes for a line from data to an activity and for one back. */
export function drawnLines(id: string, read: string, written: string): string {
  return `<property id="${id}_end" name="__targetRef_placeholder"/><dataInputAssociation id="${id}_read"><sourceRef>${read}</sourceRef><targetRef>${id}_end</targetRef></dataInputAssociation><dataOutputAssociation id="${id}_write"><targetRef>${written}</targetRef></dataOutputAssociation>`;
}
