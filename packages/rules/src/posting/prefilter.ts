import { needsOf } from './needs.ts';
import { pairOf, pairTable } from './pair-table.ts';

/** A part of a text that is looked at by itself. */
export type Part = { from: number; to: number };

/** An expression, by its place in its list, that may stand in these parts of a text, by their number. */
export type Likely = { place: number; regex: RegExp; parts: number[] };

/** What of lists of expressions, by their numbers, may stand in the parts of a text. */
export type LikelyLists = {
  has: (list: number) => boolean;
  /** Calls for each expression of a list with each part that it may stand in. */
  each: (list: number, look: (regex: RegExp, part: number) => void) => void;
  /** The same at once; undefined where none may stand anywhere. */
  get: (list: number) => Likely[] | undefined;
};

type Pattern = { list: number; place: number; regex: RegExp };

/** A number for each character that any expression needs, from 1 on; 0: none needs it. */
const numbers = new Uint16Array(0x10000);
let numbered = 0;
function numberOf(character: string): number {
  const code = character.charCodeAt(0);
  if (numbers[code] === 0) numbers[code] = ++numbered;
  return numbers[code]!;
}

/** So many parts are looked through at once: a bit for each. */
const BITS = 32;

/** What is found of a pattern in up to 32 parts: its number, that of the first part, a bit for each. */
const FIELDS = 3;

/** Numbers that are gathered for one text after the other: as lists of their own they would be most of a check's waste. */
function gathered() {
  let kept = new Int32Array(1024);
  let size = 0;
  return {
    clear: () => {
      size = 0;
    },
    add(pattern: number, from: number, bits: number): void {
      if (size + FIELDS > kept.length) {
        const larger = new Int32Array(2 * kept.length);
        larger.set(kept);
        kept = larger;
      }
      kept[size] = pattern;
      kept[size + 1] = from;
      kept[size + 2] = bits;
      size += FIELDS;
    },
    /** By lists: where each begins, and what was gathered of it in its order. */
    byList(lists: number, listOf: (pattern: number) => number): { starts: Int32Array; sorted: Int32Array } {
      const starts = new Int32Array(lists + 1);
      for (let at = 0; at < size; at += FIELDS) starts[listOf(kept[at]!) + 1]! += FIELDS;
      for (let list = 0; list < lists; list++) starts[list + 1]! += starts[list]!;
      const next = starts.slice();
      const sorted = new Int32Array(size);
      for (let at = 0; at < size; at += FIELDS) {
        const list = listOf(kept[at]!);
        const to = next[list]!;
        sorted[to] = kept[at]!;
        sorted[to + 1] = kept[at + 1]!;
        sorted[to + 2] = kept[at + 2]!;
        next[list] = to + FIELDS;
      }
      return { starts, sorted };
    },
  };
}

/** What stands in a text, by the numbers of the entries that any expression needs. */
function tablesOf(entries: ReadonlyMap<string, number>) {
  const ones = new Int32Array(numbered + 1).fill(-1);
  const pairs = new Map<number, number>();
  for (const [entry, id] of entries) {
    if (entry.length === 1) ones[numberOf(entry)] = id;
    else pairs.set(pairOf(numberOf(entry.charAt(0)), numberOf(entry.charAt(1))), id);
  }
  return { ones, pairAt: pairTable(pairs) };
}

/**
 * Lists of expressions, of which most can be told not to stand in a text before any is tried. All lists are asked about
 * a text at once, when the first of them is.
 */
