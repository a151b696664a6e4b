/** The form of a task: of the version, or of the called version that the task comes from. */
import { visibleVariables } from '../engine/semantics/run.ts';
import type { Container, FlowNode, State } from '../engine/index.ts';
import type { FoundTask } from './find-tasks.ts';
import { checkForm } from './forms.ts';
import type { Service } from './service.ts';

export interface TaskForm {
  readonly key: string;
  /** JSON Schema. */
  readonly schema: object;
}

/** Undefined when the task has none, or names one that its version does not have. */
export async function taskForm(service: Service, versionId: string, elementId: string): Promise<TaskForm | undefined> {
  const { model, forms } = await service.engine.version(versionId);
  const node = model.nodes.get(elementId);
  const key = node?.step?.form;
  if (!node || key === undefined) return undefined;
  const { linked } = processOf(node);
  if (!linked) return forms[key] && { key, schema: forms[key] };
  const { versionId: calledId } = await service.engine.procedureVersion(linked.processId, linked.version);
  // of the version as it is kept in memory: a form is compiled once for each object that it is
  const schema = (await service.engine.version(calledId)).forms[key];
  return schema && { key, schema };
}

function processOf({ container }: FlowNode): Container {
  let outermost = container;
  while (outermost.parent) outermost = outermost.parent;
  return outermost;
}

/** Throws FORM_INVALID. What the dossier has already need not be entered again. */
export async function checkTaskForm(service: Service, task: FoundTask, variables: object): Promise<void> {
  const form = await taskForm(service, task.versionId, task.elementId);
  if (!form) return;
  const { required = [] } = form.schema as { required?: readonly string[] };
  if (required.every((name) => Object.hasOwn(variables, name))) return checkForm(form.schema, variables);
  const { state } = await service.engine.dossier(task.dossierId);
  const known = variablesAt(state, task.elementKey);
  // a task that is over is refused, or answered again, by the engine
  if (known) checkForm(form.schema, variables, new Set(Object.keys(known)));
}

/** What an open task sees; undefined when it is not open. Personal data are references. */
export function variablesAt(state: State, elementKey: string): Readonly<Record<string, unknown>> | undefined {
  const element = Object.hasOwn(state.elements, elementKey) ? state.elements[elementKey] : undefined;
  return element && visibleVariables(state, state.scopes[elementKey] ? elementKey : element.scope);
}
