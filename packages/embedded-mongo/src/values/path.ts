import { isPlain } from './bson.ts';

const INDEX = /^(0|[1-9][0-9]*)$/;
export const isIndex = (part: string) => INDEX.test(part);

/** An array that a condition sees as one value, not element by element. */
export class Whole {
  readonly array: unknown[];
  constructor(array: unknown[]) {
    this.array = array;
  }
}

export const whole = (value: unknown): unknown => (Array.isArray(value) ? new Whole(value) : value);

/**
 * What a dotted path leads to: each value found, through every array on the way. `undefined` stands for missing.
 * With `forMatching` an array at the place that the path names by its number is a `Whole`.
 */
export function valuesAt(doc: unknown, parts: readonly string[], forMatching = false): unknown[] {
  const out: unknown[] = [];
  collect(doc, parts, 0, forMatching, out);
  return out;
}

function collect(
  doc: unknown,
  parts: readonly string[],
  from: number,
  forMatching: boolean,
  out: unknown[],
): void {
  let value = doc;
  for (let i = from; i < parts.length; i++) {
    const part = parts[i]!;
    if (Array.isArray(value)) {
      if (isIndex(part)) {
        const item = value[Number(part)];
        if (item !== undefined && i === parts.length - 1) out.push(forMatching ? whole(item) : item);
        // A value without fields leads nowhere, not even to a missing one.
        else if (isPlain(item) || Array.isArray(item)) collect(item, parts, i + 1, forMatching, out);
      }
      // A condition also looks for a field of that name in each element; a sort takes the element at the place.
      if (isIndex(part) && !forMatching) return;
      for (const item of value) if (isPlain(item)) collect(item, parts, i, forMatching, out);
      return;
    }
    if (!isPlain(value) || !Object.hasOwn(value, part)) {
      out.push(undefined);
      return;
    }
    value = value[part];
  }
  out.push(value);
}
