import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { type Connection, Types } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../database.ts';
import { schemaOf, zObjectId } from '../document-schema.ts';

const job = z.strictObject({
  _id: z.string(),
  kind: z.string(),
  data: z.unknown().nullable(),
  /** Not before. */
  at: z.date(),
  /** How often it was asked for: who is asked again while at work works again. */
  asked: z.number(),
  /** How often it was begun without success. */
  tries: z.number(),
  /** Who works on it, and until when that is believed without a sign of life. */
  holder: z.string().nullable(),
  lockedUntil: z.date(),
});
export type JobRecord = z.output<typeof job>;
/** A job that was given up; kept for whoever looks for the cause. */
const failedJob = z.strictObject({
  _id: zObjectId,
  jobId: z.string(),
  kind: z.string(),
  data: z.unknown().nullable(),
  tries: z.number(),
  error: z.string(),
  at: z.date(),
});
export type FailedJobRecord = z.output<typeof failedJob>;

const FAILED_DAYS_KEPT = 30;
export const UNLOCKED = new Date(0);

const jobSchema = schemaOf(job);
jobSchema.index({ at: 1 });
const failedSchema = schemaOf(failedJob);
failedSchema.index({ at: 1 }, { expireAfterSeconds: FAILED_DAYS_KEPT * 86_400 });

export const jobModels = (connection: Connection) => ({
  jobs: modelOn(connection, 'Job', jobSchema, 'jobs'),
  failedJobs: modelOn(connection, 'FailedJob', failedSchema, 'failed_jobs'),
});
export type JobModels = ReturnType<typeof jobModels>;

export type NewJob = {
  kind: string;
  /** One job at a time of a kind and key: asking again gives it the new data, and the earlier of both times. */
  key?: string;
  data: unknown;
  /** Not before; without it at once. */
  at?: Date;
};

/** What is asked for within so short a time is looked for once. */
const SOON_MS = 20;

/** The earliest time that is asked for in a transaction; `over`: it is committed, or was given up. */
type Asked = { at: number; over: boolean };

/**
 * What is to be done later, kept in the database. `wake` is called when something that is due at once was asked for,
 * `later` with the earliest time of what isn't: at once, or when the transaction that asked is committed.
 */
export function jobQueue(
  models: JobModels,
  clock: () => Date,
  wake: () => void,
  later: (at: Date) => void = () => undefined,
) {
  const asking = new AsyncLocalStorage<Asked>();
  let waking = false;
  // Whoever asks may be within a transaction, and what is woken must not be.
  const wakeOutside = AsyncResource.bind(wake);
  const laterOutside = AsyncResource.bind(later);
  function tell(at: number): void {
    const due = at <= clock().getTime();
    if (!due) laterOutside(new Date(at));
    if (!due || waking) return;
    waking = true;
    setTimeout(() => {
      waking = false;
      wakeOutside();
    }, SOON_MS);
  }

  return {
    /** Runs a transaction: what is asked for in it is there for whoever looks only once it is committed. */
    async withCommit<T>(transaction: () => Promise<T>): Promise<T> {
      const asked: Asked = { at: Number.POSITIVE_INFINITY, over: false };
      try {
        const result = await asking.run(asked, transaction);
        if (asked.at < Number.POSITIVE_INFINITY) tell(asked.at);
        return result;
      } finally {
        asked.over = true;
      }
    },
    /**
     * Asks for jobs. Within a transaction they are there if what asked for them is; two that ask for the same key at
     * the same moment may meet a duplicate (`retryingDuplicates`).
     */
    async enqueue(jobs: readonly NewJob[]): Promise<void> {
      if (jobs.length === 0) return;
      const now = clock();
      await models.jobs.bulkWrite(
        jobs.map(({ kind, key, data, at }) => ({
          updateOne: {
            filter: { _id: `${kind}:${key ?? new Types.ObjectId().toHexString()}` },
            update: {
              $set: { data },
              $min: { at: at ?? now },
              $inc: { asked: 1 },
              $setOnInsert: { kind, tries: 0, holder: null, lockedUntil: UNLOCKED },
            },
            upsert: true,
          },
        })),
      );
      const first = Math.min(...jobs.map(({ at }) => (at ?? now).getTime()));
      const asked = asking.getStore();
      if (asked && !asked.over) asked.at = Math.min(asked.at, first);
      else tell(first);
    },
  };
}
export type JobQueue = ReturnType<typeof jobQueue>;
