import {
  zCodeSent,
  zMe,
  zNewPhoneCode,
  zPhoneChange,
  zPhoneConfirm,
  zPhoneConfirmed,
  zReturning,
} from '../account.ts';
import { operation } from './operation.ts';

const SENDS = ['cap.reached', 'auth.too_many_codes'] as const;
const TAKES = ['auth.code_wrong', 'auth.code_expired', 'auth.code_old', 'auth.too_many_attempts'] as const;

export const signInReturning = operation({
  method: 'post',
  path: '/session/returning',
  tag: 'account',
  summary:
    'Goes on with a sign-in that `auth.whose_number` held back: with the name in the account, or as somebody new',
  body: zReturning,
  answer: zMe,
  problems: [
    'auth.phone_invalid',
    'auth.code_expired',
    'auth.name_wrong',
    'auth.too_many_attempts',
    'auth.consent_outdated',
  ],
});

export const sendPhoneCode = operation({
  method: 'post',
  path: '/me/phone/code',
  tag: 'account',
  summary: 'Sends a code to the number that one’s account has, before it gets another',
  who: 'account',
  answer: zCodeSent,
  problems: SENDS,
});

export const confirmPhone = operation({
  method: 'post',
  path: '/me/phone/confirm',
  tag: 'account',
  summary: 'Takes that code; the ticket lets this session name a new number for a quarter of an hour',
  who: 'account',
  body: zPhoneConfirm,
  answer: zPhoneConfirmed,
  problems: TAKES,
});

export const sendNewPhoneCode = operation({
  method: 'post',
  path: '/me/phone/new-code',
  tag: 'account',
  summary: 'Sends a code to the new number',
  who: 'account',
  body: zNewPhoneCode,
  answer: zCodeSent,
  problems: [...SENDS, 'auth.phone_invalid', 'account.confirm_first'],
});

export const changePhone = operation({
  method: 'put',
  path: '/me/phone',
  tag: 'account',
  summary: 'Gives one’s account the new number; its other devices are signed out',
  who: 'account',
  body: zPhoneChange,
  answer: zMe,
  problems: [...TAKES, 'auth.phone_invalid', 'account.confirm_first', 'account.phone_taken'],
});
