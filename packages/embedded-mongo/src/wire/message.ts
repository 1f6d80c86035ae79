import type { ClusterTime } from '../engine/clock.ts';
import type { MongoError } from '../errors.ts';
import { type Doc, decodeExact, encodeWide } from '../values/bson.ts';
import { putTimes, TIMES_BYTES } from './times.ts';

/** MongoDB's limit for one message. */
export const MAX_MESSAGE_BYTES = 48_000_000;
const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const MORE_TO_COME = 2;

/** A command as it came: its body and the document sequences beside it, still as bytes. */
export interface Request {
  id: number;
  /** The bytes of its message. */
  size: number;
  legacy: boolean;
  /** The client does not wait for an answer. */
  silent: boolean;
  body: Doc;
  sequences: Map<string, Uint8Array[]>;
  /** Called around each statement of a retryable write; only fail points set them. */
  hooks?: { before: () => void; after: () => void };
}

export class MalformedMessage extends Error {}

/** The length that a message announces; throws where it can't be one, or is more than `limit`. */
export function messageLength(head: Buffer, limit = MAX_MESSAGE_BYTES): number {
  const length = head.readInt32LE(0);
  if (length < HEADER || length > limit) throw new MalformedMessage(`A message of ${length} bytes`);
  return length;
}

/** Parses a whole message (OP_MSG, or OP_QUERY on `$cmd` of a handshake). Anything else throws MalformedMessage. */
export function parseMessage(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  try {
    if (opCode === OP_MSG) return parseMsg(id, message);
    if (opCode === OP_QUERY) return parseQuery(id, message);
  } catch (cause) {
    if (cause instanceof MalformedMessage) throw cause;
    throw new MalformedMessage((cause as Error).message, { cause });
  }
  throw new MalformedMessage(`Operation ${opCode} is not supported`);
}

function parseMsg(id: number, message: Buffer): Request {
  const flags = message.readUInt32LE(HEADER);
  // No driver sends checksums; a flag that is not known may change what the message means.
  if ((flags & 0xffff & ~MORE_TO_COME) !== 0) throw new MalformedMessage(`Unknown flags ${flags}`);
  const end = message.length;
  const sequences = new Map<string, Uint8Array[]>();
  let body: Doc | undefined;
  let at = HEADER + 4;
  while (at < end) {
    const kind = message[at++];
    const length = message.readInt32LE(at);
    if (length < 5 || at + length > end) throw new MalformedMessage('A section runs over the end');
    const section = message.subarray(at, at + length);
    at += length;
    if (kind === 0) {
      if (body) throw new MalformedMessage('Two bodies');
      body = decodeExact(section);
    } else if (kind === 1) {
      const nameEnd = section.indexOf(0, 4);
      if (nameEnd < 0) throw new MalformedMessage('A sequence without a name');
      const name = section.toString('utf8', 4, nameEnd);
      if (sequences.has(name)) throw new MalformedMessage(`The sequence ${name} twice`);
      sequences.set(name, documents(section, nameEnd + 1));
    } else throw new MalformedMessage(`A section of kind ${kind}`);
  }
  if (!body) throw new MalformedMessage('No body');
  return { id, size: message.length, legacy: false, silent: (flags & MORE_TO_COME) !== 0, body, sequences };
}

function documents(section: Buffer, from: number): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (let at = from; at < section.length; ) {
    const length = section.readInt32LE(at);
    if (length < 5 || at + length > section.length)
      throw new MalformedMessage('A document runs over the end');
    out.push(section.subarray(at, at + length));
    at += length;
  }
  return out;
}

function parseQuery(id: number, message: Buffer): Request {
  const nameEnd = message.indexOf(0, HEADER + 4);
  const namespace = message.toString('utf8', HEADER + 4, nameEnd);
  if (!namespace.endsWith('.$cmd')) throw new MalformedMessage('OP_QUERY is only for the handshake');
  const at = nameEnd + 1 + 8;
  const length = message.readInt32LE(at);
  if (length < 5 || at + length > message.length) throw new MalformedMessage('A query runs over the end');
  const body = decodeExact(message.subarray(at, at + length));
  body.$db = namespace.slice(0, -5);
  return { id, size: message.length, legacy: true, silent: false, body, sequences: new Map() };
}

let nextId = 1;

