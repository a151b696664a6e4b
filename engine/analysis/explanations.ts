/** The mistakes that soundness finds, in plain words. */
import type { FlowNode } from '../model/types.ts';

export type FaultCode =
  | 'XOR_SPLIT_AND_JOIN'
  | 'OR_JOINS_WAIT'
  | 'UNCAUGHT_ERROR'
  | 'NO_MESSAGE'
  | 'WAITS_FOR_EVER'
  | 'LOOP_WITHOUT_EXIT'
  | 'AND_SPLIT_XOR_JOIN'
  | 'TOKENS_PILE_UP'
  | 'END_TWICE'
  | 'SEVERAL_TOKENS'
  | 'TOO_FEW_TOKENS'
  | 'COMPLEX_WAITS'
  | 'DATA_NEVER_THERE';

const sentences: Record<FaultCode, (first: string, second: string, firstEn: string, secondEn: string) => readonly [string, string]> = {
  XOR_SPLIT_AND_JOIN: (join, split, joinEn, splitEn) => [
    `Hồ sơ bị kẹt tại ${join}: nơi này chờ đủ các nhánh, nhưng ${split} có thể không đi vào một nhánh nào đó`,
    `Stuck at ${joinEn}: it waits for every branch, but ${splitEn} may leave one of them out`,
  ],
  OR_JOINS_WAIT: (join, other, joinEn, otherEn) => [
    `Hồ sơ bị kẹt: ${join} và ${other} chờ lẫn nhau`,
    `Stuck: ${joinEn} and ${otherEn} wait for each other`,
  ],
  UNCAUGHT_ERROR: (end, _, endEn) => [`Không có nơi xử lý lỗi phát sinh tại ${end}`, `Nobody handles the error of ${endEn}`],
  NO_MESSAGE: (first, second, firstEn, secondEn) => [
    `Có bước chờ thông điệp không bao giờ tới: không có luồng thông điệp nào dẫn đến ${first}, nên ${second} không thể tiếp tục`,
    `A message is waited for that never comes: no message flow leads to ${firstEn}, so ${secondEn} cannot go on`,
  ],
  WAITS_FOR_EVER: (node, _, nodeEn) => [`Hồ sơ dừng lại tại ${node} và không thể kết thúc`, `It stops at ${nodeEn} and cannot end`],
  LOOP_WITHOUT_EXIT: (node, _, nodeEn) => [
    `Vòng lặp qua ${node} không có lối ra: hồ sơ không bao giờ kết thúc`,
    `The loop through ${nodeEn} has no way out: it never ends`,
  ],
  AND_SPLIT_XOR_JOIN: (join, split, joinEn, splitEn) => [
    `Các nhánh chạy song song từ ${split} gặp nhau tại ${join} mà không chờ nhau: phần việc phía sau bị làm nhiều lần`,
    `Branches that ${splitEn} sets going at once meet at ${joinEn} without waiting for each other: what follows is done more than once`,
  ],
  TOKENS_PILE_UP: (fork, merge, forkEn, mergeEn) => [
    `Mỗi lần qua ${fork} lại thêm một nhánh việc, và vòng lặp qua ${merge} cho đi lại nhiều lần: việc chồng lên nhau`,
    `Each pass of ${forkEn} adds a branch, and the loop through ${mergeEn} passes it again: work piles up`,
  ],
  SEVERAL_TOKENS: (activity, _, activityEn) => [
    `${activity} tạo ra nhiều thẻ cùng lúc (completionQuantity): phần việc phía sau bị làm nhiều lần`,
    `${activityEn} gives several tokens at once (completionQuantity): what follows is done more than once`,
  ],
  COMPLEX_WAITS: (gateway, split, gatewayEn, splitEn) => [
    `Hồ sơ bị kẹt tại ${gateway}: điều kiện kích hoạt không còn có thể đúng, vì ${split} có thể không đi vào một nhánh nào đó`,
    `Stuck at ${gatewayEn}: its activation condition can hold no more, for ${splitEn} may leave a branch out`,
  ],
  DATA_NEVER_THERE: (node, _, nodeEn) => [
    `Hồ sơ bị kẹt trước ${node}: không có bước nào đưa dữ liệu vào mà nơi này cần`,
    `Stuck before ${nodeEn}: nothing provides the data that it needs to begin`,
  ],
  TOO_FEW_TOKENS: (activity, _, activityEn) => [
    `Hồ sơ bị kẹt trước ${activity}: nơi này cần nhiều thẻ hơn số thẻ có thể tới (startQuantity)`,
    `Stuck before ${activityEn}: it takes more tokens than can come (startQuantity)`,
  ],
  END_TWICE: (end, split, endEn, splitEn) => [
    `Điểm kết thúc ${end} bị đi tới nhiều lần, từ các nhánh chạy song song sau ${split}`,
    `The end ${endEn} is reached more than once, by branches that ${splitEn} sets going at once`,
  ],
};

/** One sentence about the first two elements, Vietnamese and English. */
export function explanationOf(code: FaultCode, nodes: readonly FlowNode[]): { readonly message: string; readonly messageEn: string } {
  const [first, second = first] = nodes;
  const named = (node: FlowNode | undefined) => (node ? `"${node.name ?? node.id}"` : '…');
  const [message, messageEn] = sentences[code](named(first), named(second), named(first), named(second));
  return { message, messageEn };
}
