/**
 * Counts what this process knows to have changed: its own commits, and the public events of the log, each before
 * any client hears of it. What was read under one edition, from beginning to end, shows all that anybody was told
 * here, until the next.
 */
export function editions() {
  let edition = 0;
  return {
    current: () => edition,
    next: (): void => {
      edition += 1;
    },
  };
}
