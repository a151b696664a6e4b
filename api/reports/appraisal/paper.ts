/** Sizes of pages by Decree 30/2020/NĐ-CP: margins of 20–25 mm above and below, 30–35 mm left, 15–20 mm right. */
import type { Part, Picture } from './document.ts';

const sizes = { A4: { width: 595.28, height: 841.89 }, A3: { width: 841.89, height: 1190.55 } } as const;

/** Points. */
export const margins = { top: 57, right: 43, bottom: 57, left: 85 } as const;

/** Points, turned when the page lies. */
export function pageSize({ paper, isLandscape }: Part): { width: number; height: number } {
  const { width, height } = sizes[paper];
  return isLandscape ? { width: height, height: width } : { width, height };
}

/** Points between the margins. */
export function textRoom(part: Part): { width: number; height: number } {
  const { width, height } = pageSize(part);
  return { width: width - margins.left - margins.right, height: height - margins.top - margins.bottom };
}

/** Above and below a picture stand the title of its page and its caption. */
const besidePicture = 110;

/** The size in points of a picture, as large as the page allows but never enlarged more than to a point a pixel. */
export function pictureSize({ width, height }: Picture, part: Part): { width: number; height: number } {
  const room = textRoom(part);
  const scale = Math.min(1, room.width / width, (room.height - besidePicture) / height);
  return { width: width * scale, height: height * scale };
}

/** Columns of the head of a letter. */
export const headShares = { left: 0.44, right: 0.56 } as const;
