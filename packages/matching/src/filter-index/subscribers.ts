import { grown } from './columns.ts';

const NONE = -1;

/** The ids of one entry where there are several; a class, so that an id of any kind is told from it. */
class Several<Id> extends Array<Id> {}

/** Who has which entry: each id one, each entry a list of ids side by side, which is run through fast. */
export function entrySubscribers<Id>() {
  const slotOf = new Map<Id, number>();
  /** By slot: its entry, or the next free slot; and its place in the entry's list. */
  let entryOf = new Int32Array(64);
  let placeOf = new Int32Array(64);
  let slots = 0;
  let free = NONE;
  /** By entry. */
  const lists: (Id | Several<Id> | undefined)[] = [];

  function newSlot(): number {
    if (free !== NONE) {
      const slot = free;
      free = entryOf[slot]!;
      return slot;
    }
    slots += 1;
    entryOf = grown(entryOf, slots);
    placeOf = grown(placeOf, slots);
    return slots - 1;
  }

  /** Takes what is at this place out of the list; the last one of it comes there. */
  function takeOut(entry: number, place: number): void {
    const list = lists[entry];
    if (!(list instanceof Several)) {
      lists[entry] = undefined;
      return;
    }
    const last = list.pop()!;
    if (place < list.length) {
      list[place] = last;
      placeOf[slotOf.get(last)!] = place;
    }
    if (list.length === 1) lists[entry] = list[0]!;
  }

  return {
    entryOf(id: Id): number | undefined {
      const slot = slotOf.get(id);
      return slot === undefined ? undefined : entryOf[slot];
    },
    /** Gives the entry to an id that has none; `first`: nobody else has it. */
    add(id: Id, entry: number, first: boolean): void {
      const slot = newSlot();
      slotOf.set(id, slot);
      entryOf[slot] = entry;
      placeOf[slot] = 0;
      const list = lists[entry];
      if (first) lists[entry] = id;
      else if (list instanceof Several) placeOf[slot] = list.push(id) - 1;
      else {
        const several = new Several<Id>();
        several.push(list as Id, id);
        lists[entry] = several;
        placeOf[slot] = 1;
      }
    },
    /** Takes its entry from an id that has one; true: nobody has the entry any more. */
    remove(id: Id): boolean {
      const slot = slotOf.get(id)!;
      const entry = entryOf[slot]!;
      const alone = !(lists[entry] instanceof Several);
      takeOut(entry, placeOf[slot]!);
      slotOf.delete(id);
      entryOf[slot] = free;
      free = slot;
      return alone;
    },
    each(entry: number, found: (id: Id) => void): void {
      const list = lists[entry];
      if (!(list instanceof Several)) found(list as Id);
      else for (let i = 0; i < list.length; i += 1) found(list[i]!);
    },
    size: () => slotOf.size,
  };
}
