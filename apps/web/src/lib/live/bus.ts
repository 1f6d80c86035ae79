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

/** Hears of several kinds of events, as `on` does of one. */
export function onAny<T extends EventType>(
  types: readonly T[],
  listener: (event: { [K in T]: EventOf<K> }[T]) => void,
): () => void {
  const ends = types.map((type) => on(type, listener as Listener<EventType>));
  return () => {
    for (const end of ends) end();
  };
}

/** Tells everybody who listens to the event's kind. A type that this page does not know is passed over. */
export function tell(event: LiveEvent): void {
  for (const listener of listeners.get(event.type) ?? []) listener(event as never);
}
