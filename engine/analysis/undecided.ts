/** Why a net was not decided, with the largest part of it that reduction left. */
import type { Decision } from './decide-net.ts';
import type { Reason } from './outcome.ts';
import type { TokenNet } from './token-net.ts';

export function reasonOf({ gaveUp, states, kernel }: Decision, net: TokenNet): Reason {
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
