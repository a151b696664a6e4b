/** An address as a QR code in SVG, black on white whatever the colours around it: what printers and cameras expect. */
import { encode } from 'uqr';
import { html, type Html } from './html.ts';

/** `label` is read to those who do not see it. One path: each dark square one pixel of the view box, with the four of margin that the standard asks for. */
export function qrCode(text: string, label: string): Html {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges">
    <rect width="${size}" height="${size}" fill="#fff" />
    <path fill="#000" d="${squares.join('')}" />
  </svg>`;
}
