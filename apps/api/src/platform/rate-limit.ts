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

/** Who asks, as limits count it: a session that has signed itself in by its cookie, or all others at an address. */
export type Client = { address: string; session: string | null };
/** The session that cookies name, where we have signed them; whether it goes on only the database knows. */
export type SessionIn = (cookies: string | undefined) => string | null;

/** One address may be a village's, or a carrier's for many phones. */
const BY_ADDRESS: Record<'reads' | 'writes', Limit> = {
  reads: { points: 6000, seconds: 60 },
  writes: { points: 1200, seconds: 60 },
};
/**
 * What is left to an address that has used all this up: whoever else is behind it goes on as soon as the one who did
 * stops, and not only when the minute is over.
 */
const LEFT: Limit = { points: 50, seconds: 1 };
/** Sessions have a budget each, so that nobody behind their address uses it up; all of one address together this. */
const BY_SIGNED: Record<'reads' | 'writes', Limit> = {
  reads: { points: 1200, seconds: 60 },
  writes: { points: 240, seconds: 60 },
};
const ALL_SIGNED = 5;
const ofAllSigned = ({ points, seconds }: Limit): Limit => ({ points: points * ALL_SIGNED, seconds });

/** Some ask nothing of the API, or what it refuses, and are made all the same. As many as an address may read. */
const PAGES = {
  anybody: { ...BY_ADDRESS.reads, local: true },
  signed: { ...BY_SIGNED.reads, local: true },
} as const;
const LEFT_PAGES: Limit = { ...LEFT, local: true };
const BY_SESSION: Record<'reads' | 'writes', Limit> = {
  reads: { points: 600, seconds: 60 },
  writes: { points: 120, seconds: 60 },
};
const kindOf = (method: string) => (method === 'GET' || method === 'HEAD' ? 'reads' : 'writes');

const leaves = ({ scale }: RateLimits) => LEFT.points * scale >= 1;

/** Takes a point; where there is none any more, one of those that are left to the address every second. */
function takeOrLeft(limits: RateLimits, name: string, address: string, limit: Limit, left: Limit) {
  const taking = () => limits.take(name, address, limit);
  if (!leaves(limits)) return taking();
  const instead = (error: unknown) => {
    if (!(error instanceof ProblemError)) throw error;
    return limits.take(`${name}.left`, address, left);
  };
  try {
    return taking()?.catch(instead);
  } catch (error) {
    return instead(error);
  }
}

/** For all, before anything is looked up, so that one client can't take the whole process. */
export function limitClient(
  limits: RateLimits,
  method: string,
  { address, session }: Client,
): Promise<void> | void {
  const kind = kindOf(method);
  if (session === null) {
    if (kind === 'reads') return takeOrLeft(limits, kind, address, BY_ADDRESS.reads, LEFT);
    return limits.take(kind, address, BY_ADDRESS.writes);
  }
  const inAll = () => limits.take(`${kind}.all_signed`, address, ofAllSigned(BY_ADDRESS[kind]));
  const asking = limits.take(`${kind}.signed`, session, BY_SIGNED[kind]);
  return asking ? asking.then(inAll) : inAll();
}

/** Seconds for which a client has asked too much already: then nothing of a request needs to be looked at. */
export function clientRefusedFor(
  limits: RateLimits,
  method: string | undefined,
  { address, session }: Client,
): number {
  const kind = kindOf(method ?? 'GET');
  if (session !== null) {
    return limits.refusedFor(`${kind}.signed`, session) || limits.refusedFor(`${kind}.all_signed`, address);
  }
  return limits.refusedFor(kind === 'reads' && leaves(limits) ? 'reads.left' : kind, address);
}

/**
 * Counts a request for a page, or a form sent from one; seconds for which its client has sent too many, 0: not yet. In
 * this process alone, as it is asked before anything is looked at.
 */
export function countPage(limits: RateLimits, { address, session }: Client): number {
  try {
    if (session === null) void takeOrLeft(limits, 'pages', address, PAGES.anybody, LEFT_PAGES);
    else void limits.take('pages.signed', session, PAGES.signed);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.extras.retryAfterSeconds ?? 1;
  }
  return 0;
}

export function limitRequests(limits: RateLimits, sessionIn: SessionIn) {
  return async (c: Context<ApiEnv>, next: () => Promise<void>) => {
    const client = { address: c.get('clientIp'), session: sessionIn(c.req.header('cookie')) };
    await limitClient(limits, c.req.method, client);
    await next();
  };
}

/** By session, for who is signed in. */
export async function limitSession(limits: RateLimits, c: Context<ApiEnv>, sessionId: string): Promise<void> {
  const kind = kindOf(c.req.method);
  await limits.take(`${kind}.session`, sessionId, BY_SESSION[kind]);
}
