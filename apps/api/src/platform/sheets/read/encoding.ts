import iconv from 'iconv-lite';
import { refused } from './kinds.ts';

type Decoded = { text: string; encoding: string };

const BOMS: readonly { bytes: readonly number[]; codec: string; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], codec: 'utf8', encoding: 'UTF-8 (BOM)' },
  { bytes: [0x84, 0x31, 0x95, 0x33], codec: 'gb18030', encoding: 'GB18030' },
  { bytes: [0xff, 0xfe], codec: 'utf16le', encoding: 'UTF-16 LE' },
  { bytes: [0xfe, 0xff], codec: 'utf16-be', encoding: 'UTF-16 BE' },
];

/** No text of UTF-16 is by chance one of UTF-8 with such characters. */
const BEYOND_LATIN = /[\u0800-\uffff]/;
/** Texts of other encodings have no zero bytes; of UTF-16 each line end has one, at one side. */
const ZERO_SHARE = 0.01;
const SAMPLE = 65_536;

function unmarkedUtf16(bytes: Uint8Array): 'utf16le' | 'utf16-be' | null {
  const sample = bytes.subarray(0, SAMPLE);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even++;
    else odd++;
  });
  const enough = (sample.length / 2) * ZERO_SHARE;
  // 一 has a zero byte on the other side.
  if (odd > enough && even < odd / 2) return 'utf16le';
  return even > enough && odd < even / 2 ? 'utf16-be' : null;
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

/** Which bytes begin the characters that people write with, and which follow; both in pairs of from and to. */
type Common = { first: readonly [number, number]; second: readonly (readonly [number, number])[] };
const GB2312: Common = { first: [0xa1, 0xf7], second: [[0xa1, 0xfe]] };
const BIG5: Common = {
  first: [0xa1, 0xc6],
  second: [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ],
};
/** Names have rare characters, and short texts few others. */
const ENOUGH = 0.5;
const DOUBTFUL = 0.9;
/** Of simplified Chinese no more than three characters in five would be so as Big5. */
const SURE = 0.95;
/** Japanese letters stand among these, and no Chinese text is made of them. */
const KANA: Common = { first: [0xa4, 0xa5], second: [[0xa1, 0xfe]] };
const MOST_KANA = 0.4;

/** How many of the characters of two bytes are among these. */
function commonShare(bytes: Uint8Array, { first, second }: Common): number {
  let [all, common] = [0, 0];
  for (let at = 0; at < Math.min(bytes.length - 1, SAMPLE); at++) {
    const [one, two] = [bytes[at]!, bytes[at + 1]!];
    if (one < 0x80) continue;
    all++;
    at++;
    if (one >= first[0] && one <= first[1] && second.some(([from, to]) => two >= from && two <= to)) common++;
  }
  return common / Math.max(1, all);
}

function whole(bytes: Uint8Array, codec: string, encoding: string): Decoded {
  const text = iconv.decode(Buffer.from(bytes), codec);
  if (text.includes('\uFFFD')) throw refused('encoding');
  return { text, encoding };
}

/**
 * The text of a file: by its byte order mark, else UTF-8 where every byte fits, else GB 18030 (of which GBK and
 * GB 2312 are parts), else Big5, by the characters that it would be made of. Throws `UnreadableFile` where it is none of these.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const marked = BOMS.find((bom) => bom.bytes.every((byte, index) => bytes[index] === byte));
  if (marked)
    return {
      text: iconv.decode(bytes.subarray(marked.bytes.length), marked.codec),
      encoding: marked.encoding,
    };
  const utf8 = strictUtf8(bytes);
  const utf16 = utf8 !== null && BEYOND_LATIN.test(utf8) ? null : unmarkedUtf16(bytes);
  if (utf16)
    return { text: iconv.decode(bytes, utf16), encoding: utf16 === 'utf16le' ? 'UTF-16 LE' : 'UTF-16 BE' };
  if (utf8 !== null) return { text: utf8, encoding: 'UTF-8' };
  if (commonShare(bytes, KANA) > MOST_KANA) throw refused('encoding');
  const common = commonShare(bytes, GB2312);
  if (common < DOUBTFUL && commonShare(bytes, BIG5) > SURE) return whole(bytes, 'big5', 'Big5');
  if (common < ENOUGH) throw refused('encoding');
  return whole(bytes, 'gb18030', 'GB18030');
}
