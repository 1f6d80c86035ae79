import { type Bag, withEntry, withoutEntry } from './bag.ts';
import { chooseDimension } from './choose.ts';
import { type Asked, DIMENSIONS, type Key } from './dimensions.ts';
import type { FilterEntries } from './entries.ts';
import { type Bounds, circleBounds, mayHold, widen } from './scales.ts';

/** A leaf of more entries is split, where that tells them apart; a branch of fewer becomes a leaf again. */
const LEAF_MOST = 40;
const BRANCH_LEAST = 8;

type Candidate = (entry: number, settled: number) => void;

/** A leaf has a `bag`; a branch has a `dimension` and what it tells apart. */
type Node = {
  size: number;
  /** The dimensions by which the branches above and this one itself are split, as bits. */
  used: number;
  /** What is settled of all that stands here, once a gig has come so far. */
  settled: number;
  bag: Bag | null;
  /** When a leaf that could not be split is tried again. */
  splitAt: number;
  dimension: number;
  children: Map<Key, Node> | null;
  /** What has no key in the dimension. */
  rest: Node | null;
  /** Under a dimension of circles: bounds of all that stood here since it was last empty. */
  bounds: Bounds | null;
};

const leaf = (used: number, settled: number): Node => ({
  size: 0,
  used,
  settled,
  bag: [],
  splitAt: LEAF_MOST,
  dimension: -1,
  children: null,
  rest: null,
  bounds: null,
});

/**
 * The entries as a tree that grows by itself where they crowd: a leaf that becomes too full is split by the dimension
 * that tells most of its entries apart. So each filter stands under what is most telling of it among its neighbours,
 * and under the more keys the more neighbours it has. Its depth is bounded by the number of dimensions, and with it
 * the cost of adding and removing.
 */
export function filterTree(entries: FilterEntries) {
  let root = leaf(0, 0);

  const keysOf = (dimension: number, entry: number) =>
    DIMENSIONS[dimension]!.keys(entries.filter(entry), entries.termsOf);

  function childFor(node: Node, key: Key): Node {
    let child = node.children!.get(key);
    if (!child) {
      const dimension = DIMENSIONS[node.dimension]!;
      const settles = dimension.kind === 'exact' ? (dimension.settles ?? 0) : 0;
      child = leaf(node.used, node.settled | settles);
      node.children!.set(key, child);
    }
    return child;
  }

  function extend(child: Node, entry: number): void {
    const { near, within } = entries.filter(entry);
    const bounds = circleBounds(near!, within!);
    if (child.bounds) widen(child.bounds, bounds);
    else child.bounds = bounds;
  }

  function add(node: Node, entry: number): void {
    node.size += 1;
    if (node.bag) {
      node.bag = withEntry(node.bag, entry);
      if (node.size > node.splitAt) split(node, node.bag);
      return;
    }
    const keys = keysOf(node.dimension, entry);
    if (keys.length === 0) {
      node.rest ??= leaf(node.used, node.settled);
      add(node.rest, entry);
    }
    const circles = DIMENSIONS[node.dimension]!.kind === 'circle';
    for (const key of keys) {
      const child = childFor(node, key);
      if (circles) extend(child, entry);
      add(child, entry);
    }
  }

  function split(node: Node, bag: Bag): void {
    const all = [...bag];
    const dimension = chooseDimension(all, node.used, entries);
    if (dimension === null) {
      node.splitAt = 2 * node.size;
      return;
    }
    node.bag = null;
    node.dimension = dimension;
    node.used |= 1 << dimension;
    node.children = new Map();
    node.size = 0;
    for (const entry of all) add(node, entry);
  }

  function remove(node: Node, entry: number): void {
    node.size -= 1;
    if (node.bag) {
      node.bag = withoutEntry(node.bag, entry);
      return;
    }
    const keys = keysOf(node.dimension, entry);
    if (keys.length === 0) {
      remove(node.rest!, entry);
      if (node.rest!.size === 0) node.rest = null;
    }
    for (const key of keys) {
      const child = node.children!.get(key)!;
      remove(child, entry);
      if (child.size === 0) node.children!.delete(key);
    }
    if (node.size < BRANCH_LEAST) join(node);
  }

  function join(node: Node): void {
    const all = new Set<number>();
    collect(node, all);
    node.bag = [...all];
    node.used &= ~(1 << node.dimension);
    node.splitAt = LEAF_MOST;
    node.dimension = -1;
    node.children = null;
    node.rest = null;
  }

  function collect(node: Node, into: Set<number>): void {
    for (const entry of node.bag ?? []) into.add(entry);
    for (const child of node.children?.values() ?? []) collect(child, into);
    if (node.rest) collect(node.rest, into);
  }

  /** Each entry that may match, once. */
  function visit(node: Node, asked: Asked, candidate: Candidate): void {
    const { bag, children, rest } = node;
    if (bag) {
      for (const entry of bag) candidate(entry, node.settled);
      return;
    }
    if (rest) visit(rest, asked, candidate);
    const dimension = DIMENSIONS[node.dimension]!;
    if (dimension.kind === 'exact') {
      const keys = dimension.asked(asked);
      if (keys.size < children!.size) {
        for (const key of keys) {
          const child = children!.get(key);
          if (child) visit(child, asked, candidate);
        }
      } else for (const [key, child] of children!) if (keys.has(key)) visit(child, asked, candidate);
    } else if (dimension.kind === 'reach') {
      for (const [key, child] of children!)
        if (dimension.reaches(asked, key as number)) visit(child, asked, candidate);
    } else if (asked.point) {
      for (const child of children!.values())
        if (mayHold(child.bounds!, asked.point)) visit(child, asked, candidate);
    }
  }

  return {
    add: (entry: number): void => add(root, entry),
    remove(entry: number): void {
      remove(root, entry);
      if (root.size === 0) root = leaf(0, 0);
    },
    visit: (asked: Asked, candidate: Candidate): void => visit(root, asked, candidate),
  };
}
