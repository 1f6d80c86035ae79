/** What happened, as the outbox and the log have it; `seq`: its place in the log, once it has one. */
export type Happened = { type: string; payload: unknown; at: Date; seq?: number };
type Heard = (events: readonly Happened[]) => void;

/**
 * What this process knows to have changed: its own commits, and the public events of the log, each before any client
 * hears of it. Who listens hears of its own commits' events again when the log has them, and of each commit, also of
 * one that told nothing.
 */
export function changes() {
  const listeners: Heard[] = [];
  return {
    tell(events: readonly Happened[]): void {
      for (const heard of listeners) heard(events);
    },
    listen: (heard: Heard): void => void listeners.push(heard),
  };
}
export type Changes = ReturnType<typeof changes>;
