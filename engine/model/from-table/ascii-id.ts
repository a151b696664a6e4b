/** Vietnamese text → ASCII, for ids, file names and for comparing names that differ only in marks ("hoá", "hóa"). */

/** Lower case, no marks, words joined by `-`. "Phòng Văn hóa - Xã hội" → "phong-van-hoa-xa-hoi". */
export function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/gu, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
}

/** Gives ids that are XML names, ASCII, at most 48 characters and not given before; a second one of the same name gets `_2`. */
export function idGiver(): (prefix: string, text?: string) => string {
  const given = new Set<string>();
  return (prefix, text = '') => {
    const base = [prefix, slug(text).replace(/-/g, '_')].filter(Boolean).join('_').slice(0, 44).replace(/_+$/u, '');
    let id = base;
    for (let count = 2; given.has(id); count++) id = `${base}_${count}`;
    given.add(id);
    return id;
  };
}
