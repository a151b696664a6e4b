/** How things look: one place for colours, sizes of letters and widths of lines. */

/** The family first that is embedded in our documents; the others have the same widths. */
export const fontFamily = "Tinos, 'Times New Roman', 'Liberation Serif', serif";
export const ink = '#1f2328';
export const paper = '#ffffff';
/** Names inside boxes, largest first: a long name is set smaller before it is cut. */
export const nameSizes = [13, 12, 11, 10, 9];
export const labelSize = 11.5;

/** What an element is drawn with. */
export interface Style {
  readonly stroke: string;
  readonly fill: string;
  /** True: on the critical path; lines are thick. */
  readonly isThick: boolean;
}

/** The width of a line that is `plain` px when nothing is special about it. */
export function lineWidth(style: Style, plain: number): number {
  return style.isThick ? plain + 2.25 : plain;
}
