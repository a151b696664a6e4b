/** Elements of a file point at each other: boundary events at their hosts, call activities at what they call, links at their targets; and the checks that go with it. */
import { checkExpressions } from './check-expressions.ts';
import type { Compilation, Draft } from './compilation.ts';
import type { CompiledFile } from './compile-file.ts';
import { checkData } from './data/check-data.ts';
import { linkCompensation } from './link-compensation.ts';
import { problem } from './problems.ts';
import { startingGateway, triggeredStarts, triggersOf } from './triggers-of.ts';
import type { Container, FlowNode, Problem } from './types.ts';

/** The process that a called element names, in this file or another. */
type FindCalled = (calledElement: string) => Container | undefined;

/** Links a compiled file; what is wrong is added to its problems. */
export function linkFile(file: CompiledFile, calledBy: FindCalled): void {
  const { processes, nodes, problems } = file;
  for (const node of nodes.values()) linkNode(node, calledBy, file);
  linkCompensation(file);
  for (const container of processes.values()) {
    checkContainer(container, problems);
    problems.push(...checkExpressions(container), ...checkData(container));
    for (const { from, until } of container.procedure?.appointments ?? [])
      for (const id of [from, until]) if (id !== undefined && !nodes.has(id)) problems.push(problem('REFERENCE_UNKNOWN', id, container.id));
  }
}

/** The links that need all nodes to exist, and the checks that go with them. */
function linkNode(node: Draft<FlowNode>, calledBy: FindCalled, { problems, nodes, hostOf }: Compilation): void {
  if (node.type === 'boundaryEvent') {
    const host = nodes.get(hostOf.get(node) ?? '');
    if (host) {
      node.attachedTo = host;
      if (node.event?.type !== 'compensate') host.boundaryEvents = [...host.boundaryEvents, node];
    }
    if (node.incoming.length > 0) problems.push(problem('FLOW_INTO_START', '', node.id));
  }
  if (node.type === 'startEvent' && node.incoming.length > 0) problems.push(problem('FLOW_INTO_START', '', node.id));
  if (node.type === 'endEvent' && node.outgoing.length > 0) problems.push(problem('FLOW_OUT_OF_END', '', node.id));
  if (node.type === 'callActivity' && node.calledElement !== undefined) {
    node.called = calledBy(node.calledElement);
    if (!node.called) problems.push(problem('CALLED_UNKNOWN', node.calledElement, node.id));
    else if (node.called.starts.length === 0) problems.push(problem('START_MISSING', node.calledElement, node.id));
  }
  if (node.type === 'intermediateThrowEvent' && node.event?.type === 'link') {
    const { linkName } = node.event;
    const targets = node.container.nodes.filter(
      (other) => other.type === 'intermediateCatchEvent' && other.event?.type === 'link' && other.event.linkName === linkName,
    );
    if (targets.length !== 1) problems.push(problem('LINK_TARGET', linkName, node.id));
    node.linkTarget = targets[0];
  }
  if (node.type === 'eventBasedGateway')
    for (const { target } of node.outgoing) {
      const waits = target.type === 'receiveTask' || (target.type === 'intermediateCatchEvent' && target.event?.type !== 'link');
      if (!waits) problems.push(problem('EVENT_GATEWAY_TARGET', '', target.id));
      else if (target.incoming.length > 1) problems.push(problem('EVENT_GATEWAY_TARGET_SHARED', '', target.id));
    }
  if (node.type === 'complexGateway' && node.incoming.length > 1 && node.activationCondition === undefined)
    problems.push(problem('ACTIVATION_MISSING', '', node.id));
  if (['parallelGateway', 'eventBasedGateway'].includes(node.type))
    for (const flow of node.outgoing) if (flow.condition !== undefined) problems.push(problem('CONDITION_IGNORED', '', flow.id));
}

/** Activities in any order need no start and no end; what nothing leads to must be an activity, or an event that waits (10.3.5). */
function checkAdHoc({ id, nodes }: Container, problems: Problem[]): void {
  const waits = ({ type, step, contents, incoming, attachedTo }: FlowNode) =>
    incoming.length > 0 || attachedTo || step || contents || type === 'intermediateCatchEvent';
  for (const node of nodes)
    if (node.type === 'startEvent' || node.type === 'endEvent' || !waits(node)) problems.push(problem('AD_HOC_CONTENT', '', node.id));
  if (!nodes.some(({ step, incoming, contents }) => step && incoming.length === 0 && contents?.kind !== 'eventSubProcess'))
    problems.push(problem('START_MISSING', id, id));
}

function checkContainer(container: Container, problems: Problem[]): void {
  const { kind, element } = container;
  if (kind === 'eventSubProcess') {
    const [start, ...others] = container.startEvents;
    if (!start || start.events.length === 0 || others.length > 0) problems.push(problem('EVENT_SUBPROCESS_START', '', container.id));
    if (start?.events.some(({ type }) => type === 'error') && !start.interrupting)
      problems.push(problem('ERROR_START_INTERRUPTS', '', start.id));
    if (
      element &&
      (element.loop || element.startQuantity || element.boundaryEvents.length + element.inputs.length + element.outputs.length > 0)
    )
      problems.push(problem('EVENT_SUBPROCESS_MARKER', '', container.id));
    if (element && element.incoming.length + element.outgoing.length > 0) problems.push(problem('EVENT_SUBPROCESS_FLOW', '', container.id));
  } else if (container.adHoc) checkAdHoc(container, problems);
  else if (kind === 'subProcess') {
    for (const start of container.startEvents) if (start.events.length > 0) problems.push(problem('START_IN_SUBPROCESS', '', start.id));
    if (container.startEvents.length > 1) problems.push(problem('START_SEVERAL', '', container.id));
    if (container.nodes.length > 0 && container.starts.length === 0)
      problems.push(problem('START_MISSING', container.name ?? container.id, container.id));
  } else if (container.starts.length === 0 && container.startEvents.length === 0 && triggeredStarts(container).length === 0)
    problems.push(problem('START_MISSING', container.name ?? container.id, container.id));
  // a process that has completed is taken back by nobody
  if (kind === 'process' && container.handler) problems.push(problem('NO_EFFECT', 'compensation', container.handler.id));
  for (const gateway of container.nodes)
    if (gateway.type === 'eventBasedGateway')
      for (const { target } of gateway.outgoing)
        if (target.loop || target.handler || target.startQuantity !== undefined || target.boundaryEvents.length > 0)
          problems.push(problem('EVENT_GATEWAY_TARGET_BOUNDARY', '', target.id));
  checkInstantiating(container, problems);
  for (const node of container.nodes) if (node.contents) checkContainer(node.contents, problems);
}

/** What starts a process by itself stands at its very beginning. Of several triggers that are all needed the first to come has no dossier yet: messages alone are kept for one. */
function checkInstantiating({ kind, nodes }: Container, problems: Problem[]): void {
  for (const node of nodes) {
    const isInside = kind !== 'process' || node.incoming.length > 0;
    if (node.instantiate && (isInside || node.loop || node.boundaryEvents.length > 0))
      problems.push(problem('INSTANTIATE_PLACE', '', node.id));
    const needsAll = node.type === 'startEvent' ? kind === 'process' && node.parallelMultiple : startingGateway(node)?.waitsForAll;
    if (needsAll && triggersOf(node).some(({ type }) => type !== 'message')) problems.push(problem('START_NEEDS_MESSAGES', '', node.id));
  }
}
