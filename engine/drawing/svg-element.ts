/** Writing SVG as text: every value is escaped, numbers are short, nothing depends on the machine. */

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Text as it may stand between tags and in quotes; what XML 1.0 forbids is left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
}

/** A number with at most two decimals: hundredths of a pixel. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100 || 0);
}

/** One element; attributes that are undefined are left out, children are SVG already. */
export function svgElement(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escapeXml(value!)}"`)
    .join('');
  return children.length ? `<${name}${written}>${children.join('')}</${name}>` : `<${name}${written}/>`;
}

/** `M x y L x y …`, closed with `Z` when asked. */
export function pathThrough(points: readonly (readonly [x: number, y: number])[], closed = false): string {
  return points.map(([x, y], at) => `${at ? 'L' : 'M'}${short(x)} ${short(y)}`).join('') + (closed ? 'Z' : '');
}
