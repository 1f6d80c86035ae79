import { toRegExp } from '../../query/regex.ts';
import { typeName } from '../../query/types.ts';
import { bsonType } from '../../values/bson.ts';
import { compareStrings } from '../../values/compare.ts';
import { type Compiled, constantOf, fold, namedArguments } from '../expression.ts';
import { asDouble, kindOf } from '../numbers.ts';
import { checkCharacters } from '../steps.ts';
import { window } from './arrays.ts';
import { stringOf } from './convert.ts';
import type { Form } from './logic.ts';
import { asText, between, binary, check, isNullish, type Operators, unary, variadic } from './operator.ts';

/** What the older string operators take for text: null is empty; numbers and dates are written out. */
function loose(value: unknown): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  check(
    kindOf(value) !== undefined || value instanceof Date || bsonType(value) === 'Timestamp',
    'Location16007',
    () => `can't convert from BSON type ${typeName(value)} to String`,
  );
  return stringOf(value);
}

/** Only ASCII letters change, as MongoDB documents it. */
const lower = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
const upper = (text: string) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

const bytesOf = (text: string) => Buffer.from(text, 'utf8');
const startsCharacter = (byte: number | undefined) => byte === undefined || (byte & 0xc0) !== 0x80;

function position(name: string, value: unknown, code: 'Location34450' | 'Location34451'): number {
  check(
    kindOf(value) !== undefined,
    code,
    () => `${name}: starting index and length must be numeric (is BSON type ${typeName(value)})`,
  );
  return Math.trunc(asDouble(value));
}

function substrBytes(value: unknown, from: unknown, size: unknown): string {
  const bytes = bytesOf(loose(value));
  const start = position('$substrBytes', from, 'Location34450');
  const length = position('$substrBytes', size, 'Location34451');
  check(
    start >= 0,
    'Location50752',
    () => `$substrBytes:  starting index must be non-negative (got: ${start})`,
  );
  const end = length < 0 ? bytes.length : Math.min(bytes.length, start + length);
  if (start >= bytes.length) return '';
  check(
    startsCharacter(bytes[start]),
    'Location28656',
    () => '$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.',
  );
  check(
    startsCharacter(bytes[end]),
    'Location28657',
    () => '$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.',
  );
  return bytes.toString('utf8', start, end);
}

function substrPoints(value: unknown, from: unknown, size: unknown): string {
  const start = position('$substrCP', from, 'Location34450');
  const length = position('$substrCP', size, 'Location34451');
  check(start >= 0, 'Location34455', () => '$substrCP: the starting index must be nonnegative integer.');
  check(length >= 0, 'Location34454', () => '$substrCP: length must be a nonnegative integer.');
  return [...loose(value)].slice(start, start + length).join('');
}

/** Finds text in a list of bytes or of code points. */
const indexOf = (
  name: string,
  codes: ['Location40091' | 'Location40093', 'Location40092' | 'Location40094'],
  take: (text: string) => ArrayLike<unknown>,
) =>
  between(
    2,
    4,
  )((value, wanted, from, to) => {
    if (isNullish(value)) return null;
    const text = take(asText(name, codes[0], value));
    const part = take(asText(name, codes[1], wanted));
    const [start, end] = window(name, from, to, ['Location40096', 'Location40097'], text.length);
    for (let i = start; i + part.length <= end; i++) {
      let j = 0;
      while (j < part.length && text[i + j] === part[j]) j++;
      if (j === part.length) return i;
    }
    return -1;
  });

export const STRINGS: Operators = {
  $concat: variadic((...values) => {
    if (values.some(isNullish)) return null;
    const text = values
      .map((value) => {
        check(
          typeof value === 'string',
          'Location16702',
          () => `$concat only supports strings, not ${typeName(value)}`,
        );
        return value;
      })
      .join('');
    checkCharacters('$concat', text.length);
    return text;
  }),
  $toLower: unary((value) => lower(loose(value))),
  $toUpper: unary((value) => upper(loose(value))),
  $strcasecmp: binary((a, b) => Math.sign(compareStrings(upper(loose(a)), upper(loose(b))))),
  $strLenBytes: unary((value) => bytesOf(asText('$strLenBytes', 'Location34473', value)).length),
  $strLenCP: unary((value) => [...asText('$strLenCP', 'Location34471', value)].length),
  $substr: between(3, 3)(substrBytes),
  $substrBytes: between(3, 3)(substrBytes),
  $substrCP: between(3, 3)(substrPoints),
  $indexOfBytes: indexOf('$indexOfBytes', ['Location40091', 'Location40092'], bytesOf),
  $indexOfCP: indexOf('$indexOfCP', ['Location40093', 'Location40094'], (text) => [...text]),
  $split: binary((value, by) => {
    if (isNullish(value) || isNullish(by)) return null;
    const text = asText("$split's first argument", 'Location40085', value);
    const separator = asText("$split's second argument", 'Location40086', by);
    check(separator !== '', 'Location40087', () => '$split requires a non-empty separator');
    return text.split(separator);
  }),
};

