/** Data that must be there before something begins, and that nobody can put there: it stops in every run (BPMN 2.0.2, 10.4.2; ADR 0062). */
import type { Container, FlowNode, Mapping } from '../model/types.ts';
import { freeNames } from '../semantics/expressions.ts';
import { reachedFrom } from './own-branch.ts';

/**
 * Each of its input sets wants something that is made of data of a subprocess which nothing writes there before: not its input, no round, no person, worker, message or script.
 * Data of a process may come from outside.
 */
export function lacksData(node: FlowNode): boolean {
  const { requiredInputs, inputs, loop, container, isHandler } = node;
  if (requiredInputs === undefined || loop || isHandler || container.adHoc || sendsNothing(node)) return false;
  return requiredInputs.every((names) =>
    names.some((name) => {
      const at = inputs.findLastIndex(({ target }) => target === name);
      return at >= 0 && isEmpty(inputs[at]!, inputs.slice(0, at), node);
    }),
  );
}

/** An event that gives its data to nobody does not ask for it; one with several definitions always does. */
function sendsNothing({ type, events }: FlowNode): boolean {
  const isThrown = type === 'endEvent' || type === 'intermediateThrowEvent';
  return isThrown && events.length < 2 && !events.some((event) => sent.has(event.type));
}

const sent: ReadonlySet<string> = new Set(['message', 'signal', 'error', 'escalation']);

/** Made of one name alone, or of a part of it, that is null there. */
function isEmpty({ source }: Mapping, before: readonly Mapping[], node: FlowNode): boolean {
  const names = freeNames(source);
  const [name] = names;
  if (names.length !== 1 || name === undefined || !source.trim().startsWith(name)) return false;
  if (!/^(\.[\p{L}\p{N}_]+)*$/u.test(source.trim().slice(name.length))) return false;
  if (before.some(({ target }) => target === name)) return false;
  const owner = ownerOf(name, node.container);
  return owner !== undefined && !writersIn(owner, name).some((writer) => mayComeBefore(writer, node, owner));
}

/** The contents of the subprocess whose own data that name is, empty when it begins. */
function ownerOf(name: string, from: Container): Container | undefined {
  for (let container: Container | undefined = from; container?.element; container = container.parent) {
    const { inputs, loop } = container.element;
    const isOfRound = loop && (name === 'loopCounter' || (loop.kind === 'multiInstance' && loop.elementVariable === name));
    if (isOfRound || inputs.some(({ target }) => target === name)) return undefined;
    if (container.locals && Object.hasOwn(container.locals, name)) return container;
  }
  return undefined;
}

function writersIn({ nodes }: Container, name: string): FlowNode[] {
  return nodes.flatMap((node) => [...(writes(node, name) ? [node] : []), ...(node.contents ? writersIn(node.contents, name) : [])]);
}

function writes({ type, events, outputs, loop, called, resultVariable, jobType }: FlowNode, name: string): boolean {
  if (loop?.kind === 'multiInstance' && loop.outputCollection === name) return true;
  if (outputs.length > 0) return outputs.some(({ target }) => target === name);
  switch (type) {
    case 'scriptTask':
    case 'businessRuleTask':
      return resultVariable === name;
    case 'callActivity':
      return called?.dataOutputs === undefined || called.dataOutputs.includes(name);
    case 'userTask':
    case 'manualTask':
    case 'serviceTask':
    case 'receiveTask':
    case 'adHocSubProcess':
    case 'boundaryEvent':
      return true;
    case 'intermediateCatchEvent':
    case 'startEvent':
      return events.length > 0;
    default:
      return jobType !== undefined;
  }
}

/** Something in the data's own subprocess can happen before the element has begun; of what lies beside the element only what leads there through nothing but it cannot. */
function mayComeBefore(writer: FlowNode, node: FlowNode, owner: Container): boolean {
  const { container } = node;
  let beside: FlowNode | undefined = writer;
  while (beside && beside.container !== container) beside = beside.container === owner ? undefined : beside.container.element;
  if (!beside) return true;
  const others = container.nodes.filter(({ isHandler, contents }) => isHandler || contents?.kind === 'eventSubProcess');
  return beside !== node && reachedFrom([...container.starts, ...container.startEvents, ...others], node).has(beside);
}
