/** A bench's result, in the one form in which benches end: `figure NAME VALUE UNIT`. */
export function figure(name: string, value: number, unit: string): void {
  console.log(`figure ${name} ${Number(value.toPrecision(4))} ${unit}`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Says on stderr how far a bench has come; rounds take seconds, and many on a machine that has other work. */
export function progress(what: string, done: number, all: number): void {
  process.stderr.write(`${what} ${done} of ${all}, after ${Math.round(performance.now() / 1000)} s\n`);
}

/** Lets a signal end a bench as an error does: with all that it has started, see `exit` of the process. */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
}

/** Of values the one that so great a share of them doesn't exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}
