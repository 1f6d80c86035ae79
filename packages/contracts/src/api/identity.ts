import { zConsent } from '../about.ts';
import {
  zCodeRequest,
  zCodeSent,
  zDemoPeople,
  zDemoSignIn,
  zMe,
  zPerson,
  zPersonChange,
  zSignIn,
} from '../account.ts';
import { operation } from './operation.ts';

export const requestCode = operation({
  method: 'post',
  path: '/session/code',
  tag: 'account',
  summary:
    'Sends a sign-in code by text message; the same answer whether or not the number has an account. Where many new numbers ask, `identity.challenge` brings a sum that `altcha-lib` does: ask again with it and its solution as `proof`',
  body: zCodeRequest,
  answer: zCodeSent,
  problems: ['auth.phone_invalid', 'auth.too_many_codes', 'identity.challenge'],
});

export const signIn = operation({
  method: 'post',
  path: '/session',
  tag: 'account',
  summary: 'Signs in with a code; the first sign-in of a number makes its account',
  body: zSignIn,
  answer: zMe,
  problems: [
    'auth.phone_invalid',
    'auth.code_wrong',
    'auth.code_expired',
    'auth.code_old',
    'auth.too_many_attempts',
    'auth.whose_number',
    'auth.consent_outdated',
  ],
});

export const signOut = operation({
  method: 'delete',
  path: '/session',
  tag: 'account',
  summary: 'Signs out',
});

export const getMe = operation({
  method: 'get',
  path: '/me',
  tag: 'account',
  summary: 'Who is signed in',
  who: 'account',
  answer: zMe,
});

export const agreeToTexts = operation({
  method: 'post',
  path: '/me/consent',
  tag: 'account',
  summary: 'Agrees to the terms and the privacy policy as they were shown',
  who: 'account',
  body: zConsent,
  problems: ['auth.consent_outdated'],
});

export const changePerson = operation({
  method: 'patch',
  path: '/me/person',
  tag: 'account',
  summary: 'Changes one’s own record',
  who: 'account',
  body: zPersonChange,
  answer: zPerson,
  problems: ['region.not_found', 'cap.reached'],
});

export const listDemoPeople = operation({
  method: 'get',
  path: '/demo/people',
  tag: 'demo',
  summary: 'Whom one can be in the demo',
  answer: zDemoPeople,
  problems: ['auth.demo_only'],
});

export const signInAsDemo = operation({
  method: 'post',
  path: '/demo/session',
  tag: 'demo',
  summary: 'Signs in as a demo person',
  body: zDemoSignIn,
  answer: zMe,
  problems: ['auth.demo_only', 'person.not_found'],
});
