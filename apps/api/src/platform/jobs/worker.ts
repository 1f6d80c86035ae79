import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import type { Logger } from 'pino';
import { eachSecond } from '../beat.ts';
import { isDuplicate } from '../database.ts';
import { type JobModels, type JobRecord, UNLOCKED } from './queue.ts';

/** How the jobs of one kind are done. */
export type JobSpec = {
  kind: string;
  /**
   * Does it; it may be begun again after its process died, or lingered. The moment it gives back is when it is due
   * again; without one it is done. Where it throws, it is tried again with growing pauses, and given up in the end.
   */
  run: (data: unknown) => Promise<Date | undefined>;
  /** It runs for ever, on whichever process: this is its next time, asked for at the first start and after each run. */
  recurring?: (now: Date) => Date;
};

type Outcome = 'done' | 'failed' | 'given_up';

/** So many seconds apart it finds what a process left that died, and how soon something is due until the next time. */
const SWEEP_EVERY = 3;
const SWEEP_MS = SWEEP_EVERY * 1000;
const AT_ONCE = 4;
/** Without a sign of life for so long, the process that worked on it counts as dead. */
const LOCK_MS = 30_000;
/** Their pauses add up to about 40 minutes. */
const TRIES = 10;
const FIRST_PAUSE_MS = 5000;

/** Longer each time, and not the same for all who failed together. */
export const pauseAfter = (tries: number, random = Math.random()) =>
  FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.75 + random / 2);

/**
 * Does the jobs that are due, a few at a time, beside any number of other processes: each job is one process's until it
 * is done or its lock ran out. Times are those of `clock`.
 */
