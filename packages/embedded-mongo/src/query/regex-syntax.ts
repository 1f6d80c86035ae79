import { MongoError, notSupported } from '../errors.ts';

/** What stands for something else in MongoDB's expressions (PCRE in UTF mode, where classes such as \s are ASCII). */
const CLASSES: Record<string, string> = {
  d: '[0-9]',
  D: '[^0-9]',
  w: '[A-Za-z0-9_]',
  W: '[^A-Za-z0-9_]',
  s: '[ \\t\\n\\v\\f\\r]',
  S: '[^ \\t\\n\\v\\f\\r]',
  h: '[ \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  H: '[^ \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  v: '[\\n\\v\\f\\r\\u0085\\u2028\\u2029]',
  V: '[^\\n\\v\\f\\r\\u0085\\u2028\\u2029]',
  N: '[^\\n]',
};
const POSIX: Record<string, string> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\v\\f\\r',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  xdigit: '0-9A-Fa-f',
  word: 'A-Za-z0-9_',
  cntrl: '\\u0000-\\u001f\\u007f',
  graph: '!-~',
  print: ' -~',
  ascii: '\\u0000-\\u007f',
};
const START = '(?<![\\s\\S])';
const END = '(?![\\s\\S])';
const BEFORE_LAST_NEWLINE = `(?=\\n?${END})`;
const ANCHORS: Record<string, string> = { A: START, z: END, Z: BEFORE_LAST_NEWLINE, b: '\\b', B: '\\B' };
const CONTROLS: Record<string, string> = {
  t: '\\t',
  n: '\\n',
  r: '\\r',
  f: '\\f',
  a: '\\u0007',
  e: '\\u001b',
};

