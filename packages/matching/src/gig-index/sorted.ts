import { comparePositions, type Ordered, type Position, positionOf } from './order.ts';

/** More new ones than this are sorted in together. */
const ONE_BY_ONE = 100;

/** Slots of gigs in the order of a sort that needs no place. */
export function sortedSlots(sort: 'newest' | 'start' | 'pay', gigAt: (slot: number) => Ordered) {
  const slots: number[] = [];
  let added: number[] = [];
  const of = (slot: number) => positionOf(gigAt(slot), { sort });

  /** How many come before a position, it included. */
  function upTo(position: Position): number {
    let [low, high] = [0, slots.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePositions(sort, of(slots[middle]!), position) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function settle(): void {
    if (added.length === 0) return;
    if (added.length > ONE_BY_ONE) {
      for (const slot of added) slots.push(slot);
      const positions = new Map(slots.map((slot) => [slot, of(slot)]));
      slots.sort((a, b) => comparePositions(sort, positions.get(a)!, positions.get(b)!));
    } else {
      for (const slot of added) slots.splice(upTo(of(slot)), 0, slot);
    }
    added = [];
  }

  return {
    /** The gig stands in the slot by now. */
    add: (slot: number): void => void added.push(slot),
    /** The gig still stands in the slot. */
    remove(slot: number): void {
      settle();
      slots.splice(upTo(of(slot)) - 1, 1);
    },
    /** After all have got other numbers. */
    renumber(numbers: Int32Array): void {
      settle();
      for (let i = 0; i < slots.length; i += 1) slots[i] = numbers[slots[i]!]!;
    },
    all(): readonly number[] {
      settle();
      return slots;
    },
    upTo(position: Position): number {
      settle();
      return upTo(position);
    },
  };
}
