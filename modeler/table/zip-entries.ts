/** The files inside a zip, as spreadsheets are: read with what the browser has, within limits that no honest file meets. */

/** Bytes of one file when it is unpacked: far beyond a table of steps, far below what would hold up the page. */
const mostBytes = 40 * 1024 * 1024;

/** Where the fields of the directory lie (APPNOTE 6.3.10, 4.3.12 and 4.3.16). */
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

export interface ZipEntries {
  /** Undefined: no such file. Throws RangeError for one that is too large or packed in another way. */
  text(name: string): Promise<string | undefined>;
}

/** Throws RangeError when it is no zip. */
export function zipEntries(content: ArrayBuffer): ZipEntries {
  const view = new DataView(content);
  const entries = new Map<string, { readonly method: number; readonly packed: number; readonly at: number }>();
  const end = endOf(view);
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== entrySignature) throw new RangeError('the directory of the zip is broken');
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    entries.set(new TextDecoder().decode(new Uint8Array(content, at + 46, name)), {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return {
    async text(name) {
      const entry = entries.get(name);
      if (!entry) return undefined;
      // its own head repeats the name, and may have other extra fields
      const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
      const packed = new Uint8Array(content, start, entry.packed);
      if (entry.method === 0) return new TextDecoder().decode(packed);
      if (entry.method !== 8) throw new RangeError(`packed by the method ${entry.method}`);
      return unpacked(packed);
    },
  };
}

/** The end of the directory is the last thing in a zip but for a comment. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 66_000); at--)
    if (view.getUint32(at, true) === endSignature) return at;
  throw new RangeError('this is no zip');
}

async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<string> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > mostBytes) {
      await reader.cancel();
      throw new RangeError('a file in the zip is too large');
    }
    text += decoder.decode(value, { stream: true });
  }
}
