/** Texts of the one-stop mechanism that were replaced, as data: what they are recognised by, what replaced them and when. */
export interface RepealedText {
  readonly pattern: RegExp;
  readonly name: string;
  readonly by: string;
  readonly since: { readonly vi: string; readonly en: string };
}

export const repealedTexts: readonly RepealedText[] = [
  {
    // a title may quote the older decree that it amends or replaces: only a citation of the decree itself counts
    pattern: /(?<!(?:sửa đổi|thay thế|bãi bỏ)[^;]{0,120})(?<!\d)61\/2018\/NĐ-CP/iu,
    name: 'Nghị định 61/2018/NĐ-CP',
    by: 'Nghị định 118/2025/NĐ-CP',
    since: { vi: '01/7/2025', en: '1 July 2025' },
  },
  {
    pattern: /(?<!(?:sửa đổi|thay thế|bãi bỏ)[^;]{0,120})(?<!\d)0?1\/2018\/TT-VPCP/iu,
    name: 'Thông tư 01/2018/TT-VPCP',
    by: 'Thông tư 03/2025/TT-VPCP',
    since: { vi: '15/9/2025', en: '15 September 2025' },
  },
  {
    // forms 04 to 06 of the old list are 04, 06 and 07 of the new one: a slip that is called 05, a register that is called 06
    pattern:
      /(?:phiếu kiểm soát[^;.]{0,60}mẫu (?:số )?05|mẫu (?:số )?05[^;.]{0,30}phiếu kiểm soát|sổ theo dõi[^;.]{0,60}mẫu (?:số )?06|mẫu (?:số )?06[^;.]{0,30}sổ theo dõi)/iu,
    name: 'Cách đánh số mẫu 04–06 của Thông tư 01/2018/TT-VPCP',
    by: 'Thông tư 03/2025/TT-VPCP (mẫu 01–07)',
    since: { vi: '15/9/2025', en: '15 September 2025' },
  },
];
