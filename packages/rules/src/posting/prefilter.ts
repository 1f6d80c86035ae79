import { needsOf } from './needs.ts';
import { pairOf, pairTable } from './pair-table.ts';

/** A part of a text that is looked at by itself. */
export type Part = { from: number; to: number };

/** An expression, by its place in its list, that may stand in these parts of a text, by their number. */
export type Likely = { place: number; regex: RegExp; parts: number[] };

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

const bitsOf = (bits: number): number[] => {
  const found: number[] = [];
  for (let rest = bits; rest !== 0; rest &= rest - 1) found.push(31 - Math.clz32(rest & -rest));
  return found;
};

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

  /** What stands in up to 32 parts. */
  function look(text: string, parts: readonly Part[]): number[] {
    const { ones, pairAt } = makeReady();
    const found: number[] = [];
    const mark = (entry: number, bit: number) => {
      if (seen[entry] === 0) found.push(entry);
      seen[entry]! |= bit;
    };
    for (let part = 0; part < parts.length; part++) {
      const { from, to } = parts[part]!;
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
    return found;
  }

  function partsThatMeet(need: number): number {
    if (known[need] === round) return met[need]!;
    let bits = 0;
    for (const entry of needs[need]!) bits |= seen[entry]!;
    known[need] = round;
    met[need] = bits;
    return bits;
  }

  /** Adds the patterns that may stand in these parts, `from` the number of the first of them. */
  function gather(text: string, parts: readonly Part[], from: number, found: Map<number, Likely[]>): void {
    round++;
    const add = (id: number, first: number, met: number) => {
      const end = starts[id + 1]!;
      let bits = met;
      for (let at = first; bits !== 0 && at < end; at++) bits &= partsThatMeet(flat[at]!);
      if (bits === 0) return;
      const { list, place, regex } = patterns[id]!;
      const likely = { place, regex, parts: bitsOf(bits).map((bit) => from + bit) };
      const others = found.get(list);
      if (others) others.push(likely);
      else found.set(list, [likely]);
    };
    const all = parts.length === BITS ? -1 : (1 << parts.length) - 1;
    const stand = look(text, parts);
    for (const id of always) add(id, starts[id]!, all);
    for (const entry of stand) {
      for (const need of rarest[entry]!) {
        if (asked[need] === round) continue;
        asked[need] = round;
        const those = partsThatMeet(need);
        for (const id of byNeed[need]!) add(id, starts[id]! + 1, those);
      }
    }
    for (const entry of stand) seen[entry] = 0;
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
    /** By the numbers of the lists: what of them may stand in parts of a text. All others do not. */
    likely(text: string, parts: readonly Part[]): ReadonlyMap<number, readonly Likely[]> {
      const found = new Map<number, Likely[]>();
      for (let at = 0; at < parts.length; at += BITS) gather(text, parts.slice(at, at + BITS), at, found);
      return found;
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
