/** Procedures to begin with, one a regime of the one-stop, as they are usually divided. Names and shares are there to be changed. */
import { inARow, messageEvent, step, type Plan } from './plan.ts';

export interface Regime {
  /** Value of `tthc:regime`. */
  readonly id: string;
  readonly title: readonly [string, string];
  readonly about: readonly [string, string];
  readonly plan: Plan;
  /** XML of deadlines and appointments. */
  readonly extensions: string;
}

const deadline = (days: number) => `<tthc:deadline kind="published" value="${days}" unit="workingDay" />`;
const start = { id: 'start', type: 'startEvent', name: 'Nhận hồ sơ' } as const;
const end = (lane: string) => ({ id: 'end', type: 'endEvent', name: 'Đã trả kết quả', lane });
const receive = (lane: string, share = 0.05) =>
  step('receive', 'Kiểm tra hồ sơ, tiếp nhận và hẹn trả kết quả', lane, { step: 'receive', place: 'centre', share, role: 'oneStop' });
const giveBack = (lane: string) => step('return', 'Trả kết quả', lane, { step: 'return', place: 'centre', role: 'oneStop' });
const seal = (lane: string, place: string, share = 0.05, more: Readonly<Record<string, string>> = {}) =>
  step('seal', 'Vào sổ, đóng dấu', lane, { step: 'seal', place, share, role: 'clerkSeal', more });

