import { randomUUID } from 'node:crypto';
import type { ProblemCode } from '@linggong/contracts/problem.ts';
import type { Types, UpdateQuery } from 'mongoose';
import * as z from 'zod';
import type { Records } from './database.ts';
import { problem } from './problem.ts';

/** Without a sign of life for so long, work on a record counts as cut off and may be taken up again. */
const LEASE_MS = 30_000;

/** Who works on a record, and until when without a sign of life; work whose lease has passed was cut off. */
export const zWorkLease = z.strictObject({ token: z.string(), until: z.date() });
type WorkLease = z.output<typeof zWorkLease>;
type Leased = { _id: Types.ObjectId; state: string; lease: WorkLease | null };
type Clock = { clock: () => Date };
type Id = Types.ObjectId;

export const isLeased = ({ lease }: Pick<Leased, 'lease'>, now: Date) => lease !== null && lease.until > now;

/**
 * Long work on records of one collection, by one process at a time: `record` says which collection, `wrongState` what
 * whoever comes too late is told.
 */
export function workLeases<R extends Leased, Source extends Clock>(
  records: (deps: Source) => Records<R>,
  wrongState: ProblemCode,
) {
  const until = (deps: Clock) => new Date(deps.clock().getTime() + LEASE_MS);
  const set = (change: object) => ({ $set: change }) as UpdateQuery<R>;
  return {
    /** The lease of a record that is made by the work itself. */
    first: (deps: Clock): WorkLease => ({ token: randomUUID(), until: until(deps) }),

    /**
     * Takes a record for work: from one of these states, or from the same work that was cut off. One taker wins. Returns the
     * token that `extend` and `end` want.
     */
    async take(
      deps: Source,
      id: Id,
      from: readonly R['state'][],
      state: R['state'],
      also: object = {},
    ): Promise<string> {
      const token = randomUUID();
      const taken = await records(deps).findOneAndUpdate(
        {
          ...also,
          _id: id,
          state: { $in: [...from] },
          $or: [{ lease: null }, { 'lease.until': { $lte: deps.clock() } }],
        },
        set({ state, lease: { token, until: until(deps) } }),
      );
      if (!taken) throw problem(wrongState);
      return token;
    },

    /** Keeps the lease and writes how far it is; false where someone else has it by now. */
    async extend(deps: Source, id: Id, token: string, change: Partial<R>): Promise<boolean> {
      const kept = { ...change, 'lease.until': until(deps) };
      const result = await records(deps).updateOne({ _id: id, 'lease.token': token }, set(kept));
      return result.matchedCount > 0;
    },

    /** Ends the work with its last figures. */
    async end(deps: Source, id: Id, token: string, change: Partial<R>): Promise<void> {
      await records(deps).updateOne({ _id: id, 'lease.token': token }, set({ ...change, lease: null }));
    },
  };
}
