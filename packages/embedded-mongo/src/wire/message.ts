import { type Doc, decodeExact, encode } from '../values/bson.ts';

/** MongoDB's limit for one message. */
export const MAX_MESSAGE_BYTES = 48_000_000;
const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM = 1;
const MORE_TO_COME = 2;
const KNOWN_REQUIRED_FLAGS = CHECKSUM | MORE_TO_COME;

/** A command as it came: its body and the document sequences beside it, still as bytes. */
export interface Request {
  id: number;
  legacy: boolean;
  /** The client does not wait for an answer. */
  silent: boolean;
  body: Doc;
  sequences: Map<string, Uint8Array[]>;
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
  if ((flags & 0xffff & ~KNOWN_REQUIRED_FLAGS) !== 0) throw new MalformedMessage(`Unknown flags ${flags}`);
  const end = flags & CHECKSUM ? message.length - 4 : message.length;
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
      sequences.set(section.toString('utf8', 4, nameEnd), documents(section, nameEnd + 1));
    } else throw new MalformedMessage(`A section of kind ${kind}`);
  }
  if (!body) throw new MalformedMessage('No body');
  return { id, legacy: false, silent: (flags & MORE_TO_COME) !== 0, body, sequences };
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
  return { id, legacy: true, silent: false, body, sequences: new Map() };
}

let nextId = 1;

/** The answer to a request, from a document or from its bytes. */
export function encodeReply(request: Request, reply: Doc | Uint8Array): Buffer {
  const body = ArrayBuffer.isView(reply) ? (reply as Uint8Array) : encode(reply);
  const head = Buffer.alloc(request.legacy ? HEADER + 20 : HEADER + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(nextId++ & 0x7fffffff, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) {
    head.writeInt32LE(8, HEADER);
    head.writeInt32LE(1, HEADER + 16);
  }
  return Buffer.concat([head, body]);
}

/** The BSON of `{ cursor: { <batch>: docs, id, ns }, ok: 1 }` from documents that are already encoded. */
export function encodeCursorReply(
  batch: 'firstBatch' | 'nextBatch',
  docs: readonly Uint8Array[],
  id: bigint,
  ns: string,
): Uint8Array {
  const array = frame(docs.flatMap((doc, i) => [Buffer.from(`\x03${i}\0`, 'latin1'), doc]));
  const idField = Buffer.alloc(12);
  idField.write('\x12id\0', 'latin1');
  idField.writeBigInt64LE(id, 4);
  const name = Buffer.from(ns);
  const nsLength = Buffer.alloc(4);
  nsLength.writeInt32LE(name.length + 1);
  const cursor = frame([
    Buffer.from(`\x04${batch}\0`, 'latin1'),
    array,
    idField,
    Buffer.from('\x02ns\0', 'latin1'),
    nsLength,
    name,
    Buffer.of(0),
  ]);
  const ok = Buffer.alloc(12);
  ok.write('\x01ok\0', 'latin1');
  ok.writeDoubleLE(1, 4);
  return frame([Buffer.from('\x03cursor\0', 'latin1'), cursor, ok]);
}

function frame(parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.alloc(4);
  head.writeInt32LE(length);
  return Buffer.concat([head, ...parts, Buffer.of(0)], length);
}
