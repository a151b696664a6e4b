/** Names for lanes: the unit alone where that is enough, with its department where two departments have one of that name. */
import { slug } from './ascii-id.ts';
import type { Place } from './read-place.ts';

const centre = 'Trung tâm Phục vụ hành chính công';

/** One name a place, in order. The header of a lane 160 px high shows two lines of about 24 letters. */
export function laneNamesOf(places: readonly Place[], lead: string): string[] {
  return places.map((place) => nameOf(place).replace(/ - /gu, ' – '));

  function nameOf(place: Place): string {
    const { department, unit, atCentre } = place;
    if (!unit) return department;
    if (atCentre) {
      const alone = places.filter((other) => other.atCentre).length === 1;
      return alone
        ? department
        : `${unit.replace('Bộ phận tiếp nhận và trả kết quả', 'Bộ phận TN&TKQ')} – ${department.replace(centre, 'TTPVHCC')}`;
    }
    if (slug(unit).includes(slug(department))) return unit;
    const generic = /^(văn thư|lãnh đạo|phòng chuyên môn|hội đồng|văn phòng|bộ phận)/iu.test(unit);
    const twice = places.filter((other) => slug(other.unit ?? '') === slug(unit)).length > 1;
    if (unit === 'Lãnh đạo Sở') return `Lãnh đạo ${department}`;
    if (generic || twice || slug(department) !== slug(lead)) return `${unit} – ${department}`;
    return unit;
  }
}
