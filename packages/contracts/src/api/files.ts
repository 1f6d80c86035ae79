import * as z from 'zod';
import { zFileLinkQuery, zFileQuery, zStoredFile } from '../file.ts';
import { PHOTO_BYTES } from '../limits.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

export const putFile = operation({
  method: 'post',
  path: '/files',
  tag: 'files',
  summary:
    'Takes in a photo (JPEG, PNG, WebP), drawn anew without what was written into it; what it is for then names its id',
  who: 'account',
  query: zFileQuery,
  form: {
    bytes: PHOTO_BYTES,
    properties: { file: { type: 'string', format: 'binary' } },
    required: ['file'],
  },
  answer: zStoredFile,
  status: 201,
  problems: [
    'cap.reached',
    'auth.forbidden',
    'file.unreadable',
    'file.busy',
    'file.own_busy',
    'file.infected',
    'file.not_scanned',
  ],
});

export const readFile = operation({
  method: 'get',
  path: '/files/:id',
  tag: 'files',
  summary: 'A photo, at the address that its owner’s page gave for some minutes',
  who: 'account',
  params: z.object({ id: zId }),
  query: zFileLinkQuery,
  produces: 'image/jpeg',
  problems: ['file.not_found', 'file.link_ended'],
});
