import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { limitSession } from '../../platform/rate-limit.ts';
import { requireSignedIn } from './access.ts';
import { noteSeen, prolongSession } from './prolong.ts';
import { askerOf } from './viewer.ts';

/**
 * Lets each request say who asks. Nothing is read before somebody wants to know; then the session is counted, noted
 * as used and prolonged. What makes something runs once for each key of who asks.
 */
export function carryAsker(app: Hono<ApiEnv>, deps: Deps): void {
  app.use(async (c, next) => {
    c.set('asker', async () => {
      const asker = await askerOf(deps, c.req.raw.headers);
      if (!asker) return null;
      const viewer = async () => {
        const found = await asker.viewer();
        if (!found) return null;
        await limitSession(deps.limits, c, found.sessionId);
        await noteSeen(deps, found);
        const cookie = await prolongSession(deps, found, c.req.raw.headers);
        if (cookie) c.header('Set-Cookie', cookie, { append: true });
        return found;
      };
      return { viewer };
    });
    c.set('once', (viewer, body, making) => {
      requireSignedIn(viewer);
      return deps.idempotent(c, viewer.accountId, body, making);
    });
    await next();
  });
}
