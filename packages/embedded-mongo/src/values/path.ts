import { type Doc, isPlain } from './bson.ts';

const INDEX = /^(0|[1-9][0-9]*)$/;
export const isIndex = (part: string) => INDEX.test(part);

/** What a dotted path leads to: each value found, through every array on the way. `undefined` stands for missing. */
export function valuesAt(doc: unknown, parts: readonly string[], from = 0, out: unknown[] = []): unknown[] {
  let value = doc;
  for (let i = from; i < parts.length; i++) {
    const part = parts[i]!;
    if (Array.isArray(value)) {
      if (isIndex(part)) {
        const item = value[Number(part)];
        if (item !== undefined) valuesAt(item, parts, i + 1, out);
      }
      for (const item of value) if (isPlain(item)) valuesAt(item, parts, i, out);
      return out;
    }
    if (!isPlain(value) || !Object.hasOwn(value, part)) {
      out.push(undefined);
      return out;
    }
    value = value[part];
  }
  out.push(value);
  return out;
}

/** One field by a path without going through arrays; undefined when it is not there. */
export function fieldAt(doc: Doc, path: string): unknown {
  let value: unknown = doc;
  for (const part of path.split('.')) {
    if (!isPlain(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}
