/** Letters without their marks, in small: "Đăng ký" → "dang ky", so that a search finds what was typed without them. */
export const withoutMarks = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
