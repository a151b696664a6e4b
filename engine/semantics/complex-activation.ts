/** What a complex gateway looks at: how many tokens wait in front of it, and data (BPMN 2.0.2, 13.4.5; ADR 0052). */
import type { Container, FlowNode, ProcessModel } from '../model/types.ts';
import { freeNames } from './expressions.ts';
import { isTrue, type Run } from './run.ts';
import { containerOf } from './scopes.ts';
import type { ElementKey, Scope, Variables } from './state.ts';

/** `activationCount`: tokens on all incoming flows; and under the id of each flow, as it stands in its own file, those on it. */
export function activationOf(run: Run, node: FlowNode, scope: ElementKey): Variables {
  const { tokens } = run.state.scopes[scope]!;
  const counts: Record<string, number> = {};
  let activationCount = 0;
  for (const { id } of node.incoming) {
    const count = tokens[id]?.length ?? 0;
    counts[localId(id)] = count;
    activationCount += count;
  }
  return { ...counts, activationCount };
}

/** Some token waits and the activation condition holds. Obstacle when the condition is neither true nor false. */
export function isActivated(run: Run, node: FlowNode, scope: Scope): boolean {
  if (!node.incoming.some(({ id }) => scope.tokens[id])) return false;
  return (
    node.activationCondition === undefined || isTrue(run, node.activationCondition, scope.key, node.id, activationOf(run, node, scope.key))
  );
}

/** Some way out depends on whether the gateway starts or resets. Where none does, its reset gives no token. */
export function tellsPhases(node: FlowNode): boolean {
  return node.outgoing.some(({ condition }) => condition !== undefined && freeNames(condition).includes('waitingForStart'));
}

/**
 * Scopes whose complex gateways may have something to do, with these in document order: where something moved, and all whose conditions look at data,
 * which may have changed anywhere around. In an order that does not depend on that of stored keys.
 */
export function scopesToAsk(run: Run): { readonly key: ElementKey; readonly gateways: readonly FlowNode[] }[] {
  const found = new Map<ElementKey, readonly FlowNode[]>();
  const ask = (key: ElementKey, wanted: (found: ComplexGateways) => boolean) => {
    const scope = run.state.scopes[key];
    const container = scope && containerOf(run, scope);
    const here = container && complexGatewaysOf(container);
    if (here && here.gateways.length > 0 && wanted(here)) found.set(key, here.gateways);
  };
  for (const key of run.touched) ask(key, () => true);
  if (modelReadsData(run.model)) for (const key of Object.keys(run.state.scopes).sort()) ask(key, ({ readData }) => readData);
  return [...found].map(([key, gateways]) => ({ key, gateways }));
}

interface ComplexGateways {
  /** In document order. */
  readonly gateways: readonly FlowNode[];
  /** Some activation condition looks at data too. */
  readonly readData: boolean;
}

const known = new WeakMap<Container, ComplexGateways>();

function complexGatewaysOf(container: Container): ComplexGateways {
  let found = known.get(container);
  if (!found) {
    const gateways = container.nodes.filter(({ type }) => type === 'complexGateway');
    known.set(container, (found = { gateways, readData: gateways.some(readsData) }));
  }
  return found;
}

const knownModels = new WeakMap<ProcessModel, boolean>();

function modelReadsData(model: ProcessModel): boolean {
  let found = knownModels.get(model);
  if (found === undefined) knownModels.set(model, (found = [...model.nodes.values()].some(readsData)));
  return found;
}

function readsData({ activationCondition, incoming }: FlowNode): boolean {
  const own = new Set(['activationCount', ...incoming.map(({ id }) => localId(id))]);
  return activationCondition !== undefined && freeNames(activationCondition).some((name) => !own.has(name));
}

/** Without the prefix of a called version. */
function localId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
