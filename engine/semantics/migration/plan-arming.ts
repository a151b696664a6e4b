/** What a dossier waits for once it has another version: what is drawn in both stays as it is, what is new is armed, what is gone is disarmed. */
import type { EventDefinition, FlowNode, ProcessModel } from '../../model/types.ts';
import { Obstacle } from '../errors.ts';
import type { Run } from '../run.ts';
import { planSubscriptions, type Plan } from '../subscriptions.ts';
import type { ActiveElement, ElementKey, Scope, Subscription } from '../state.ts';
import { containerIn, idIn, type MigrationProblem, type PlanIds } from './check-migration.ts';

export interface Arming {
  readonly disarmed: readonly ElementKey[];
  readonly armed: readonly { readonly plan: Plan; readonly owner: ElementKey; readonly scope: ElementKey }[];
  readonly problems: readonly MigrationProblem[];
}

/** Before the first event; the state is still that of the version before. Everything must have its place (`checkMigration`). */
export function planArming(run: Run, to: ProcessModel, ids: PlanIds): Arming {
  const disarmed: ElementKey[] = [];
  const armed: { plan: Plan; owner: ElementKey; scope: ElementKey }[] = [];
  const problems: MigrationProblem[] = [];
  const there: Run = { ...run, model: to };

  const compare = (
    owner: ElementKey,
    scope: ElementKey,
    waiting: readonly ElementKey[],
    before: readonly FlowNode[],
    after: readonly FlowNode[],
    seenFrom: ElementKey,
    mayArm: boolean,
  ) => {
    const kept = new Set<string>();
    const changed = new Set<string>();
    for (const key of waiting) {
      const subscription = run.state.subscriptions[key]!;
      const partner = after.find(({ id }) => id === idIn(ids, subscription.elementId));
      if (partner && waitsAlike(run.model.nodes.get(subscription.elementId)!, partner, subscription)) kept.add(partner.id);
      else disarmed.push(key);
      if (partner && !kept.has(partner.id)) changed.add(partner.id);
    }
    // what was used up before, or given up by another event, is not armed again
    const known = new Set(before.map(({ id }) => idIn(ids, id)));
    for (const node of after) {
      if (kept.has(node.id) || (known.has(node.id) && !changed.has(node.id)) || !mayArm) continue;
      try {
        for (const plan of planSubscriptions(there, node, seenFrom)) armed.push({ plan, owner, scope });
      } catch (error) {
        if (!(error instanceof Obstacle)) throw error;
        problems.push({ code: 'CANNOT_WAIT', at: node.id, message: error.message, messageEn: error.messageEn });
      }
    }
  };

  for (const key of Object.keys(run.state.elements).sort()) {
    const element = run.state.elements[key]!;
    const node = run.model.nodes.get(element.elementId)!;
    const partner = to.nodes.get(idIn(ids, element.elementId)!)!;
    // of several triggers of a catch the one with the element's own key may have come already
    const waitsItself = element.armed.some((each) => run.state.subscriptions[each]!.elementId === element.elementId);
    const own = (one: FlowNode) => (waitsItself || run.state.subscriptions[key] ? [one] : []);
    compare(
      key,
      element.scope,
      element.armed,
      [...armedAt(element, node), ...own(node)],
      [...armedAt(element, partner), ...own(partner)],
      innerScope(run, element),
      true,
    );
  }
  for (const key of Object.keys(run.state.scopes).sort()) {
    const scope = run.state.scopes[key]!;
    const [before, after] = [containerIn(run.model, scope.containerId), containerIn(to, scope.containerId && idIn(ids, scope.containerId))];
    if (!before || !after) continue;
    const starts = ({ eventSubProcesses }: typeof before) => eventSubProcesses.map(({ contents }) => contents!.startEvents[0]!);
    compare(key, key, scope.armed, starts(before), starts(after), key, !isInterrupted(run, scope));
  }
  return { disarmed, armed, problems };
}

/** Boundary events sit on the whole of a repeated activity, not on its rounds. */
function armedAt(element: ActiveElement, node: FlowNode): readonly FlowNode[] {
  if (node.type === 'eventBasedGateway') return node.outgoing.map(({ target }) => target);
  return element.roundOf === undefined ? node.boundaryEvents : [];
}

/** Where input mappings lie, if it has any; a called process is not looked into. */
function innerScope(run: Run, { key, scope }: ActiveElement): ElementKey {
  const inner = run.state.scopes[key];
  return inner && !inner.isolated ? key : scope;
}

/** An interrupting event subprocess runs: nothing else starts in its scope any more. */
function isInterrupted(run: Run, { children }: Scope): boolean {
  return Object.keys(children).some((key) => {
    const { contents } = run.model.nodes.get(run.state.elements[key]!.elementId)!;
    return contents?.kind === 'eventSubProcess' && contents.startEvents.some(({ interrupting }) => interrupting);
  });
}

/** A timer goes on as it was planned, whatever its text says now; a name or a key that is another one is waited for anew. Several triggers stay or go together. */
function waitsAlike(node: FlowNode, partner: FlowNode, { definition = 0 }: Subscription): boolean {
  if (node.type !== partner.type || node.interrupting !== partner.interrupting) return false;
  if (node.events.length > 1 || partner.events.length > 1)
    return node.parallelMultiple === partner.parallelMultiple && JSON.stringify(node.events) === JSON.stringify(partner.events);
  const [some, other] = [node.events[definition], partner.events[definition]];
  if (some?.type !== other?.type) return false;
  return some?.type === 'timer' || awaited(node, some) === awaited(partner, other);
}

function awaited({ messageName, correlationKey }: FlowNode, event: EventDefinition | undefined): string {
  return JSON.stringify([messageName, correlationKey, event]);
}
