import type { Batch } from '../storage/batch.ts';
import { isStorageError } from '../storage/sqlite-errors.ts';
import type { Doc } from '../values/bson.ts';
import type { Maybe } from '../values/maybe.ts';
import type { Context } from './context.ts';

type Reply = Maybe<Doc | Uint8Array>;

/** How often a read begins anew while writes fail around it. */
const MAX_ATTEMPTS = 5;

/**
 * Waits for a command's reply and for the disk. What only reads runs again where it saw writes that the disk refused.
 * A cursor can't go back: its batch is given as it was seen, which is what MongoDB's read concern `local` promises.
 */
export async function onDisk(
  context: Context,
  first: Reply,
  run: (context: Context) => Reply,
): Promise<Doc | Uint8Array> {
  const { batch } = context.engine;
  const again = !context.txn && onlyReads(context.body);
  const further = !context.txn && 'getMore' in context.body;
  for (let attempt = 1; ; attempt++) {
    try {
      if (attempt > 1) context.seen = undefined;
      const reply = await answer(context, attempt === 1 ? first : run(context));
      if (further) await batch.settled()?.catch(() => undefined);
      else {
        await batch.settled(context.seen);
        batch.mustHold(context.failures);
      }
      return reply;
    } catch (error) {
      if (!again || attempt === MAX_ATTEMPTS || batch.failures() === context.failures) throw error;
      context.failures = batch.failures();
    }
  }
}

async function answer(context: Context, reply: Reply): Promise<Doc | Uint8Array> {
  try {
    return await reply;
  } catch (error) {
    throw givenUp(context.engine.batch, context, error);
  }
}

/**
 * The error to tell of a command that ran into one. The disk's own, amid a write, leaves half of it: then the whole
 * batch is given up. And what a write ran into may be what the disk has refused meanwhile.
 */
export function givenUp(batch: Batch, context: Context | undefined, error: unknown): unknown {
  const reads = !context || onlyReads(context.body) || 'getMore' in context.body;
  if (isStorageError(error)) {
    if (!reads || batch.torn()) batch.abort(error);
    return error;
  }
  return (!reads && batch.lost(context.failures)) || error;
}

const READS = new Set([
  'aggregate',
  'find',
  'count',
  'distinct',
  'explain',
  'listCollections',
  'listDatabases',
  'listIndexes',
]);

const onlyReads = (body: Doc): boolean => READS.has(Object.keys(body)[0] ?? '');
