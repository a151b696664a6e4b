/** Which flows an element may take: what `outgoingOf` and the gateways of the engine decide by data, here every way they could decide. */
import type { FlowNode, SequenceFlow } from '../model/types.ts';

/** Up to so many flows with a condition every set of them is looked at; of more, each alone, each two and all of them. */
const mostConditions = 8;

/** Every set of flows that may leave `node` at once, in the order of the file; one empty set when it has none. */
export function splitsOf(node: FlowNode): readonly (readonly SequenceFlow[])[] {
  const { outgoing, type } = node;
  if (outgoing.length === 0) return [[]];
  if (type === 'parallelGateway' || type === 'eventBasedGateway') return [outgoing];
  if (type === 'exclusiveGateway') return outgoing.map((flow) => [flow]);
  if (!outgoing.some(({ condition, isDefault }) => condition !== undefined || isDefault))
    // drawn without conditions: which flows are meant is open
    return type === 'inclusiveGateway' ? subsetsOf(outgoing) : [outgoing];
  const always = outgoing.filter(({ condition, isDefault }) => condition === undefined && !isDefault);
  const sometimes = outgoing.filter(({ condition, isDefault }) => condition !== undefined && !isDefault);
  const otherwise = outgoing.filter(({ isDefault }) => isDefault);
  const taken = subsetsOf(sometimes).map((some) => outgoing.filter((flow) => some.includes(flow) || always.includes(flow)));
  const none = outgoing.filter((flow) => otherwise.includes(flow) || always.includes(flow));
  return none.length > 0 ? [...taken, none] : taken;
}

/** A complex gateway that does more than split. */
export function startsByCondition({ type, incoming, activationCondition }: FlowNode): boolean {
  return type === 'complexGateway' && (incoming.length > 1 || (incoming.length > 0 && activationCondition !== undefined));
}

/** True when not every set of flows of an inclusive choice is looked at. */
export function isCutShort(node: FlowNode): boolean {
  const { outgoing, type } = node;
  if (type === 'parallelGateway' || type === 'eventBasedGateway' || type === 'exclusiveGateway') return false;
  const conditions = outgoing.filter(({ condition, isDefault }) => condition !== undefined && !isDefault).length;
  const isDraft = type === 'inclusiveGateway' && !outgoing.some(({ condition, isDefault }) => condition !== undefined || isDefault);
  return (isDraft ? outgoing.length : conditions) > mostConditions;
}

/** Not the empty one; small ones first. */
function subsetsOf(flows: readonly SequenceFlow[]): SequenceFlow[][] {
  if (flows.length === 0) return [];
  if (flows.length > mostConditions) {
    const pairs = flows.flatMap((one, index) => flows.slice(index + 1).map((other) => [one, other]));
    return [...flows.map((flow) => [flow]), ...pairs, [...flows]];
  }
  const subsets: SequenceFlow[][] = [];
  for (let bits = 1; bits < 1 << flows.length; bits++) subsets.push(flows.filter((_, index) => (bits >> index) & 1));
  return subsets.sort((a, b) => a.length - b.length);
}
