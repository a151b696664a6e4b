/** Parts of a procedure that come up again and again, put into a diagram in one step. */
import { inARow, messageEvent, step, type Plan } from './plan.ts';

export interface Piece {
  readonly id: string;
  readonly title: readonly [string, string];
  readonly about: readonly [string, string];
  readonly plan: Plan;
}

export const pieces: readonly Piece[] = [
  {
    id: 'chain',
    title: ['Chuỗi bước chuẩn', 'Standard chain'],
    about: ['Phân công, thẩm định, xem xét, ký duyệt, đóng dấu.', 'Assign, appraise, review, sign, seal.'],
    plan: {
      nodes: [
        step('assign', 'Phân công thụ lý', '', { step: 'appraise', role: 'divisionLeader' }),
        step('appraise', 'Thẩm định hồ sơ, dự thảo kết quả', '', { step: 'appraise', role: 'specialist' }),
        step('review', 'Xem xét, trình lãnh đạo', '', { step: 'appraise', role: 'divisionLeader' }),
        step('approve', 'Ký duyệt kết quả', '', { step: 'approve', role: 'agencyLeader' }),
        step('seal', 'Vào sổ, đóng dấu', '', { step: 'seal', role: 'clerkSeal' }),
      ],
      flows: inARow('assign', 'appraise', 'review', 'approve', 'seal'),
    },
  },
  {
    id: 'supplement',
    title: ['Thẩm định có yêu cầu bổ sung', 'Appraisal with a supplement'],
    about: [
      'Khi thiếu giấy tờ: gửi phiếu yêu cầu, chờ người nộp bổ sung, rồi thẩm định lại từ đầu.',
      'When papers are missing: ask, wait for the applicant, then begin the appraisal again.',
    ],
    plan: {
      messages: {
        message_supplement_requested: 'supplementRequested',
        message_supplement_notice: 'supplementNotice',
        message_supplement_received: 'supplementReceived',
      },
      nodes: [
        { id: 'again', type: 'exclusiveGateway' },
        {
          id: 'appraisal',
          type: 'subProcess',
          name: 'Thẩm định hồ sơ',
          inside:
            '<bpmn:extensionElements><tthc:input source="=false" target="supplemented" /><tthc:output source="=supplemented" target="supplemented" /></bpmn:extensionElements>',
          contents: {
            nodes: [
              { id: 'appraisal_start', type: 'startEvent' },
              step('appraise', 'Thẩm định hồ sơ', '', { step: 'appraise', role: 'specialist' }),
              { id: 'appraisal_end', type: 'endEvent', name: 'Đã thẩm định' },
              {
                id: 'supplement',
                type: 'subProcess',
                name: 'Yêu cầu bổ sung hồ sơ',
                attributes: { triggeredByEvent: 'true' },
                contents: {
                  nodes: [
                    {
                      id: 'incomplete',
                      type: 'startEvent',
                      name: 'Hồ sơ cần bổ sung',
                      attributes: { 'tthc:purpose': 'supplementRequest' },
                      inside: `<bpmn:extensionElements><tthc:output source="=true" target="supplemented" /></bpmn:extensionElements>${messageEvent('message_supplement_requested')}`,
                    },
                    {
                      id: 'notify',
                      type: 'sendTask',
                      name: 'Gửi phiếu yêu cầu bổ sung (mẫu 02)',
                      attributes: { messageRef: 'message_supplement_notice', 'tthc:correlationKey': '=dossierCode' },
                    },
                    {
                      id: 'supplemented',
                      type: 'intermediateCatchEvent',
                      name: 'Hồ sơ bổ sung đã đủ',
                      attributes: { 'tthc:purpose': 'supplementReceipt' },
                      inside: messageEvent('message_supplement_received'),
                    },
                    { id: 'supplement_end', type: 'endEvent', name: 'Thẩm định lại từ đầu' },
                  ],
                  flows: inARow('incomplete', 'notify', 'supplemented', 'supplement_end'),
                },
              },
            ],
            flows: inARow('appraisal_start', 'appraise', 'appraisal_end'),
          },
        },
        { id: 'wasSupplemented', type: 'exclusiveGateway', name: 'Vừa bổ sung hồ sơ?' },
        step('go_on', 'Xem xét, trình lãnh đạo', '', { step: 'appraise', role: 'divisionLeader' }),
      ],
      flows: [
        ...inARow('again', 'appraisal', 'wasSupplemented'),
        { from: 'wasSupplemented', to: 'go_on', name: 'Không', isDefault: true },
        { from: 'wasSupplemented', to: 'again', name: 'Có', when: 'supplemented = true' },
      ],
    },
  },
  {
    id: 'twoAppointments',
    title: ['Hai lần hẹn', 'Two appointments'],
    about: ['Trả thông báo nộp tiền, chờ chứng từ, rồi làm tiếp.', 'Give the notice of payment, wait for its proof, go on.'],
    plan: {
      messages: { message_payment: 'paymentProof' },
      nodes: [
        step('notice', 'Trả thông báo nghĩa vụ tài chính (hẹn lần một)', '', { role: 'oneStop' }),
        {
          id: 'paid',
          type: 'intermediateCatchEvent',
          name: 'Đã nộp chứng từ',
          attributes: { 'tthc:purpose': 'payment' },
          inside: messageEvent('message_payment'),
        },
        step('result', 'Hoàn thiện kết quả (hẹn lần hai)', '', { role: 'specialist' }),
      ],
      flows: inARow('notice', 'paid', 'result'),
    },
  },
  {
    id: 'consultation',
    title: ['Lấy ý kiến cơ quan khác', 'Consultation of another agency'],
    about: [
      'Vừa thẩm định vừa lấy ý kiến; có đủ hai bên mới đi tiếp.',
      'The appraisal and the opinion of another agency side by side; both before going on.',
    ],
    plan: {
      nodes: [
        { id: 'split', type: 'parallelGateway' },
        step('appraise', 'Thẩm định hồ sơ', '', { step: 'appraise', role: 'specialist' }),
        step('consult', 'Cho ý kiến bằng văn bản', '', { role: 'specialist' }),
        { id: 'join', type: 'parallelGateway' },
        step('conclude', 'Tổng hợp ý kiến', '', { step: 'appraise', role: 'specialist' }),
      ],
      flows: [...inARow('split', 'appraise', 'join', 'conclude'), ...inARow('split', 'consult', 'join')],
    },
  },
];
