/**
 * Values that many filters share, each kept once under a number from 1 up, for as long as somebody holds it. Numbers
 * are reused, so that words which people make up don't pile up.
 */
export function sharedValues<T>() {
  const numbers = new Map<string, number>();
  /** By number. */
  const values: (T | null)[] = [null];
  const kept: ({ key: string; holders: number } | null)[] = [null];
  const free: number[] = [];
  return {
    /** The number of the value with this key, held once more; `make` makes the value where it is new. */
    hold(key: string, make: () => T): number {
      let number = numbers.get(key);
      if (number === undefined) {
        number = free.pop() ?? kept.length;
        numbers.set(key, number);
        kept[number] = { key, holders: 0 };
        values[number] = make();
      }
      kept[number]!.holders += 1;
      return number;
    },
    /** The value, where nobody holds it any more. */
    release(number: number): T | null {
      const one = kept[number]!;
      one.holders -= 1;
      if (one.holders > 0) return null;
      const value = values[number] as T;
      numbers.delete(one.key);
      kept[number] = null;
      values[number] = null;
      free.push(number);
      return value;
    },
    at: (number: number): T => values[number] as T,
    byKey(key: string): T | undefined {
      const number = numbers.get(key);
      return number === undefined ? undefined : (values[number] as T);
    },
    numberOf: (key: string): number | undefined => numbers.get(key),
  };
}
