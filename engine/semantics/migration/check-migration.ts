/** Whether everything of a state has its place in another version: what is active, tokens on flows, incidents, messages that are kept. */
import type { Container, FlowNode, ProcessModel } from '../../model/types.ts';
import type { Compensable, Scope, State, Work } from '../state.ts';
import { isAlike } from './is-alike.ts';

export interface MigrationProblem {
  /** UNKNOWN: the plan names what neither version has there. GONE: no counterpart. NOT_ALIKE: another kind of element, or repeated otherwise. OTHER_SCOPE: it lies inside something else. CANNOT_WAIT: what it would wait for cannot be evaluated. */
  readonly code: 'UNKNOWN' | 'GONE' | 'NOT_ALIKE' | 'OTHER_SCOPE' | 'CANNOT_WAIT';
  /** An element, flow or process of the version before. */
  readonly at: string;
  readonly message: string;
  readonly messageEn: string;
}

/** Id → id in the other version; null: gone; not named: the same. */
export type PlanIds = Readonly<Record<string, string | null>>;

export function idIn(plan: PlanIds, id: string): string | undefined {
  return Object.hasOwn(plan, id) ? (plan[id] ?? undefined) : id;
}

export function containerIn({ processes, nodes }: ProcessModel, id: string | undefined): Container | undefined {
  return id === undefined ? undefined : (processes.get(id) ?? nodes.get(id)?.contents);
}

/** Each problem once, in the order of their ids; none: the state can be moved. */
export function checkMigration(from: ProcessModel, to: ProcessModel, state: State, plan: PlanIds): MigrationProblem[] {
  const problems = new Map<string, MigrationProblem>();
  const say = (problem: MigrationProblem) => void problems.set(`${problem.at} ${problem.code}`, problem);
  checkNames(from, to, plan, say);
  for (const scope of Object.values(state.scopes)) checkScope(from, to, state, plan, scope, say);
  for (const { elementId, scope, compensation } of Object.values(state.elements)) {
    if (compensation) checkKept(from, to, plan, compensation.left, say);
    const boundary = compensation?.boundary;
    if (boundary !== undefined && !to.nodes.has(idIn(plan, boundary) ?? '')) say(gone(boundary, from.nodes.get(boundary)?.name));
    const node = from.nodes.get(elementId)!;
    const partner = to.nodes.get(idIn(plan, elementId) ?? '');
    if (!partner) say(gone(elementId, node.name));
    else if (!isAlike(node, partner)) say(notAlike(node, partner));
    else if (!liesIn(to, plan, state.scopes[scope]!, partner.container)) say(otherScope(elementId, node.name));
    else if (node.called && partner.called && idIn(plan, node.called.id) !== partner.called.id) say(otherScope(elementId, node.name));
  }
  for (const { elementId, retry } of Object.values(state.incidents)) {
    if (from.nodes.has(elementId) && !to.nodes.has(idIn(plan, elementId) ?? '')) say(gone(elementId, from.nodes.get(elementId)!.name));
    for (const work of retry) for (const id of idsOf(work)) if (!isThere(to, idIn(plan, id))) say(gone(id));
  }
  for (const { target, pool } of Object.values(state.messages))
    for (const id of [target, pool]) if (id !== undefined && !isThere(to, idIn(plan, id))) say(gone(id, from.nodes.get(id)?.name));
  return [...problems.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem);
}

/** A name that is nowhere is a slip of the pen: what was meant would keep its id, or be gone. */
function checkNames(from: ProcessModel, to: ProcessModel, plan: PlanIds, say: (problem: MigrationProblem) => void): void {
  for (const id of Object.keys(plan)) {
    const partner = plan[id];
    const missing = !isThere(from, id) ? id : partner !== null && !isThere(to, partner) ? partner : undefined;
    if (missing === undefined) continue;
    const version = missing === id ? (['phiên bản cũ', 'old'] as const) : (['phiên bản mới', 'new'] as const);
    say({
      code: 'UNKNOWN',
      at: id,
      message: `Cách chuyển nêu "${missing}", mà ${version[0]} không có`,
      messageEn: `The plan names "${missing}", which the ${version[1]} version lacks`,
    });
  }
}

