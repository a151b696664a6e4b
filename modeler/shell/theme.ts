import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** A blue with 4.5:1 against white from shade 6 on. */
const lake: MantineColorsTuple = [
  '#e9f4fb',
  '#d3e6f2',
  '#a5cce5',
  '#74b1d8',
  '#4d9bcd',
  '#358dc6',
  '#1b6ca0',
  '#1b5e8c',
  '#154d74',
  '#0a3b5c',
];

export const theme = createTheme({
  fontFamily: "'Be Vietnam Pro', 'Segoe UI', sans-serif",
  primaryColor: 'lake',
  // white is read on both; black or white is chosen by the one for light alone
  primaryShade: { light: 7, dark: 6 },
  colors: { lake },
  // black or white on a filled ground, whichever is read better: from this luminance on it is black
  autoContrast: true,
  luminanceThreshold: 0.179,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  headings: { fontFamily: "'Be Vietnam Pro', 'Segoe UI', sans-serif", fontWeight: '600' },
});
