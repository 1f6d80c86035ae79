import type { Logger } from 'pino';

/** A lost connection is tried again this often at the latest. */
const MOST_WAIT_MS = 2000;

/**
 * A connection to Redis that comes back by itself. While it is away commands fail at once instead of queueing:
 * whoever uses it must go on without. Throws `RedisUnreachable` where the first connection fails.
 */
export async function connectRedis(url: string, log: Logger) {
  // Some megabytes that a process without Redis never needs.
  const { createClient } = await import('redis');
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 3000,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, MOST_WAIT_MS),
    },
  });
  let lost = false;
  client.on('error', (error: Error) => {
    if (!lost) log.warn({ err: error }, 'Redis is away: going on without');
    lost = true;
  });
  client.on('ready', () => {
    if (lost) log.info('Redis is back');
    lost = false;
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer within 5 seconds')), 5000);
  });
  try {
    await Promise.race([client.connect(), late]);
  } catch (error) {
    client.destroy();
    const { host } = new URL(url);
    throw new RedisUnreachable(`Can't reach Redis at ${host}: ${(error as Error).message}`);
  } finally {
    clearTimeout(timer);
  }
  return client;
}

/** Why the process could not start; `message` is one line for whoever starts it. */
export class RedisUnreachable extends Error {}

export type Redis = Awaited<ReturnType<typeof connectRedis>>;
