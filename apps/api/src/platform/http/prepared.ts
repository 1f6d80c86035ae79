import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { ApiEnv, Prepared } from './env.ts';

export const PREPARED_TYPE = 'application/json; charset=utf-8';

export const prepare = (answer: object): Prepared => prepareBytes(Buffer.from(JSON.stringify(answer)));

export function prepareBytes(body: Buffer<ArrayBuffer>): Prepared {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
}

/** Whether the client has these bytes, by its If-None-Match. */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch === etag ||
  (ifNoneMatch?.split(',').some((tag) => [etag, '*'].includes(tag.trim().replace(/^W\//, ''))) ?? false);

/** Answers with what was prepared, or with 304 where the client has it. */
export function answerPrepared(c: Context<ApiEnv>, prepared: Prepared): Response {
  c.header('ETag', prepared.etag);
  c.header('Cache-Control', 'private, no-cache');
  if (isKnown(c.req.header('if-none-match'), prepared.etag)) return c.body(null, 304);
  c.header('Content-Type', PREPARED_TYPE);
  return c.body(prepared.body);
}
