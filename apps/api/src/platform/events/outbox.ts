import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventPayload, EventType } from '@linggong/contracts/events.ts';
import { asTheyAre } from '../database.ts';
import type { EventModels } from './models.ts';

/**
 * Who may see an event: a list of rooms. A viewer sees it if one of the rooms is theirs. Rooms are named by the
 * server alone, see `rooms`.
 */
type Audience = readonly string[];
export type Entry = { type: EventType; at: Date; audience: string[]; payload: unknown };

/** Where events wait for their place in the log. */
export function outbox(models: EventModels, clock: () => Date) {
  const collected = new AsyncLocalStorage<Entry[]>();

  async function write(entries: readonly Entry[]): Promise<void> {
    const collecting = collected.getStore();
    if (collecting) collecting.push(...entries);
    else if (entries.length > 0) await models.outbox.insertMany(entries, asTheyAre());
  }

  return {
    /** As `append`, for many events of one type at once. */
    async appendAll<T extends EventType>(
      type: T,
      entries: readonly { payload: EventPayload<T>; audience: Audience }[],
    ): Promise<void> {
      const at = clock();
      await write(
        entries.map(({ payload, audience }) => ({ type, at, audience: [...new Set(audience)], payload })),
      );
    },

    /** Adds an event to the outbox. Call it inside the transaction that changes what it tells of. */
    async append<T extends EventType>(type: T, payload: EventPayload<T>, audience: Audience): Promise<void> {
      await write([{ type, at: clock(), audience: [...new Set(audience)], payload }]);
    },

    /**
     * Runs the work of a transaction, and writes all events that it appends at its end, in one go and in their order.
     * The work has to wait for whatever appends: an event that comes later is refused. `told` gets them too.
     */
    async collect<T>(work: () => Promise<T>, told: (events: readonly Entry[]) => void): Promise<T> {
      const entries: Entry[] = [];
      const result = await collected.run(entries, work);
      Object.freeze(entries);
      await write(entries);
      told(entries);
      return result;
    },
  };
}
