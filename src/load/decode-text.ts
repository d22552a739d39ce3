import { isAscii, isUtf8 } from 'buffer';
import { DocumentFault } from './fault';

/** How many bytes are examined to distinguish a binary file from a text. */
const SAMPLE = 8192;

/** The bytes without a byte order mark, and whether they are ASCII; a fault for what is no UTF-8 text. */
export function checkText(bytes: Buffer): { readonly bytes: Buffer; readonly ascii: boolean } {
  if (isAscii(bytes)) {
    refuseBinary(bytes);
    return { bytes, ascii: true };
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new DocumentFault('utf-16', 'the text is in UTF-16, allowed is UTF-8', 0, 'convert it, for example with `iconv -f UTF-16 -t UTF-8`');
  }
  refuseBinary(bytes);
  if (!isUtf8(bytes)) {
    throw new DocumentFault('not-utf-8', 'the text is not in UTF-8', firstBadLine(bytes), 'convert it, or leave the file out if it is no manifest');
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { bytes: marked ? bytes.subarray(3) : bytes, ascii: false };
}

function refuseBinary(bytes: Buffer): void {
  const zero = bytes.subarray(0, SAMPLE).indexOf(0);
  if (zero < 0) return;
  const wide = zero === 1 || (zero === 0 && bytes.length % 2 === 0 && bytes[1] !== 0);
  throw wide
    ? new DocumentFault('utf-16', 'the text looks like UTF-16 without a mark, allowed is UTF-8', 0, 'convert it')
    : new DocumentFault('binary-file', 'the file is binary (it holds a NUL byte), allowed is UTF-8 text', zero, 'leave it out');
}

function firstBadLine(bytes: Buffer): number {
  let start = 0;
  for (;;) {
    const feed = bytes.indexOf(10, start);
    if (feed < 0 || !isUtf8(bytes.subarray(start, feed))) return start;
    start = feed + 1;
  }
}
