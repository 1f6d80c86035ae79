import type { EventPayload, EventType } from '@linggong/contracts/events.ts';
import type { EventLog } from './log.ts';

/**
 * How an event goes out to live connections: to the members of its rooms, to the open feeds whose filter lets it
 * through, or to nobody, as it ends those that are its rooms' members.
 */
export type Reach = 'rooms' | 'feeds' | 'ends_sessions';

type Told<T extends EventType, Of> = { payload: EventPayload<T>; of: Of };
type Log = { events: Pick<EventLog, 'append' | 'appendAll'> };

/** One kind of event: who hears of it is said here and nowhere else. */
export type EventKind<T extends EventType, Of> = {
  type: T;
  reach: Reach;
  /** Adds one to the outbox. Call it inside the transaction that changes what it tells of. */
  tell: (deps: Log, payload: EventPayload<T>, of: Of) => Promise<void>;
  /** As `tell`, for many at once. */
  tellAll: (deps: Log, told: readonly Told<T, Of>[]) => Promise<void>;
};
/** A kind as a feature lists it. */
export type AnyEventKind = Pick<EventKind<EventType, never>, 'type' | 'reach'>;

/**
 * Declares a kind of event of the contract. `audience` names the rooms that may see it, by what it is told of: nobody
 * sees a payload by what stands in it.
 */
export function eventKind<T extends EventType, Of>(
  type: T,
  audience: (of: Of, payload: EventPayload<T>) => readonly string[],
  reach: Reach = 'rooms',
): EventKind<T, Of> {
  return {
    type,
    reach,
    tell: ({ events }, payload, of) => events.append(type, payload, audience(of, payload)),
    tellAll: ({ events }, told) =>
      events.appendAll(
        type,
        told.map(({ payload, of }) => ({ payload, audience: audience(of, payload) })),
      ),
  };
}
