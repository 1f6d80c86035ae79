import type { EventOf, EventType, LiveEvent } from '@linggong/contracts/events.ts';

type Listener<T extends EventType> = (event: EventOf<T>) => void;

const listeners = new Map<EventType, Set<(event: never) => void>>();

/** Hears of one kind of event until the returned function is called. Pages listen here, never to the socket. */
export function on<T extends EventType>(type: T, listener: Listener<T>): () => void {
  const set = listeners.get(type) ?? new Set();
  listeners.set(type, set.add(listener));
  return () => {
    set.delete(listener);
  };
}

/** Tells everybody who listens to the event's kind. A type that this page does not know is passed over. */
export function tell(event: LiveEvent): void {
  for (const listener of listeners.get(event.type) ?? []) listener(event as never);
}
