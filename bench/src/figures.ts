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
