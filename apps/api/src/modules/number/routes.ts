import {
  zCodeSent,
  zMe,
  zNewPhoneCode,
  zPhoneChange,
  zPhoneConfirm,
  zPhoneConfirmed,
} from '@linggong/contracts/account.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { changeNumber, confirmNumber, sendComingCode, sendLeavingCode } from './change.ts';

const SENDS = ['auth.required', 'cap.reached', 'auth.too_many_codes'] as const;
const TAKES = [
  'auth.required',
  'auth.code_wrong',
  'auth.code_expired',
  'auth.code_old',
  'auth.too_many_attempts',
] as const;

/** Another number for one's account: a code to the one that it has, then one to the new one. */
export function registerNumberRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const tag = 'account';
  endpoint(
    app,
    {
      method: 'post',
      path: '/me/phone/code',
      tag,
      summary: 'Sends a code to the number that one’s account has, before it gets another',
      answer: zCodeSent,
      problems: [...SENDS],
    },
    ({ viewer, c }) => sendLeavingCode(deps, viewer, { clientIp: c.get('clientIp') }),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/me/phone/confirm',
      tag,
      summary: 'Takes that code; the ticket lets this session name a new number for a quarter of an hour',
      body: zPhoneConfirm,
      answer: zPhoneConfirmed,
      problems: [...TAKES],
    },
    ({ viewer, body, c }) => confirmNumber(deps, viewer, { ...body, clientIp: c.get('clientIp') }),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/me/phone/new-code',
      tag,
      summary: 'Sends a code to the new number',
      body: zNewPhoneCode,
      answer: zCodeSent,
      problems: [...SENDS, 'auth.phone_invalid', 'account.confirm_first'],
    },
    ({ viewer, body, c }) => sendComingCode(deps, viewer, { ...body, clientIp: c.get('clientIp') }),
  );
  endpoint(
    app,
    {
      method: 'put',
      path: '/me/phone',
      tag,
      summary: 'Gives one’s account the new number; its other devices are signed out',
      body: zPhoneChange,
      answer: zMe,
      problems: [...TAKES, 'auth.phone_invalid', 'account.confirm_first', 'account.phone_taken'],
    },
    ({ viewer, body, c }) => changeNumber(deps, viewer, { ...body, clientIp: c.get('clientIp') }),
  );
}
