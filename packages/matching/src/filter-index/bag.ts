/** Entries of a leaf: a list while they are few, a set where they are many, so that one is always removed quickly. */
export type Bag = number[] | Set<number>;

const LIST_MOST = 64;
/** A list that is pushed to keeps room for many more; most leaves are so small that a copy is better. */
const COPIED = 8;

export function withEntry(bag: Bag, entry: number): Bag {
  if (!Array.isArray(bag)) return bag.add(entry);
  if (bag.length >= LIST_MOST) return new Set(bag).add(entry);
  if (bag.length < COPIED) return [...bag, entry];
  bag.push(entry);
  return bag;
}

export function withoutEntry(bag: Bag, entry: number): Bag {
  if (!Array.isArray(bag)) {
    bag.delete(entry);
    return bag.size < LIST_MOST / 2 ? [...bag] : bag;
  }
  const last = bag.pop()!;
  if (last !== entry) bag[bag.indexOf(entry)] = last;
  return bag;
}
