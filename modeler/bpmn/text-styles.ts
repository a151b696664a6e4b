/** Letters of the diagrams: measured and drawn in the same face, or Vietnamese labels would not fit their boxes. */
const fontFamily = "'Be Vietnam Pro', 'Segoe UI', sans-serif";

export const textStyles = {
  defaultStyle: { fontFamily, fontSize: 12, lineHeight: 1.25 },
  externalStyle: { fontFamily, fontSize: 12, lineHeight: 1.25 },
};
