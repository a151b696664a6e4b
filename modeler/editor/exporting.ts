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
  const svg = await svgOf(editor);
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    // a picture begins to read its fonts when it is drawn first, and says nothing when it has them
    document.createElement('canvas').getContext('2d')?.drawImage(image, 0, 0);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const times = Math.min(scale, largestSide / Math.max(image.width, image.height), Math.sqrt(largestArea / (image.width * image.height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * times);
    canvas.height = Math.round(image.height * times);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('PNG'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
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
