import { pairOf } from './pair-table.ts';
import { numbers, patternNeeds } from './prefilter-needs.ts';

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

/**
 * Lists of expressions, of which most can be told not to stand in a text before any is tried. All lists are asked about
 * a text at once, when the first of them is.
 */
export function prefilter() {
  const patterns: Pattern[] = [];
  let lists = 0;
  /** Until the first text is looked at. */
  let gathering: ReturnType<typeof patternNeeds> | null = patternNeeds();
  let ready: ReturnType<ReturnType<typeof patternNeeds>['ready']> | null = null;
  /** By entry, a bit for each part that it stands in; by need, for each part in which it is met, in which round. */
  let seen = new Int32Array(0);
  let met = new Int32Array(0);
  let known = new Int32Array(0);
  let asked = new Int32Array(0);
  let round = 0;
  const hits = gathered();
  /** The entries that stand in the parts looked at now. */
  const standing: number[] = [];

  function makeReady() {
    if (ready) return ready;
    ready = gathering!.ready();
    gathering = null;
    const needs = ready.needs.starts.length - 1;
    seen = new Int32Array(ready.entries);
    met = new Int32Array(needs);
    known = new Int32Array(needs);
    asked = new Int32Array(needs);
    return ready;
  }

  function mark(entry: number, bit: number): void {
    if (seen[entry] === 0) standing.push(entry);
    seen[entry]! |= bit;
  }

  /** What stands in up to 32 parts. */
  function look(text: string, parts: readonly Part[], first: number, count: number): void {
    const { ones, pairAt } = ready!;
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
    const { starts, all } = ready!.needs;
    for (let at = starts[need]!; at < starts[need + 1]!; at++) bits |= seen[all[at]!]!;
    known[need] = round;
    met[need] = bits;
    return bits;
  }

  /** Adds a pattern for those of these parts in which what it needs, all but the first so many, is met too. */
  function add(id: number, but: number, met: number, from: number): void {
    const { starts, all } = ready!.needsOfEach;
    const end = starts[id + 1]!;
    let bits = met;
    for (let at = starts[id]! + but; bits !== 0 && at < end; at++) bits &= partsThatMeet(all[at]!);
    if (bits !== 0) hits.add(id, from, bits);
  }

  /** Adds the patterns that may stand in up to 32 parts, `from` the number of the first of them. */
  function gather(text: string, parts: readonly Part[], from: number): void {
    round++;
    const count = Math.min(BITS, parts.length - from);
    const { always, rarest, byNeed } = makeReady();
    look(text, parts, from, count);
    const all = count === BITS ? -1 : (1 << count) - 1;
    for (let i = 0; i < always.length; i++) add(always[i]!, 0, all, from);
    for (let i = 0; i < standing.length; i++) {
      const end = rarest.starts[standing[i]! + 1]!;
      for (let j = rarest.starts[standing[i]!]!; j < end; j++) {
        const need = rarest.all[j]!;
        if (asked[need] === round) continue;
        asked[need] = round;
        const met = partsThatMeet(need);
        const last = byNeed.starts[need + 1]!;
        for (let k = byNeed.starts[need]!; k < last; k++) add(byNeed.all[k]!, 1, met, from);
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
    /** The number of a new list; all have to be there before the first text is looked at. */
    list(sources: readonly string[]): number {
      if (!gathering) throw new Error('A list of expressions came after a text was looked at');
      for (const [place, source] of sources.entries()) {
        gathering.add(source);
        patterns.push({ list: lists, place, regex: new RegExp(source, 'gu') });
      }
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
