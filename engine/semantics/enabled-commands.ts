/** Every command a state accepts, with placeholders for what the caller chooses freely (variables, names of people, reasons). */
import { triggeredStarts } from '../model/triggers-of.ts';
import type { ProcessModel } from '../model/types.ts';
import { choosable } from './ad-hoc.ts';
import type { Command } from './commands.ts';
import { behaviorOf } from './elements/index.ts';
import { correctionsOf } from './hand-offs.ts';
import { hasIncident } from './subscriptions.ts';
import type { State } from './state.ts';

/**
 * Names every element-addressed and dossier-wide command that `advance` accepts now: the explorer takes all, the simulator draws one, the API shows them.
 * Timers that are not due are left out, and what needs a date or data of the caller's (re-appointments, variables, supplements) or the flags at hand. Starts name each possible start event.
 * Ordered by kind and key, whatever the order of keys in the state.
 */
export function enabledCommands(model: ProcessModel, state: State, now: Date): Command[] {
  if (state.status === 'created') return starts(model);
  if (state.status === 'suspended') return [{ type: 'resume' }, { type: 'cancel' }];
  if (state.status !== 'active') return [];
  const at = now.toISOString();
  const commands: Command[] = [{ type: 'suspend' }, { type: 'cancel' }];
  const blocked = new Set<string | undefined>(Object.values(state.incidents).map(({ elementKey }) => elementKey));
  for (const { handOffKey } of Object.values(state.corrections)) blocked.add(state.handOffs[handOffKey]!.elementKey);
  for (const elementKey of Object.keys(state.elements).sort()) {
    const element = state.elements[elementKey]!;
    const node = model.nodes.get(element.elementId)!;
    if (element.rounds || element.compensation || state.scopes[elementKey]?.isClosing) continue;
    if (model.uses.adHoc && !blocked.has(elementKey))
      for (const { id: activity } of choosable(model, state, element)) commands.push({ type: 'activateActivity', elementKey, activity });
    for (const type of behaviorOf(node.type).accepts?.(node) ?? []) {
      if (type === 'completeTask' || type === 'completeJob' || type === 'throwError' || type === 'throwEscalation') {
        if (!blocked.has(elementKey)) commands.push({ type, elementKey });
      } else if (type === 'failJob') {
        if (!blocked.has(elementKey)) commands.push({ type, elementKey, retries: 0 });
      } else if (type === 'claimTask') commands.push({ type, elementKey, by: element.step?.holder ?? 'officer' });
      else if (type === 'releaseTask') {
        if (element.step?.holder !== undefined) commands.push({ type, elementKey });
      } else if (type === 'reassignTask') commands.push({ type, elementKey, to: 'officer' });
    }
  }
  const signals = new Set<string>();
  for (const elementKey of Object.keys(state.subscriptions).sort()) {
    if (hasIncident(state, elementKey)) continue;
    const { type, name = '', dueAt, correlationKey } = state.subscriptions[elementKey]!;
    commands.push({ type: 'trigger', elementKey });
    if (type === 'timer' && dueAt !== undefined && dueAt <= at) commands.push({ type: 'fireTimer', elementKey });
    if (type === 'message')
      commands.push({ type: 'deliverMessage', name, elementKey, ...(correlationKey !== undefined && { correlationKey }) });
    if (type === 'signal' && !signals.has(name)) commands.push({ type: 'broadcastSignal', name });
    if (type === 'signal') signals.add(name);
  }
  for (const incidentKey of Object.keys(state.incidents).sort()) commands.push({ type: 'resolveIncident', incidentKey });
  for (const handOffKey of Object.keys(state.handOffs).sort()) {
    const { state: stage, elementKey, byMessage } = state.handOffs[handOffKey]!;
    if (!state.elements[elementKey]) continue;
    const returned = correctionsOf(state, elementKey).length > 0;
    if (stage === 'sent') commands.push({ type: 'acceptHandOff', handOffKey });
    if (stage !== 'returned' && !byMessage && !returned) commands.push({ type: 'returnHandOff', handOffKey, reason: '…' });
  }
  for (const correctionKey of Object.keys(state.corrections).sort()) commands.push({ type: 'sendAgain', correctionKey });
  return commands;
}

function starts(model: ProcessModel): Command[] {
  const commands: Command[] = [];
  for (const container of model.processes.values()) {
    const { id: process, startEvents, starts: nodes, linked } = container;
    if (linked) continue;
    if (startEvents.length === 0 && nodes.length > 0) commands.push({ type: 'startInstance', process });
    for (const { id: at } of startEvents) commands.push({ type: 'startInstance', process, at });
    for (const node of triggeredStarts(container))
      if (node.type !== 'startEvent') commands.push({ type: 'startInstance', process, at: node.id });
  }
  return commands;
}