/** An answer must always be possible: one that is too large becomes an error that says so. */
function encodeAnswer(reply: Doc): Uint8Array {
  try {
    return encodeWide(reply);
  } catch (error) {
    const { code = 1, codeName = 'InternalError', message } = error as Partial<MongoError>;
    return encodeWide({ ok: 0, errmsg: `The answer can not be written: ${message}`, code, codeName });
  }
}

/** The answer to a request, from a document or from its bytes, with the times that every reply carries. */
export function encodeReply(request: Request, reply: Doc | Uint8Array, now: Readonly<ClusterTime>): Buffer {
  const body = ArrayBuffer.isView(reply) ? (reply as Uint8Array) : encodeAnswer(reply);
  const room = request.legacy ? HEADER + 20 : HEADER + 5;
  const inPlace = room === ROOM && hasRoom(body);
  const size = body.length + TIMES_BYTES;
  const message = inPlace ? Buffer.from(body.buffer) : Buffer.allocUnsafe(room + size);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(nextId++ & 0x7fffffff, 4);
  message.writeInt32LE(request.id, 8);
  message.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  // No flags, and one body.
  message.writeInt32LE(0, HEADER);
  message[HEADER + 4] = 0;
  if (request.legacy) {
    message.fill(0, HEADER, room);
    message.writeInt32LE(8, HEADER);
    message.writeInt32LE(1, HEADER + 16);
  }
  if (!inPlace) message.set(body, room);
  message.writeInt32LE(size, room);
  putTimes(message, room + body.length, now);
  return message;
}

/** A cursor's reply leaves so much free before it, and `TIMES_BYTES` after it, that no document is copied again. */
const ROOM = HEADER + 5;
const hasRoom = ({ byteOffset, length, buffer }: Uint8Array) =>
  byteOffset === ROOM && ROOM + length + TIMES_BYTES === buffer.byteLength;

/** The names of the elements of an array: its type, and its place as text. */
const elements: Buffer[] = [];
const element = (i: number) => (elements[i] ??= Buffer.from(`\x03${i}\0`, 'latin1'));
const MAX_KEPT = 1000;

const CURSOR = Buffer.from('\x03cursor\0', 'latin1');
const ID = Buffer.from('\x12id\0', 'latin1');
const NS = Buffer.from('\x02ns\0', 'latin1');
const BATCHES = {
  firstBatch: Buffer.from('\x04firstBatch\0', 'latin1'),
  nextBatch: Buffer.from('\x04nextBatch\0', 'latin1'),
};
/** `ok: 1` and the end of the document. */
const OK = Buffer.from('\x01ok\0\0\0\0\0\0\0\xf0\x3f\0', 'latin1');

/** The BSON of `{ cursor: { <batch>: docs, id, ns }, ok: 1 }` from documents that are already encoded. */
export function encodeCursorReply(
  batch: 'firstBatch' | 'nextBatch',
  docs: readonly Uint8Array[],
  id: bigint,
  ns: string,
): Uint8Array {
  const names = docs.map((_, i) => (i < MAX_KEPT ? element(i) : Buffer.from(`\x03${i}\0`, 'latin1')));
  const name = Buffer.from(`${ns}\0`);
  const list = docs.reduce((sum, doc, i) => sum + doc.length + names[i]!.length, 5);
  const cursor = 4 + BATCHES[batch].length + list + ID.length + 8 + NS.length + 4 + name.length + 1;
  const total = 4 + CURSOR.length + cursor + OK.length;
  // Its own memory, as `hasRoom` needs.
  const out = Buffer.allocUnsafeSlow(ROOM + total + TIMES_BYTES);
  let at = out.writeInt32LE(total, ROOM);
  const put = (bytes: Uint8Array) => {
    out.set(bytes, at);
    at += bytes.length;
  };
  put(CURSOR);
  at = out.writeInt32LE(cursor, at);
  put(BATCHES[batch]);
  at = out.writeInt32LE(list, at);
  for (let i = 0; i < docs.length; i++) {
    put(names[i]!);
    put(docs[i]!);
  }
  out[at++] = 0;
  put(ID);
  at = out.writeBigInt64LE(id, at);
  put(NS);
  at = out.writeInt32LE(name.length, at);
  put(name);
  out[at++] = 0;
  put(OK);
  return out.subarray(ROOM, ROOM + total);
}
