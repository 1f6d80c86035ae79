import * as z from 'zod';
import { FILE_BYTES } from '../limits.ts';
import { zRoll, zRollChoices, zRollPreview, zRollRowsQuery, zRolls } from '../roll.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

const params = z.object({ id: zId });

export const uploadRoll = operation({
  method: 'post',
  path: '/rolls',
  tag: 'rolls',
  summary:
    'Reads a village’s roll of people (XLSX, CSV) and shows what each row would change in the register',
  who: 'account',
  answer: zRollPreview,
  status: 201,
  form: {
    bytes: FILE_BYTES,
    properties: { file: { type: 'string', format: 'binary' }, regionId: { type: 'string', maxLength: 24 } },
    required: ['file', 'regionId'],
  },
  problems: [
    'cap.reached',
    'auth.forbidden',
    'region.not_found',
    'import.unreadable',
    'import.own_busy',
    'import.busy',
  ],
});

export const listRolls = operation({
  method: 'get',
  path: '/rolls',
  tag: 'rolls',
  summary: 'The latest rolls of the operator’s regions',
  who: 'account',
  answer: zRolls,
  problems: ['auth.forbidden'],
});

export const getRoll = operation({
  method: 'get',
  path: '/rolls/:id',
  tag: 'rolls',
  summary: 'A roll with a page of its rows',
  who: 'account',
  params,
  query: zRollRowsQuery,
  answer: zRollPreview,
  problems: ['auth.forbidden', 'roll.not_found'],
});

export const chooseRows = operation({
  method: 'put',
  path: '/rolls/:id/choices',
  tag: 'rolls',
  summary: 'Says which changes are taken, and which doubtful rows are people of their own',
  who: 'account',
  params,
  body: zRollChoices,
  answer: zRoll,
  problems: ['auth.forbidden', 'roll.not_found', 'roll.wrong_state'],
});

export const runRoll = operation({
  method: 'post',
  path: '/rolls/:id/run',
  tag: 'rolls',
  summary: 'Registers and changes people as the preview says, in the background',
  who: 'account',
  params,
  answer: zRoll,
  status: 202,
  problems: ['auth.forbidden', 'roll.not_found', 'roll.wrong_state'],
});

export const undoRoll = operation({
  method: 'post',
  path: '/rolls/:id/undo',
  tag: 'rolls',
  summary: 'Puts back what the roll did, in the background; who did something since stays',
  who: 'account',
  params,
  answer: zRoll,
  status: 202,
  problems: ['auth.forbidden', 'roll.not_found', 'roll.wrong_state'],
});

export const getRollLeftOut = operation({
  method: 'get',
  path: '/rolls/:id/errors.csv',
  tag: 'rolls',
  summary: 'The rows that were not taken or have something to look at, with why',
  who: 'account',
  params,
  produces: 'text/csv',
  problems: ['auth.forbidden', 'roll.not_found'],
});
