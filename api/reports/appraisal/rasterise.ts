/** Our SVG as PNG, for programs that show no SVG in Word files. */
import type { Rasterise } from './render-docx.ts';
import { tinosFaces } from './tinos.ts';

/** With the font of the document and no other, so that it looks the same on every machine; off the main thread. */
export const rasterise: Rasterise = async (svg, width) => {
  const { renderAsync } = await import('@resvg/resvg-js');
  const { normal, bold } = tinosFaces();
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: Math.max(1, Math.round(width)) },
    font: { fontFiles: [normal, bold], loadSystemFonts: false, defaultFontFamily: 'Tinos' },
  });
  return image.asPng();
};
