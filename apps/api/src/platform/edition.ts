/** What happened, as the outbox and the log have it. */
type Happened = { type: string; payload: unknown };
type Heard = (events: readonly Happened[]) => void;

/**
 * Counts what this process knows to have changed: its own commits, and the public events of the log, each before
 * any client hears of it. What was read under one edition, from beginning to end, shows all that anybody was told
 * here, until the next. Who listens hears of each event that began one; of its own commits' again when the log has them.
 */
export function editions() {
  let edition = 0;
  const listeners: Heard[] = [];
  return {
    current: () => edition,
    next(events: readonly Happened[]): void {
      edition += 1;
      for (const heard of listeners) heard(events);
    },
    listen: (heard: Heard): void => void listeners.push(heard),
  };
}
export type Editions = ReturnType<typeof editions>;
