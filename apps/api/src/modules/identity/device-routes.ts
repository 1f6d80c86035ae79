import { zDevices } from '@linggong/contracts/account.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { endAllDevices, endDevice, endOtherDevices, myDevices } from './devices.ts';

export function registerDeviceRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const tag = 'account';
  endpoint(
    app,
    {
      method: 'get',
      path: '/me/devices',
      tag,
      summary: 'The devices that are signed in to one’s account',
      answer: zDevices,
      problems: ['auth.required'],
    },
    async ({ viewer }) => ({ items: await myDevices(deps, viewer) }),
  );
  endpoint(
    app,
    {
      method: 'delete',
      path: '/me/devices',
      tag,
      summary: 'Signs out everywhere, here too',
      problems: ['auth.required'],
    },
    async ({ viewer, c }) => {
      c.header('Set-Cookie', await endAllDevices(deps, viewer), { append: true });
      return undefined;
    },
  );
  endpoint(
    app,
    {
      method: 'delete',
      path: '/me/devices/others',
      tag,
      summary: 'Signs out everywhere but here',
      problems: ['auth.required'],
    },
    async ({ viewer }) => {
      await endOtherDevices(deps, viewer);
      return undefined;
    },
  );
  endpoint(
    app,
    {
      method: 'delete',
      path: '/me/devices/:id',
      tag,
      summary: 'Signs one device out',
      params: z.object({ id: zId }),
      problems: ['auth.required', 'session.not_found'],
    },
    async ({ viewer, params, c }) => {
      const cookie = await endDevice(deps, viewer, params.id);
      if (cookie) c.header('Set-Cookie', cookie, { append: true });
      return undefined;
    },
  );
}
