import { AsyncResource } from 'node:async_hooks';
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

/** By then what asked for a job is mostly committed; what isn't is found by a sweep. */
const SOON_MS = 20;

/**
 * What is to be done later, kept in the database. `wake` is called when something that is due at once was asked for,
 * `later` with the earliest time of what isn't.
 */
export function jobQueue(
  models: JobModels,
  clock: () => Date,
  wake: () => void,
  later: (at: Date) => void = () => undefined,
) {
  let waking = false;
  // Whoever asks is mostly within a transaction, and what is woken must not be.
  const wakeOutside = AsyncResource.bind(wake);
  const laterOutside = AsyncResource.bind(later);
  function wakeSoon(): void {
    if (waking) return;
    waking = true;
    setTimeout(() => {
      waking = false;
      wakeOutside();
    }, SOON_MS);
  }

  return {
    /**
     * Asks for jobs. Within a transaction they are there if what asked for them is; two that ask for the same key at
     * the same moment may meet a duplicate (`retryingDuplicates`).
     */
    async enqueue(jobs: readonly NewJob[]): Promise<void> {
      if (jobs.length === 0) return;
      await models.jobs.bulkWrite(
        jobs.map(({ kind, key, data, at }) => ({
          updateOne: {
            filter: { _id: `${kind}:${key ?? new Types.ObjectId().toHexString()}` },
            update: {
              $set: { data },
              $min: { at: at ?? clock() },
              $inc: { asked: 1 },
              $setOnInsert: { kind, tries: 0, holder: null, lockedUntil: UNLOCKED },
            },
            upsert: true,
          },
        })),
      );
      const now = clock();
      if (jobs.some(({ at }) => !at || at <= now)) wakeSoon();
      const times = jobs.flatMap(({ at }) => (at && at > now ? at.getTime() : []));
      if (times.length > 0) laterOutside(new Date(Math.min(...times)));
    },
  };
}
export type JobQueue = ReturnType<typeof jobQueue>;
