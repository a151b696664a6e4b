/** For searching: without marks, in small letters, đ as d (which no normal form takes apart). Pure. */
export const plainText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();
