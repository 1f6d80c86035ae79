import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { byPipeline, isDuplicate, modelOn } from './database.ts';
import { schemaOf } from './document-schema.ts';

const leaseSchema = schemaOf(z.strictObject({ _id: z.string(), holder: z.string(), until: z.date() }));

const LASTS_MS = 4000;
/** Renewed once no more than this is left; */
const RENEWED_MS = 2500;
/** waited for once no more than this is left, which must be enough for what the holder does under it. */
const SURE_MS = 1500;

/** Who has not asked for so long isn't at it any more, and is left out where others renew. */
const ASKED_MS = 1500;

type Held = { name: string; holder: string; asked: number; safeUntil: number };
/** What one connection's leases share: whatever a process holds is renewed in one go. */
type Together = { held: Set<Held>; renewing?: Promise<void> | undefined };
const togetherOn = new WeakMap<Connection, Together>();

export const leaseModel = (connection: Connection) => modelOn(connection, 'Lease', leaseSchema, 'leases');

/**
 * What only one process at a time should do. It goes by the database's clock; when a holder dies another takes over
 * within four seconds. It keeps processes out of each other's way; what must never happen twice needs a
 * transaction beside it.
 */
export function lease(connection: Connection, name: string) {
  const leases = leaseModel(connection);
  const holder = randomUUID();
  const own: Held = { name, holder, asked: 0, safeUntil: 0 };
  const together = togetherOn.get(connection) ?? { held: new Set() };
  togetherOn.set(connection, together);
  let claiming: Promise<boolean> | undefined;

  async function claim(): Promise<boolean> {
    const asked = performance.now();
    const mine = { $or: [{ $eq: ['$holder', holder] }, { $lt: ['$until', '$$NOW'] }] };
    const held = { $set: { holder, until: { $add: ['$$NOW', LASTS_MS] } } };
    try {
      const { matchedCount } = await leases.updateOne({ _id: name, $expr: mine }, [held], byPipeline());
      if (matchedCount === 0) {
        own.safeUntil = 0;
        if (await leases.exists({ _id: name })) return false;
        // The first ever; only one of several gets it in.
        await leases.insertMany([{ _id: name, holder, until: new Date(0) }]);
        return claim();
      }
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
    own.safeUntil = asked + LASTS_MS;
    return true;
  }

  function claimOnce(): Promise<boolean> {
    claiming ??= claim().finally(() => {
      claiming = undefined;
    });
    return claiming;
  }

  /** Where one of them was lost none counts as renewed: each finds out for itself. */
  async function renew(inUse: readonly Held[]): Promise<void> {
    const asked = performance.now();
    const { matchedCount } = await leases.updateMany(
      { $or: inUse.map((each) => ({ _id: each.name, holder: each.holder })) },
      [{ $set: { until: { $add: ['$$NOW', LASTS_MS] } } }],
      byPipeline(),
    );
    if (matchedCount < inUse.length) return;
    for (const each of inUse) if (together.held.has(each)) each.safeUntil = asked + LASTS_MS;
  }

  async function renewBehind(now: number): Promise<void> {
    const inUse = [...together.held].filter(
      ({ asked, safeUntil }) => asked > now - ASKED_MS && safeUntil > now,
    );
    if (inUse.length === 1) await claimOnce();
    else {
      together.renewing ??= renew(inUse).finally(() => {
        together.renewing = undefined;
      });
      await together.renewing;
    }
  }

  return {
    /**
     * Takes or keeps it; false: another has it. Asks the database when little time is left, and waits for the answer
     * only when that is too little.
     */
    async hold(): Promise<boolean> {
      const now = performance.now();
      own.asked = now;
      together.held.add(own);
      const left = own.safeUntil - now;
      if (left > RENEWED_MS) return true;
      if (left <= SURE_MS) return claimOnce();
      renewBehind(now).catch(() => undefined);
      return true;
    },
    /** Whether it is this process's without a doubt; asks nobody. */
    isSure: () => performance.now() < own.safeUntil,
    /** Lets the next one have it at once. */
    async release(): Promise<void> {
      // A claim on its way would take it back.
      await claiming?.catch(() => undefined);
      await together.renewing?.catch(() => undefined);
      together.held.delete(own);
      own.safeUntil = 0;
      await leases.deleteOne({ _id: name, holder });
    },
  };
}
export type Lease = ReturnType<typeof lease>;