const WHITESPACE = [
  '\0',
  '\t',
  '\n',
  '\v',
  '\f',
  '\r',
  ' ',
  '\u00a0',
  '\u1680',
  ...Array.from({ length: 11 }, (_, i) => String.fromCharCode(0x2000 + i)),
];

const trim =
  (name: string, start: boolean, end: boolean): Form =>
  (operand, scope) => {
    const { input, chars } = namedArguments(name, operand, scope, ['input'], ['chars']) as {
      input: Compiled;
      chars?: Compiled;
    };
    return fold(
      (root, env) => {
        const value = input(root, env);
        const given = chars?.(root, env);
        if (isNullish(value) || (chars && isNullish(given))) return null;
        check(
          typeof value === 'string',
          'Location50699',
          () => `${name} requires its input to be a string, got ${typeName(value)} instead.`,
        );
        check(
          !chars || typeof given === 'string',
          'Location50700',
          () => `${name} requires 'chars' to be a string, got ${typeName(given)} instead.`,
        );
        const drop = new Set(chars ? [...(given as string)] : WHITESPACE);
        const points = [...value];
        let [from, to] = [0, points.length];
        while (start && from < to && drop.has(points[from]!)) from++;
        while (end && to > from && drop.has(points[to - 1]!)) to--;
        return points.slice(from, to).join('');
      },
      chars ? [input, chars] : [input],
    );
  };

const replace =
  (name: string, all: boolean): Form =>
  (operand, scope) => {
    const { input, find, replacement } = namedArguments(name, operand, scope, [
      'input',
      'find',
      'replacement',
    ]) as Record<string, Compiled>;
    return (root, env) => {
      const values = [input!(root, env), find!(root, env), replacement!(root, env)];
      values.forEach((value, i) => {
        check(
          isNullish(value) || typeof value === 'string',
          (['Location51746', 'Location51745', 'Location51744'] as const)[i]!,
          () =>
            `${name} requires that '${['input', 'find', 'replacement'][i]}' be a string, found: ${typeName(value)}`,
        );
      });
      if (values.some(isNullish)) return null;
      const [text, part, by] = values as [string, string, string];
      if (all) checkCharacters(name, (text.split(part).length - 1) * by.length);
      return all ? text.replaceAll(part, () => by) : text.replace(part, () => by);
    };
  };

/** `$regexMatch`, `$regexFind` and `$regexFindAll`: `answer` gets the matches one by one. */
const regex =
  (
    name: string,
    answer: (next: () => RegExpExecArray | null, text: string) => unknown,
    none: unknown,
  ): Form =>
  (operand, scope) => {
    const {
      input,
      regex: pattern,
      options,
    } = namedArguments(name, operand, scope, ['input', 'regex'], ['options']) as {
      input: Compiled;
      regex: Compiled;
      options?: Compiled;
    };
    const fixed = constantOf(pattern) && (!options || constantOf(options));
    let known: RegExp | undefined;
    return (root, env) => {
      const text = input(root, env);
      check(
        isNullish(text) || typeof text === 'string',
        'Location51104',
        () => `${name} needs 'input' to be of type string`,
      );
      const source = pattern(root, env);
      if (isNullish(text) || isNullish(source)) return none;
      check(
        typeof source === 'string' || bsonType(source) === 'BSONRegExp',
        'Location51105',
        () => `${name} needs 'regex' to be of type string or regex`,
      );
      if (!known || !fixed) {
        const flags = options?.(root, env);
        check(
          isNullish(flags) || typeof flags === 'string',
          'Location51106',
          () => `${name} needs 'options' to be of type string`,
        );
        const made = toRegExp(source, flags);
        known = new RegExp(made.source, `${made.flags}g`);
      }
      known.lastIndex = 0;
      const finder = known;
      return answer(() => {
        const match = finder.exec(text);
        if (match?.[0] === '')
          finder.lastIndex += [...text.slice(match.index, match.index + 2)][0]?.length ?? 1;
        return match;
      }, text);
    };
  };

const found = (match: RegExpExecArray, text: string) => ({
  match: match[0],
  idx: [...text.slice(0, match.index)].length,
  captures: match.slice(1).map((capture) => capture ?? null),
});

export const STRING_FORMS: Record<string, Form> = {
  $trim: trim('$trim', true, true),
  $ltrim: trim('$ltrim', true, false),
  $rtrim: trim('$rtrim', false, true),
  $replaceOne: replace('$replaceOne', false),
  $replaceAll: replace('$replaceAll', true),
  $regexMatch: regex('$regexMatch', (next) => next() !== null, false),
  $regexFind: regex(
    '$regexFind',
    (next, text) => {
      const match = next();
      return match && found(match, text);
    },
    null,
  ),
  $regexFindAll: regex(
    '$regexFindAll',
    (next, text) => {
      const out: unknown[] = [];
      for (let match = next(); match; match = next()) out.push(found(match, text));
      return out;
    },
    [],
  ),
};
