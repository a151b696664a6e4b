/** Ad-hoc subprocesses of a dossier: what somebody may begin in them now, and which of them somebody may end. */
import { enabledCommands, type ProcessModel, type State } from '../engine/index.ts';

export interface AdHocChoice {
  readonly elementKey: string;
  readonly elementId: string;
  readonly name?: string;
  readonly activities: readonly { readonly activity: string; readonly name?: string }[];
  readonly mayEnd: boolean;
}

/** In the order of their keys; none when nothing can be chosen. */
export function adHocChoices(model: ProcessModel, state: State): AdHocChoice[] {
  if (state.status !== 'active' || !Object.keys(state.elements).some((key) => isAdHoc(model, state, key))) return [];
  const named = (id: string) => ({ ...(model.nodes.get(id)?.name !== undefined && { name: model.nodes.get(id)!.name! }) });
  const choices = new Map<string, { activities: AdHocChoice['activities'][number][]; mayEnd: boolean }>();
  const choiceOf = (elementKey: string) => {
    let choice = choices.get(elementKey);
    if (!choice) choices.set(elementKey, (choice = { activities: [], mayEnd: false }));
    return choice;
  };
  // no timer is asked for, so no instant decides
  for (const command of enabledCommands(model, state, new Date(0)))
    if (command.type === 'activateActivity')
      choiceOf(command.elementKey).activities.push({ activity: command.activity, ...named(command.activity) });
    else if (command.type === 'completeTask' && isAdHoc(model, state, command.elementKey)) choiceOf(command.elementKey).mayEnd = true;
  return [...choices.entries()].map(([elementKey, choice]) => {
    const { elementId } = state.elements[elementKey]!;
    return { elementKey, elementId, ...named(elementId), ...choice };
  });
}

/** Whether a key is that of an ad-hoc subprocess under way: what is ended as one must be one. */
export function isAdHoc({ nodes }: ProcessModel, { elements }: State, elementKey: string): boolean {
  return Object.hasOwn(elements, elementKey) && nodes.get(elements[elementKey]!.elementId)?.adHoc !== undefined;
}
