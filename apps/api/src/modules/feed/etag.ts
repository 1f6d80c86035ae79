import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { ApiEnv } from '../../platform/http/env.ts';

/** Answers with JSON and a strong ETag of its bytes, or with 304 where the client has these bytes. */
export function jsonWithEtag(c: Context<ApiEnv>, body: object): Response {
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  c.header('ETag', etag);
  c.header('Cache-Control', 'private, no-cache');
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.some((tag) => tag === etag || tag === '*')) return c.body(null, 304);
  c.header('Content-Type', 'application/json; charset=utf-8');
  return c.body(text);
}
