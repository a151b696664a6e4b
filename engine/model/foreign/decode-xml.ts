/** Bytes of an XML file → its text, whatever its encoding. */

/** The text in Unicode form C, without a byte order mark; or the name of the encoding that cannot be read. */
export function decodeXml(bytes: Uint8Array): { readonly text: string } | { readonly text?: undefined; readonly encoding: string } {
  const encoding = encodingOf(bytes);
  try {
    return { text: new TextDecoder(encoding).decode(bytes).normalize('NFC') };
  } catch {
    return { encoding };
  }
}

/** Byte order mark, else the width of the first characters, else the declaration, else UTF-8 (XML 1.0, appendix F). */
function encodingOf(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0 && fourth === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1] ?? 'utf-8';
  // what could be read byte by byte is not of two bytes a character: programs that write a text in memory first declare it so
  return /^(?:utf-?16|utf-?32|ucs-?[24]|iso-10646-ucs-[24]|unicode)/i.test(declared) ? 'utf-8' : declared;
}
