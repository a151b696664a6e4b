/** Abbreviations of offices that the published tables use, spelt out so that one place has one name. */

const common: readonly (readonly [RegExp, string])[] = [
  [/\bTrung tâm PVHCC\b|\bTTPVHCC\b/gu, 'Trung tâm Phục vụ hành chính công'],
  [/Phụ vụ hành chính|Phục vụ Hành chính/gu, 'Phục vụ hành chính'],
  [/\bTN&TKQ\b/gu, 'tiếp nhận và trả kết quả'],
  [/\bCCMC\b/gu, 'Công chức một cửa'],
  [/\/NVBĐ(?=\s|$)/gu, ' / Nhân viên bưu điện'],
  [/\bVHTTDL\b/gu, 'Văn hóa, Thể thao và Du lịch'],
  [/\bNN&MT\b/gu, 'Nông nghiệp và Môi trường'],
  [/\bBộ CHQS\b/gu, 'Bộ Chỉ huy Quân sự'],
  [/(VPĐKĐĐ|Văn phòng ĐKĐĐ)/gu, 'Văn phòng đăng ký đất đai'],
  [/Ủy ban nhân dân|Uỷ ban nhân dân/gu, 'UBND'],
  [/\bUBND Thành phố\b/gu, 'UBND thành phố'],
  [/Môi trường trường/gu, 'Môi trường'],
  [/Dân tộc & Tôn giáo/gu, 'Dân tộc và Tôn giáo'],
  // "Phục vụ hành chính công (Trung tâm Phục vụ …)": the abbreviation stood behind its own long form
  [/(Trung tâm Phục vụ hành chính công) \(Trung tâm Phục vụ hành chính công\)/gu, '$1'],
];

/** The text with the usual abbreviations of agencies in full. */
export function spellOut(text: string): string {
  let full = text.replace(/\s+/gu, ' ').trim();
  for (const [pattern, replacement] of common) full = full.replace(pattern, replacement);
  return full;
}

/**
 * Abbreviations that a table explains itself: "Phòng Bảo trợ xã hội (BTXH) và Trẻ em" → BTXH = "Bảo trợ xã hội".
 * An abbreviation whose letters are not the first letters of the words before it is not taken over.
 */
export function explainedAbbreviations(texts: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const text of texts) {
    for (const match of text.matchAll(/([^()]+) \(([\p{Lu}&]{2,})\)/gu)) {
      const letters = [...match[2]!].filter((letter) => letter !== '&');
      const words = match[1]!.split(/\s+/u);
      const long = wordsFor(letters, words);
      if (long) found.set(match[2]!, long);
    }
  }
  return found;
}

/** `text` with the table's own abbreviations in full; `(ABC)` behind its long form goes. */
export function withExplained(text: string, abbreviations: ReadonlyMap<string, string>): string {
  let full = text;
  for (const [short, long] of abbreviations) {
    full = full.replaceAll(`${long} (${short})`, long);
    full = full.replace(new RegExp(`(?<![\\p{L}&])${short}(?![\\p{L}&])`, 'gu'), () => long);
  }
  return full;
}

function wordsFor(letters: readonly string[], words: readonly string[]): string | undefined {
  let at = words.length;
  for (let index = letters.length - 1; index >= 0; index--) {
    do at--;
    while (at >= 0 && words[at]!.toLowerCase() === 'và' && letters[index] !== 'V');
    if (at < 0 || words[at]![0]!.toUpperCase() !== letters[index]) return undefined;
  }
  return words.slice(at).join(' ');
}
