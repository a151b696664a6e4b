/** Processes side by side of which a message may start one a second time: the net has its places once, and says nothing of two runs beside each other. */
import type { Decision, Run } from './decide-net.ts';
import { reasonFor } from './not-followed.ts';
import type { TokenNet } from './token-net.ts';

/** The decision as it is when nothing starts again; else what it says of the first run of each process, and not decided. */
export function startedAgain(net: TokenNet, decision: Decision): Decision {
  const senders = new Set([...decision.live].flatMap(({ again, node }) => (again ? [node] : [])));
  if (senders.size === 0) return decision;
  const { unsafe, unbounded, improper, cannotComplete, ...rest } = decision;
  const isFirst = (run: Run | undefined) => run !== undefined && !run.some(({ again }) => again);
  const why = [
    'một quy trình có thể được khởi động thêm lần nữa bởi thông điệp từ',
    'a process may be started again by a message from',
  ] as const;
  return {
    ...rest,
    ...(isFirst(unsafe) && { unsafe: unsafe! }),
    ...(isFirst(unbounded) && { unbounded: unbounded! }),
    ...(isFirst(improper) && { improper: improper! }),
    ...(isFirst(cannotComplete?.run) && { cannotComplete: cannotComplete! }),
    isComplete: false,
    gaveUp: 'notFollowed',
    unfollowed: decision.unfollowed ?? { reason: reasonFor('STARTED_AGAIN', why, [...senders]), doubtful: [] },
    live: new Set(net.transitions),
  };
}
