/** What a file is by its own bytes: the kinds that dossiers consist of, and no others. */

interface Kind {
  readonly mediaType: string;
  readonly extension: string;
  is(bytes: Buffer): boolean;
}

const begins = (...first: number[]) => {
  const magic = Buffer.from(first);
  return (bytes: Buffer) => bytes.subarray(0, magic.length).equals(magic);
};
const isZip = begins(0x50, 0x4b, 0x03, 0x04);
/** Names of a zip's entries are never compressed. A macro (`vbaProject.bin`) is a program, and no part of a dossier. */
const isOffice = (part: string) => (bytes: Buffer) =>
  isZip(bytes) && bytes.includes('[Content_Types].xml') && bytes.includes(part) && !bytes.includes('vbaProject.bin');

const kinds: readonly Kind[] = [
  // readers look for the header within the first kilobyte, and so do those who hide something before it: ours must begin with it
  { mediaType: 'application/pdf', extension: 'pdf', is: begins(0x25, 0x50, 0x44, 0x46, 0x2d) },
  { mediaType: 'image/png', extension: 'png', is: begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { mediaType: 'image/jpeg', extension: 'jpg', is: begins(0xff, 0xd8, 0xff) },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    is: isOffice('word/document.xml'),
  },
  { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx', is: isOffice('xl/workbook.xml') },
  {
    mediaType: 'application/xml',
    extension: 'xml',
    is: (bytes) => /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml\s/.test(bytes.toString('latin1', 0, 200)),
  },
];

export const mediaTypes: readonly string[] = kinds.map(({ mediaType }) => mediaType);

/** One of `mediaTypes`, or undefined for anything else. */
export function mediaTypeOf(bytes: Buffer): string | undefined {
  return kinds.find(({ is }) => is(bytes))?.mediaType;
}

/** Without its dot; empty for a type that is none of `mediaTypes`. */
export function extensionOf(mediaType: string): string {
  return kinds.find((kind) => kind.mediaType === mediaType)?.extension ?? '';
}
