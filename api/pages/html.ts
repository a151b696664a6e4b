/** HTML whose every inserted value is escaped, unless it is HTML itself. */
export interface Html {
  readonly html: string;
}

type Part = string | number | undefined | Html | readonly Html[];

export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: texts.map((text, index) => text + (index < parts.length ? htmlOf(parts[index]) : '')).join('') };
}

function htmlOf(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'object') return 'html' in part ? part.html : part.map((each) => each.html).join('');
  return String(part).replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
}
