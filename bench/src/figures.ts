/** A bench's result, in the one form in which benches end: `figure NAME VALUE UNIT`. */
export function figure(name: string, value: number, unit: string): void {
  console.log(`figure ${name} ${Number(value.toPrecision(4))} ${unit}`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
