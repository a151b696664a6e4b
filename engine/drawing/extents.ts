/** The room that a picture takes, grown by everything drawn. */
import type { Box } from '../model/layout/geometry.ts';

export interface Extents {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function noExtents(): Extents {
  return { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
}

/** Grows `extents` in place so that it holds `box` and `margin` around it (half the width of a line). */
export function cover(extents: Extents, { x, y, width, height }: Box, margin = 0): void {
  extents.left = Math.min(extents.left, x - margin);
  extents.top = Math.min(extents.top, y - margin);
  extents.right = Math.max(extents.right, x + width + margin);
  extents.bottom = Math.max(extents.bottom, y + height + margin);
}
