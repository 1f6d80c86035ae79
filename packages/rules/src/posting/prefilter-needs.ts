import { forgetRead, needsOf } from './needs.ts';
import { pairOf, pairTable } from './pair-table.ts';

/** A number for each character that any expression needs, from 1 on; 0: none needs it. */
export const numbers = new Uint16Array(0x10000);
let numbered = 0;
function numberOf(character: string): number {
  const code = character.charCodeAt(0);
  if (numbers[code] === 0) numbers[code] = ++numbered;
  return numbers[code]!;
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

/** Many short lists in two arrays: those of list `n` are `all` from `starts[n]` to before `starts[n + 1]`. */
export type Packed = { starts: Int32Array; all: Int32Array };

function packed(lists: readonly (readonly number[])[]): Packed {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, n) => {
    starts[n + 1] = starts[n]! + list.length;
  });
  return { starts, all: Int32Array.from(lists.flat()) };
}

/**
 * What patterns need, while they are gathered; `ready` gives it as it is looked through. As lists, maps and texts it is
 * ten times as large, and is let go then.
 */
export function patternNeeds() {
  const needsOfEach: (readonly number[])[] = [];
  const entries = new Map<string, number>();
  const needs: number[][] = [];
  const needIds = new Map<string, number>();
  const byNeed: number[][] = [];
  const rarest: number[][] = [];
  const always: number[] = [];

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

  return {
    /** Adds the next pattern; its number is how many there were. */
    add(source: string): void {
      const each = needsOf(source).map(needId);
      const [first] = each;
      if (first !== undefined && byNeed[first]!.length === 0)
        for (const entry of needs[first]!) rarest[entry]!.push(first);
      (first === undefined ? always : byNeed[first]!).push(needsOfEach.length);
      needsOfEach.push(each);
    },
    ready() {
      forgetRead();
      return {
        ...tablesOf(entries),
        entries: entries.size,
        /** Of each need, the entries that meet it. */
        needs: packed(needs),
        /** Of each pattern, its needs: nearly all of a look is spent on these. */
        needsOfEach: packed(needsOfEach),
        /** Patterns by the need that is met most seldom, and these needs by what meets them. */
        byNeed: packed(byNeed),
        rarest: packed(rarest),
        /** Patterns without a need. */
        always: Int32Array.from(always),
      };
    },
  };
}
