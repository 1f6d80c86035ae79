import * as z from 'zod';
import { zNewOperator, zOperatorGrant, zOperatorGrants } from '../account.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

export const listOperators = operation({
  method: 'get',
  path: '/admin/operators',
  tag: 'admin',
  summary: 'Who is operator of which region',
  who: 'account',
  answer: zOperatorGrants,
  problems: ['auth.forbidden'],
});

export const grantOperator = operation({
  method: 'post',
  path: '/admin/operators',
  tag: 'admin',
  summary: 'Makes someone operator of a region and all below it',
  who: 'account',
  body: zNewOperator,
  answer: zOperatorGrant,
  status: 201,
  problems: ['auth.forbidden', 'auth.phone_invalid', 'region.not_found'],
});

export const revokeOperator = operation({
  method: 'delete',
  path: '/admin/operators/:id',
  tag: 'admin',
  summary: 'Takes an operator’s role away',
  who: 'account',
  params: z.object({ id: zId }),
  problems: ['auth.forbidden'],
});
