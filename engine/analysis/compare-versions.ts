/** Compares two versions of a procedure: steps, time, departments, flows and risk. */
import type { Finding } from '../rules/finding.ts';
import { nameOf } from '../rules/reading/nodes-within.ts';
import type { FlowNode, ProcessModel, SequenceFlow } from '../model/types.ts';
import type { Comparison, Measure, VersionChange } from './comparison.ts';
import { changesOfStep } from './compare/changes-of-step.ts';
import { changesOfTime } from './compare/changes-of-time.ts';
import { measureNames, measuresOf } from './compare/measures-of.ts';

export interface ComparedVersion {
  readonly model: ProcessModel;
  /** What the checks found in it: new and cured findings are then part of the comparison. */
  readonly findings?: readonly Finding[];
}

/**
 * What changed from one version to the next, in the order: steps, time, departments, flows, risk. Elements are the same when their ids are, or else when
 * they are the only ones left of their type with their name. Equal versions give no change.
 */
export function compareVersions(before: ComparedVersion, after: ComparedVersion): Comparison {
  const pairs = pairsOf(nodesOf(before.model), nodesOf(after.model));
  const matched = new Map(pairs.map(({ now, then }) => [then.id, now.id]));
  const isOld = new Set(pairs.map(({ then }) => then));
  const isNew = new Set(pairs.map(({ now }) => now));
  const changes: VersionChange[] = [
    ...nodesOf(before.model).flatMap((node) => (isOld.has(node) ? [] : [gone(node)])),
    ...nodesOf(after.model).flatMap((node) => (isNew.has(node) ? [] : [added(node)])),
    ...pairs.flatMap(({ then, now }) => changesOfStep(then, now)),
    ...changesOfTime(before.model, after.model),
    ...changesOfFlows(before.model, after.model, matched),
    ...changesOfFindings(before.findings, after.findings, matched),
  ];
  const groups: readonly VersionChange['group'][] = ['steps', 'time', 'departments', 'flows', 'risk'];
  return {
    changes: groups.flatMap((group) => changes.filter((change) => change.group === group)),
    measures: compareMeasures(before, after),
  };
}

interface Pair {
  readonly then: FlowNode;
  readonly now: FlowNode;
}

/** Activities and events, without the linked processes of other versions. */
function nodesOf(model: ProcessModel): FlowNode[] {
  return [...model.nodes.values()].filter((node) => !node.type.endsWith('Gateway') && !isLinked(node));
}

function isLinked({ container }: FlowNode): boolean {
  let outer = container;
  while (outer.parent) outer = outer.parent;
  return outer.linked !== undefined;
}

function pairsOf(before: readonly FlowNode[], after: readonly FlowNode[]): Pair[] {
  const byId = new Map(after.map((node) => [node.id, node]));
  const pairs = before.flatMap((then): Pair[] => {
    const now = byId.get(then.id);
    return now ? [{ then, now }] : [];
  });
  const left = (nodes: readonly FlowNode[], taken: ReadonlySet<FlowNode>) => {
    const groups = new Map<string, FlowNode[]>();
    for (const node of nodes) {
      if (taken.has(node) || node.name === undefined) continue;
      const key = `${node.type} ${node.name}`;
      groups.set(key, [...(groups.get(key) ?? []), node]);
    }
    return groups;
  };
  const old = left(before, new Set(pairs.map(({ then }) => then)));
  const fresh = left(after, new Set(pairs.map(({ now }) => now)));
  for (const [key, [then, ...others]] of old) {
    const [now, ...more] = fresh.get(key) ?? [];
    if (then && now && others.length === 0 && more.length === 0) pairs.push({ then, now });
  }
  return pairs;
}

function gone(node: FlowNode): VersionChange {
  const name = nameOf(node);
  return {
    group: 'steps',
    what: 'removed',
    elements: [node.id],
    before: name,
    message: `Bỏ "${name}"`,
    messageEn: `"${name}" is gone`,
  };
}

function added(node: FlowNode): VersionChange {
  const name = nameOf(node);
  return { group: 'steps', what: 'added', elements: [node.id], after: name, message: `Thêm "${name}"`, messageEn: `"${name}" is new` };
}