export const regimes: readonly Regime[] = [
  {
    id: 'fiveAtPlace',
    title: ['5 tại chỗ', 'Five steps at the Centre'],
    about: [
      'Tiếp nhận, thẩm định, phê duyệt, đóng dấu và trả kết quả đều tại Trung tâm.',
      'Receipt, appraisal, approval, seal and return, all at the Centre.',
    ],
    extensions: deadline(10),
    plan: {
      lanes: {
        desk: 'Quầy tiếp nhận và trả kết quả tại Trung tâm',
        specialist: 'Chuyên viên thẩm định tại Trung tâm',
        leader: 'Người được giao phê duyệt tại Trung tâm',
        clerk: 'Văn thư giữ con dấu thứ hai tại Trung tâm',
      },
      nodes: [
        start,
        receive('desk'),
        step('appraise', 'Thẩm định hồ sơ', 'specialist', { step: 'appraise', place: 'centre', share: 0.7, role: 'specialist' }),
        step('approve', 'Phê duyệt kết quả', 'leader', { step: 'approve', place: 'centre', share: 0.2, role: 'agencyLeader' }),
        seal('clerk', 'centre'),
        giveBack('desk'),
        end('desk'),
      ],
      flows: inARow('start', 'receive', 'appraise', 'approve', 'seal', 'return', 'end'),
    },
  },
  {
    id: 'fourAtPlace',
    title: ['4 tại chỗ', 'Four steps at the Centre'],
    about: ['Bốn khâu tại Trung tâm; đóng dấu tại trụ sở cơ quan.', 'Four steps at the Centre; the seal at the agency.'],
    extensions: deadline(10),
    plan: {
      lanes: {
        desk: 'Quầy tiếp nhận và trả kết quả tại Trung tâm',
        specialist: 'Chuyên viên thẩm định tại Trung tâm',
        leader: 'Người được ủy quyền phê duyệt tại Trung tâm',
        clerk: 'Văn thư cơ quan',
      },
      nodes: [
        start,
        receive('desk'),
        step('appraise', 'Thẩm định hồ sơ', 'specialist', { step: 'appraise', place: 'centre', share: 0.65, role: 'specialist' }),
        step('approve', 'Phê duyệt kết quả', 'leader', { step: 'approve', place: 'centre', share: 0.2, role: 'agencyLeader' }),
        seal('clerk', 'agency', 0.1),
        giveBack('desk'),
        end('desk'),
      ],
      flows: inARow('start', 'receive', 'appraise', 'approve', 'seal', 'return', 'end'),
    },
  },
  {
    id: 'oneStop',
    title: ['Một cửa', 'Classic one-stop'],
    about: ['Tiếp nhận và trả kết quả tại Trung tâm; giải quyết tại cơ quan.', 'Receipt and return at the Centre; the work at the agency.'],
    extensions: deadline(10),
    plan: {
      lanes: { desk: 'Bộ phận Một cửa', division: 'Phòng chuyên môn', leader: 'Lãnh đạo Sở', clerk: 'Văn thư Sở' },
      nodes: [
        start,
        receive('desk'),
        step('assign', 'Phân công thụ lý', 'division', { step: 'appraise', place: 'agency', share: 0.05, role: 'divisionLeader' }),
        step('appraise', 'Thẩm định hồ sơ, dự thảo kết quả', 'division', {
          step: 'appraise',
          place: 'agency',
          share: 0.6,
          role: 'specialist',
        }),
        step('review', 'Xem xét, trình lãnh đạo', 'division', { step: 'appraise', place: 'agency', share: 0.1, role: 'divisionLeader' }),
        step('approve', 'Ký duyệt kết quả', 'leader', { step: 'approve', place: 'agency', share: 0.15, role: 'agencyLeader' }),
        seal('clerk', 'agency'),
        giveBack('desk'),
        end('desk'),
      ],
      flows: inARow('start', 'receive', 'assign', 'appraise', 'review', 'approve', 'seal', 'return', 'end'),
    },
  },
  {
    id: 'interlinkedSameLevel',
    title: ['Liên thông cùng cấp', 'Interlinked, same level'],
    about: [
      'Sở chủ trì thẩm định cùng sở phối hợp, Ủy ban nhân dân tỉnh quyết định.',
      'A leading and a consulted department; the province decides.',
    ],
    extensions: deadline(20),
    plan: {
      lanes: { desk: 'Bộ phận Một cửa', lead: 'Sở chủ trì', other: 'Sở phối hợp', province: 'Ủy ban nhân dân tỉnh' },
      nodes: [
        start,
        receive('desk'),
        { id: 'split', type: 'parallelGateway', lane: 'lead' },
        step('appraise', 'Thẩm định hồ sơ', 'lead', { step: 'appraise', place: 'agency', share: 0.4, role: 'specialist' }),
        step('consult', 'Cho ý kiến bằng văn bản', 'other', { place: 'agency', share: 0.35, role: 'specialist' }),
        { id: 'join', type: 'parallelGateway', lane: 'lead' },
        step('draftResult', 'Tổng hợp, trình Ủy ban nhân dân tỉnh', 'lead', {
          step: 'appraise',
          place: 'agency',
          share: 0.2,
          role: 'agencyLeader',
        }),
        step('approve', 'Quyết định', 'province', { step: 'approve', place: 'agency', share: 0.3, role: 'provinceLeader' }),
        seal('province', 'agency'),
        giveBack('desk'),
        end('desk'),
      ],
      flows: [
        ...inARow('start', 'receive', 'split', 'appraise', 'join', 'draftResult', 'approve', 'seal', 'return', 'end'),
        ...inARow('split', 'consult', 'join'),
      ],
    },
  },
  {
    id: 'interlinkedTwoLevels',
    title: ['Liên thông hai cấp', 'Interlinked, two levels'],
    about: ['Xã tiếp nhận và thẩm định trước, Sở quyết định, xã trả kết quả.', 'The commune receives and checks, the department decides.'],
    extensions: deadline(20),
    plan: {
      lanes: {
        desk: 'Trung tâm Phục vụ hành chính công cấp xã',
        commune: 'Ủy ban nhân dân cấp xã',
        division: 'Phòng chuyên môn của Sở',
        leader: 'Lãnh đạo Sở',
      },
      nodes: [
        start,
        receive('desk'),
        step('check', 'Thẩm định tại cấp xã', 'commune', { step: 'appraise', place: 'agency', share: 0.3, role: 'specialist' }),
        step('propose', 'Ký văn bản đề nghị, chuyển Sở', 'commune', {
          step: 'approve',
          place: 'agency',
          share: 0.1,
          role: 'communeCommittee',
        }),
        step('appraise', 'Thẩm định tại Sở', 'division', { step: 'appraise', place: 'agency', share: 0.4, role: 'specialist' }),
        step('approve', 'Phê duyệt kết quả', 'leader', { step: 'approve', place: 'agency', share: 0.1, role: 'agencyLeader' }),
        seal('leader', 'agency'),
        giveBack('desk'),
        end('desk'),
      ],
      flows: inARow('start', 'receive', 'check', 'propose', 'appraise', 'approve', 'seal', 'return', 'end'),
    },
  },
  {
    id: 'council',
    title: ['Có hội đồng thẩm định', 'With a council'],
    about: ['Hội đồng họp, lập biên bản rồi mới trình quyết định.', 'A council meets and its minutes go to who decides.'],
    extensions: deadline(30),
    plan: {
      lanes: { desk: 'Bộ phận Một cửa', division: 'Phòng chuyên môn', council: 'Hội đồng thẩm định', leader: 'Lãnh đạo cơ quan' },
      nodes: [
        start,
        receive('desk'),
        step('prepare', 'Chuẩn bị hồ sơ, mời họp hội đồng', 'division', {
          step: 'appraise',
          place: 'agency',
          share: 0.3,
          role: 'specialist',
        }),
        step('meet', 'Hội đồng họp, lập biên bản', 'council', { step: 'appraise', place: 'agency', share: 0.25, role: 'council' }),
        { id: 'agreed', type: 'exclusiveGateway', name: 'Hội đồng thông qua?', lane: 'division' },
        step('complete', 'Hoàn thiện theo biên bản, trình ký', 'division', {
          step: 'appraise',
          place: 'agency',
          share: 0.2,
          role: 'specialist',
        }),
        step('refuse', 'Dự thảo văn bản từ chối, nêu lý do', 'division', {
          step: 'appraise',
          place: 'agency',
          share: 0.2,
          role: 'specialist',
        }),
        { id: 'merge', type: 'exclusiveGateway', lane: 'leader' },
        step('approve', 'Ký quyết định hoặc văn bản trả lời', 'leader', {
          step: 'approve',
          place: 'agency',
          share: 0.15,
          role: 'agencyLeader',
        }),
        seal('leader', 'agency'),
        giveBack('desk'),
        end('desk'),
      ],
      flows: [
        ...inARow('start', 'receive', 'prepare', 'meet', 'agreed'),
        { from: 'agreed', to: 'complete', name: 'Có', isDefault: true },
        { from: 'agreed', to: 'refuse', name: 'Không', when: 'agreed = false' },
        ...inARow('complete', 'merge', 'approve', 'seal', 'return', 'end'),
        { from: 'refuse', to: 'merge' },
      ],
    },
  },
  {
    id: 'offSiteInspection',
    title: ['Có kiểm tra thực địa', 'With an inspection on site'],
    about: ['Đoàn kiểm tra tại cơ sở, lập biên bản, rồi quyết định.', 'A team inspects on site before it is decided.'],
    extensions: deadline(15),
    plan: {
      lanes: { desk: 'Bộ phận Một cửa', division: 'Phòng chuyên môn', team: 'Đoàn kiểm tra', leader: 'Lãnh đạo Sở' },
      nodes: [
        start,
        receive('desk'),
        step('appraise', 'Thẩm định hồ sơ, lập đoàn kiểm tra', 'division', {
          step: 'appraise',
          place: 'agency',
          share: 0.3,
          role: 'specialist',
        }),
        step('inspect', 'Kiểm tra thực địa, lập biên bản', 'team', {
          step: 'appraise',
          place: 'offSite',
          share: 0.3,
          role: 'specialist',
          more: { 'tthc:placeBasis': 'Phải xem tại cơ sở mới kết luận được' },
        }),
        step('conclude', 'Tổng hợp, trình ký', 'division', { step: 'appraise', place: 'agency', share: 0.15, role: 'divisionLeader' }),
        step('approve', 'Ký duyệt kết quả', 'leader', { step: 'approve', place: 'agency', share: 0.15, role: 'agencyLeader' }),
        seal('leader', 'agency'),
        giveBack('desk'),
        end('desk'),
      ],
      flows: inARow('start', 'receive', 'appraise', 'inspect', 'conclude', 'approve', 'seal', 'return', 'end'),
    },
  },
  {
    id: 'landTwoAppointments',
    title: ['Đất đai, hai lần hẹn', 'Land, two appointments'],
    about: [
      'Hẹn lần một trả thông báo nghĩa vụ tài chính; nộp xong hẹn lần hai trả giấy chứng nhận.',
      'First the notice of what is to be paid, then the certificate.',
    ],
    extensions: `${deadline(20)}<tthc:appointment order="1" value="12" unit="workingDay" until="giveNotice" /><tthc:appointment order="2" value="8" unit="workingDay" from="paid" until="return" />`,
    plan: {
      lanes: { desk: 'Bộ phận Một cửa', office: 'Văn phòng đăng ký đất đai', tax: 'Cơ quan thuế', leader: 'Cơ quan ký giấy chứng nhận' },
      messages: { message_payment: 'paymentProof' },
      nodes: [
        start,
        receive('desk'),
        step('appraise', 'Thẩm định hồ sơ, gửi thông tin địa chính', 'office', {
          step: 'appraise',
          place: 'agency',
          share: 0.3,
          role: 'specialist',
        }),
        step('tax', 'Xác định nghĩa vụ tài chính', 'tax', { place: 'agency', share: 0.25, role: 'specialist' }),
        step('giveNotice', 'Trả thông báo nghĩa vụ tài chính (hẹn lần một)', 'desk', { place: 'centre', share: 0.05, role: 'oneStop' }),
        {
          id: 'paid',
          type: 'intermediateCatchEvent',
          name: 'Đã nộp chứng từ',
          lane: 'desk',
          attributes: { 'tthc:purpose': 'payment' },
          inside: messageEvent('message_payment'),
        },
        step('approve', 'Ký giấy chứng nhận', 'leader', { step: 'approve', place: 'agency', share: 0.25, role: 'agencyLeader' }),
        seal('leader', 'agency', 0.1),
        giveBack('desk'),
        end('desk'),
      ],
      flows: inARow('start', 'receive', 'appraise', 'tax', 'giveNotice', 'paid', 'approve', 'seal', 'return', 'end'),
    },
  },
];
