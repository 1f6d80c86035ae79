import type { MongoClient } from 'mongodb';
import type { Child } from './child.ts';

const WRITES = new Set(['insert', 'update', 'find_and_modify']);

/**
 * What no server of this process model can be below for a lone client, in milliseconds for each operation: the driver's
 * `ping`, which is driver, socket and wake-ups and nothing to do, and for a write the disk's time for one page.
 */
export async function floorOf(name: string, count: number, client: MongoClient, raw: Child): Promise<number> {
  const admin = client.db('admin');
  const from = performance.now();
  for (let i = 0; i < count; i += 1) await admin.command({ ping: 1 });
  const ping = performance.now() - from;
  const { ms } = WRITES.has(name) ? await raw.ask<{ ms: number }>({ flushes: count }) : { ms: 0 };
  return (ping + ms) / count;
}