export function prefilter() {
  const patterns: Pattern[] = [];
  /** The needs of each pattern, and of all of them one after the other: nearly all of a look is spent on these. */
  const needsOfEach: (readonly number[])[] = [];
  let flat = new Int32Array(0);
  let starts = new Int32Array(1);
  let lists = 0;
  const entries = new Map<string, number>();
  const needs: number[][] = [];
  const needIds = new Map<string, number>();
  /** Patterns by the need that is met most seldom, and these needs by what meets them. */
  const byNeed: number[][] = [];
  const rarest: number[][] = [];
  const always: number[] = [];
  let tables: ReturnType<typeof tablesOf> | null = null;
  /** By entry, a bit for each part that it stands in; by need, for each part in which it is met, in which round. */
  let seen = new Int32Array(0);
  let met = new Int32Array(0);
  let known = new Int32Array(0);
  let asked = new Int32Array(0);
  let round = 0;
  const hits = gathered();
  /** The entries that stand in the parts looked at now. */
  const standing: number[] = [];

  function entryId(entry: string): number {
    const before = entries.get(entry);
    if (before !== undefined) return before;
    for (const character of entry) numberOf(character);
    entries.set(entry, entries.size);
    rarest.push([]);
    return entries.size - 1;
  }
  function needId(need: readonly string[]): number {
    const key = need.join(' ');
    const before = needIds.get(key);
    if (before !== undefined) return before;
    needIds.set(key, needs.length);
    needs.push(need.map(entryId));
    byNeed.push([]);
    return needs.length - 1;
  }

  function makeReady(): ReturnType<typeof tablesOf> {
    if (tables) return tables;
    tables = tablesOf(entries);
    seen = new Int32Array(entries.size);
    met = new Int32Array(needs.length);
    known = new Int32Array(needs.length);
    asked = new Int32Array(needs.length);
    flat = Int32Array.from(needsOfEach.flat());
    starts = new Int32Array(needsOfEach.length + 1);
    needsOfEach.forEach((each, id) => {
      starts[id + 1] = starts[id]! + each.length;
    });
    return tables;
  }

  function mark(entry: number, bit: number): void {
    if (seen[entry] === 0) standing.push(entry);
    seen[entry]! |= bit;
  }

  /** What stands in up to 32 parts. */
  function look(text: string, parts: readonly Part[], first: number, count: number): void {
    const { ones, pairAt } = makeReady();
    standing.length = 0;
    for (let part = 0; part < count; part++) {
      const { from, to } = parts[first + part]!;
      let before = 0;
      for (let at = from; at < to; at++) {
        const number = numbers[text.charCodeAt(at)]!;
        if (number !== 0 && number < ones.length) {
          if (ones[number]! >= 0) mark(ones[number]!, 1 << part);
          const pair = before === 0 ? -1 : pairAt(pairOf(before, number));
          if (pair >= 0) mark(pair, 1 << part);
        }
        before = number;
      }
    }
  }

  function partsThatMeet(need: number): number {
    if (known[need] === round) return met[need]!;
    let bits = 0;
    const entries = needs[need]!;
    for (let at = 0; at < entries.length; at++) bits |= seen[entries[at]!]!;
    known[need] = round;
    met[need] = bits;
    return bits;
  }

  /** Adds a pattern for those of these parts in which the rest of what it needs is met too. */
  function add(id: number, first: number, met: number, from: number): void {
    const end = starts[id + 1]!;
    let bits = met;
    for (let at = first; bits !== 0 && at < end; at++) bits &= partsThatMeet(flat[at]!);
    if (bits !== 0) hits.add(id, from, bits);
  }

  /** Adds the patterns that may stand in up to 32 parts, `from` the number of the first of them. */
  function gather(text: string, parts: readonly Part[], from: number): void {
    round++;
    const count = Math.min(BITS, parts.length - from);
    look(text, parts, from, count);
    const all = count === BITS ? -1 : (1 << count) - 1;
    for (let i = 0; i < always.length; i++) add(always[i]!, starts[always[i]!]!, all, from);
    for (let i = 0; i < standing.length; i++) {
      const those = rarest[standing[i]!]!;
      for (let j = 0; j < those.length; j++) {
        const need = those[j]!;
        if (asked[need] === round) continue;
        asked[need] = round;
        const met = partsThatMeet(need);
        const ids = byNeed[need]!;
        for (let k = 0; k < ids.length; k++) add(ids[k]!, starts[ids[k]!]! + 1, met, from);
      }
    }
    for (let i = 0; i < standing.length; i++) seen[standing[i]!] = 0;
  }

  /** What was gathered, by lists. */
  function found(): LikelyLists {
    const { starts: from, sorted } = hits.byList(lists, (id) => patterns[id]!.list);
    const has = (list: number) => from[list]! < from[list + 1]!;
    const each = (list: number, to: (pattern: Pattern, part: number) => void) => {
      for (let at = from[list]!; at < from[list + 1]!; at += FIELDS) {
        const pattern = patterns[sorted[at]!]!;
        for (let rest = sorted[at + 2]!; rest !== 0; rest &= rest - 1)
          to(pattern, sorted[at + 1]! + 31 - Math.clz32(rest & -rest));
      }
    };
    return {
      has,
      each: (list, to) => each(list, ({ regex }, part) => to(regex, part)),
      get(list) {
        if (!has(list)) return undefined;
        const known = new Map<Pattern, Likely>();
        each(list, (pattern, part) => {
          const { place, regex } = pattern;
          const likely = known.get(pattern) ?? { place, regex, parts: [] };
          known.set(pattern, likely);
          likely.parts.push(part);
        });
        return [...known.values()];
      },
    };
  }

  return {
    /** The number of a new list. */
    list(sources: readonly string[]): number {
      tables = null;
      sources.forEach((source, place) => {
        const each = needsOf(source).map(needId);
        const [first] = each;
        if (first !== undefined && byNeed[first]!.length === 0)
          for (const entry of needs[first]!) rarest[entry]!.push(first);
        (first === undefined ? always : byNeed[first]!).push(patterns.length);
        patterns.push({ list: lists, place, regex: new RegExp(source, 'gu') });
        needsOfEach.push(each);
      });
      return lists++;
    },
    /** What of the lists may stand in parts of a text. All others do not. */
    likely(text: string, parts: readonly Part[]): LikelyLists {
      hits.clear();
      for (let at = 0; at < parts.length; at += BITS) gather(text, parts, at);
      return found();
    },
  };
}

/** Expressions in their order, as those of them that may stand anywhere in a text. */
export function anywhere(sources: readonly string[]): (text: string) => Likely[] {
  const filter = prefilter();
  const list = filter.list(sources);
  return (text) => {
    const likely = filter.likely(text, [{ from: 0, to: text.length }]).get(list) ?? [];
    return likely.length < 2 ? [...likely] : [...likely].sort((a, b) => a.place - b.place);
  };
}
