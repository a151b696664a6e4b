/** The units of the organisation as a list to choose from, and how they are found when typing. */
import type { Organisation } from '../../engine/index.ts';

export interface UnitOption {
  readonly value: string;
  /** `Phòng Kinh tế – Văn phòng Ủy ban nhân dân tỉnh` */
  readonly label: string;
}

const formal = ['province', 'department', 'commune', 'centre', 'external'];

/** In the order of the alphabet; without those that are no more on a day. */
export function unitOptions({ units }: Organisation, today = new Date().toISOString().slice(0, 10)): UnitOption[] {
  const vietnamese = new Intl.Collator('vi');
  return [...units.values()]
    .filter(({ validTo }) => validTo === undefined || validTo >= today)
    .map(({ id, name, level, parent }) => {
      const above = parent === undefined || formal.includes(level) ? undefined : units.get(parent);
      return { value: id, label: above && !name.includes(above.name) ? `${name} – ${above.name}` : name };
    })
    .sort((one, other) => vietnamese.compare(one.label, other.label));
}

/** Without marks and in small letters: "Đăng ký" and "dang ky" are the same. */
export const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
