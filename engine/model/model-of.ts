/** moddle trees → ProcessModel: the file's own processes, and those of other procedure versions that it calls. */
import type { Moddle } from 'bpmn-moddle';
import { findCalled, prefixOf, type CalledTree, type CalledTrees } from './called-version.ts';
import { compileFile, type CompiledFile } from './compile-file.ts';
import type { DecisionSet } from './decision.ts';
import { linkFile } from './link-file.ts';
import { reachedFrom, renameCalls, takeOver } from './take-over.ts';
import type { Container, FlowNode, ModelUses, Problem, ProcessModel, SequenceFlow } from './types.ts';

/**
 * Compiles definitions (a moddle tree, as the modeler has one) to a frozen ProcessModel; `called` has the versions that its call activities call outside it, `decisions` what its business rule tasks ask.
 * Their processes that are reached stand behind the file's own, marked `linked`, with the prefix of their version before every id.
 * `model` is absent when a problem is an error. Every problem names its element, that of a called file with the prefix.
 */
export function modelOf(
  definitions: Moddle,
  called?: CalledTrees,
  decisions?: DecisionSet,
): { model?: ProcessModel; problems: readonly Problem[] } {
  const own = compileFile(definitions, decisions);
  const versions = new Map<string, { readonly tree: CalledTree; readonly file: CompiledFile }>();
  const fileOf = (tree: CalledTree): CompiledFile => {
    const prefix = prefixOf(tree);
    const version = versions.get(prefix) ?? { tree, file: compileFile(tree.definitions, tree.decisions) };
    versions.set(prefix, version);
    return version.file;
  };
  const calledFrom = (file: CompiledFile, others: CalledTrees | undefined) => (calledElement: string) => {
    const tree = findCalled(others, calledElement);
    return findCalled<Container>(file.processes, calledElement) ?? (tree && findCalled<Container>(fileOf(tree).processes, calledElement));
  };
  linkFile(own, calledFrom(own, called));
  // grows while it is walked: linking one file may call for another
  for (const { tree, file } of versions.values()) linkFile(file, calledFrom(file, tree.called));

  const problems = [...own.problems];
  for (const [prefix, { file }] of versions) for (const found of file.problems) problems.push({ ...found, at: prefix + (found.at ?? '') });
  if (problems.some(isError)) return { problems };
  const parts = {
    processes: new Map<string, Container>(own.processes),
    nodes: new Map<string, FlowNode>(own.nodes),
    flows: new Map<string, SequenceFlow>(own.flows),
    lanes: [...own.lanes.values()].flat(),
    messageFlows: [...own.messageFlows],
  };
  const reached = reachedFrom(own.processes.values());
  for (const { tree, file } of versions.values()) problems.push(...takeOver(parts, reached, tree, file));
  if (problems.some(isError)) return { problems };
  renameCalls(parts.nodes.values());
  const messageKeys = new Map([...[...versions.values()].toReversed().flatMap(({ file }) => [...file.messageKeys]), ...own.messageKeys]);
  const model: ProcessModel = {
    id: definitions.id ?? [...own.processes.keys()][0]!,
    ...parts,
    ...(messageKeys.size > 0 && { messageKeys }),
    uses: usesOf(parts.nodes.values()),
  };
  freeze(model);
  return { model, problems };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

function freeze(model: ProcessModel): void {
  for (const flow of model.flows.values()) Object.freeze(flow);
  for (const node of model.nodes.values()) {
    for (const list of [node.incoming, node.outgoing, node.events, node.boundaryEvents, node.inputs, node.outputs]) Object.freeze(list);
    if (node.contents) freezeContainer(node.contents);
    Object.freeze(node.requiredInputs);
    Object.freeze(node.ownNames);
    Object.freeze(node.step);
    for (const event of node.events) Object.freeze(event);
    Object.freeze(node.loop);
    Object.freeze(node);
  }
  for (const container of model.processes.values()) freezeContainer(container);
  Object.freeze(model);
}

function freezeContainer(container: Container): void {
  for (const list of [container.nodes, container.flows, container.eventSubProcesses, container.starts, container.startEvents])
    Object.freeze(list);
  for (const data of [container.data, container.locals, container.dataInputs, container.dataOutputs]) Object.freeze(data);
  Object.freeze(container.procedure);
  Object.freeze(container);
}

function usesOf(nodes: Iterable<FlowNode>): ModelUses {
  const all = [...nodes];
  return {
    inclusiveJoin: all.some(({ type, incoming }) => type === 'inclusiveGateway' && incoming.length > 1),
    complexGateway: all.some(({ type }) => type === 'complexGateway'),
    adHoc: all.some(({ type }) => type === 'adHocSubProcess'),
    compensation: all.some(({ handler, contents }) => handler !== undefined || contents?.handler !== undefined),
    conditionalEvent: all.some(({ events }) => events.some(({ type }) => type === 'conditional')),
  };
}
