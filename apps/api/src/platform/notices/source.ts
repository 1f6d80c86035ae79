import type { EventPayload, EventType } from '@linggong/contracts/events.ts';
import type { NoticeDraft } from './kind.ts';

/** An event with the id that tells it from others. */
export type EventOf<T extends EventType> = { eventId: string; at: Date; payload: EventPayload<T> };

/** What of one event is told to whom. */
export type Says<T extends EventType> = (event: EventOf<T>) => NoticeDraft[] | Promise<NoticeDraft[]>;

/** What events of one type call for. */
export type NoticeSource<D, T extends EventType = EventType> = {
  on: T;
  /** Done before anything is told: what is no longer so is taken back. May be done twice. */
  first?: ((deps: D, events: readonly EventOf<T>[]) => Promise<void>) | undefined;
  /** Looks once at all events of a batch, as things are now, and gives what says of each what there is to tell. */
  look: (deps: D, events: readonly EventOf<T>[]) => Promise<Says<T>>;
};
// biome-ignore lint/suspicious/noExplicitAny: each takes the events of its own type alone.
export type AnyNoticeSource<D> = NoticeSource<D, any>;

/** Declares what events of a type call for, in the feature whose kinds of notices they are. */
export const noticesOn = <D, T extends EventType>(
  on: T,
  look: NoticeSource<D, T>['look'],
  first?: NoticeSource<D, T>['first'],
): NoticeSource<D, T> => ({ on, look, first });
