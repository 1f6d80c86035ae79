import { type Doc, decode, decodeExact } from './bson.ts';
import { readFields, wanted } from './decode.ts';

/**
 * Makes a reader of some top-level fields only: a filter mostly looks at a few of many. `decode` for the whole
 * document where `fields` is undefined. With `exact` numbers come as `decodeExact` gives them.
 */
export function readerOf(fields: readonly string[] | undefined, exact = false): (bytes: Uint8Array) => Doc {
  const whole = exact ? decodeExact : decode;
  if (!fields || fields.some((name) => name.includes('\ufffd'))) return whole;
  const names = wanted(fields);
  const numbers = exact ? 'exact' : 'typed';
  return (bytes) => readFields(bytes, names, numbers) ?? whole(bytes);
}
