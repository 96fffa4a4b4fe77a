/** The text of a file in whichever encoding it was saved; a sentence's end where it is no text. */
export function decodeText(bytes: Uint8Array): { readonly text: string } | { readonly fault: string } {
  const kind = SIGNATURES.find(({ start }) => start.every((byte, at) => bytes[at] === byte));
  if (kind !== undefined) return { fault: kind.fault };
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  if (text.trim() === '') return { fault: 'is empty' };
  return text.includes('\0') ? { fault: 'is no text' } : { text };
}

const SIGNATURES = [
  { start: [0x50, 0x4b, 3, 4], fault: 'is an Excel workbook: save it as CSV and choose that' },
  { start: [0xd0, 0xcf, 0x11, 0xe0], fault: 'is an Excel workbook: save it as CSV and choose that' },
  { start: [0x25, 0x50, 0x44, 0x46], fault: 'is a PDF: export the transactions as CSV and choose that' },
] as const;

/** A mark at its beginning says it; without one, what is no UTF-8 was saved by an old program on Windows. */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Plain letters in UTF-16 have a zero on one side.
  if (first !== 0 && second === 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
