import * as z from 'zod';
import { zAbout, zLegalText, zTextKind } from '../about.ts';
import { operation } from './operation.ts';

export const getAbout = operation({
  method: 'get',
  path: '/about',
  tag: 'about',
  summary: 'Who runs it, how to reach the service desk, which texts are in force',
  who: 'everybody',
  answer: zAbout,
});

export const getText = operation({
  method: 'get',
  path: '/texts/:kind',
  tag: 'about',
  summary: 'The terms of use or the privacy policy, as they are in force',
  who: 'everybody',
  params: z.object({ kind: zTextKind }),
  answer: zLegalText,
});
