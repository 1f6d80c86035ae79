import { MongoError } from '../errors.ts';
import { bsonType } from '../values/bson.ts';
import { regexParts } from '../values/compare.ts';
import { translate } from './regex-syntax.ts';

interface Parts {
  pattern: string;
  flags: string;
}

/** Pattern and flags of `$regex` with its `$options`, the flags at the start of the pattern among them. */
function partsOf(operand: unknown, options: unknown): Parts {
  const isRegex = bsonType(operand) === 'BSONRegExp' || operand instanceof RegExp;
  if (!isRegex && typeof operand !== 'string') throw new MongoError('BadValue', '$regex has to be a string');
  if (options !== undefined && typeof options !== 'string')
    throw new MongoError('BadValue', '$options has to be a string');
  const given = isRegex ? regexParts(operand) : { pattern: operand as string, options: '' };
  if (given.options !== '' && options)
    throw new MongoError('Location51075', 'options set in both $regex and $options');
  const flags = given.options || options || '';
  for (const flag of flags)
    if (!'imsxu'.includes(flag))
      throw new MongoError('Location51108', `invalid flag in regex options: ${flag}`);
  if (given.pattern.includes('\0'))
    throw new MongoError('BadValue', 'Regular expression cannot contain an embedded null byte');
  const inline = /^\(\?([imsx]+)\)/.exec(given.pattern);
  return inline
    ? { pattern: given.pattern.slice(inline[0].length), flags: flags + inline[1] }
    : { pattern: given.pattern, flags };
}

/** A JavaScript regular expression that matches what MongoDB's would; what it can't express is refused. */
export function toRegExp(operand: unknown, options: unknown): RegExp {
  const { pattern, flags } = partsOf(operand, options);
  const source = translate(pattern, flags);
  try {
    return new RegExp(source, flags.includes('i') ? 'iv' : 'v');
  } catch (cause) {
    throw new MongoError('Location51091', `Regular expression is invalid: ${(cause as Error).message}`);
  }
}

/** The literal text every match must start with, when the pattern is `^text...` without flags; undefined otherwise. */
export function literalPrefix(operand: unknown, options: unknown): string | undefined {
  const { pattern, flags } = partsOf(operand, options);
  if (flags.replaceAll('u', '') !== '' || pattern.includes('|')) return undefined;
  const literal = /^\^([^\\^$.*+?()[\]{}|]*)([*?{+]?)/u.exec(pattern);
  if (!literal) return undefined;
  const text = literal[2] === '' ? literal[1]! : [...literal[1]!].slice(0, -1).join('');
  return text === '' ? undefined : text;
}
