import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { type Connection, Schema } from 'mongoose';
import { isDuplicate, modelOn } from './database.ts';
import type { ApiEnv } from './http/env.ts';
import { problem } from './problem.ts';

type Entry = {
  _id: string;
  fingerprint: string;
  status: number | null;
  body: unknown;
  startedAt: Date;
  expiresAt: Date;
};

const entrySchema = new Schema<Entry>(
  {
    _id: { type: String, required: true },
    fingerprint: { type: String, required: true },
    status: { type: Number, default: null },
    body: { type: Schema.Types.Mixed, default: null },
    startedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
entrySchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const KEPT_MS = 24 * 3_600_000;
/** A request that died with its process is taken up again after this long. */
const ABANDONED_MS = 30_000;
const KEY_FORMAT = /^[\w-]{8,128}$/;

/**
 * Runs `work` once for each Idempotency-Key of one account; a repeated request gets the first answer again.
 * The same key with another body is refused (422), and so is one whose first request is still running (409).
 * Without the header `work` simply runs. A failed request leaves nothing, so it can be repeated.
 */
export function idempotency(connection: Connection, clock: () => Date) {
  const entries = modelOn(connection, 'IdempotencyEntry', entrySchema, 'idempotency');

  async function reserve(id: string, fingerprint: string): Promise<Entry | null> {
    const now = clock();
    const entry: Entry = {
      _id: id,
      fingerprint,
      status: null,
      body: null,
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
      status: null,
      startedAt: { $lt: new Date(now.getTime() - ABANDONED_MS) },
    };
    if (await entries.findOneAndUpdate(abandoned, { startedAt: now }).lean()) return null;
    return entries.findById(id).lean<Entry>();
  }

  return async function once<T extends object>(
    c: Context<ApiEnv>,
    accountId: string,
    body: unknown,
    status: 200 | 201,
    work: () => Promise<T>,
  ): Promise<Response> {
    const key = c.req.header('idempotency-key');
    if (key === undefined) return c.json(await work(), status);
    if (!KEY_FORMAT.test(key)) {
      throw problem('request.invalid', {
        errors: [{ path: 'Idempotency-Key', message: '8 到 128 个字母、数字或横线' }],
      });
    }
    const id = `${accountId}:${key}`;
    const fingerprint = createHash('sha256')
      .update(`${c.req.method} ${c.req.path} ${JSON.stringify(body)}`)
      .digest('base64url');
    const known = await reserve(id, fingerprint);
    if (known) {
      if (known.fingerprint !== fingerprint) throw problem('request.idempotency_key_reused');
      if (known.status === null) throw problem('request.idempotency_running', { retryAfterSeconds: 2 });
      c.header('Idempotency-Replayed', 'true');
      return c.json(known.body as object, known.status as 200 | 201);
    }
    const answer = await work().catch(async (error: unknown) => {
      await entries.deleteOne({ _id: id });
      throw error;
    });
    // Where this fails the work is done all the same: the key stays taken, so that it isn't done again at once.
    await entries.updateOne({ _id: id }, { status, body: JSON.parse(JSON.stringify(answer)) });
    return c.json(answer, status);
  };
}
export type Idempotency = ReturnType<typeof idempotency>;
