import * as api from '@linggong/contracts/api/files.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { formReceiver } from '../../platform/http/receive.ts';
import { serve } from '../../platform/http/serve.ts';
import { putFile } from './put.ts';
import { readFile } from './read.ts';

const receive = formReceiver({
  mostBytes: api.putFile.form.bytes,
  busy: 'file.busy',
  ownBusy: 'file.own_busy',
});

const AS_PICTURE = { 'Content-Disposition': 'inline', 'Cache-Control': 'private, no-store' };

export function registerFileRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.putFile, ({ c, viewer, query }) =>
    putFile(deps, viewer, query.kind, (who, use) => receive(c, who, who.accountId, use)),
  );
  serve(app, api.readFile, async ({ c, viewer, params, query }) => {
    const { type, bytes } = await readFile(deps, viewer, { ...params, ...query });
    return c.body(new Uint8Array(bytes), 200, { ...AS_PICTURE, 'Content-Type': type });
  });
}
