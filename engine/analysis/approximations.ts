/** What of a model soundness does not look at as it is, and how it looks at it instead. */
import type { FlowNode, NodeType, ProcessModel, SequenceFlow } from '../model/types.ts';
import type { Approximation } from './soundness-report.ts';
import { activationOf } from './compile/activation.ts';
import { lacksData } from './lacks-data.ts';
import { isCutShort, startsByCondition } from './splits.ts';

export function approximationsOf({ nodes }: ProcessModel): Approximation[] {
  const all = [...nodes.values()];
  const of = (test: (node: FlowNode) => boolean) => all.filter(test).map(({ id }) => id);
  const isRepeating = ({ interrupting, events }: FlowNode) =>
    !interrupting && events.some((event) => event.type !== 'error' && (event.type !== 'timer' || event.timer.kind === 'cycle'));
  const found: Approximation[] = [
    {
      code: 'DATA_FREE',
      elements: of(
        ({ outgoing, type }) =>
          outgoing.length > 1 && type !== 'parallelGateway' && type !== 'eventBasedGateway' && isChoice(type, outgoing),
      ),
      message: 'Điều kiện trên luồng không được tính: mọi hướng đi đều được coi là có thể',
      messageEn: 'Conditions on flows are not evaluated: every way is taken to be possible',
    },
    {
      code: 'ACTIVATION',
      elements: of((node) => startsByCondition(node) && activationOf(node) === undefined),
      message: 'Điều kiện kích hoạt có dữ liệu: cổng phức hợp được coi là có thể bắt đầu với bất kỳ nhánh nào đã tới',
      messageEn: 'An activation condition that reads data: the complex gateway is taken as able to start with whatever has come',
    },
    {
      code: 'INPUTS',
      elements: of((node) => node.requiredInputs !== undefined && !lacksData(node)),
      message: 'Dữ liệu bắt buộc trước khi bắt đầu được coi là luôn có đủ',
      messageEn: 'The data that must be there before something begins is taken to be there',
    },
    {
      code: 'SUBSETS',
      elements: of(isCutShort),
      message: 'Nhiều nhánh tùy chọn: chỉ xét từng nhánh, từng cặp và tất cả các nhánh',
      messageEn: 'Many optional branches: each alone, each two and all of them are looked at',
    },
    {
      code: 'ROUNDS',
      elements: of(({ loop }) => loop !== undefined),
      message: 'Hoạt động lặp được xét một lượt: các lượt không ảnh hưởng lẫn nhau',
      messageEn: 'An activity with several rounds is looked at for one round: rounds do not influence each other',
    },
    {
      code: 'REPEATED_EVENTS',
      elements: of((node) => isRepeating(node) && node.type === 'boundaryEvent'),
      message:
        'Sự kiện không ngắt có thể xảy ra nhiều lần: xét nhiều nhất hai lần; các lần đi trong nhánh riêng của sự kiện không ảnh hưởng nhau',
      messageEn:
        'An event that does not interrupt may come again and again: up to two are looked at; in the branch that is its own they do not influence each other',
    },
    {
      code: 'AD_HOC',
      elements: of(({ adHoc }) => adHoc !== undefined),
      message: 'Trong quy trình con tùy biến, các việc được xét lần lượt, mỗi nơi nhiều nhất một lượt cùng lúc',
      messageEn: 'In an ad-hoc subprocess activities are looked at one after the other, with one token in each place at most',
    },
    {
      code: 'EVENT_SUBPROCESSES',
      elements: of(({ contents }) => contents?.kind === 'eventSubProcess'),
      message: 'Quy trình con sự kiện được xét riêng; việc bị ngắt ngang không được coi là một cách kết thúc',
      messageEn: 'Event subprocesses are looked at by themselves; being broken off by one does not count as a way to end',
    },
  ];
  return found.filter(({ elements }) => elements.length > 0);
}

/** Gateways that choose, and anything that has a condition or a default on a flow. */
function isChoice(type: NodeType, outgoing: readonly SequenceFlow[]): boolean {
  return type.endsWith('Gateway') || outgoing.some(({ condition, isDefault }) => condition !== undefined || isDefault);
}
