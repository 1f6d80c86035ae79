import * as api from '@linggong/contracts/api/devices.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { endAllDevices, endDevice, endOtherDevices, myDevices } from './devices.ts';

export function registerDeviceRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.listDevices, async ({ viewer }) => ({ items: await myDevices(deps, viewer) }));
  serve(app, api.endAllDevices, async ({ viewer, c }) => {
    c.header('Set-Cookie', await endAllDevices(deps, viewer), { append: true });
  });
  serve(app, api.endOtherDevices, ({ viewer }) => endOtherDevices(deps, viewer));
  serve(app, api.endDevice, async ({ viewer, params, c }) => {
    const cookie = await endDevice(deps, viewer, params.id);
    if (cookie) c.header('Set-Cookie', cookie, { append: true });
  });
}
