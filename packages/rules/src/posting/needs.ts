/**
 * What a regular expression cannot match without: of each of these lists at least one entry, a character or two of them
 * side by side. Most texts lack one, which is known at once, where trying the expression at each place of the text takes
 * a hundred times as long.
 */
export type Need = readonly string[];

/** Any one of these characters; null: any at all. */
type Characters = string | null;
/** A need before it is written out, which most never are: how often it is met by chance. */
type Draft = { chance: number; entries: () => string[] };
/** A piece of the expression: what it needs, what it begins and ends with, and whether it may be empty. */
type Piece = { needs: readonly Draft[]; first: Characters; last: Characters; empty: boolean };
type Read = { piece: Piece; at: number };

/** Longer lists tell little. */
const MOST_CHARACTERS = 120;
const MOST_PAIRS = 120;
const NEEDS_MAX = 3;

/** A character stands here and there by chance, two side by side far more seldom. */
const ONE = 1;
const PAIR = 0.03;
const best = (needs: readonly Draft[]) => needs.reduce((a, b) => (b.chance < a.chance ? b : a));

const EMPTY: Piece = { needs: [], first: '', last: '', empty: true };
const ANY: Piece = { needs: [], first: null, last: null, empty: false };
const oneOf = (set: string): Piece =>
  set === '' || set.length > MOST_CHARACTERS
    ? ANY
    : { needs: [{ chance: set.length * ONE, entries: () => [...set] }], first: set, last: set, empty: false };

const either = (a: Characters, b: Characters): Characters =>
  a === null || b === null || a.length + b.length > 2 * MOST_CHARACTERS ? null : a + b;

/** The end of what is before beside the beginning of what follows, where both are known and few. */
function seam(before: Piece, after: Piece): readonly Draft[] {
  if (before.empty || after.empty || before.last === null || after.first === null) return [];
  const size = before.last.length * after.first.length;
  if (size > MOST_PAIRS) return [];
  const [last, first] = [[...before.last], [...after.first]];
  return [{ chance: size * PAIR, entries: () => last.flatMap((one) => first.map((other) => one + other)) }];
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
  const each = empty ? [] : branches.flatMap(({ needs }) => (needs.length > 0 ? [best(needs)] : []));
  const chance = each.reduce((sum, need) => sum + need.chance, 0);
  const isNeed = !empty && each.length === branches.length && chance <= MOST_CHARACTERS;
  return {
    needs: isNeed ? [{ chance, entries: () => each.flatMap((need) => need.entries()) }] : [],
    first: branches.map(({ first }) => first).reduce(either),
    last: branches.map(({ last }) => last).reduce(either),
    empty,
  };
}

const DIGITS = '0123456789';

function readClass(source: string, from: number): Read {
  let at = from + 1;
  let set = '';
  let open = source.charAt(at) === '^';
  for (; source.charAt(at) !== ']'; at++) {
    if (source.charAt(at) === '\\') {
      at++;
      if (source.charAt(at) === 'd') set += DIGITS;
      else if (source.charAt(at) === 'n') set += '\n';
      else if (/[a-zA-Z]/.test(source.charAt(at))) open = true;
      else set += source.charAt(at);
    } else if (source.charAt(at + 1) === '-' && source.charAt(at + 2) !== ']') {
      const [low, high] = [source.charCodeAt(at), source.charCodeAt(at + 2)];
      if (high - low > MOST_CHARACTERS) open = true;
      for (let code = low; !open && code <= high; code++) set += String.fromCharCode(code);
      at += 2;
    } else set += source.charAt(at);
  }
  return { piece: open ? ANY : oneOf(set), at: at + 1 };
}

function readEscape(source: string, from: number): Read {
  const escaped = source.charAt(from + 1);
  if (escaped === 'd') return { piece: oneOf(DIGITS), at: from + 2 };
  if (/[bB]/.test(escaped)) return { piece: EMPTY, at: from + 2 };
  if (!/[a-zA-Z0-9]/.test(escaped)) return { piece: oneOf(escaped), at: from + 2 };
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
  if (first !== '(') return { piece: oneOf(first), at: from + 1 };
  const look = /^\(\?(?:<?[=!]|:|<\w+>)/.exec(source.slice(from, from + 24))?.[0] ?? '(';
  const end = endsFrom(source, from + look.length).at(-1)!;
  // What is only looked at stands in no match.
  return {
    piece: /[=!]$/.test(look) ? EMPTY : readGroup(source.slice(from + look.length, end)),
    at: end + 1,
  };
}

const readAlternatives = (source: string): Piece => anyOf(alternatives(source).map(readSequence));

/** Lists of words that many expressions have are read once. */
const LIST = 40;
const lists = new Map<string, Piece>();
/** Nothing more is to be read: what was kept for it is some megabytes. */
export const forgetRead = (): void => lists.clear();
function readGroup(inside: string): Piece {
  if (inside.length < LIST) return readAlternatives(inside);
  const piece = lists.get(inside) ?? readAlternatives(inside);
  lists.set(inside, piece);
  return piece;
}

/** Behind an atom: how often it stands. */
function readTimes(source: string, { piece, at }: Read): Read {
  const times = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 10))?.[0];
  if (times === undefined) return { piece, at };
  return { piece: /^(?:[?*]|\{0)/.test(times) ? { ...piece, empty: true } : piece, at: at + times.length };
}

function readSequence(source: string): Piece {
  let piece = EMPTY;
  for (let at = 0; at < source.length; ) {
    const read = readTimes(source, readAtom(source, at));
    piece = behind(piece, read.piece);
    at = read.at;
  }
  return piece;
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
  const piece = readAlternatives(source);
  if (piece.empty) return [];
  const kept: Need[] = [];
  for (const { entries } of [...piece.needs].sort((a, b) => a.chance - b.chance)) {
    if (kept.length === NEEDS_MAX) break;
    const need = [...new Set(entries())];
    if (!kept.some((other) => implies(other, need))) kept.push(need);
  }
  return kept;
}

/** The ends of the alternatives from a place on that stand in no group, or in the group that this place is in. */
function endsFrom(source: string, from: number): number[] {
  const ends: number[] = [];
  let depth = 0;
  let inClass = false;
  let at = from;
  for (; at < source.length && depth >= 0; at++) {
    const character = source.charAt(at);
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) ends.push(at);
  }
  return [...ends, depth < 0 ? at - 1 : at];
}

/** The alternatives of an expression that stand in no group. */
export function alternatives(source: string): string[] {
  let from = 0;
  return endsFrom(source, 0).map((end) => {
    const alternative = source.slice(from, end);
    from = end + 1;
    return alternative;
  });
}
