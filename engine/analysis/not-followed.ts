/** What the token net of a container cannot follow: then nothing is said of its soundness, and the elements are named. */
import { tellsPhases } from '../semantics/complex-activation.ts';
import { sharesOf } from './compile/entries-of.ts';
import { isTriggeredStart } from '../model/triggers-of.ts';
import type { Container, FlowNode } from '../model/types.ts';
import type { Reason } from './outcome.ts';
import { mayHaveNoRound } from './may-have-no-round.ts';
import { catchesMessage } from './named-messages.ts';
import { startsByCondition } from './splits.ts';
import { unfollowedMessages } from './unfollowed-messages.ts';
import { partialHandlers, unfollowedRounds, unlikeForCallers } from './unfollowed-throws.ts';
import type { Surroundings } from './surroundings.ts';

/** Tokens taken or given at once, and ways in which those that are taken come from several flows. */
const mostTokens = 100;
const mostShares = 100;
/** Into a complex gateway: every set of them is a transition. */
const mostFlows = 5;

interface Limit {
  readonly code: string;
  /** `together`: messages between several processes are followed. */
  readonly applies: (node: FlowNode, together: boolean) => boolean;
  /** Of such elements those that may do otherwise than the net says, not only more: absent, all of them. */
  readonly isDoubtful?: (node: FlowNode) => boolean;
  /** Vietnamese, English; followed by the elements. */
  readonly why: readonly [string, string];
}

const limits: readonly Limit[] = [
  {
    code: 'COMPLEX_GATEWAY',
    applies: (node) =>
      node.type === 'complexGateway' &&
      (tellsPhases(node) || (startsByCondition(node) && (node.incoming.length > mostFlows || node.container.adHoc !== undefined))),
    isDoubtful: (node) => tellsPhases(node) || node.container.adHoc !== undefined,
    why: [
      'cổng phức hợp có luồng ra theo giai đoạn (waitingForStart), có quá nhiều luồng vào, hoặc nằm trong quy trình con tùy biến',
      'a complex gateway asks for its phase (waitingForStart), has too many incoming flows, or lies in an ad-hoc subprocess',
    ],
  },
  {
    code: 'SEVERAL_THROWS',
    applies: (node, together) =>
      node.events.length > 1 &&
      ((throws(node) && node.events.filter(({ type }) => type === 'error' || type === 'escalation').length > 1) ||
        (together && node.events.some(({ type }) => type === 'message'))),
    why: ['sự kiện có nhiều thông điệp, lỗi hoặc leo thang', 'an event has several messages, errors or escalations'],
  },
  {
    code: 'STARTS_BY_WAITING',
    // whether a message starts the process or is waited for in it depends on what came before
    applies: ({ instantiate, waitsForAll, type, parallelMultiple, container }, together) =>
      together &&
      ((instantiate === true && waitsForAll === true) || (type === 'startEvent' && container.kind === 'process' && parallelMultiple)),
    why: ['quy trình cần nhiều thông điệp để bắt đầu', 'the process needs several messages to start'],
  },
  {
    code: 'QUANTITIES',
    applies: ({ startQuantity, completionQuantity = 1, incoming }) =>
      completionQuantity > mostTokens ||
      (startQuantity !== undefined && (startQuantity > mostTokens || sharesOf(startQuantity, incoming.length).length > mostShares)),
    isDoubtful: () => false,
    why: ['hoạt động cần hoặc tạo quá nhiều thẻ (startQuantity, completionQuantity)', 'an activity takes or gives too many tokens'],
  },
  {
    code: 'AD_HOC',
    applies: ({ container, startQuantity, completionQuantity }) =>
      container.adHoc !== undefined && (startQuantity !== undefined || completionQuantity !== undefined),
    why: [
      'trong quy trình con tùy biến, hoạt động cần hoặc tạo nhiều thẻ',
      'in an ad-hoc subprocess an activity takes or gives several tokens',
    ],
  },
];

function throws({ type }: FlowNode): boolean {
  return type === 'endEvent' || type === 'intermediateThrowEvent';
}

/** What depends on more than the element. */
interface LimitAround extends Pick<Limit, 'code' | 'isDoubtful' | 'why'> {
  readonly found: (containers: readonly Container[], around: Surroundings) => readonly FlowNode[];
}

const limitsAround: readonly LimitAround[] = [
  {
    code: 'MESSAGES_INSIDE',
    found: (containers, { model }) => (containers.length > 1 ? unfollowedMessages(containers, model) : []),
    isDoubtful: (node) => node.loop !== undefined || catchesMessage(node) || isTriggeredStart(node),
    why: [
      'thông điệp giữa các quy trình được gửi hoặc chờ bên trong quy trình con, trong quy trình được gọi, do hệ thống khác gửi, hoặc theo nhiều lượt',
      'messages between the processes are sent or awaited inside a subprocess or a called process, by a worker, or in rounds',
    ],
  },
  {
    code: 'PARALLEL_THROWS',
    found: partialHandlers,
    why: [
      'sự kiện song song chờ lỗi, leo thang hoặc việc hủy cùng với sự kiện khác',
      'a parallel multiple event waits for an error, an escalation or a cancellation together with something else',
    ],
  },
  {
    code: 'ROUND_EVENTS',
    found: unfollowedRounds,
    // without any round it is left as the net says
    isDoubtful: ({ loop, boundaryEvents }) => !loop || !mayHaveNoRound(loop) || boundaryEvents.some(({ interrupting }) => !interrupting),
    why: ['hoạt động nhiều lượt tự phát lỗi, leo thang hoặc tín hiệu', 'the rounds of an activity throw by themselves'],
  },
  {
    code: 'UNLIKE_CALLERS',
    found: unlikeForCallers,
    why: [
      'quy trình được gọi từ nhiều nơi, và lỗi hoặc leo thang được xử lý khác nhau tùy nơi gọi',
      'a process is called from several places, which handle what it throws in different ways',
    ],
  },
];

export interface NotFollowed {
  readonly reason: Reason;
  /** A run in which one of these does something is not sure. */
  readonly doubtful: readonly FlowNode[];
}

/** Why the net of the containers is not decided; undefined when it can be. `around`: what lies outside them is looked at, too. */
export function notFollowed(containers: readonly Container[], around?: Surroundings): NotFollowed | undefined {
  for (const { code, applies, isDoubtful, why } of limits) {
    const nodes = containers.flatMap((container) => container.nodes.filter((node) => applies(node, containers.length > 1)));
    if (nodes.length > 0) return { reason: reasonFor(code, why, nodes), doubtful: isDoubtful ? nodes.filter(isDoubtful) : nodes };
  }
  if (!around) return undefined;
  for (const { code, found, isDoubtful, why } of limitsAround) {
    const nodes = found(containers, around);
    if (nodes.length > 0) return { reason: reasonFor(code, why, nodes), doubtful: isDoubtful ? nodes.filter(isDoubtful) : nodes };
  }
  return undefined;
}

/** Vietnamese and English words, and the elements. */
export function reasonFor(code: string, why: Limit['why'], nodes: readonly FlowNode[]): Reason {
  const named = nodes.map(({ id, name }) => (name === undefined ? `"${id}"` : `"${name}" (${id})`)).join(', ');
  return { code, message: `Chưa kết luận: ${why[0]}: ${named}`, messageEn: `Not decided: ${why[1]}: ${named}` };
}
