import { zCloseAccount, zClosing } from '../account.ts';
import { operation } from './operation.ts';

export const getClosing = operation({
  method: 'get',
  path: '/me/closing',
  tag: 'account',
  summary: 'What closing the account would end, and what stands in its way',
  who: 'account',
  answer: zClosing,
});

export const closeAccount = operation({
  method: 'post',
  path: '/me/close',
  tag: 'account',
  summary: 'Closes the account for good; records are kept under a pseudonym',
  who: 'account',
  body: zCloseAccount,
  problems: [
    'auth.phone_invalid',
    'auth.too_many_attempts',
    'account.phone_mismatch',
    'account.still_needed',
  ],
});
