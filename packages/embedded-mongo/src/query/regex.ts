import { MongoError, notSupported } from '../errors.ts';
import { regexParts } from '../values/compare.ts';

/** A JavaScript regular expression for `$regex` and `$options`; flags other than i, m, s are refused, not ignored. */
export function toRegExp(operand: unknown, options: unknown): RegExp {
  const parts = typeof operand === 'string' ? { pattern: operand, options: '' } : regexParts(operand);
  let flags = typeof options === 'string' && options !== '' ? options : parts.options;
  let pattern = parts.pattern;
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  if (inline) {
    pattern = pattern.slice(inline[0].length);
    flags += inline[1];
  }
  for (const flag of flags)
    if (!'imsu'.includes(flag)) throw notSupported(`The regular expression flag '${flag}'`);
  const unique = [...new Set(`${flags}u`)].join('');
  try {
    return new RegExp(pattern, unique);
  } catch {
    // Escapes such as \_ are fine to MongoDB's engine and to the older grammar, not to the one with the u flag.
  }
  try {
    return new RegExp(pattern, unique.replace('u', ''));
  } catch (cause) {
    throw new MongoError('BadValue', `Regular expression is invalid: ${(cause as Error).message}`);
  }
}

/** The literal text every match must start with, when the pattern is `^text...` without flags; undefined otherwise. */
export function literalPrefix(operand: unknown, options: unknown): string | undefined {
  const { source, flags } = toRegExp(operand, options);
  if (flags.replace('u', '') !== '' || !source.startsWith('^') || source.includes('|')) return undefined;
  const literal = /^\^([^\\^$.*+?()[\]{}|]*)([*?{+]?)/.exec(source);
  if (!literal) return undefined;
  const text = literal[2] === '' ? literal[1]! : literal[1]!.slice(0, -1);
  return text === '' ? undefined : text;
}
