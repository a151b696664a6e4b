/** Where the four faces of Tinos lie, the font of the printed documents: free, with the widths of Times New Roman and every letter of Vietnamese. */
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const face = (name: string): string => resolve(`@expo-google-fonts/tinos/${name}/Tinos_${name}.ttf`);

export function tinosFaces(): { normal: string; bold: string; italics: string; bolditalics: string } {
  return { normal: face('400Regular'), bold: face('700Bold'), italics: face('400Regular_Italic'), bolditalics: face('700Bold_Italic') };
}
