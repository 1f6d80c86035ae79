/**
 * What a regular expression cannot match without: of each set here at least one character. Most texts lack one, which
 * is known at once, where trying the expression at each place of the text takes a hundred times as long.
 */
type Needs = readonly string[];

/** Larger sets tell little. */
const LARGEST = 120;
const NEEDS_MAX = 6;

/** Where a piece of the expression stands, and what it needs. */
type Read = { needs: Needs; at: number };

const union = (branches: readonly Needs[]): Needs => {
  if (branches.some((needs) => needs.length === 0)) return [];
  const smallest = branches.map((needs) => needs.reduce((a, b) => (b.length < a.length ? b : a)));
  const all = [...new Set(smallest.join(''))].join('');
  return all.length > LARGEST ? [] : [all];
};

function readClass(source: string, from: number): Read {
  let at = from + 1;
  let set = '';
  let open = source.charAt(at) === '^';
  for (; source.charAt(at) !== ']'; at++) {
    if (source.charAt(at) === '\\') {
      at++;
      if (source.charAt(at) === 'd') set += '0123456789';
      else open = true;
    } else if (source.charAt(at + 1) === '-' && source.charAt(at + 2) !== ']') {
      const [low, high] = [source.charCodeAt(at), source.charCodeAt(at + 2)];
      if (high - low > LARGEST) open = true;
      for (let code = low; !open && code <= high; code++) set += String.fromCharCode(code);
      at += 2;
    } else set += source.charAt(at);
  }
  return { needs: open || set === '' ? [] : [set], at: at + 1 };
}

function readEscape(source: string, from: number): Read {
  const escaped = source.charAt(from + 1);
  if (escaped === 'p' || escaped === 'P') return { needs: [], at: source.indexOf('}', from) + 1 };
  if (escaped === 'd') return { needs: ['0123456789'], at: from + 2 };
  return { needs: /[a-zA-Z]/.test(escaped) ? [] : [escaped], at: from + 2 };
}

function readAtom(source: string, from: number): Read {
  const first = source.charAt(from);
  if (first === '[') return readClass(source, from);
  if (first === '\\') return readEscape(source, from);
  if (first !== '(') return { needs: '.^$'.includes(first) ? [] : [first], at: from + 1 };
  const look = /^\(\?(?:<?[=!]|:)/.exec(source.slice(from, from + 4))?.[0] ?? '(';
  const inner = readBranches(source, from + look.length);
  // What stands around is looked at beyond the window's end too.
  return { needs: look === '(?:' || look === '(' ? inner.needs : [], at: inner.at + 1 };
}

/** Behind an atom: how often it stands; what needn't stand at all needs nothing. */
function readTimes(source: string, { needs, at }: Read): Read {
  const times = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 10))?.[0];
  if (times === undefined) return { needs, at };
  return { needs: /^(?:[?*]|\{0)/.test(times) ? [] : needs, at: at + times.length };
}

function readBranches(source: string, from: number): Read {
  const branches: Needs[] = [];
  let needs: string[] = [];
  let at = from;
  while (at < source.length && source.charAt(at) !== ')') {
    if (source.charAt(at) === '|') {
      branches.push(needs);
      needs = [];
      at++;
      continue;
    }
    const read = readTimes(source, readAtom(source, at));
    needs.push(...read.needs);
    at = read.at;
  }
  if (branches.length === 0) return { needs, at };
  return { needs: union([...branches, needs]), at };
}

/** The character sets of an expression's source, the most telling first. */
export const needsOf = (source: string): Needs =>
  [...new Set(readBranches(source, 0).needs)].sort((a, b) => a.length - b.length).slice(0, NEEDS_MAX);

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

const setIds = new Map<string, number>();
/** Characters of any set get a number too, by which the sets name them. */
const characterIds = new Map<number, number>();
const setCharacters: Uint16Array[] = [];

const characterId = (code: number): number => {
  const id = characterIds.get(code) ?? characterIds.size;
  characterIds.set(code, id);
  return id;
};

/** The numbers of the sets that an expression needs, to be asked of a text's `Marks`. */
export const needIds = (source: string): readonly number[] =>
  needsOf(source).map((set) => {
    const known = setIds.get(set);
    if (known !== undefined) return known;
    const id = setIds.size;
    setIds.set(set, id);
    setCharacters.push(Uint16Array.from(set, (character) => characterId(character.charCodeAt(0))));
    return id;
  });

const BITS = 32;

/** In which parts of a text the sets have a character: for each set `words` numbers, a bit for each part. */
export type Marks = { words: number; bits: Int32Array };

export function marksOf(parts: readonly string[]): Marks {
  const words = Math.ceil(parts.length / BITS);
  const seen = new Int32Array(characterIds.size * words);
  parts.forEach((part, index) => {
    const word = Math.floor(index / BITS);
    const bit = 1 << (index % BITS);
    for (let at = 0; at < part.length; at++) {
      const id = characterIds.get(part.charCodeAt(at));
      if (id !== undefined) seen[id * words + word]! |= bit;
    }
  });
  const bits = new Int32Array(setCharacters.length * words);
  for (let word = 0; word < words; word++) {
    for (let set = 0; set < setCharacters.length; set++) {
      const characters = setCharacters[set]!;
      let found = 0;
      for (let at = 0; at < characters.length; at++) found |= seen[characters[at]! * words + word]!;
      bits[set * words + word] = found;
    }
  }
  return { words, bits };
}

/** The parts from `word` times 32 that have a character of every set needed, a bit for each. */
export function partsWith({ words, bits }: Marks, needs: readonly number[], word: number): number {
  let found = -1;
  for (const id of needs) found &= bits[id * words + word]!;
  return found;
}
