import { BSON, type Document, deserialize, EJSON } from 'bson';
import { OWN_ID } from './values.ts';

const { onDemand } = BSON;
const TYPED = { promoteValues: false, bsonRegExp: true, validation: { utf8: false } } as const;

/**
 * The text of a document with its types and the order of its fields, read from the bytes: a JavaScript object
 * would put fields named by numbers first.
 */
export function textOf(bytes: Uint8Array): string {
  return `{${elements(bytes)
    .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
    .join(',')}}`;
}

function elements(bytes: Uint8Array): [string, string][] {
  return [...onDemand.parseToElements(bytes)].map(([type, nameAt, nameLength, at, length]) => {
    const name = Buffer.from(bytes.subarray(nameAt, nameAt + nameLength)).toString();
    const value = bytes.subarray(at, at + length);
    if (type === 3) return [name, textOf(value)];
    if (type === 4)
      return [
        name,
        `[${elements(value)
          .map(([, text]) => text)
          .join(',')}]`,
      ];
    const head = Buffer.alloc(4);
    head.writeInt32LE(4 + 1 + 2 + length + 1);
    const one = deserialize(Buffer.concat([head, Buffer.of(type, 0x76, 0), value, Buffer.of(0)]), TYPED);
    return [name, scalarText(one.v)];
  });
}

const RECENT = Date.UTC(2026, 5, 1);
const SECONDS = RECENT / 1000;

/** Ids and times that a server made are the same to a comparison, whatever they are. */
function scalarText(value: unknown): string {
  const text = EJSON.stringify({ v: value }, { relaxed: false }).slice(5, -1);
  if (/^\{"\$oid"/.test(text)) return text.includes(OWN_ID) ? text : '{new id}';
  const date = /^\{"\$date":\{"\$numberLong":"(\d+)"/.exec(text);
  if (date && Number(date[1]) > RECENT) return '{now}';
  const timestamp = /^\{"\$timestamp":\{"t":(\d+)/.exec(text);
  if (timestamp && Number(timestamp[1]) > SECONDS && Number(timestamp[1]) < 2 * SECONDS)
    return '{now timestamp}';
  return text;
}

/** A field of a reply that was read raw: documents are bytes, arrays lists of such. */
export function textOfReply(value: unknown): string {
  if (value instanceof Uint8Array) return textOf(value);
  if (Array.isArray(value)) return `[${value.map(textOfReply).join(',')}]`;
  return scalarText(value);
}

/** The documents of a cursor's first batch, each as text. */
export function batchOf(reply: Document): string[] {
  const cursor = deserialize(reply.cursor as Uint8Array, { ...TYPED, fieldsAsRaw: { firstBatch: true } });
  return (cursor.firstBatch as Uint8Array[]).map(textOf);
}
