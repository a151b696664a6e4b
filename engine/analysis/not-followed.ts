/** What the token net of a container cannot follow: then nothing is said of its soundness, and the elements are named. */
import { tellsPhases } from '../semantics/complex-activation.ts';
import type { Container, FlowNode } from '../model/types.ts';
import type { Reason } from './outcome.ts';

interface Limit {
  readonly code: string;
  readonly applies: (node: FlowNode) => boolean;
  /** Vietnamese, English; followed by the elements. */
  readonly why: readonly [string, string];
}

const limits: readonly Limit[] = [
  {
    code: 'COMPLEX_GATEWAY',
    // one that only splits is followed like an inclusive split
    applies: (node) =>
      node.type === 'complexGateway' && (node.incoming.length > 1 || node.activationCondition !== undefined || tellsPhases(node)),
    why: ['cổng phức hợp chờ theo điều kiện của nó', 'a complex gateway waits by a condition of its own'],
  },
  {
    code: 'QUANTITIES',
    applies: ({ startQuantity, completionQuantity }) => startQuantity !== undefined || completionQuantity !== undefined,
    why: ['hoạt động cần hoặc tạo nhiều thẻ (startQuantity, completionQuantity)', 'an activity takes or gives several tokens'],
  },
  {
    code: 'AD_HOC',
    applies: ({ container, incoming, step }) => container.adHoc !== undefined && step !== undefined && incoming.length === 0,
    why: ['thứ tự các việc trong quy trình con tùy biến do con người chọn', 'in an ad-hoc subprocess people choose what is done'],
  },
];

/** Why the net of the containers is not decided; undefined when it can be. */
export function notFollowed(containers: readonly Container[]): Reason | undefined {
  for (const { code, applies, why } of limits) {
    const nodes = containers.flatMap((container) => container.nodes.filter(applies));
    if (nodes.length === 0) continue;
    const named = nodes.map(({ id, name }) => (name === undefined ? `"${id}"` : `"${name}" (${id})`)).join(', ');
    return { code, message: `Chưa kết luận: ${why[0]}: ${named}`, messageEn: `Not decided: ${why[1]}: ${named}` };
  }
  return undefined;
}
