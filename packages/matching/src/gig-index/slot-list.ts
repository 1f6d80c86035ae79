/** Up to so many a plain list is smaller. */
const FEW = 8;

/** Numbers in ascending order, to which only higher ones are added: four bytes each where they are many. */
export class SlotList {
  private slots: number[] | Uint32Array;
  length = 1;

  constructor(first: number) {
    this.slots = [first];
  }

  at(index: number): number {
    return this.slots[index]!;
  }

  /** One that is the last already is not added again. */
  add(slot: number): void {
    if (this.slots[this.length - 1] === slot) return;
    if (this.length >= FEW && this.length >= this.slots.length) {
      const larger = new Uint32Array(Math.ceil(this.length * 1.25) + FEW);
      larger.set(this.slots);
      this.slots = larger;
    }
    this.slots[this.length] = slot;
    this.length += 1;
  }

  has(slot: number): boolean {
    let [low, high] = [0, this.length - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.slots[middle]!;
      if (found === slot) return true;
      if (found < slot) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }

  /** The same slots under their new numbers, in the same order; negative: it is no more. Null: none is left. */
  renumbered(numbers: Int32Array): SlotList | null {
    let list: SlotList | null = null;
    for (let i = 0; i < this.length; i += 1) {
      const slot = numbers[this.slots[i]!]!;
      if (slot < 0) continue;
      if (list) list.add(slot);
      else list = new SlotList(slot);
    }
    return list;
  }
}
