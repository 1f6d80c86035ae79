/**
 * What a regular expression cannot match without: of each of these lists at least one entry, a character or two of them
 * side by side. Most texts lack one, which is known at once, where trying the expression at each place of the text takes
 * a hundred times as long.
 */
export type Need = readonly string[];

/** Any one of these characters; null: any at all. */
type Characters = ReadonlySet<string> | null;
/** A piece of the expression: what it needs, what it begins and ends with, and whether it may be empty. */
type Piece = { needs: readonly Need[]; first: Characters; last: Characters; empty: boolean };
type Read = { piece: Piece; at: number };

/** Longer lists tell little. */
const MOST_CHARACTERS = 120;
const MOST_PAIRS = 600;
const NEEDS_MAX = 6;

/** How often a need is met by chance: a character here and there, two side by side far more seldom. */
const ONE = 1;
const PAIR = 0.03;
const chance = (need: Need) => need.reduce((sum, { length }) => sum + (length > 1 ? PAIR : ONE), 0);
const best = (needs: readonly Need[]) => needs.reduce((a, b) => (chance(b) < chance(a) ? b : a));

const NONE: ReadonlySet<string> = new Set();
const EMPTY: Piece = { needs: [], first: NONE, last: NONE, empty: true };
const ANY: Piece = { needs: [], first: null, last: null, empty: false };
const oneOf = (set: ReadonlySet<string>): Piece =>
  set.size === 0 || set.size > MOST_CHARACTERS
    ? ANY
    : { needs: [[...set]], first: set, last: set, empty: false };

const either = (a: Characters, b: Characters): Characters =>
  a && b && a.size + b.size <= 2 * MOST_CHARACTERS ? new Set([...a, ...b]) : null;

/** The end of what is before beside the beginning of what follows, where both are known and few. */
function seam(before: Piece, after: Piece): readonly Need[] {
  if (before.empty || after.empty || !before.last || !after.first) return [];
  if (before.last.size * after.first.size > MOST_PAIRS) return [];
  const { last } = before;
  return [[...after.first].flatMap((second) => [...last].map((first) => first + second))];
}

const behind = (before: Piece, after: Piece): Piece => ({
  needs: [...before.needs, ...(after.empty ? [] : after.needs), ...seam(before, after)],
  first: before.empty ? either(before.first, after.first) : before.first,
  last: after.empty ? either(before.last, after.last) : after.last,
  empty: before.empty && after.empty,
});

function anyOf(branches: readonly Piece[]): Piece {
  const [only, ...others] = branches;
  if (!only) return EMPTY;
  if (others.length === 0) return only;
  const empty = branches.some((branch) => branch.empty);
  const needy = !empty && branches.every(({ needs }) => needs.length > 0);
  const all = needy ? [...new Set(branches.flatMap(({ needs }) => best(needs)))] : [];
  return {
    needs: all.length > 0 && chance(all) <= MOST_CHARACTERS ? [all] : [],
    first: branches.map(({ first }) => first).reduce(either),
    last: branches.map(({ last }) => last).reduce(either),
    empty,
  };
}

const DIGITS = new Set('0123456789');

function readClass(source: string, from: number): Read {
  let at = from + 1;
  const set = new Set<string>();
  let open = source.charAt(at) === '^';
  for (; source.charAt(at) !== ']'; at++) {
    if (source.charAt(at) === '\\') {
      at++;
      if (source.charAt(at) === 'd') for (const digit of DIGITS) set.add(digit);
      else if (source.charAt(at) === 'n') set.add('\n');
      else if (/[a-zA-Z]/.test(source.charAt(at))) open = true;
      else set.add(source.charAt(at));
    } else if (source.charAt(at + 1) === '-' && source.charAt(at + 2) !== ']') {
      const [low, high] = [source.charCodeAt(at), source.charCodeAt(at + 2)];
      if (high - low > MOST_CHARACTERS) open = true;
      for (let code = low; !open && code <= high; code++) set.add(String.fromCharCode(code));
      at += 2;
    } else set.add(source.charAt(at));
  }
  return { piece: open ? ANY : oneOf(set), at: at + 1 };
}

function readEscape(source: string, from: number): Read {
  const escaped = source.charAt(from + 1);
  if (escaped === 'd') return { piece: oneOf(DIGITS), at: from + 2 };
  if (/[bB]/.test(escaped)) return { piece: EMPTY, at: from + 2 };
  if (!/[a-zA-Z0-9]/.test(escaped)) return { piece: oneOf(new Set([escaped])), at: from + 2 };
  const whole = /^\\(?:[pPu]\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|[a-z]|\d+)/i.exec(
    source.slice(from, from + 60),
  );
  return { piece: /\d/.test(escaped) ? { ...ANY, empty: true } : ANY, at: from + (whole?.[0].length ?? 2) };
}

function readAtom(source: string, from: number): Read {
  const first = source.charAt(from);
  if (first === '[') return readClass(source, from);
  if (first === '\\') return readEscape(source, from);
  if (first === '.') return { piece: ANY, at: from + 1 };
  if (first === '^' || first === '$') return { piece: EMPTY, at: from + 1 };
  if (first !== '(') return { piece: oneOf(new Set([first])), at: from + 1 };
  const look = /^\(\?(?:<?[=!]|:|<\w+>)/.exec(source.slice(from, from + 24))?.[0] ?? '(';
  const inner = readBranches(source, from + look.length);
  // What is only looked at stands in no match.
  return { piece: /[=!]$/.test(look) ? EMPTY : inner.piece, at: inner.at + 1 };
}

/** Behind an atom: how often it stands. */
function readTimes(source: string, { piece, at }: Read): Read {
  const times = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 10))?.[0];
  if (times === undefined) return { piece, at };
  return { piece: /^(?:[?*]|\{0)/.test(times) ? { ...piece, empty: true } : piece, at: at + times.length };
}

function readBranches(source: string, from: number): Read {
  const branches: Piece[] = [];
  let piece = EMPTY;
  let at = from;
  while (at < source.length && source.charAt(at) !== ')') {
    if (source.charAt(at) === '|') {
      branches.push(piece);
      piece = EMPTY;
      at++;
      continue;
    }
    const read = readTimes(source, readAtom(source, at));
    piece = behind(piece, read.piece);
    at = read.at;
  }
  return { piece: anyOf([...branches, piece]), at };
}

/** Whether whatever meets a need meets the other one too. */
function implies(need: Need, other: Need): boolean {
  const entries = new Set(other);
  return need.every((entry) => entries.has(entry) || [...entry].some((character) => entries.has(character)));
}

/** Half of a character: how often the whole one stands would be read as said of its second half. */
const HALF = /[\ud800-\udfff]/;

/** What an expression needs, the most telling first. */
export function needsOf(source: string): readonly Need[] {
  if (HALF.test(source)) return [];
  const { piece } = readBranches(source, 0);
  if (piece.empty) return [];
  const kept: Need[] = [];
  for (const need of [...piece.needs].sort((a, b) => chance(a) - chance(b))) {
    if (kept.length === NEEDS_MAX) break;
    if (!kept.some((other) => implies(other, need))) kept.push(need);
  }
  return kept;
}

/** The alternatives of an expression that stand in no group. */
export function alternatives(source: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let inClass = false;
  let from = 0;
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) {
      found.push(source.slice(from, at));
      from = at + 1;
    }
  }
  return [...found, source.slice(from)];
}
