import * as z from 'zod';
import {
  zImport,
  zImportAbsent,
  zImportMapping,
  zImportPreview,
  zImportRowsQuery,
  zImportRun,
  zImports,
} from '../import.ts';
import { FILE_BYTES } from '../limits.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

const params = z.object({ id: zId });

export const uploadImport = operation({
  method: 'post',
  path: '/imports',
  tag: 'imports',
  summary:
    'Reads a file of postings and shows what would become of each row; with `Prefer: respond-async, wait=2` it answers two seconds after the file was opened, and the rest is read meanwhile',
  who: 'account',
  answer: zImportPreview,
  status: 201,
  form: {
    bytes: FILE_BYTES,
    properties: {
      file: { type: 'string', format: 'binary' },
      sourceName: { type: 'string', maxLength: 60 },
      sourceContact: { type: 'string', maxLength: 60 },
    },
    required: ['file'],
  },
  problems: [
    'cap.reached',
    'auth.forbidden',
    'region.not_found',
    'import.unreadable',
    'import.own_busy',
    'import.busy',
    'import.too_many',
    'request.broken_off',
  ],
});

export const listImports = operation({
  method: 'get',
  path: '/imports',
  tag: 'imports',
  summary: 'The latest imports of the operator’s regions',
  who: 'account',
  answer: zImports,
  problems: ['auth.forbidden'],
});

export const getImport = operation({
  method: 'get',
  path: '/imports/:id',
  tag: 'imports',
  summary: 'An import with a page of its rows',
  who: 'account',
  params,
  query: zImportRowsQuery,
  answer: zImportPreview,
  problems: ['auth.forbidden', 'import.not_found'],
});

export const getAbsent = operation({
  method: 'get',
  path: '/imports/:id/absent',
  tag: 'imports',
  summary: 'What is waiting or public of the sender’s last file and not in this one',
  who: 'account',
  params,
  answer: zImportAbsent,
  problems: ['auth.forbidden', 'import.not_found'],
});

export const mapColumns = operation({
  method: 'put',
  path: '/imports/:id/mapping',
  tag: 'imports',
  summary: 'Says what the columns are and reads all rows anew',
  who: 'account',
  params,
  body: zImportMapping,
  answer: zImportPreview,
  problems: ['auth.forbidden', 'import.not_found', 'import.wrong_state', 'import.busy'],
});

export const runImport = operation({
  method: 'post',
  path: '/imports/:id/run',
  tag: 'imports',
  summary: 'Puts the new rows before the operators, in the background, if they are as they were shown',
  who: 'account',
  params,
  body: zImportRun,
  answer: zImport,
  status: 202,
  problems: ['auth.forbidden', 'import.not_found', 'import.wrong_state', 'import.changed_meanwhile'],
});

export const undoImport = operation({
  method: 'post',
  path: '/imports/:id/undo',
  tag: 'imports',
  summary: 'Takes back what nobody has decided about, in the background',
  who: 'account',
  params,
  answer: zImport,
  status: 202,
  problems: ['auth.forbidden', 'import.not_found', 'import.wrong_state'],
});

export const getLeftOut = operation({
  method: 'get',
  path: '/imports/:id/errors.csv',
  tag: 'imports',
  summary: 'The rows that became no gig, with why',
  who: 'account',
  params,
  produces: 'text/csv',
  problems: ['auth.forbidden', 'import.not_found', 'import.wrong_state'],
});
