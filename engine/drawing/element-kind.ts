/** What a kind of element is called, for those who have a picture read to them. */
import type { Moddle } from 'bpmn-moddle';

export type Language = 'vi' | 'en';

const kinds: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  'bpmn:Task': ['Việc', 'Task'],
  'bpmn:UserTask': ['Việc của người dùng', 'User task'],
  'bpmn:ManualTask': ['Việc làm tay', 'Manual task'],
  'bpmn:ServiceTask': ['Việc tự động', 'Service task'],
  'bpmn:ScriptTask': ['Việc tính toán', 'Script task'],
  'bpmn:SendTask': ['Việc gửi', 'Send task'],
  'bpmn:ReceiveTask': ['Việc nhận', 'Receive task'],
  'bpmn:BusinessRuleTask': ['Việc theo quy tắc', 'Business rule task'],
  'bpmn:CallActivity': ['Gọi quy trình khác', 'Call activity'],
  'bpmn:SubProcess': ['Quy trình con', 'Subprocess'],
  'bpmn:Transaction': ['Giao dịch', 'Transaction'],
  'bpmn:AdHocSubProcess': ['Quy trình con tùy biến', 'Ad hoc subprocess'],
  'bpmn:StartEvent': ['Sự kiện bắt đầu', 'Start event'],
  'bpmn:EndEvent': ['Sự kiện kết thúc', 'End event'],
  'bpmn:IntermediateCatchEvent': ['Sự kiện chờ', 'Intermediate catch event'],
  'bpmn:IntermediateThrowEvent': ['Sự kiện phát', 'Intermediate throw event'],
  'bpmn:BoundaryEvent': ['Sự kiện biên', 'Boundary event'],
  'bpmn:ExclusiveGateway': ['Cổng loại trừ', 'Exclusive gateway'],
  'bpmn:ParallelGateway': ['Cổng song song', 'Parallel gateway'],
  'bpmn:InclusiveGateway': ['Cổng bao gồm', 'Inclusive gateway'],
  'bpmn:ComplexGateway': ['Cổng phức hợp', 'Complex gateway'],
  'bpmn:EventBasedGateway': ['Cổng chờ sự kiện', 'Event-based gateway'],
  'bpmn:Participant': ['Bên tham gia', 'Pool'],
  'bpmn:Lane': ['Làn', 'Lane'],
  'bpmn:SequenceFlow': ['Luồng', 'Sequence flow'],
  'bpmn:MessageFlow': ['Luồng thông điệp', 'Message flow'],
  'bpmn:DataObjectReference': ['Dữ liệu', 'Data object'],
  'bpmn:DataStoreReference': ['Kho dữ liệu', 'Data store'],
  'bpmn:DataInput': ['Dữ liệu vào', 'Data input'],
  'bpmn:DataOutput': ['Dữ liệu ra', 'Data output'],
  'bpmn:TextAnnotation': ['Ghi chú', 'Annotation'],
  'bpmn:Group': ['Nhóm', 'Group'],
  'bpmn:Association': ['Liên kết', 'Association'],
};

/** The word for the element's type; BPMN's own word when there is none. */
export function elementKind({ $type }: Moddle, language: Language): string {
  const words = Object.hasOwn(kinds, $type) ? kinds[$type] : undefined;
  return words ? words[language === 'vi' ? 0 : 1] : $type.replace('bpmn:', '');
}
