import { bufferOf, fieldEnd } from './element.ts';

/**
 * The document in `bytes` with its top-level fields `names` as the document in `part` has them: in their places, those
 * that are new at the end, without those that `part` has not. The rest is copied as it is. Undefined where a type is met
 * that is not passed over.
 */
export function spliced(
  bytes: Uint8Array,
  names: readonly Buffer[],
  part: Uint8Array,
): Uint8Array | undefined {
  const [old, now] = [bufferOf(bytes), bufferOf(part)];
  const fields = fieldsOf(now);
  if (!fields) return undefined;
  const out = Buffer.allocUnsafe(old.length + now.length);
  let size = 4;
  let copied = 4;
  const take = (from: Buffer, start: number, end: number) => {
    size += from.copy(out, size, start, end);
  };
  for (let at = 4; at < old.length - 1; ) {
    const end = fieldEnd(old, at);
    if (end < 0) return undefined;
    const name = names.find((one) => named(old, at, one));
    if (name) {
      take(old, copied, at);
      copied = end;
      const i = fields.findIndex((field) => named(now, field.at, name));
      const [field] = i < 0 ? [] : fields.splice(i, 1);
      if (field) take(now, field.at, field.end);
    }
    at = end;
  }
  take(old, copied, old.length - 1);
  for (const field of fields) take(now, field.at, field.end);
  out[size++] = 0;
  out.writeInt32LE(size, 0);
  return out.subarray(0, size);
}

/** Whether the field that begins at `at` has this name. */
function named(bytes: Buffer, at: number, name: Buffer): boolean {
  const from = at + 1;
  if (bytes[from + name.length] !== 0) return false;
  for (let i = 0; i < name.length; i++) if (bytes[from + i] !== name[i]) return false;
  return true;
}

function fieldsOf(bytes: Buffer): { at: number; end: number }[] | undefined {
  const fields = [];
  for (let at = 4; at < bytes.length - 1; ) {
    const end = fieldEnd(bytes, at);
    if (end < 0) return undefined;
    fields.push({ at, end });
    at = end;
  }
  return fields;
}
