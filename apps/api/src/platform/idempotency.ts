import type { Context } from 'hono';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { isDuplicate, modelOn } from './database.ts';
import { schemaOf } from './document-schema.ts';
import type { ApiEnv, Once } from './http/env.ts';
import { hmac } from './keyed.ts';
import { problem } from './problem.ts';

const entry = z.strictObject({
  _id: z.string(),
  fingerprint: z.string(),
  /** What came of it; null while it runs. */
  resultId: z.string().nullable(),
  startedAt: z.date(),
  expiresAt: z.date(),
});
type Entry = z.output<typeof entry>;

const entrySchema = schemaOf(entry);
entrySchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const KEPT_MS = 24 * 3_600_000;
/** A request that died with its process is taken up again after this long. */
const ABANDONED_MS = 30_000;
const KEY_FORMAT = /^[\w-]{8,128}$/;

/**
 * Runs `work` once for each Idempotency-Key of one account. A repeated request is answered with what came of the first
 * as it is now: an answer that is kept would say of what was given back, or is no longer one's own, that it is there.
 * The same key with another body is refused (422), and so is one whose first request is still running (409).
 * Without the header `work` simply runs. A failed request leaves nothing, so it can be repeated.
 */
export function idempotency(
  connection: Connection,
  clock: () => Date,
  secret: string,
  /** Counts a key of an account; throws where it used enough of them. */
  countKey: (accountId: string) => Promise<void> | void,
) {
  const entries = modelOn(connection, 'IdempotencyEntry', entrySchema, 'idempotency');

  async function reserve(id: string, fingerprint: string): Promise<Entry | null> {
    const now = clock();
    const entry: Entry = {
      _id: id,
      fingerprint,
      resultId: null,
      startedAt: now,
      expiresAt: new Date(now.getTime() + KEPT_MS),
    };
    try {
      await entries.insertMany([entry]);
      return null;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const abandoned = {
      _id: id,
      fingerprint,
      resultId: null,
      startedAt: { $lt: new Date(now.getTime() - ABANDONED_MS) },
    };
    if (await entries.findOneAndUpdate(abandoned, { startedAt: now }).lean()) return null;
    return entries.findById(id).lean();
  }

  return async function once<T extends { id: string }>(
    c: Context<ApiEnv>,
    accountId: string,
    body: unknown,
    { status, work, replay }: Once<T>,
  ): Promise<Response> {
    const key = c.req.header('idempotency-key');
    if (key === undefined) return c.json(await work(), status);
    if (!KEY_FORMAT.test(key)) {
      throw problem('request.invalid', {
        errors: [{ path: 'Idempotency-Key', message: '8 到 128 个字母、数字或横线' }],
      });
    }
    const id = `${accountId}:${key}`;
    // Keyed: of a body that holds a number with few unknown figures a plain hash would tell it.
    const fingerprint = hmac(secret, 'idempotency', `${c.req.method} ${c.req.path} ${JSON.stringify(body)}`);
    await countKey(accountId);
    const known = await reserve(id, fingerprint);
    if (known) {
      if (known.fingerprint !== fingerprint) throw problem('request.idempotency_key_reused');
      if (known.resultId == null) throw problem('request.idempotency_running', { retryAfterSeconds: 2 });
      c.header('Idempotency-Replayed', 'true');
      return c.json(await replay(known.resultId), status);
    }
    const answer = await work().catch(async (error: unknown) => {
      await entries.deleteOne({ _id: id });
      throw error;
    });
    // Where this fails the work is done all the same: the key stays taken, so that it isn't done again at once.
    await entries.updateOne({ _id: id }, { resultId: answer.id });
    return c.json(answer, status);
  };
}
export type Idempotency = ReturnType<typeof idempotency>;
