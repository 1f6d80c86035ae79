import { hasRedis, startRedis } from '@linggong/testkit/redis.ts';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Limit, type RateLimits, rateLimits } from './rate-limit.ts';
import { connectRedis, type Redis } from './redis.ts';

const THREE: Limit = { points: 3, seconds: 60 };

/** How many of so many are let through; who is not is told how long to wait. */
async function letThrough(limits: RateLimits, key: string, asked: number, limit = THREE): Promise<number> {
  let taken = 0;
  for (let i = 0; i < asked; i++)
    try {
      await limits.take('test', key, limit);
      taken += 1;
    } catch (error) {
      expect(error).toMatchObject({ code: 'request.rate_limited' });
    }
  return taken;
}

test('without a Redis each process counts for itself, at once', async () => {
  const [one, other] = [1, 1].map((scale) => rateLimits({ scale, redis: null, prefix: 'p' }));
  expect(one!.take('test', 'k', THREE)).toBeUndefined();
  expect(await letThrough(one!, 'k', 5)).toBe(2);
  expect(await letThrough(other!, 'k', 5)).toBe(3);
  expect(() => one!.take('test', 'k', THREE, 'auth.too_many_codes')).toThrow(
    expect.objectContaining({ code: 'auth.too_many_codes' }),
  );
});

describe.skipIf(!hasRedis)('with a Redis', () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  const clients: Redis[] = [];
  beforeAll(async () => {
    server = await startRedis();
    for (let i = 0; i < 2; i++) clients.push(await connectRedis(server.url, pino({ level: 'silent' })));
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await server.close();
  });

  test('all processes count together, but for what is one process’s own; while it is away each by itself', async () => {
    const [one, other] = clients.map((redis) => rateLimits({ redis, prefix: 'p' })) as [
      RateLimits,
      RateLimits,
    ];
    expect(await letThrough(one, 'k', 2)).toBe(2);
    expect(await letThrough(other, 'k', 5)).toBe(1);
    expect(await letThrough(one, 'k', 1)).toBe(0);
    const local = { ...THREE, local: true } as const;
    for (const limits of [one, other])
      for (let i = 0; i < 3; i++) expect(limits.take('own', 'k', local)).toBeUndefined();
    await server.kill();
    expect(await letThrough(one, 'k', 5)).toBe(3);
    expect(await letThrough(other, 'k', 5)).toBe(3);
  });
});