function checkScope(
  from: ProcessModel,
  to: ProcessModel,
  state: State,
  plan: PlanIds,
  scope: Scope,
  say: (problem: MigrationProblem) => void,
): void {
  const { containerId } = scope;
  if (scope.compensable) checkKept(from, to, plan, scope.compensable, say);
  if (containerId !== undefined) {
    const container = containerIn(from, containerId);
    const partner = containerIn(to, idIn(plan, containerId));
    // of a subprocess its element says so
    if (!partner && !state.elements[scope.key]) say(gone(containerId, container?.name));
  }
  for (const id of Object.keys(scope.tokens)) {
    const flow = from.flows.get(id)!;
    const partner = to.flows.get(idIn(plan, id) ?? '');
    if (!partner) say(gone(id, flow.name));
    else if (!isAlike(flow.target, partner.target)) say(notAlike(flow.target, partner.target, id));
    else if (!liesIn(to, plan, scope, partner.source.container)) say(otherScope(id, flow.name));
  }
}

/** What can be taken back needs its activity, and a handler where it has one. */
function checkKept(
  from: ProcessModel,
  to: ProcessModel,
  plan: PlanIds,
  kept: readonly Compensable[],
  say: (problem: MigrationProblem) => void,
): void {
  for (const { elementId, inside } of kept) {
    const node = from.nodes.get(elementId)!;
    const partner = to.nodes.get(idIn(plan, elementId) ?? '');
    if (!partner) say(gone(elementId, node.name));
    else if (!isAlike(node, partner) || (node.handler && !partner.handler)) say(notAlike(node, partner));
    if (inside) checkKept(from, to, plan, inside, say);
  }
}

/** Around the rounds of an activity lies a scope that no container belongs to. */
function liesIn(to: ProcessModel, plan: PlanIds, { containerId }: Scope, container: Container): boolean {
  return containerId === undefined || containerIn(to, idIn(plan, containerId)) === container;
}

function isThere({ nodes, flows, processes }: ProcessModel, id: string | undefined): boolean {
  return id !== undefined && (nodes.has(id) || flows.has(id) || processes.has(id));
}

/** The parts of the drawing that a piece of work names. */
function idsOf(work: Work): string[] {
  if (work.do === 'arrive') return [work.flow];
  if (work.do === 'start') return [work.node];
  if (work.do === 'startProcess') return [work.process, ...(work.at === undefined ? [] : [work.at])];
  return [];
}

const shown = (id: string, name: string | undefined) => (name === undefined ? `"${id}"` : `"${name}" (${id})`);

function gone(id: string, name?: string): MigrationProblem {
  const what = shown(id, name);
  return {
    code: 'GONE',
    at: id,
    message: `Hồ sơ đang ở ${what}, mà phiên bản mới không có: hãy chọn nơi chuyển đến`,
    messageEn: `The dossier is at ${what}, which the new version lacks: choose where it goes`,
  };
}

function notAlike(node: FlowNode, partner: FlowNode, id = node.id): MigrationProblem {
  const [some, other] = [shown(node.id, node.name), shown(partner.id, partner.name)];
  return {
    code: 'NOT_ALIKE',
    at: id,
    message: `${some} không thể thành ${other}: khác loại, khác điều được chờ hoặc khác cách lặp`,
    messageEn: `${some} cannot become ${other}: another kind, another trigger or another repetition`,
  };
}

function otherScope(id: string, name?: string): MigrationProblem {
  const what = shown(id, name);
  return {
    code: 'OTHER_SCOPE',
    at: id,
    message: `${what} nằm trong một quy trình con khác ở phiên bản mới`,
    messageEn: `${what} lies inside something else in the new version`,
  };
}
