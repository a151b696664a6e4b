/** Two reports by hand, as analyses give them: one of a procedure with nothing to answer for, one with every kind of result. */
import type { AppraisedReport, ProcessSoundness, StepShare } from '../../api/reports/appraisal/report-shape.ts';

const holds = { outcome: 'holds' } as const;
const sound = (processId: string): ProcessSoundness => ({
  processId,
  mode: 'alone',
  optionToComplete: holds,
  properCompletion: holds,
  noDeadActivities: holds,
  safe: holds,
  bounded: holds,
  states: 18,
});

const step = (
  elementId: string,
  budgetDays: number,
  deadline: number,
  start: number,
  finish: number,
  more: Partial<StepShare> = {},
): StepShare => ({
  elementId,
  visits: 1,
  budgetDays,
  share: budgetDays / deadline,
  slack: finish - start - budgetDays,
  earliestStart: start,
  latestFinish: finish,
  isCritical: true,
  clock: 'runs',
  ...more,
});

const inOffice = { share: 0, isCritical: false, clock: 'excluded' } as const;

/** Of `procedures/xoa-ghi-no-tien-su-dung-dat`. */
export const cleanReport: AppraisedReport = {
  modelHash: '5f1d7c0b9a3e4d2286c1f0e9b8a7d6c5b4a39281706f5e4d3c2b1a0f9e8d7c6b',
  checkerVersion: '0.1.0',
  semanticsVersion: '1',
  soundness: { processes: [sound('Process_XoaGhiNoTienSuDungDat')], approximations: [] },
  time: {
    processes: [
      {
        processId: 'Process_XoaGhiNoTienSuDungDat',
        deadline: { value: 1, unit: 'workingDay', of: 'published', source: 'Quyết định 138/2025/QĐ-UBND, Điều 34' },
        best: { days: 0.5, unit: 'workingDay' },
        worst: { days: 1, unit: 'workingDay' },
        verdict: holds,
        criticalPath: [
          'Start_NopHoSo',
          'Task_TiepNhan',
          'Task_TraCuuNghiaVu',
          'Gateway_CoChungTu',
          'Gateway_DaNop',
          'Task_ChinhLy',
          'Task_TraKetQua',
        ],
        steps: [
          step('Task_TiepNhan', 0.5, 1, 0, 0.5),
          step('Task_NhapChungTu', 0, 1, 0.5, 0.5, inOffice),
          step('Task_ChinhLy', 0.5, 1, 0.5, 1),
          step('Task_TraKetQua', 0, 1, 1, 1, inOffice),
        ],
        unbounded: [],
        sweep: {
          firstDate: '2026-01-01',
          lastDate: '2028-12-31',
          shareOfDates: 0,
          worst: { date: '2027-02-03', message: 'Ngày cuối trước Tết, vẫn kịp, còn 30 phút làm việc.' },
        },
        probability: { outcome: 'known', onTime: 0.964, p90Days: 0.9 },
        approximations: [],
      },
    ],
  },
  findings: [],
};

