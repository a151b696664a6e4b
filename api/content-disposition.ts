import { extensionOf } from './media-type.ts';

/**
 * The header by which a browser saves a file and never shows it: the name in UTF-8 (RFC 6266, RFC 8187) and, for old readers, in ASCII.
 * What means something to a file system or turns the writing round is replaced, and the name ends as its content says.
 */
export function contentDisposition(name: string, mediaType: string): string {
  const harmless = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const extension = extensionOf(mediaType);
  const same = extension === 'jpg' ? /\.jpe?g$/i : new RegExp(`\\.${extension}$`, 'i');
  const whole = extension === '' || same.test(harmless) ? harmless || 'document' : `${harmless || 'document'}.${extension}`;
  const ascii = whole
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^\x20-\x7e]|[%']/g, '_');
  const encoded = encodeURIComponent(whole).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
