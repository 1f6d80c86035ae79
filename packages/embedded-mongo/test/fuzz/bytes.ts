import { type Document, serialize } from 'bson';

/** Random numbers that a seed repeats. */
export function openRandom(seed: number) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const within = (n: number) => Math.floor(random() * n);
  return { random, within, pick: <T>(list: readonly T[]): T => list[within(list.length)]! };
}

export type Random = ReturnType<typeof openRandom>;

export const OP_MSG = 2013;

export function int32(n: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(n | 0);
  return bytes;
}

/** A message with a header that tells the truth unless told otherwise. */
export function message(
  content: Uint8Array,
  { id = 1, opCode = OP_MSG, length = content.length + 16 } = {},
): Buffer {
  return Buffer.concat([int32(length), int32(id), int32(0), int32(opCode), content]);
}

/** The sections of an OP_MSG behind its flags. */
export const sections = (flags: number, ...parts: Uint8Array[]): Buffer =>
  Buffer.concat([int32(flags), ...parts]);

export const body = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.of(0), bytes]);

export function sequence(name: string, docs: Uint8Array[], length?: number): Buffer {
  const rest = Buffer.concat([Buffer.from(`${name}\0`), ...docs]);
  return Buffer.concat([Buffer.of(1), int32(length ?? rest.length + 4), rest]);
}

export const command = (doc: Document, id = 1): Buffer =>
  message(sections(0, body(serialize({ ...doc, $db: doc.$db ?? 'fuzz' }))), { id });

/** `{ a: { a: ... } }` or `{ a: [[ ... ]] }`, built from the inside as no library would. */
export function nested(levels: number, type: 3 | 4): Buffer {
  const name = type === 3 ? 'a' : '0';
  const head = Buffer.from([type, name.charCodeAt(0), 0]);
  const out = Buffer.alloc(levels * 8 + 5);
  for (let i = 0; i < levels; i++) {
    out.writeInt32LE(out.length - i * 8, i * 7);
    head.copy(out, i * 7 + 4);
  }
  out.writeInt32LE(5, levels * 7);
  return out;
}

/** The same behind a symbol, a type that hardly anything writes any more. */
export function nestedBehindSymbol(levels: number): Buffer {
  const content = Buffer.concat([
    Buffer.from('\x0ec\0\x02\0\0\0x\0\x03a\0', 'latin1'),
    nested(levels, 3),
    Buffer.of(0),
  ]);
  return Buffer.concat([int32(content.length + 4), content]);
}

/** The same bytes with a few of them changed, cut out or doubled. */
export function mutate(bytes: Buffer, { within, pick }: Random): Buffer {
  let out = Buffer.from(bytes);
  for (let n = 1 + within(4); n > 0; n--) {
    const at = within(out.length);
    const kind = within(5);
    if (kind === 0) out[at] = within(256);
    else if (kind === 1 && at + 4 <= out.length)
      int32(pick([-1, 0, 1, 4, 5, 0x7fffffff, -0x80000000, 1e6])).copy(out, at);
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + within(8))]);
    else if (kind === 3)
      out = Buffer.concat([out.subarray(0, at), out.subarray(Math.max(0, at - within(16)))]);
    else out[at] = pick([0, 1, 2, 3, 4, 5, 7, 8, 9, 0x0b, 0x0d, 0x0f, 0x10, 0x12, 0x13, 0x7f, 0xff]);
  }
  return out;
}
