import iconv from 'iconv-lite';
import { UnreadableFile } from './limits.ts';

type Decoded = { text: string; encoding: string };

const BOMS: readonly { bytes: readonly number[]; codec: string; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], codec: 'utf8', encoding: 'UTF-8 (BOM)' },
  { bytes: [0x84, 0x31, 0x95, 0x33], codec: 'gb18030', encoding: 'GB18030' },
  { bytes: [0xff, 0xfe], codec: 'utf16le', encoding: 'UTF-16 LE' },
  { bytes: [0xfe, 0xff], codec: 'utf16-be', encoding: 'UTF-16 BE' },
];

/** How much of the sample has to be zero bytes at one parity to be UTF-16 without a mark. */
const ZERO_SHARE = 0.1;

function unmarkedUtf16(bytes: Uint8Array): 'utf16le' | 'utf16-be' | null {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even++;
    else odd++;
  });
  const enough = (sample.length / 2) * ZERO_SHARE;
  if (odd > enough && even === 0) return 'utf16le';
  return even > enough && odd === 0 ? 'utf16-be' : null;
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The text of a file: by its byte order mark, else UTF-8 where every byte fits, else GB 18030 (of which GBK and
 * GB 2312 are parts). Throws `UnreadableFile` where it is none of these.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const marked = BOMS.find((bom) => bom.bytes.every((byte, index) => bytes[index] === byte));
  if (marked)
    return {
      text: iconv.decode(bytes.subarray(marked.bytes.length), marked.codec),
      encoding: marked.encoding,
    };
  const utf16 = unmarkedUtf16(bytes);
  if (utf16)
    return { text: iconv.decode(bytes, utf16), encoding: utf16 === 'utf16le' ? 'UTF-16 LE' : 'UTF-16 BE' };
  const utf8 = strictUtf8(bytes);
  if (utf8 !== null) return { text: utf8, encoding: 'UTF-8' };
  const text = iconv.decode(bytes, 'gb18030');
  if (text.includes('\uFFFD')) {
    throw new UnreadableFile('看不出文件的文字编码。请在 Excel 里另存为“CSV UTF-8”或 XLSX 再传。');
  }
  return { text, encoding: 'GB18030' };
}
