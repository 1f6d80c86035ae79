import { needsOf } from './needs.ts';
import { pairOf, pairTable } from './pair-table.ts';

/** A part of a text that is looked at by itself. */
export type Part = { from: number; to: number };

/** An expression, by its place in its list, that may stand in these parts of a text, by their number. */
export type Likely = { place: number; regex: RegExp; parts: number[] };

type Pattern = { list: number; place: number; regex: RegExp; needs: readonly number[] };

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

/** What is needed by any pattern, as it is looked for in a text. */
function tablesOf(needed: ReadonlyMap<string, readonly number[]>) {
  const entries = [...needed];
  const ones = new Int32Array(numbered + 1).fill(-1);
  const pairs = new Map<number, number>();
  entries.forEach(([entry], id) => {
    if (entry.length === 1) ones[numberOf(entry)] = id;
    else pairs.set(pairOf(numberOf(entry.charAt(0)), numberOf(entry.charAt(1))), id);
  });
  return { needs: entries.map(([, needs]) => needs), ones, pairAt: pairTable(pairs) };
}

/**
 * Lists of expressions, of which most can be told not to stand in a text before any is tried. All lists are asked about
 * a text at once, when the first of them is.
 */
export function prefilter() {
  const patterns: Pattern[] = [];
  let lists = 0;
  /** Needs by what meets them, and patterns by the need that is met most seldom. */
  const needed = new Map<string, number[]>();
  const needIds = new Map<string, number>();
  const byNeed: number[][] = [];
  const always: number[] = [];
  let tables: ReturnType<typeof tablesOf> | null = null;
  let met = new Int32Array(0);
  let seen = new Int32Array(0);

  function needId(need: readonly string[]): number {
    const key = need.join(' ');
    const known = needIds.get(key);
    if (known !== undefined) return known;
    const id = needIds.size;
    needIds.set(key, id);
    byNeed.push([]);
    for (const entry of need) {
      for (const character of entry) numberOf(character);
      const ids = needed.get(entry);
      if (ids) ids.push(id);
      else needed.set(entry, [id]);
    }
    return id;
  }

  /** What stands in up to 32 parts: `seen` has a bit for each, by what is needed. */
  function look(
    text: string,
    parts: readonly Part[],
    { ones, pairAt }: ReturnType<typeof tablesOf>,
  ): number[] {
    const found: number[] = [];
    for (let part = 0; part < parts.length; part++) {
      const { from, to } = parts[part]!;
      const bit = 1 << part;
      let before = 0;
      for (let at = from; at < to; at++) {
        const number = numbers[text.charCodeAt(at)]!;
        if (number !== 0 && number < ones.length) {
          const one = ones[number]!;
          if (one >= 0) {
            if (seen[one] === 0) found.push(one);
            seen[one]! |= bit;
          }
          const pair = before === 0 ? -1 : pairAt(pairOf(before, number));
          if (pair >= 0) {
            if (seen[pair] === 0) found.push(pair);
            seen[pair]! |= bit;
          }
        }
        before = number;
      }
    }
    return found;
  }

  /** Adds the patterns that may stand in these parts, `first` the number of the first of them. */
  function gather(text: string, parts: readonly Part[], first: number, found: Map<number, Likely[]>): void {
    tables ??= tablesOf(needed);
    if (met.length < byNeed.length) met = new Int32Array(byNeed.length);
    if (seen.length < needed.size) seen = new Int32Array(needed.size);
    const entries = look(text, parts, tables);
    const needs: number[] = [];
    for (const entry of entries) {
      for (const need of tables.needs[entry]!) {
        if (met[need] === 0) needs.push(need);
        met[need]! |= seen[entry]!;
      }
      seen[entry] = 0;
    }
    const add = (id: number, all: number) => {
      const { list, place, regex, needs: each } = patterns[id]!;
      let bits = all;
      for (let at = 0; bits !== 0 && at < each.length; at++) bits &= met[each[at]!]!;
      if (bits === 0) return;
      const likely = { place, regex, parts: bitsOf(bits).map((bit) => first + bit) };
      const others = found.get(list);
      if (others) others.push(likely);
      else found.set(list, [likely]);
    };
    const all = parts.length === BITS ? -1 : (1 << parts.length) - 1;
    for (const id of always) add(id, all);
    for (const need of needs) for (const id of byNeed[need]!) add(id, all);
    for (const need of needs) met[need] = 0;
  }

  return {
    /** The number of a new list. */
    list(sources: readonly string[]): number {
      tables = null;
      sources.forEach((source, place) => {
        const needs = needsOf(source).map(needId);
        const [rarest] = needs;
        (rarest === undefined ? always : byNeed[rarest]!).push(patterns.length);
        patterns.push({ list: lists, place, regex: new RegExp(source, 'gu'), needs });
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
