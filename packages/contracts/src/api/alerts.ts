import * as z from 'zod';
import { zAlert, zAlertChange, zAlerts, zNewAlert } from '../alert.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

const zAlertParam = z.object({ id: zId });

export const listAlerts = operation({
  method: 'get',
  path: '/me/alerts',
  tag: 'alerts',
  summary: 'One’s saved filters, newest first',
  who: 'account',
  answer: zAlerts,
});

export const saveAlert = operation({
  method: 'post',
  path: '/me/alerts',
  tag: 'alerts',
  summary: 'Save a filter; the same one again gives the one that is there',
  who: 'account',
  body: zNewAlert,
  answer: zAlert,
  problems: ['cap.reached', 'alert.too_many'],
});

export const changeAlert = operation({
  method: 'patch',
  path: '/me/alerts/:id',
  tag: 'alerts',
  summary: 'Change its pace, pause it or let it go on',
  who: 'account',
  params: zAlertParam,
  body: zAlertChange,
  answer: zAlert,
  problems: ['cap.reached', 'alert.not_found'],
});

export const deleteAlert = operation({
  method: 'delete',
  path: '/me/alerts/:id',
  tag: 'alerts',
  summary: 'Take an alert away',
  who: 'account',
  params: zAlertParam,
  problems: ['alert.not_found'],
});
