/** Statuses of a dossier on the National Public Service Portal, by their numbers there. Vietnamese (the portal's own words), English. */
export const portalStatuses = {
  1: ['Mới đăng ký', 'Registered'],
  2: ['Được tiếp nhận', 'Received'],
  3: ['Không được tiếp nhận', 'Not received'],
  4: ['Đang xử lý', 'Being processed'],
  5: ['Yêu cầu bổ sung giấy tờ', 'Supplement asked for'],
  6: ['Yêu cầu thực hiện nghĩa vụ tài chính', 'Payment asked for'],
  7: ['Công dân yêu cầu rút hồ sơ', 'Withdrawn by the applicant'],
  8: ['Dừng xử lý', 'Stopped'],
  9: ['Đã xử lý xong', 'Processed'],
  10: ['Đã trả kết quả', 'Result returned'],
} as const satisfies Readonly<Record<number, readonly [string, string]>>;

export type PortalStatus = keyof typeof portalStatuses;