/** The punctuation that needs a backslash in JavaScript, outside and within a class. */
const literal = (char: string) => (/[\^$\\.*+?()[\]{}|/\-&!#%,:;<=>@`~]/.test(char) ? `\\${char}` : char);
const outside = (char: string) => (/[\^$\\.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char);

const invalid = (why: string) => new MongoError('Location51091', `Regular expression is invalid: ${why}`);

/**
 * A regular expression as MongoDB writes it, in JavaScript's grammar for the flag `v`. What JavaScript can't express is
 * refused. `flags` are of i, m, s and x; only `i` is left to the flags of the result.
 */
export function translate(pattern: string, flags: string): string {
  let out = '';
  let at = 0;
  const [multiline, dotAll, extended] = ['m', 's', 'x'].map((flag) => flags.includes(flag));

  /** One escape; within a class an anchor has no meaning. */
  function escaped(inClass: boolean): string {
    const char = pattern[at++];
    if (char === undefined) throw invalid('\\ at end of pattern');
    if (CLASSES[char]) return CLASSES[char];
    if (CONTROLS[char]) return CONTROLS[char];
    if (inClass && char === 'b') return '\\b';
    if (!inClass && ANCHORS[char]) return ANCHORS[char];
    if (char === 'p' || char === 'P') return property(char);
    if (char === 'x') return codePoint();
    if (!inClass && /[1-9]/.test(char)) return `\\${char}${take(/[0-9]*/y)}`;
    if (char === '0' && !/[0-9]/.test(pattern[at] ?? '')) return '\\u0000';
    if (/[A-Za-z0-9]/.test(char)) throw notSupported(`\\${char} in a regular expression`);
    return inClass ? literal(char) : outside(char);
  }

  function take(what: RegExp): string {
    what.lastIndex = at;
    const found = what.exec(pattern)?.[0] ?? '';
    at += found.length;
    return found;
  }

  function property(kind: string): string {
    const [, negated, name = ''] = /^\{(\^?)([A-Za-z_&]+)\}$|^$/.exec(take(/\{\^?[A-Za-z_&]+\}/y)) ?? [];
    const short = name === '' ? take(/[A-Z]/y) : name;
    if (short === '') throw invalid('malformed \\P or \\p sequence');
    const way = (negated === '^') !== (kind === 'P') ? 'P' : 'p';
    if (short === 'L&') return `\\${way}{LC}`;
    return short.length <= 2 || short === 'Any' ? `\\${way}{${short}}` : `\\${way}{Script=${short}}`;
  }

  function codePoint(): string {
    const digits = /^\{([0-9A-Fa-f]+)\}$/.exec(take(/\{[0-9A-Fa-f]+\}/y))?.[1] ?? take(/[0-9A-Fa-f]{1,2}/y);
    return `\\u{${digits === '' ? '0' : digits}}`;
  }

  function bracket(): string {
    let inside = take(/\^/y) ? '[^' : '[';
    // A hyphen makes a range only between two single characters.
    let begins = false;
    for (let first = true; ; first = false) {
      const char = pattern[at];
      if (char === undefined) throw invalid('missing terminating ] for character class');
      if (char === ']' && !first) {
        at++;
        return `${inside}]`;
      }
      const posix = take(/\[:\^?[a-z]+:\]/y);
      if (posix !== '') {
        const set = POSIX[posix.replace(/[^a-z]/g, '')];
        if (!set) throw invalid('unknown POSIX class name');
        inside += posix[2] === '^' ? `[^${set}]` : set;
        begins = false;
        continue;
      }
      const point = String.fromCodePoint(pattern.codePointAt(at)!);
      at += point.length;
      if (point === '-' && begins && !/^(?:\]|\[:|\\[dDwWsShHvVNpP]|$)/.test(pattern.slice(at, at + 2))) {
        const end = String.fromCodePoint(pattern.codePointAt(at)!);
        at += end.length;
        inside += `-${end === '\\' ? escaped(true) : literal(end)}`;
        begins = false;
        continue;
      }
      const isClass = point === '\\' && /[dDwWsShHvVNpP]/.test(pattern[at] ?? '');
      inside += point === '\\' ? escaped(true) : literal(point);
      begins = !isClass;
    }
  }

  function group(): string {
    if (pattern[at] === '*') throw notSupported('(* in a regular expression');
    if (pattern[at] !== '?') return '(';
    const named = /^\(?\?P?<([A-Za-z_]\w*)>$/.exec(take(/\?P?<[A-Za-z_]\w*>/y))?.[1];
    if (named) return `(?<${named}>`;
    if (take(/\?#[^)]*\)/y)) return '';
    const plain = take(/\?(?:[:=!]|<[=!])/y);
    if (plain) return `(${plain}`;
    const inline = take(/\?i?(?:-i)?:/y);
    if (inline) return `(${inline}`;
    throw notSupported(`(${pattern.slice(at, at + 3)} in a regular expression`);
  }

  while (at < pattern.length) {
    const char = String.fromCodePoint(pattern.codePointAt(at)!);
    at += char.length;
    if (extended && /[ \t\n\v\f\r]/.test(char)) continue;
    if (extended && char === '#') take(/[^\n]*/y);
    else if (char === '\\') out += escaped(false);
    else if (char === '[') out += bracket();
    else if (char === '(') out += group();
    else if (char === '.') out += dotAll ? '[\\s\\S]' : '[^\\n]';
    else if (char === '^') out += multiline ? `(?:${START}|(?<=\\n)(?=[\\s\\S]))` : START;
    else if (char === '$') out += multiline ? `(?=\\n|${END})` : BEFORE_LAST_NEWLINE;
    else if (char === '{') {
      at--;
      const times = take(/\{[0-9]+(?:,[0-9]*)?\}/y);
      out += times === '' ? '\\{' : times + quantifierEnd();
      if (times === '') at++;
    } else if (/[*+?]/.test(char)) out += char + quantifierEnd();
    else out += /[\])}]/.test(char) && char !== ')' ? `\\${char}` : char === '/' ? '\\/' : char;
  }
  return out;

  function quantifierEnd(): string {
    if (pattern[at] === '+') throw notSupported('A possessive quantifier in a regular expression');
    return take(/\?/y);
  }
}
