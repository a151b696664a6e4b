/** bpmnlint's recommended rules as this project uses them: severity and the sentence in both languages; `{0}` is the element. Those left out are in docs/rules.md with the reason. */
import conditionalFlows from 'bpmnlint/rules/conditional-flows.js';
import endEventRequired from 'bpmnlint/rules/end-event-required.js';
import eventBasedGateway from 'bpmnlint/rules/event-based-gateway.js';
import eventSubProcessTypedStartEvent from 'bpmnlint/rules/event-sub-process-typed-start-event.js';
import fakeJoin from 'bpmnlint/rules/fake-join.js';
import global from 'bpmnlint/rules/global.js';
import labelRequired from 'bpmnlint/rules/label-required.js';
import linkEvent from 'bpmnlint/rules/link-event.js';
import noBpmndi from 'bpmnlint/rules/no-bpmndi.js';
import noDisconnected from 'bpmnlint/rules/no-disconnected.js';
import noDuplicateSequenceFlows from 'bpmnlint/rules/no-duplicate-sequence-flows.js';
import noGatewayJoinFork from 'bpmnlint/rules/no-gateway-join-fork.js';
import noOverlappingElements from 'bpmnlint/rules/no-overlapping-elements.js';
import startEventRequired from 'bpmnlint/rules/start-event-required.js';
import subProcessBlankStartEvent from 'bpmnlint/rules/sub-process-blank-start-event.js';
import superfluousGateway from 'bpmnlint/rules/superfluous-gateway.js';
import type { Finding } from '../finding.ts';

type LintFactory = typeof conditionalFlows;

export interface LintRule {
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly messageEn: string;
  readonly factory: LintFactory;
}

/** By bpmnlint's own name. */
export const lintRules: Readonly<Record<string, LintRule>> = {
  'conditional-flows': {
    severity: 'error',
    message: '{0}: luồng ra khỏi chỗ rẽ nhánh không có điều kiện và không phải mặc định',
    messageEn: '{0}: a flow out of a split has no condition and is not the default',
    factory: conditionalFlows,
  },
  'end-event-required': {
    severity: 'warning',
    message: '{0}: không có sự kiện kết thúc',
    messageEn: '{0}: no end event',
    factory: endEventRequired,
  },
  'event-based-gateway': {
    severity: 'error',
    message: '{0}: cổng sự kiện phải có ít nhất hai luồng ra, không có điều kiện',
    messageEn: '{0}: an event-based gateway has at least two outgoing flows, without conditions',
    factory: eventBasedGateway,
  },
  'event-sub-process-typed-start-event': {
    severity: 'error',
    message: '{0}: quy trình con sự kiện phải bắt đầu bằng sự kiện có điều kiện kích hoạt',
    messageEn: '{0}: an event subprocess starts with a trigger',
    factory: eventSubProcessTypedStartEvent,
  },
  'fake-join': {
    severity: 'info',
    message: '{0}: nhiều luồng vào nhưng không gộp: mỗi luồng tới là làm lại một lần',
    messageEn: '{0}: several flows come in and do not join: it is done once for each that arrives',
    factory: fakeJoin,
  },
  global: {
    severity: 'info',
    message: '{0}: thông điệp, tín hiệu, lỗi hoặc leo thang không có tên, trùng tên hoặc không được dùng',
    messageEn: '{0}: a message, signal, error or escalation without name, with a name twice, or unused',
    factory: global,
  },
  'label-required': {
    severity: 'info',
    message: '{0}: chưa có tên',
    messageEn: '{0}: has no name',
    factory: labelRequired,
  },
  'link-event': {
    severity: 'error',
    message: '{0}: liên kết không có tên, không có đầu kia hoặc có hai đầu nhận',
    messageEn: '{0}: a link without name, without its other end, or with two catching ends',
    factory: linkEvent,
  },
  'no-bpmndi': {
    severity: 'warning',
    message: '{0}: có trong tệp nhưng không được vẽ: người thẩm định không thấy',
    messageEn: '{0}: in the file but not drawn: no reviewer sees it',
    factory: noBpmndi,
  },
  'no-disconnected': {
    severity: 'error',
    message: '{0}: không nối với bước nào',
    messageEn: '{0}: not connected to anything',
    factory: noDisconnected,
  },
  'no-duplicate-sequence-flows': {
    severity: 'warning',
    message: '{0}: hai luồng giống hệt nhau',
    messageEn: '{0}: two identical flows',
    factory: noDuplicateSequenceFlows,
  },
  'no-gateway-join-fork': {
    severity: 'info',
    message: '{0}: vừa gộp vừa rẽ nhánh; nên tách làm hai cổng',
    messageEn: '{0}: joins and splits at once; two gateways are clearer',
    factory: noGatewayJoinFork,
  },
  'no-overlapping-elements': {
    severity: 'info',
    message: '{0}: hình vẽ đè lên nhau hoặc ra ngoài khung',
    messageEn: '{0}: drawn over another element or outside its frame',
    factory: noOverlappingElements,
  },
  'start-event-required': {
    severity: 'warning',
    message: '{0}: không có sự kiện bắt đầu',
    messageEn: '{0}: no start event',
    factory: startEventRequired,
  },
  'sub-process-blank-start-event': {
    severity: 'error',
    message: '{0}: quy trình con phải bắt đầu bằng sự kiện không có điều kiện kích hoạt',
    messageEn: '{0}: a subprocess starts without a trigger',
    factory: subProcessBlankStartEvent,
  },
  'superfluous-gateway': {
    severity: 'info',
    message: '{0}: cổng chỉ có một luồng vào và một luồng ra, không có tác dụng',
    messageEn: '{0}: a gateway with one way in and one way out does nothing',
    factory: superfluousGateway,
  },
};
