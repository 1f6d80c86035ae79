import type { Logger } from 'pino';

/**
 * What whoever keeps this running has to know while it goes on: said once in the log, at the level of errors, and kept
 * for `/readyz` until it is over. Of this process alone.
 */
export function alarms(log: Logger, clock: () => Date) {
  const raised = new Map<string, Date>();
  return {
    /** Says `what` for so many seconds; while it is being said, saying it again does nothing. */
    raise(what: string, seconds: number): void {
      const now = clock();
      if ((raised.get(what) ?? now) > now) return;
      raised.set(what, new Date(now.getTime() + seconds * 1000));
      log.error({ alarm: what }, what);
    },
    current: (): string[] => [...raised].flatMap(([what, until]) => (until > clock() ? [what] : [])),
  };
}
export type Alarms = ReturnType<typeof alarms>;
