/** Why a net was not decided, with the largest part of it that reduction left. */
import type { Decision } from './decide-net.ts';
import type { Reason } from './outcome.ts';
import type { Evidence } from './soundness-report.ts';
import type { TokenNet } from './token-net.ts';
import type { FlowNode, ProcessModel } from '../model/types.ts';

export function reasonOf({ gaveUp, unfollowed, states, kernel }: Decision, net: TokenNet): Reason {
  if (unfollowed) return unfollowed.reason;
  const nodes = [...new Set(kernel.map(({ node }) => node))];
  const order = net.containers.flatMap((container) => container.nodes);
  nodes.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const named = nodes.slice(0, 3).map(({ id, name }) => `"${name ?? id}"`);
  const [from, to] = [named[0] ?? '', `"${nodes.at(-1)?.name ?? nodes.at(-1)?.id ?? ''}"`];
  const part = `phần từ ${from} đến ${to} (${nodes.length} phần tử)`;
  const partEn = `the part from ${from} to ${to} (${nodes.length} elements)`;
  switch (gaveUp) {
    case 'cancelled':
      return {
        code: 'CANCELLED',
        message: `Chưa kết luận: bị dừng sau ${states} trạng thái, còn ${part}`,
        messageEn: `Not decided: stopped after ${states} states, with ${partEn} left`,
      };
    case 'unbounded':
      return {
        code: 'UNBOUNDED',
        message: `Chưa kết luận: việc chồng lên nhau không giới hạn trong ${part}`,
        messageEn: `Not decided: work piles up without bound in ${partEn}`,
      };
    default:
      return {
        code: 'TOO_MANY_STATES',
        message: `Chưa kết luận: hơn ${states} trạng thái, còn ${part}`,
        messageEn: `Not decided: more than ${states} states, with ${partEn} left`,
      };
  }
}

/** Handlers of compensation that may do more than end. */
export function handlersOpen(handlers: readonly FlowNode[]): Reason {
  const named = handlers.map(({ id, name }) => `"${name ?? id}"`).join(', ');
  return {
    code: 'COMPENSATION',
    message: `Chưa kết luận: hoạt động hoàn tác ${named} có thể dẫn ra ngoài việc hoàn tác`,
    messageEn: `Not decided: ${named}, which takes back, may lead elsewhere than to its end`,
  };
}

export type Explained = Pick<Evidence, 'culprits' | 'code' | 'message' | 'messageEn'>;

/** A fault of a net whose run the engine does not play: the contents of its subprocesses do not do together what each may do. */
export function notShown({ nodes }: ProcessModel, { culprits }: Explained): Reason {
  const named = culprits
    .slice(0, 2)
    .map((id) => `"${nodes.get(id)?.name ?? id}"`)
    .join(', ');
  return {
    code: 'NOT_SHOWN',
    message: `Chưa kết luận: có thể sai tại ${named}, nhưng không có diễn biến nào chạy lại được để chứng minh`,
    messageEn: `Not decided: there may be a mistake at ${named}, but no run that shows it can be played`,
  };
}
