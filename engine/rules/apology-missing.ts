/** No step writes the apology when a deadline will be missed. */
import { mainProcesses } from './reading/processes.ts';
import { nodesWithin } from './reading/nodes-within.ts';
import { found, type Rule } from './rule.ts';

/** A note: the engine raises the flag by itself, but no desk is given the letter. */
export const apologyMissing: Rule = {
  id: 'apology-missing',
  severity: 'info',
  source: 'Nghị định 61/2018/NĐ-CP, điều 19(9); nay Nghị định 118/2025/NĐ-CP',
  check: ({ model }) => {
    const drawn = [...model.nodes.values()].some(({ purpose }) => purpose === 'apology');
    if (drawn) return [];
    return mainProcesses(model)
      .filter((process) => process.procedure?.deadlines.some(({ value }) => value > 0) && nodesWithin(process).length > 0)
      .map(({ id }) =>
        found(
          apologyMissing,
          'Chưa vẽ việc xin lỗi và hẹn lại khi sắp trễ hạn: hệ thống có báo nhưng không giao cho ai',
          'The apology before a deadline is missed is not drawn: it is flagged but given to nobody',
          [id],
        ),
      );
  },
};
