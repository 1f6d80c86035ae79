import type { ProblemCode } from '@linggong/contracts/problem.ts';
import type { Context } from 'hono';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { ApiEnv } from './http/env.ts';
import { type MemoryLimit, memoryLimit } from './memory-limit.ts';
import { ProblemError, problem } from './problem.ts';
import type { Redis } from './redis.ts';

/** `points` within `seconds` for one key. `local`: the key is of this process alone, as a socket's is. */
export type Limit = { points: number; seconds: number; local?: true };

/** Of so many keys it is known that they are refused without counting. */
const MOST_TOLD = 1000;
const secondsOf = (ms: number) => Math.max(1, Math.ceil(ms / 1000));

type Limiter = { here: MemoryLimit; shared: RateLimiterRedis | null };

/**
 * Limits over all processes that share a Redis; in this process's memory without one, or while it is away.
 * `scale` multiplies all of them: for tests and benchmarks, where all clients come from one address.
 */
export function rateLimits(options: { scale?: number | undefined; redis: Redis | null; prefix: string }) {
  const { scale = 1, redis, prefix } = options;
  const limiters = new Map<string, Limiter>();

  function limiterFor(name: string, { points, seconds, local }: Limit): Limiter {
    let limiter = limiters.get(name);
    if (!limiter) {
      limiter = {
        here: memoryLimit({ points: points * scale, seconds }),
        shared:
          redis && !local
            ? new RateLimiterRedis({
                storeClient: redis,
                useRedisPackage: true,
                keyPrefix: `${prefix}:limit:${name}`,
                points: points * scale,
                duration: seconds,
              })
            : null,
      };
      limiters.set(name, limiter);
    }
    return limiter;
  }

  /** Until when keys that were refused will be refused, in the order in which they were told. */
  const told = new Map<string, number>();

  function tell(id: string, waitMs: number): void {
    told.delete(id);
    told.set(id, performance.now() + waitMs);
    if (told.size > MOST_TOLD) told.delete(told.keys().next().value!);
  }

  function requireNone(waitMs: number, code: ProblemCode, id: string): void {
    if (waitMs <= 0) return;
    tell(id, waitMs);
    throw problem(code, { retryAfterSeconds: secondsOf(waitMs) });
  }

  async function takeShared(limiter: Limiter, key: string): Promise<number> {
    try {
      await limiter.shared!.consume(key);
      return 0;
    } catch (error) {
      return error instanceof RateLimiterRes ? error.msBeforeNext : limiter.here.take(key);
    }
  }

  return {
    scale,
    /**
     * Takes one point; throws `code` with the seconds to wait when none is left. At once where no Redis has to be
     * asked: a promise would cost what is sent from memory more than the count itself.
     */
    take(
      name: string,
      key: string,
      limit: Limit,
      code: ProblemCode = 'request.rate_limited',
    ): Promise<void> | void {
      const limiter = limiterFor(name, limit);
      const id = `${name} ${key}`;
      if (limiter.shared) return takeShared(limiter, key).then((waitMs) => requireNone(waitMs, code, id));
      requireNone(limiter.here.take(key), code, id);
    },
    /** Seconds for which a key that was refused will go on being refused; 0: it may ask. Takes nothing. */
    refusedFor(name: string, key: string): number {
      if (told.size === 0) return 0;
      const id = `${name} ${key}`;
      const leftMs = (told.get(id) ?? 0) - performance.now();
      if (leftMs > 0) return secondsOf(leftMs);
      told.delete(id);
      return 0;
    },
    /** Gives back one point that was taken for what didn't happen. */
    async giveBack(name: string, key: string, limit: Limit): Promise<void> {
      const limiter = limiterFor(name, limit);
      if (!limiter.shared) return limiter.here.giveBack(key);
      await limiter.shared.reward(key).catch(() => limiter.here.giveBack(key));
    },
  };
}
export type RateLimits = ReturnType<typeof rateLimits>;

/** One address may be a village's, or a carrier's for many phones. */
const BY_ADDRESS: Record<'reads' | 'writes', Limit> = {
  reads: { points: 6000, seconds: 60 },
  writes: { points: 1200, seconds: 60 },
};
/** Some ask nothing of the API, or what it refuses, and are made all the same. As many as an address may read. */
const PAGES: Limit = { ...BY_ADDRESS.reads, local: true };
const BY_SESSION: Record<'reads' | 'writes', Limit> = {
  reads: { points: 600, seconds: 60 },
  writes: { points: 120, seconds: 60 },
};
const kindOf = (method: string) => (method === 'GET' || method === 'HEAD' ? 'reads' : 'writes');

/** By address for all, before anything is looked up, so that one client can't take the whole process. */
export function limitAddress(limits: RateLimits, method: string, address: string): Promise<void> | void {
  const kind = kindOf(method);
  return limits.take(kind, address, BY_ADDRESS[kind]);
}

/** Seconds for which an address has asked too much already: then nothing of a request needs to be looked at. */
export const addressRefusedFor = (limits: RateLimits, method: string | undefined, address: string): number =>
  limits.refusedFor(kindOf(method ?? 'GET'), address);

/**
 * Counts a request for a page, or a form sent from one; seconds for which its address has sent too many, 0: not yet. In
 * this process alone, as it is asked before anything is looked at.
 */
export function countPage(limits: RateLimits, address: string): number {
  const seconds = limits.refusedFor('pages', address);
  if (seconds > 0) return seconds;
  try {
    void limits.take('pages', address, PAGES);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
  return limits.refusedFor('pages', address);
}

export function limitRequests(limits: RateLimits) {
  return async (c: Context<ApiEnv>, next: () => Promise<void>) => {
    await limitAddress(limits, c.req.method, c.get('clientIp'));
    await next();
  };
}

/** By session, for who is signed in. */
export async function limitSession(limits: RateLimits, c: Context<ApiEnv>, sessionId: string): Promise<void> {
  const kind = kindOf(c.req.method);
  await limits.take(`${kind}.session`, sessionId, BY_SESSION[kind]);
}
