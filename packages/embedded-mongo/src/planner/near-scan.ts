import {
  type Cell,
  capOf,
  cellAt,
  cellOf,
  children,
  codeOf,
  commonLevel,
  FACES,
  LEVELS,
  rangeOf,
} from '../geo/cells.ts';
import { angle } from '../geo/sphere.ts';
import { nearest } from '../query/near.ts';
import { codeIn, intervalOf } from '../storage/geo-keys.ts';
import type { Records } from '../storage/records.ts';
import { readerOf } from '../values/partial.ts';
import type { NearPlan } from './geo-plan.ts';
import type { Hit, Stats } from './scan.ts';

/** Something at this distance or farther: a cell to look into, an entry to fetch, a document to give. */
type Item = { distance: number } & (
  | { cell: Cell; rid?: undefined; hit?: undefined }
  | { rid: number; hit?: undefined; cell?: undefined }
  | { hit: Hit; cell?: undefined; rid?: undefined }
);

/** How many entries around the centre show how dense they are there. */
const SAMPLE = 16;
/** A cell with more entries is divided, as long as it can be. */
const MAX_CELL = 64;

/**
 * Gives the documents of an index from near to far. Whatever may be nearest is looked at first, cells before they are
 * read and entries before their documents are, so that a page reads little more than it shows. Cells are as small as
 * the entries around the centre are dense, and grow with the distance.
 */
export function openNear(records: Records, plan: NearPlan, stats: Stats): () => Hit | undefined {
  const { index, near, prefixes } = plan;
  const read = readerOf([near.parts[0]!]);
  const queue = openQueue();
  const fetched = new Set<number>();
  let finest: number | undefined;

  function addCell(cell: Cell): void {
    const { centre, radius } = capOf(cell);
    const apart = angle(centre, near.centre);
    if (apart - radius <= near.most && apart + radius >= near.least)
      queue.add({ distance: Math.max(0, apart - radius), cell });
  }

  /** The level at which the cell around the centre has about `SAMPLE` entries. */
  function densest(): number {
    const here = cellAt(near.centre, LEVELS);
    const [code, face] = [codeOf(here), { ...here, level: 0, i: 0, j: 0 }];
    let level = 0;
    for (const prefix of prefixes) {
      const whole = intervalOf(prefix, rangeOf(face));
      const own = intervalOf(prefix, { low: code, high: code });
      for (const [interval, reverse] of [
        [{ low: own.low, high: whole.high }, false],
        [{ low: whole.low, high: own.low }, true],
      ] as const) {
        const entries = records.keys(index.id, interval, SAMPLE, reverse);
        stats.keys += entries.length;
        if (entries.length === SAMPLE)
          level = Math.max(level, commonLevel(code, codeIn(entries.at(-1)!.key, prefix.length)));
      }
    }
    return level;
  }

  function open({ distance, cell }: Item & { cell: Cell }): void {
    const coarse = cell.level < finest! && capOf(cell).radius > distance / 4;
    const entries = coarse ? undefined : entriesIn(cell);
    if (!entries) for (const child of children(cell)) addCell(child);
    else for (const { distance, rid } of entries) if (!fetched.has(rid)) queue.add({ distance, rid });
  }

  function entriesIn(cell: Cell): { distance: number; rid: number }[] | undefined {
    const found: { distance: number; rid: number }[] = [];
    for (const prefix of prefixes) {
      const limit = cell.level < LEVELS ? MAX_CELL - found.length + 1 : Number.MAX_SAFE_INTEGER;
      const entries = records.keys(index.id, intervalOf(prefix, rangeOf(cell)), limit);
      stats.keys += entries.length;
      if (entries.length === limit) return undefined;
      for (const { key, rid } of entries) {
        const { centre, radius } = capOf(cellOf(codeIn(key, prefix.length)));
        found.push({ distance: Math.max(0, angle(centre, near.centre) - radius), rid });
      }
    }
    return found;
  }

  function fetch(rid: number): void {
    if (fetched.has(rid)) return;
    fetched.add(rid);
    const doc = records.get(rid);
    if (!doc) return;
    stats.docs++;
    const found = nearest(near, read(doc));
    if (found) queue.add({ distance: found.distance, hit: { rid, doc } });
  }

  return () => {
    if (finest === undefined) {
      finest = densest();
      for (const face of FACES) addCell(face);
    }
    for (let item = queue.take(); item; item = queue.take()) {
      if (item.hit) return item.hit;
      if (item.cell) open(item);
      else fetch(item.rid);
    }
    return undefined;
  };
}

/** A heap with the least distance on top. */
function openQueue() {
  const items: Item[] = [];
  const less = (i: number, j: number) => items[i]!.distance < items[j]!.distance;
  const swap = (i: number, j: number) => {
    [items[i], items[j]] = [items[j]!, items[i]!];
  };
  return {
    add(item: Item): void {
      let i = items.push(item) - 1;
      for (let up = (i - 1) >> 1; i > 0 && less(i, up); up = (i - 1) >> 1) {
        swap(i, up);
        i = up;
      }
    },
    take(): Item | undefined {
      if (items.length === 0) return undefined;
      swap(0, items.length - 1);
      const top = items.pop();
      for (let i = 0; ; ) {
        let down = 2 * i + 1;
        if (down + 1 < items.length && less(down + 1, down)) down++;
        if (down >= items.length || !less(down, i)) return top;
        swap(i, down);
        i = down;
      }
    },
  };
}
