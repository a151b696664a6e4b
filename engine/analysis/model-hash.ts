/** What identifies a model whatever its file looks like: spaces, comments and the diagram do not matter, everything that runs or is checked does. */
import type { Container, FlowNode, ProcessModel, SequenceFlow } from '../model/types.ts';
import { sha256 } from './sha-256.ts';

const known = new WeakMap<ProcessModel, string>();

/** SHA-256 of the model, linked versions included. Kept with the frozen model. */
export function modelHash(model: ProcessModel): string {
  let hash = known.get(model);
  if (hash === undefined) known.set(model, (hash = sha256(canonical(plainModel(model)))));
  return hash;
}

const idOf = (target: { readonly id: string } | undefined): string | undefined => target?.id;
const idsOf = (targets: readonly { readonly id: string }[]): string[] => targets.map(({ id }) => id);

function plainModel(model: ProcessModel) {
  return {
    processes: [...model.processes.values()].map(plainContainer),
    nodes: [...model.nodes.values()].map(plainNode),
    flows: [...model.flows.values()].map(plainFlow),
    lanes: model.lanes,
    messageKeys: model.messageKeys && [...model.messageKeys].map(([name, { text }]) => ({ name, text })),
    messageFlows: model.messageFlows.map(({ source, target, ...rest }) => ({ ...rest, source: idOf(source), target: idOf(target) })),
  };
}

function plainContainer({ id, kind, name, procedure, isExecutable, linked, nodes, locals, dataInputs, dataOutputs }: Container) {
  return { id, kind, name, procedure, isExecutable, linked, nodes: idsOf(nodes), locals, dataInputs, dataOutputs };
}

function plainNode(node: FlowNode) {
  const {
    container,
    incoming,
    outgoing,
    defaultFlow,
    attachedTo,
    boundaryEvents,
    contents,
    called,
    linkTarget,
    handler,
    compensates,
    ...rest
  } = node;
  const { events, parallelMultiple, ...plain } = rest;
  return {
    ...plain,
    // what one definition says stands in `event`: hashes of models from before there were several stay as they were
    ...(events.length > 1 && { events, parallelMultiple }),
    container: container.id,
    incoming: idsOf(incoming),
    outgoing: idsOf(outgoing),
    defaultFlow: idOf(defaultFlow),
    attachedTo: idOf(attachedTo),
    boundaryEvents: idsOf(boundaryEvents),
    contents: contents && plainContainer(contents),
    called: idOf(called),
    linkTarget: idOf(linkTarget),
    handler: idOf(handler),
    compensates: compensates && (compensates.length > 1 ? idsOf(compensates) : idOf(compensates[0])),
  };
}

function plainFlow({ source, target, ...plain }: SequenceFlow) {
  return { ...plain, source: source.id, target: target.id };
}

/** JSON with keys in alphabetical order, without what is undefined. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
