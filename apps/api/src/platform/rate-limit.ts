import type { Context } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ApiEnv } from './http/env.ts';
import { problem } from './problem.ts';

/** `points` within `seconds` for one key. */
export type Limit = { points: number; seconds: number };

/**
 * Limits in this process's memory. `scale` multiplies all of them: for tests and benchmarks, where all clients
 * come from one address.
 */
export function rateLimits(scale = 1) {
  const limiters = new Map<string, RateLimiterMemory>();
  const limiterFor = (name: string, limit: Limit) => {
    let limiter = limiters.get(name);
    if (!limiter) {
      limiter = new RateLimiterMemory({ points: limit.points * scale, duration: limit.seconds });
      limiters.set(name, limiter);
    }
    return limiter;
  };
  return {
    scale,
    /** Takes one point; throws `code` with the seconds to wait when none is left. */
    async take(
      name: string,
      key: string,
      limit: Limit,
      code:
        | 'request.rate_limited'
        | 'auth.too_many_codes'
        | 'auth.too_many_attempts' = 'request.rate_limited',
    ) {
      try {
        await limiterFor(name, limit).consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw problem(code, { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
      }
    },
  };
}
export type RateLimits = ReturnType<typeof rateLimits>;

/** One address may be a village's, or a carrier's for many phones. */
const BY_ADDRESS: Record<'reads' | 'writes', Limit> = {
  reads: { points: 6000, seconds: 60 },
  writes: { points: 1200, seconds: 60 },
};
const BY_SESSION: Record<'reads' | 'writes', Limit> = {
  reads: { points: 600, seconds: 60 },
  writes: { points: 120, seconds: 60 },
};
const kindOf = ({ req: { method } }: Context<ApiEnv>) =>
  method === 'GET' || method === 'HEAD' ? 'reads' : 'writes';

/** By address for all, before anything is looked up, so that one client can't take the whole process. */
export function limitRequests(limits: RateLimits) {
  return async (c: Context<ApiEnv>, next: () => Promise<void>) => {
    const kind = kindOf(c);
    await limits.take(kind, c.get('clientIp'), BY_ADDRESS[kind]);
    await next();
  };
}

/** By session, for who is signed in. */
export async function limitSession(limits: RateLimits, c: Context<ApiEnv>, sessionId: string): Promise<void> {
  const kind = kindOf(c);
  await limits.take(`${kind}.session`, sessionId, BY_SESSION[kind]);
}
