/** What each scope of an API key lets a program do, in words, by what it is about. */
import type { Operations } from '../../../api/client-operations.ts';

export type Scope = Operations['postApiKeys']['input']['body']['scopes'][number];

export const scopeWords: Readonly<Record<Scope, readonly [string, string]>> = {
  'procedures:read': ['Xem quy trình đã công bố', 'See published procedures'],
  'procedures:check': ['Kiểm tra một quy trình mà không lưu', 'Check a procedure without keeping it'],
  'procedures:deploy': ['Đưa quy trình vào chạy, bỏ qua thẩm định', 'Deploy procedures past the appraisal'],
  'appraisals:read': ['Xem hồ sơ thẩm định quy trình', 'See appraisals'],
  'drafts:write': ['Tạo và sửa bản nháp quy trình', 'Write drafts'],
  'appraisals:comment': ['Trao đổi trong thẩm định', 'Discuss in appraisals'],
  'appraisals:submit': ['Trình quy trình để thẩm định', 'Submit for appraisal'],
  'catalogue:write': ['Sửa danh mục thủ tục', 'Change the catalogue'],
  'dossiers:read': ['Xem hồ sơ', 'See dossiers'],
  'dossiers:start': ['Nộp hồ sơ mới', 'Start dossiers'],
  'dossiers:act': ['Bổ sung, rút, từ chối hồ sơ', 'Supplement, withdraw, refuse'],
  'dossiers:manage': ['Can thiệp vào hồ sơ: tạm dừng, chuyển bước, hẹn lại', 'Intervene: suspend, move, re-appoint'],
  'tasks:read': ['Xem việc cần làm', 'See tasks'],
  'tasks:work': ['Nhận và hoàn thành việc', 'Claim and complete tasks'],
  'tasks:assign': ['Giao việc cho người khác', 'Assign tasks'],
  'handOffs:read': ['Xem chuyển giao giữa các đơn vị', 'See hand-offs'],
  'documents:read': ['Đọc giấy tờ trong hồ sơ (dữ liệu cá nhân)', 'Read documents (personal data)'],
  'documents:write': ['Thêm giấy tờ vào hồ sơ', 'Add documents'],
  'personalData:read': ['Đọc dữ liệu cá nhân của người nộp', 'Read personal data'],
  'messages:publish': ['Gửi thông điệp vào hồ sơ (thuế đã nộp …)', 'Publish messages (a tax was paid …)'],
  'messages:read': ['Xem thông điệp chưa có người nhận', 'See messages nobody has taken'],
  'jobs:work': ['Làm việc của máy (tra cứu, ký số …)', 'Work on jobs'],
  'jobs:read': ['Xem việc của máy', 'See jobs'],
  'flags:read': ['Xem cảnh báo thời hạn', 'See warnings'],
  'incidents:read': ['Xem sự cố', 'See incidents'],
  'incidents:resolve': ['Xử lý sự cố', 'Resolve incidents'],
  'reports:read': ['Xem báo cáo', 'See reports'],
  'events:read': ['Nhận dòng sự kiện', 'Follow the events'],
  'calendars:read': ['Xem lịch làm việc và sơ đồ tổ chức', 'See calendars and the organisation'],
  'rosters:manage': ['Lập phân công trực quầy', 'Keep rosters'],
  'webhooks:manage': ['Quản lý webhook', 'Manage webhooks'],
  'portal:work': ['Đồng bộ với Cổng dịch vụ công', 'Exchange with the portal'],
  lateEntry: ['Nhập muộn việc đã xảy ra', 'Enter facts late'],
};

export const scopeGroups: readonly { readonly title: readonly [string, string]; readonly scopes: readonly Scope[] }[] = [
  { title: ['Hồ sơ', 'Dossiers'], scopes: ['dossiers:read', 'dossiers:start', 'dossiers:act', 'dossiers:manage', 'lateEntry'] },
  {
    title: ['Việc và chuyển giao', 'Tasks and hand-offs'],
    scopes: ['tasks:read', 'tasks:work', 'tasks:assign', 'handOffs:read', 'jobs:read', 'jobs:work'],
  },
  { title: ['Giấy tờ, dữ liệu cá nhân', 'Documents, personal data'], scopes: ['documents:read', 'documents:write', 'personalData:read'] },
  {
    title: ['Trao đổi với hệ thống khác', 'Other systems'],
    scopes: ['messages:publish', 'messages:read', 'events:read', 'webhooks:manage', 'portal:work'],
  },
  {
    title: ['Theo dõi', 'Watching'],
    scopes: ['flags:read', 'incidents:read', 'incidents:resolve', 'reports:read', 'calendars:read', 'rosters:manage'],
  },
  {
    title: ['Quy trình', 'Procedures'],
    scopes: [
      'procedures:read',
      'procedures:check',
      'procedures:deploy',
      'drafts:write',
      'appraisals:read',
      'appraisals:comment',
      'appraisals:submit',
      'catalogue:write',
    ],
  },
];
