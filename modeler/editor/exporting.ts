/** The drawing as files: BPMN, SVG, PNG. Its letters go with it, for a picture sees no fonts of the page. */
import latinExt from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-400-normal.woff2?url';
import latin from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff2?url';
import vietnamese from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2?url';
import { bare } from './units.ts';
import type { Editor } from './editor.ts';

/** Pixels of a PNG for one of the diagram; less when it would be larger than browsers draw. */
const scale = 2;
const largestSide = 16_000;
const largestArea = 120_000_000;

async function dataUrl(url: string): Promise<string> {
  const blob = await (await fetch(url)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error(url));
    reader.readAsDataURL(blob);
  });
}

/** SVG with its font inside: it looks the same wherever it is opened. */
export async function svgOf({ modeler }: Editor): Promise<string> {
  const [{ svg }, ...fonts] = await Promise.all([modeler.saveSVG(), ...[vietnamese, latinExt, latin].map(dataUrl)]);
  // one family a script, tried in turn: no ranges of letters have to be written down
  const families = ['BVP-vi', 'BVP-ext', 'BVP'];
  const faces = fonts
    .map((font, index) => `@font-face{font-family:'${families[index]!}';src:url(${font}) format('woff2');font-display:swap}`)
    .join('');
  const family = `'Be Vietnam Pro', ${families
    .toReversed()
    .map((each) => `'${each}'`)
    .join(', ')}, sans-serif`;
  return svg
    .replace(/font-family:(?:&quot;|[^;"])*/g, `font-family: ${family}`)
    .replace(/font-family="[^"]*"/g, `font-family="${family}"`)
    .replace(/(<svg[^>]*>)/, `$1<style>${faces}</style>`);
}

/** PNG on white. Throws when the browser cannot draw it. */
export async function pngOf(editor: Editor): Promise<Blob> {
  const { svg, height: whole } = withProbe(await svgOf(editor));
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    await fontsOf(image);
    const height = whole - probeHeight;
    const times = Math.min(scale, largestSide / Math.max(image.width, height), Math.sqrt(largestArea / (image.width * height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * times);
    canvas.height = Math.round(height * times);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, image.width, height, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('PNG'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Pixels below the drawing, and of each letter in them. */
const probeHeight = 24;

/**
 * The picture with one letter of each of its fonts below it, which is not drawn before its font is there: what cannot be asked can be seen.
 * Written as text: parsed in the page, its styles would be held against the page's Content-Security-Policy.
 */
function withProbe(svg: string): { readonly svg: string; readonly height: number } {
  const [x = 0, y = 0, width = 0, own = 0] = (/<svg[^>]* viewBox="([^"]*)"/.exec(svg)?.[1] ?? '').split(/[\s,]+/).map(Number);
  const height = own + probeHeight;
  const sizes = { width, height, viewBox: `${x} ${y} ${width} ${height}` };
  const letters = probes.map(
    ([family, letter], index) =>
      `<text x="${x + index * probeHeight}" y="${y + own + 18}" style="font: 18px '${family}'; fill: #000">${letter}</text>`,
  );
  return {
    svg: svg
      .replace(/<svg[^>]*>/, (root) =>
        Object.entries(sizes).reduce((tag, [name, value]) => tag.replace(new RegExp(` ${name}="[^"]*"`), ` ${name}="${value}"`), root),
      )
      .replaceAll('font-display:swap', 'font-display:block')
      .replace(/<\/svg>\s*$/, `${letters.join('')}</svg>`),
    height,
  };
}

/** Families of the picture, and a letter that each of them alone has. */
const probes = [
  ['BVP-vi', 'ệ'],
  ['BVP-ext', 'ł'],
  ['BVP', 'M'],
] as const;

/** Draws the letters again and again until every one shows. A browser shows them in another font after three seconds, so this ends. */
async function fontsOf(image: HTMLImageElement): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.width = probes.length * probeHeight;
  canvas.height = probeHeight;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const isShown = (_: unknown, index: number) =>
    context.getImageData(index * probeHeight, 0, probeHeight, probeHeight).data.some((each, at) => at % 4 === 3 && each > 0);
  for (;;) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, image.height - probeHeight, canvas.width, probeHeight, 0, 0, canvas.width, probeHeight);
    if (probes.every(isShown)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Gives a file to the person, named after the draft: `cap-giay-xac-nhan.bpmn`. */
export function download(content: Blob | string, title: string, extension: string): void {
  const name =
    bare(title)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'quy-trinh';
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type: 'application/xml' }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${extension}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