/** Flows are the same when they join the same elements; gateways by their ids. */
function changesOfFlows(before: ProcessModel, after: ProcessModel, matched: ReadonlyMap<string, string>): VersionChange[] {
  const idNow = (id: string) => matched.get(id) ?? id;
  const keyed = (model: ProcessModel, idOf: (id: string) => string) =>
    new Map(
      [...model.flows.values()]
        .filter(({ source }) => !isLinked(source))
        .map((flow) => [`${idOf(flow.source.id)} ${idOf(flow.target.id)}`, flow]),
    );
  const old = keyed(before, idNow);
  const fresh = keyed(after, (id) => id);
  const text = ({ source, target }: SequenceFlow) => `${nameOf(source)} → ${nameOf(target)}`;
  const changes: VersionChange[] = [];
  for (const [key, flow] of old) {
    const now = fresh.get(key);
    if (!now) {
      changes.push({
        group: 'flows',
        what: 'removed',
        elements: [flow.id],
        before: text(flow),
        message: `Bỏ đường đi ${text(flow)}`,
        messageEn: `The way ${text(flow)} is gone`,
      });
    } else if (conditionText(flow) !== conditionText(now)) {
      changes.push({
        group: 'flows',
        what: 'conditionChanged',
        elements: [now.id],
        before: conditionText(flow),
        after: conditionText(now),
        message: `Đường ${text(now)} đổi điều kiện: ${condition(flow)[0]} thành ${condition(now)[0]}`,
        messageEn: `The way ${text(now)} has another condition: ${condition(flow)[1]} became ${condition(now)[1]}`,
      });
    }
  }
  for (const [key, flow] of fresh)
    if (!old.has(key))
      changes.push({
        group: 'flows',
        what: 'added',
        elements: [flow.id],
        after: text(flow),
        message: `Thêm đường đi ${text(flow)}`,
        messageEn: `The way ${text(flow)} is new`,
      });
  return changes;
}

function conditionText({ condition, isDefault }: SequenceFlow): string {
  return condition ?? (isDefault ? 'mặc định / default' : '');
}

/** The same in words, Vietnamese and English. */
function condition({ condition: text, isDefault }: SequenceFlow): readonly [string, string] {
  if (text !== undefined) return [`"${text}"`, `"${text}"`];
  return isDefault ? ['nhánh mặc định', 'the default way'] : ['không có điều kiện', 'none'];
}

/** Errors and warnings that are new or gone; notes would drown them. Findings are the same when rule and elements are. */
function changesOfFindings(
  before: readonly Finding[] | undefined,
  after: readonly Finding[] | undefined,
  matched: ReadonlyMap<string, string>,
): VersionChange[] {
  if (!before || !after) return [];
  const grave = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity !== 'info');
  const keyOf = ({ rule, elements }: Finding) => `${rule} ${elements[0] ?? ''}`;
  const oldKeys = new Set(grave(before).map((each) => keyOf({ ...each, elements: each.elements.map((id) => matched.get(id) ?? id) })));
  const freshKeys = new Set(grave(after).map(keyOf));
  const change = (what: 'findingNew' | 'findingGone', { rule, elements, message, messageEn }: Finding): VersionChange => ({
    group: 'risk',
    what,
    elements,
    [what === 'findingNew' ? 'after' : 'before']: rule,
    message: `${what === 'findingNew' ? 'Phát sinh' : 'Đã hết'}: ${message}`,
    messageEn: `${what === 'findingNew' ? 'New' : 'Cured'}: ${messageEn}`,
  });
  return [
    ...grave(after).flatMap((each) => (oldKeys.has(keyOf(each)) ? [] : [change('findingNew', each)])),
    ...grave(before).flatMap((each) =>
      freshKeys.has(keyOf({ ...each, elements: each.elements.map((id) => matched.get(id) ?? id) })) ? [] : [change('findingGone', each)],
    ),
  ];
}

function compareMeasures(before: ComparedVersion, after: ComparedVersion): Measure[] {
  const then = measuresOf(before.model, before.findings);
  const now = measuresOf(after.model, after.findings);
  return measureNames.map(([code, name, nameEn]) => ({
    code,
    name,
    nameEn,
    ...(then[code] !== undefined && { before: then[code] }),
    ...(now[code] !== undefined && { after: now[code] }),
  }));
}
