import * as z from 'zod';
import { zCloseAccount, zClosing } from '../account.ts';
import { zDeregistration } from '../people.ts';
import { zId } from '../scalars.ts';
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

export const deregisterPerson = operation({
  method: 'post',
  path: '/people/:id/deregister',
  tag: 'people',
  summary:
    'Takes somebody without an account out of the register; records of work are kept under a pseudonym',
  who: 'account',
  params: z.object({ id: zId }),
  body: zDeregistration,
  problems: [
    'auth.forbidden',
    'person.not_found',
    'people.changed_meanwhile',
    'people.has_account',
    'people.at_work',
    'people.with_merges',
  ],
});
