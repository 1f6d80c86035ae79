/**
 * Short texts that came before, by their bytes: names of fields and words such as a status come again and again, and to
 * find one here is quicker than to make it anew. A text takes the slot of its hash from the one before.
 */
const SLOTS = 2048;
/** The bytes of the longest that is kept. */
export const SHORT = 40;

const lengths = new Uint8Array(SLOTS).fill(255);
const bytes = new Uint8Array(SLOTS * SHORT);
const texts: string[] = new Array(SLOTS).fill('');

/** To be begun with 0 and carried on with each byte of a text. */
export const hashOn = (hash: number, byte: number) => (Math.imul(hash, 31) + byte) | 0;

/** The text of `length` bytes (at most `SHORT`) that begins at `from` and has this hash. */
export function shortText(buffer: Buffer, from: number, length: number, hash: number): string {
  const slot = hash & (SLOTS - 1);
  const base = slot * SHORT;
  if (lengths[slot] === length) {
    let i = 0;
    while (i < length && bytes[base + i] === buffer[from + i]) i++;
    if (i === length) return texts[slot]!;
  }
  const text = buffer.toString('utf8', from, from + length);
  lengths[slot] = length;
  for (let i = 0; i < length; i++) bytes[base + i] = buffer[from + i]!;
  texts[slot] = text;
  return text;
}
