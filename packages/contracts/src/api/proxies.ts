import * as z from 'zod';
import { zCodeSent } from '../account.ts';
import { zAlarm, zAlarmAside, zAlarms, zAlarmsQuery } from '../alarm.ts';
import {
  zBroker,
  zBrokers,
  zConsentCode,
  zGrant,
  zGrantEnd,
  zGrantEnded,
  zGrantLook,
  zGrantsAtDesk,
  zGrantsQuery,
  zNewBroker,
  zNewGrant,
  zOwnGrant,
  zOwnGrants,
} from '../proxy.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

const zGrantParam = z.object({ id: zId });

export const listOwnGrants = operation({
  method: 'get',
  path: '/me/grants',
  tag: 'proxies',
  summary: 'Who may act for one, and for whom one may act',
  who: 'account',
  answer: zOwnGrants,
});

export const giveGrant = operation({
  method: 'post',
  path: '/me/grants',
  tag: 'proxies',
  summary: 'Let somebody act for oneself',
  who: 'account',
  body: zOwnGrant,
  answer: zGrant,
  status: 201,
  problems: ['auth.phone_invalid', 'grant.refused', 'cap.reached'],
});

export const sendConsentCode = operation({
  method: 'post',
  path: '/grants/code',
  tag: 'proxies',
  summary: 'Send a person a code that they read out where they agree, for the desk',
  who: 'account',
  body: zConsentCode,
  answer: zCodeSent,
  problems: ['auth.forbidden', 'person.not_found', 'grant.refused', 'cap.reached', 'auth.too_many_codes'],
});

export const recordGrant = operation({
  method: 'post',
  path: '/grants',
  tag: 'proxies',
  summary: 'Write down at the desk that a person lets somebody act for them',
  who: 'account',
  body: zNewGrant,
  answer: zGrant,
  status: 201,
  problems: [
    'auth.forbidden',
    'person.not_found',
    'auth.phone_invalid',
    'auth.code_wrong',
    'auth.code_expired',
    'file.not_found',
    'grant.refused',
    'cap.reached',
  ],
});

export const endGrant = operation({
  method: 'post',
  path: '/grants/:id/end',
  tag: 'proxies',
  summary: 'Nothing more is done by it: for the person, who acts by it, or the desk',
  who: 'account',
  params: zGrantParam,
  body: zGrantEnd,
  answer: zGrantEnded,
  problems: ['grant.not_found'],
});

export const listGrants = operation({
  method: 'get',
  path: '/grants',
  tag: 'proxies',
  summary: 'Who acts for people of the viewer’s regions',
  who: 'account',
  query: zGrantsQuery,
  answer: zGrantsAtDesk,
  problems: ['auth.forbidden'],
});

export const lookAtGrant = operation({
  method: 'post',
  path: '/grants/:id/look',
  tag: 'proxies',
  summary: 'Note what the county found of how consent was given; it counts as before',
  who: 'account',
  params: zGrantParam,
  body: zGrantLook,
  answer: zGrant,
  problems: ['auth.forbidden', 'grant.not_found'],
});

export const listBrokers = operation({
  method: 'get',
  path: '/brokers',
  tag: 'proxies',
  summary: 'The brokers of the viewer’s regions',
  who: 'account',
  answer: zBrokers,
  problems: ['auth.forbidden'],
});

export const addBroker = operation({
  method: 'post',
  path: '/brokers',
  tag: 'proxies',
  summary: 'Make the account of a number a broker in a region',
  who: 'account',
  body: zNewBroker,
  answer: zBroker,
  status: 201,
  problems: ['auth.forbidden', 'auth.phone_invalid', 'region.not_found'],
});

export const removeBroker = operation({
  method: 'delete',
  path: '/brokers/:id',
  tag: 'proxies',
  summary: 'Take the role away, at once, with all that was done by it for people',
  who: 'account',
  params: zGrantParam,
  problems: ['auth.forbidden'],
});

export const listAlarms = operation({
  method: 'get',
  path: '/alarms',
  tag: 'proxies',
  summary: 'What about people who act for others is worth a look, for the county',
  who: 'account',
  query: zAlarmsQuery,
  answer: zAlarms,
  problems: ['auth.forbidden'],
});

export const setAlarmAside = operation({
  method: 'post',
  path: '/alarms/:id/aside',
  tag: 'proxies',
  summary: 'Note what was found, and set it aside',
  who: 'account',
  params: zGrantParam,
  body: zAlarmAside,
  answer: zAlarm,
  problems: ['auth.forbidden', 'grant.not_found'],
});
