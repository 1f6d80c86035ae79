import * as z from 'zod';
import { zDevices } from '../account.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

export const listDevices = operation({
  method: 'get',
  path: '/me/devices',
  tag: 'account',
  summary: 'The devices that are signed in to one’s account',
  who: 'account',
  answer: zDevices,
});

export const endAllDevices = operation({
  method: 'delete',
  path: '/me/devices',
  tag: 'account',
  summary: 'Signs out everywhere, here too',
  who: 'account',
});

export const endOtherDevices = operation({
  method: 'delete',
  path: '/me/devices/others',
  tag: 'account',
  summary: 'Signs out everywhere but here',
  who: 'account',
});

export const endDevice = operation({
  method: 'delete',
  path: '/me/devices/:id',
  tag: 'account',
  summary: 'Signs one device out',
  who: 'account',
  params: z.object({ id: zId }),
  problems: ['session.not_found'],
});
