/** Step texts run to several lines; a box of 140 × 100 shows three lines of about 19 letters beside its icon. The full text stays in the documentation. */

/** Longest name that still fits the box beside its icon. */
export const longestName = 56;

/** Where a step text may end early; a whole clause is worth some letters more than half of one. */
const boundaries = [
  { pattern: /[;.]\s|\s[-–+]\s/gu, worth: 25 },
  { pattern: /,\s/gu, worth: 8 },
  {
    pattern: /\s(?=(?:và|hoặc|để|theo|đối với|về|kể từ|sau khi|trước khi|(?<!(?:tờ|quy|quá) )trình|tại|cho|của|đến|do|kèm|đề nghị)\s)/giu,
    worth: 0,
  },
];

/** `text` cut at the last sensible clause that fits; "…" only where a sentence had to be cut in the middle. */
export function taskName(text: string, longest = longestName): string {
  const clean = mainClause(text)
    .replace(/(?<=\S)\s*\([^()]*\)?/gu, '')
    .replace(/(Ủy|Uỷ) ban nhân dân/gu, 'UBND')
    .replace(/thủ tục hành chính/giu, 'TTHC')
    // viewers break lines after a hyphen
    .replace(/[.;] - /gu, '; ')
    .replace(/ - /gu, ' – ')
    .replace(/^[\s\-–+.;,]+|[\s\-–+;,:]+$/gu, '')
    .trim();
  const whole = clean || text.trim();
  if (whole.length <= longest && !whole.endsWith('…')) return capital(whole.replace(/\.$/u, ''));
  const cuts = boundaries.flatMap(({ pattern, worth }) => {
    const cut = lastCut(whole, pattern, longest);
    return cut ? [{ cut, worth: cut.length + worth }] : [];
  });
  if (cuts.length) return capital(cuts.reduce((best, next) => (next.worth > best.worth ? next : best)).cut);
  const words = whole.replace(/…$/u, '').slice(0, longest).trim();
  return `${capital(words.slice(0, words.lastIndexOf(' ') > 20 ? words.lastIndexOf(' ') : undefined))}…`;
}

/** "Kể từ ngày hết thời hạn …, chuyên viên tổng hợp ý kiến" → what is done, without the clause that says when. */
function mainClause(text: string): string {
  if (!/^(sau khi|trước khi|kể từ|căn cứ|trên cơ sở|khi nhận)\s/iu.test(text)) return text;
  const rest =
    /^[^;]*?,\s+((?:chuyên viên|cán bộ|công chức|cơ quan|cơ sở|sở|ubnd|lãnh đạo|phòng)\s.{12,})$/iu.exec(text)?.[1] ??
    /^[^,;]*,\s+(.{12,})$/u.exec(text)?.[1];
  return rest && !/^(kể từ|đơn vị)/iu.test(rest) ? rest : text;
}

/** Words that a name cannot end with. */
const unfinished =
  /(?:^|\s)(chuyển|tờ|trình|dự thảo|và|hoặc|cho|của|để|đến|bằng|được|có|việc|các|những|gửi|nơi|với|quy|theo|tại|trước khi|kết|thông|công|quyết định)$/iu;

/** The longest beginning of `text` that ends before a match and is neither too long nor a stump. */
function lastCut(text: string, pattern: RegExp, longest: number): string | undefined {
  let best: string | undefined;
  for (const match of text.matchAll(pattern)) {
    if (match.index > longest) break;
    if (match.index >= 14 && !unfinished.test(text.slice(0, match.index))) best = text.slice(0, match.index);
  }
  return best?.replace(/[\s\-–,;:.]+$/u, '');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