export function jobWorker(options: {
  models: JobModels;
  clock: () => Date;
  specs: readonly JobSpec[];
  /** Told how each job ended. */
  ended?: (kind: string, outcome: Outcome) => void;
  logger: Logger;
}) {
  const { models, clock, logger } = options;
  const specs = new Map(options.specs.map((spec) => [spec.kind, spec]));
  const holder = randomUUID();
  const active = new Set<Promise<void>>();
  let claiming: Promise<void> | null = null;
  let stopped = false;
  let stopSweeping: (() => void) | undefined;
  let sweeping: Promise<void> | null = null;
  let alarm: { at: number; timer: NodeJS.Timeout } | undefined;

  const after = (ms: number) => new Date(clock().getTime() + ms);

  async function claim(): Promise<JobRecord | null> {
    const now = clock();
    return models.jobs
      .findOneAndUpdate(
        { at: { $lte: now }, lockedUntil: { $lte: now }, kind: { $in: [...specs.keys()] } },
        { $set: { holder, lockedUntil: after(LOCK_MS) }, $inc: { tries: 1 } },
        { sort: { at: 1 } },
      )
      .lean();
  }

  /** Still this process's, as it was claimed. */
  const mine = ({ _id }: JobRecord) => ({ _id, holder });
  const free = { holder: null, lockedUntil: UNLOCKED };

  async function finish(job: JobRecord, next: Date | undefined): Promise<void> {
    const untouched = { ...mine(job), asked: job.asked };
    const { matched } = next
      ? { matched: (await models.jobs.updateOne(untouched, { ...free, tries: 0, at: next })).matchedCount }
      : { matched: (await models.jobs.deleteOne(untouched)).deletedCount };
    if (next) later(next);
    // Asked for again meanwhile: it is due at once.
    if (matched === 0) await models.jobs.updateOne(mine(job), { ...free, tries: 0 });
  }

  async function giveUp(job: JobRecord, error: unknown, spec: JobSpec): Promise<void> {
    const { _id, kind, data, tries } = job;
    logger.error({ err: error, job: _id, tries }, 'job given up: it failed too often');
    options.ended?.(kind, 'given_up');
    if (spec.recurring) return finish(job, spec.recurring(clock()));
    await models.failedJobs.insertMany([
      { _id: new Types.ObjectId(), jobId: _id, kind, data, tries, error: String(error), at: clock() },
    ]);
    await finish(job, undefined);
  }

  async function work(job: JobRecord): Promise<void> {
    const spec = specs.get(job.kind)!;
    // Begun so often and never ended: it takes its process with it.
    if (job.tries > TRIES) return giveUp(job, new Error('its process died each time'), spec);
    const keep = setInterval(() => {
      models.jobs.updateOne(mine(job), { lockedUntil: after(LOCK_MS) }).catch(() => undefined);
    }, LOCK_MS / 3);
    try {
      const again = await spec.run(job.data);
      clearInterval(keep);
      await finish(job, spec.recurring?.(clock()) ?? again);
      options.ended?.(job.kind, 'done');
    } catch (error) {
      clearInterval(keep);
      if (job.tries >= TRIES) return giveUp(job, error, spec);
      logger.warn({ err: error, job: job._id, tries: job.tries }, 'job failed: will try again');
      options.ended?.(job.kind, 'failed');
      await models.jobs.updateOne(mine(job), { ...free, at: after(pauseAfter(job.tries)) });
    }
  }

  async function claimAll(): Promise<void> {
    while (!stopped && active.size < AT_ONCE) {
      const job = await claim();
      if (!job) return;
      const working = work(job)
        .catch((error: unknown) => logger.warn({ err: error, job: job._id }, 'job not settled'))
        .finally(() => {
          active.delete(working);
          look();
        });
      active.add(working);
    }
  }

  function missed(error: unknown): void {
    if (!stopped) logger.warn({ err: error }, 'jobs not looked for: will try again');
  }

  function look(): void {
    if (stopped) return;
    claiming ??= claimAll()
      .catch(missed)
      .finally(() => {
        claiming = null;
      });
  }

  /** Looks when that time comes. Of what is further off the sweep before it hears. */
  function later(at: Date): void {
    const wait = at.getTime() - clock().getTime();
    if (stopped || wait > SWEEP_MS || (alarm && alarm.at <= at.getTime())) return;
    clearTimeout(alarm?.timer);
    const timer = setTimeout(
      () => {
        alarm = undefined;
        look();
      },
      Math.max(0, wait),
    );
    alarm = { at: at.getTime(), timer };
  }

  async function lookAhead(): Promise<void> {
    const free = { lockedUntil: { $lte: clock() }, kind: { $in: [...specs.keys()] } };
    const next = await models.jobs.findOne(free, { at: 1 }).sort({ at: 1 }).lean();
    if (!next) return;
    if (next.at <= clock()) look();
    else later(next.at);
  }

  function sweep(): void {
    sweeping ??= lookAhead()
      .catch(missed)
      .finally(() => {
        sweeping = null;
      });
  }

  return {
    /** Makes the recurring jobs that are not there yet, and begins. */
    async start(): Promise<void> {
      for (const { kind, recurring } of specs.values()) {
        if (!recurring || (await models.jobs.exists({ _id: kind }))) continue;
        const job = { _id: kind, kind, data: null, at: recurring(clock()), asked: 0, tries: 0, ...free };
        await models.jobs.insertMany([job]).catch((error: unknown) => {
          if (!isDuplicate(error)) throw error;
        });
      }
      stopSweeping = eachSecond(sweep, SWEEP_EVERY);
      sweep();
      look();
    },
    /** Says that something may be due. Cheap, never throws. */
    wake: look,
    /** Says that something will be due at that time. Cheap, never throws. */
    later,
    /** Begins nothing more, and lets what is at work end. */
    async stop(): Promise<void> {
      stopped = true;
      stopSweeping?.();
      clearTimeout(alarm?.timer);
      await sweeping;
      await claiming;
      await Promise.all(active);
    },
  };
}
export type JobWorker = ReturnType<typeof jobWorker>;