/** Of `procedures/thi-tuyen-cong-chuc`; what it claims of the model is made up. */
export const reportWithFindings: AppraisedReport = {
  modelHash: 'c0ffee11d2e3f4a5b6c7d8e9f00112233445566778899aabbccddeeff0011223',
  checkerVersion: '0.1.0',
  semanticsVersion: '1',
  soundness: {
    processes: [
      {
        ...sound('Process_ThiTuyenCongChuc'),
        optionToComplete: {
          outcome: 'fails',
          scenario: [
            { n: 1, elementId: 'Start_NopHoSo', elementName: 'Nhận Phiếu đăng ký dự tuyển', conditionsAssumed: [] },
            { n: 2, elementId: 'Task_TiepNhan', conditionsAssumed: [] },
            { n: 3, elementId: 'Task_KiemTraPhieu', conditionsAssumed: [] },
            { n: 4, elementId: 'Gateway_DuDieuKien', conditionsAssumed: ['duDieuKien = true'] },
            { n: 5, elementId: 'Task_ThiVong1', conditionsAssumed: [] },
          ],
          stateAtEnd: { SubProcess_ThiTuyen: 1, Flow_ThiVong1_DatVong1: 2 },
          culprits: ['Gateway_DatVong1', 'Task_ThiVong1'],
          message: 'Hồ sơ đứng lại sau “Thi vòng 1”, không bước nào làm tiếp được',
        },
        noDeadActivities: {
          outcome: 'notDecided',
          reason: {
            code: 'TOO_MANY_STATES',
            message: 'Số trạng thái vượt 200.000 khi xét “Tổ chức thi tuyển”',
            messageEn: 'More than 200,000 states',
          },
        },
        bounded: {
          outcome: 'notApplicable',
          reason: { code: 'NO_LOOP', message: 'Quy trình không có vòng lặp', messageEn: 'The process has no loop' },
        },
      },
    ],
    approximations: [
      { code: 'DATA_IGNORED', elements: ['Gateway_TrungTuyen'], message: 'Điều kiện rẽ nhánh được coi là có thể đúng hoặc sai bất kỳ' },
    ],
  },
  time: {
    processes: [
      {
        processId: 'Process_ThiTuyenCongChuc',
        deadline: { value: 190, unit: 'calendarDay', of: 'published', source: 'Quyết định 2028/QĐ-UBND ngày 28/11/2025' },
        best: { days: 62.5, unit: 'calendarDay' },
        worst: { days: 193, unit: 'calendarDay' },
        verdict: { outcome: 'fails', message: 'Tổng thời gian các bước trên đường dài nhất là 193 ngày, quá 3 ngày' },
        criticalPath: [
          'Start_NopHoSo',
          'Task_TiepNhan',
          'Task_KiemTraPhieu',
          'SubProcess_ThiTuyen',
          'Task_PheDuyetKetQua',
          'Task_HoanThienHoSo',
          'Task_QuyetDinhTuyenDung',
        ],
        steps: [
          step('Task_TiepNhan', 30, 190, 0, 27),
          step('Task_KiemTraPhieu', 15, 190, 30, 42),
          step('SubProcess_ThiTuyen', 76, 190, 45, 118),
          step('Task_ThiVong1', 0, 190, 45, 118, { isCritical: false, slack: 73 }),
          step('Task_PheDuyetKetQua', 22, 190, 121, 140),
          step('Task_HoanThienHoSo', 20, 190, 143, 160),
          step('Task_QuyetDinhTuyenDung', 30, 190, 163, 190),
          step('Task_TraKetQua', 0, 190, 193, 190, inOffice),
        ],
        unbounded: [{ elementId: 'Event_RutHoSo', message: 'Chờ người nộp đề nghị rút hồ sơ: không có giới hạn' }],
        sweep: {
          firstDate: '2026-01-01',
          lastDate: '2028-12-31',
          shareOfDates: 0.412,
          worst: { date: '2026-08-12', message: 'Kết thúc trễ 9 ngày vì nghỉ Tết.' },
        },
        probability: {
          outcome: 'notApplicable',
          reason: {
            code: 'DURATIONS_UNKNOWN',
            message: 'chưa có số liệu thời gian thực tế của các bước',
            messageEn: 'Durations are unknown',
          },
        },
        changes: [{ message: 'Giảm “Tổ chức thi tuyển” 3 ngày thì mọi đường đi kịp thời hạn' }],
        approximations: [{ code: 'MIXED_UNITS', elements: [], message: 'Cộng ngày thường, chưa trừ ngày nghỉ' }],
      },
    ],
  },
  findings: [
    {
      rule: 'legal-basis-missing',
      severity: 'info',
      message: 'Chưa ghi căn cứ của thời gian nghỉ giữa hai vòng thi',
      messageEn: 'No basis',
      elements: ['SubProcess_ThiTuyen'],
    },
    {
      rule: 'appointment-sum-differs',
      severity: 'error',
      message: 'Cộng các bước được 193 ngày, thời hạn đã công bố là 190 ngày',
      messageEn: 'Steps add up to 193 days, the published deadline is 190',
      elements: ['Task_QuyetDinhTuyenDung', 'SubProcess_ThiTuyen'],
      source: 'Nghị định 61/2018/NĐ-CP, Điều 19',
      fix: {
        label: 'Sửa thời gian bước này thành 27 ngày',
        labelEn: 'Set to 27 days',
        changes: [{ do: 'setAttribute', element: 'Task_QuyetDinhTuyenDung', name: 'tthc:budget', value: 27 }],
      },
    },
    {
      rule: 'optionToComplete',
      severity: 'error',
      message: 'Hồ sơ có thể đứng lại sau “Thi vòng 1”',
      messageEn: 'A dossier can be stuck',
      elements: ['Gateway_DatVong1', 'Task_ThiVong1'],
    },
    {
      rule: 'place-outside-centre',
      severity: 'warning',
      message: 'Bước thực hiện ngoài Trung tâm, chưa ghi lý do',
      messageEn: 'Outside of the Centre',
      elements: [
        'Task_ThiVong1',
        'Task_ThiVong2',
        'Task_KiemTraPhieu',
        'Task_PheDuyetKetQua',
        'Task_HoanThienHoSo',
        'Task_QuyetDinhTuyenDung',
      ],
      source: 'Thông tư 01/2018/TT-VPCP, Điều 6',
    },
    { rule: 'fee-missing', severity: 'warning', message: 'Chưa ghi phí <dự thi> & "lệ phí"', messageEn: 'No fee', elements: [] },
  ],
  comparison: {
    changes: [
      { message: 'Thêm bước “Hoàn thiện hồ sơ tuyển dụng”, 20 ngày', elements: ['Task_HoanThienHoSo'] },
      { message: 'Thời hạn giảm từ 210 còn 190 ngày', elements: [] },
    ],
  },
};
